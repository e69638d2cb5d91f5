/** The golden index of version 1: readers must go on reading it, and the writer must go on writing it. */
import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'

import type { ReadFile } from '../../toolkit/core/read.ts'
import { buildIndex } from '../search-index.ts'
import { createEngine, type SearchEngine } from '../../toolkit/search/engine.ts'
import { parseSearchIndex } from '../../toolkit/search/format.ts'
import { PAGES, QUERIES } from './search-1.pages.ts'

const FOLDER = join(import.meta.dirname, 'search-1')
const COMPILED = '/_leanto/search/'

const read: ReadFile = async (path) => readFile(join(FOLDER, path.slice(COMPILED.length)))

async function openGolden(): Promise<SearchEngine> {
  const root: unknown = JSON.parse(await readFile(join(FOLDER, 'root.json'), 'utf8'))
  return createEngine(parseSearchIndex(root), read)
}

/** Writes what the present code makes, when asked to: a version's golden is written once. */
async function writeGolden(): Promise<void> {
  const { files, path, engine } = await buildIndex(PAGES)
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  for (const [name, bytes] of files) {
    const file = name === path ? 'root.json' : name.slice(COMPILED.length)
    await writeFile(join(FOLDER, file), bytes)
  }
  const answers = await Promise.all(QUERIES.map((query) => engine.search(query)))
  await writeFile(join(FOLDER, 'answers.json'), `${JSON.stringify(answers, undefined, 2)}\n`)
}

describe('a search index of version 1', async () => {
  if (process.env['WRITE_GOLDEN'] === 'search-1') await writeGolden()
  const answers: unknown = JSON.parse(await readFile(join(FOLDER, 'answers.json'), 'utf8'))
  const golden = await openGolden()

  test('is read as it was when it was published', async () => {
    const found = await Promise.all(QUERIES.map((query) => golden.search(query)))
    assert.deepEqual(JSON.parse(JSON.stringify(found)), answers)
  })

  test('is written with the same bytes', async () => {
    const { files, path } = await buildIndex(PAGES)
    const names = [...files.keys()].map((name) =>
      name === path ? 'root.json' : name.slice(COMPILED.length),
    )
    const kept = (await readdir(FOLDER)).filter((name) => name !== 'answers.json')
    assert.deepEqual(names.toSorted(), kept.toSorted())
    for (const [name, bytes] of files) {
      const file = name === path ? 'root.json' : name.slice(COMPILED.length)
      assert.deepEqual(await readFile(join(FOLDER, file)), Buffer.from(bytes), file)
    }
  })
})
