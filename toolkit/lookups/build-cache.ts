/**
 * What was compiled of a lookup, so that it is not compiled again while its data, its declaration and the toolkit are the
 * same. In `.leanto/cache/lookups/<name>/`: the files under their names, and `made.json`, which is written last. It may be
 * deleted at any time.
 */
import { createHash, hash } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

import { hashedPath, type Output } from '../page/build-output.ts'
import type { Declaration } from './build-declarations.ts'
import { findFiles } from './build-source-files.ts'
import { isModule } from './build-source-formats.ts'
import type { LookupIndex } from './format.ts'

/** A file of a lookup. */
export interface MadeFile {
  /** As for `writeHashed`. */
  readonly name: string
  readonly extension: string
  readonly path: string
  readonly bytes: number
}

/** What was made of a lookup. */
export interface Made {
  readonly index: LookupIndex
  readonly files: readonly MadeFile[]
  readonly warnings: readonly string[]
}

export interface LookupCache {
  /** What was made of the same, when it is whole, put into the output. */
  restore(keys: Partial<CacheKeys>, output: LookupOutput): Promise<Made | undefined>
  /** An output that keeps what it writes. */
  keep(output: LookupOutput): Pick<Output, 'writeHashed'>
  /** Ends what was kept: from now on it can be restored. */
  save(keys: CacheKeys, made: Made): Promise<void>
}

/** What a lookup was made of. */
export interface CacheKeys {
  /** Known before the rows are read; not there of a source that has to be read to know. */
  readonly source: string | undefined
  /** Known when the rows were read. */
  readonly data: string
}

export type LookupOutput = Pick<Output, 'folder' | 'write' | 'writeHashed'>

const TOOLKIT = join(import.meta.dirname, '..')
/** The folders that have a part in what comes of a lookup. */
const FOLDERS = ['core', 'lookups']
const MADE = 'made.json'
/** So many files are restored at the same time. */
const CONCURRENCY = 16

/**
 * Tells the data of a declaration from other data without reading its rows: by the bytes of its files and of its lock
 * file, or by the integrity of an address. Nothing for a module and for a program: what they give can depend on anything.
 */
export async function sourceFingerprint(declaration: Declaration): Promise<string | undefined> {
  const { lookup, path, file } = declaration
  const { from, format } = lookup
  if (typeof from === 'object' && 'command' in from) return undefined
  const sum = createHash('sha256')
  const lock = join(dirname(path), `${lookup.name}.lock.json`)
  sum.update(await readFile(lock).catch(() => 'none'))
  if (typeof from === 'object' && 'url' in from) {
    return sum.update(`${from.url} ${from.integrity}`).digest('hex')
  }
  const paths = [from].flat()
  if (paths.some(isModule)) return undefined
  for (const source of await findFiles({ from: paths, folder: dirname(path), format, file })) {
    sum.update(`\n${source.file}\n`)
    for await (const chunk of createReadStream(source.path, { highWaterMark: 1024 * 1024 })) {
      sum.update(chunk)
    }
  }
  return sum.digest('hex')
}

/** The key of anything that a lookup is made of, beside its declaration and the code of the toolkit. */
export function toCacheKey({ lookup }: Declaration, data: string): string {
  const sum = createHash('sha256').update(JSON.stringify([process.version, lookup, data]))
  for (const folder of FOLDERS)
    for (const name of readdirSync(join(TOOLKIT, folder)).toSorted())
      if (/(?<!\.d|\.test)\.[jt]s$/.test(name) && !/^(serve|browser|api|page)-?/.test(name))
        sum.update(readFileSync(join(TOOLKIT, folder, name)))
  return sum.update(readFileSync(join(TOOLKIT, 'package.json'))).digest('hex')
}

/** @param folder - of one lookup, as an absolute path */
export function openLookupCache(folder: string): LookupCache {
  const made = join(folder, MADE)
  return {
    async restore({ source, data }, output) {
      const saved = parseSaved(await readFile(made, 'utf8').catch(() => ''))
      if (saved === undefined) return undefined
      const isSame =
        (source !== undefined && source === saved.keys.source) ||
        (data !== undefined && data === saved.keys.data)
      return isSame && (await restoreFiles(folder, saved.made.files, output))
        ? saved.made
        : undefined
    },
    keep: (output) => ({
      async writeHashed(name, extension, content) {
        const path = await output.writeHashed(name, extension, content)
        await keepFile(join(folder, basename(path)), { output, path, content })
        return path
      },
    }),
    async save(keys, result) {
      await mkdir(folder, { recursive: true })
      const content = JSON.stringify({ keys, made: result })
      await writeFile(`${made}.part`, `${hash('sha256', content)}\n${content}`)
      await rename(`${made}.part`, made)
      const known = new Set([MADE, ...result.files.map(({ path }) => basename(path))])
      for (const name of await readdir(folder))
        if (!known.has(name)) await rm(join(folder, name), { recursive: true, force: true })
    },
  }
}

interface Saved {
  readonly keys: CacheKeys
  readonly made: Made
}

/** What this code has written, whole; nothing for anything else. */
function parseSaved(text: string): Saved | undefined {
  const end = text.indexOf('\n')
  const content = text.slice(end + 1)
  if (end < 0 || hash('sha256', content) !== text.slice(0, end)) return undefined
  const saved: Saved = JSON.parse(content)
  return saved
}

/** Whether all files are there as they were written, and now in the output. */
async function restoreFiles(
  folder: string,
  files: readonly MadeFile[],
  output: LookupOutput,
): Promise<boolean> {
  for (let at = 0; at < files.length; at += CONCURRENCY) {
    const restored = files.slice(at, at + CONCURRENCY).map(async ({ name, extension, path }) => {
      const kept = join(folder, basename(path))
      const content = await readFile(kept).catch(() => undefined)
      if (content === undefined || hashedPath(name, extension, content) !== path) return false
      await linkOr(kept, join(output.folder, path), output.folder !== '', () =>
        output.writeHashed(name, extension, content),
      )
      return true
    })
    if ((await Promise.all(restored)).includes(false)) return false
  }
  return true
}

/** Keeps a file that was written, without writing it twice where the system can. */
async function keepFile(
  kept: string,
  {
    output,
    path,
    content,
  }: {
    readonly output: LookupOutput
    readonly path: string
    readonly content: string | Uint8Array
  },
): Promise<void> {
  await linkOr(join(output.folder, path), kept, output.folder !== '', async () => {
    await mkdir(dirname(kept), { recursive: true })
    await writeFile(kept, content)
  })
}

/** One file under two names. It is checked before it is used again: who writes into the one changes the other. */
async function linkOr(
  from: string,
  to: string,
  isOnDisk: boolean,
  write: () => Promise<unknown>,
): Promise<void> {
  if (isOnDisk && (await isLinked(from, to))) return
  // Rarely: to ask first whether there is a folder, or another file, would take longer than all else.
  if (isOnDisk) await mkdir(dirname(to), { recursive: true })
  if (isOnDisk) await rm(to, { force: true })
  if (!isOnDisk || !(await isLinked(from, to))) await write()
}

function isLinked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    () => false,
  )
}
