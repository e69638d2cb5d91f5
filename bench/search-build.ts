/** What an index costs to make: seconds and memory of a whole build, of one after ten changed pages, files and bytes. */
import { appendFile, cp, mkdtemp, rm, stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

import { listFiles } from '../toolkit/site/build-files.ts'
import { prepareMix } from './search-mix.ts'
import { buildPagefind } from './search-pagefind.ts'
import { buildMix, type Took } from './search-site.ts'
import { formatTable } from './search-table.ts'

const CHANGED = 10
const CHANGE = '<p>A sentence that was not here before, about unprecedented snowdrops.</p>'
const INDEX_FOLDER = '_leanto/search/'

interface Size {
  readonly files: number
  readonly bytes: number
}

export async function measureBuild(pages: number): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), 'leanto-build-'))
  const mix = join(work, 'pages')
  await cp(await prepareMix(pages), mix, { recursive: true })
  const out = join(work, 'pagefind')
  const pagefind = await buildPagefind(mix, out)
  const site = await buildMix(mix)
  const size = await measureFiles(site.folder, INDEX_FOLDER)
  await changePages(mix)
  const again = await site.again()
  const rows = [
    ['Leanto, the whole site', ...cells(site.took), String(size.files), megabytes(size.bytes)],
    [`Leanto, ${CHANGED} pages changed`, ...cells(again), '', ''],
    ['Pagefind, its index alone', ...cells(pagefind), ...sizeCells(await measureFiles(out, ''))],
  ]
  await Promise.all([site.remove(), rm(work, { recursive: true })])
  const head = ['build', 'seconds', 'peak memory MB', 'files of index', 'MB of index']
  return `${pages} pages on ${availableParallelism()} processors\n\n${formatTable(head, rows)}`
}

async function changePages(folder: string): Promise<void> {
  const files = (await listFiles(folder)).filter((file) => file.endsWith('.html'))
  const step = Math.floor(files.length / CHANGED)
  for (let at = 0; at < CHANGED; at++) {
    await appendFile(join(folder, files[at * step] ?? ''), CHANGE)
  }
}

async function measureFiles(folder: string, below: string): Promise<Size> {
  const files = (await listFiles(folder)).filter((file) => file.startsWith(below))
  let bytes = 0
  for (const file of files) bytes += (await stat(join(folder, file))).size
  return { files: files.length, bytes }
}

function cells({ seconds, peakMemory }: Took): string[] {
  return [seconds.toFixed(1), megabytes(peakMemory)]
}

function sizeCells({ files, bytes }: Size): string[] {
  return [String(files), megabytes(bytes)]
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
