/** Build half of the lookups: compiles what the owner declares to static files and the Worker's indexes. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Output } from '../page/build-output.ts'
import {
  openLookupCache,
  sourceFingerprint,
  toCacheKey,
  type CacheKeys,
  type LookupCache,
  type LookupOutput,
  type Made,
  type MadeFile,
} from './build-cache.ts'
import { compileRows, gatherRows } from './build-compile.ts'
import { readDeclarations, type Declaration } from './build-declarations.ts'
import { writeSitemap } from './build-sitemap.ts'
import { openSortSpace, type SortSpace } from './build-sorter.ts'
import { readSource } from './build-source.ts'
import type { LookupIndex, LookupIndexes } from './format.ts'

export interface LookupsOptions {
  /** The folder of the declarations, as an absolute file path; it need not be there. */
  readonly folder: string
  readonly output: LookupOutput
  /** The address of the site: sitemaps are written only where it is known. */
  readonly url?: string | undefined
  /** The folder of what is kept between builds, as an absolute path: `.leanto/cache`. Without it nothing is kept. */
  readonly cache?: string
  /** How much memory lines take that are sorted, about, in bytes. */
  readonly memory?: number
  /** The day of data that is new; that of the clock, in UTC, by default. */
  readonly today?: string
}

/** What the build made of one lookup. */
export interface LookupReport {
  readonly name: string
  readonly rows: number
  /** The files that answer questions; the downloads come to `files` too. */
  readonly blocks: number
  readonly files: number
  /** UTF-8 bytes of all files. */
  readonly bytes: number
  readonly milliseconds: number
  /** Whether nothing had changed since the last build, so that nothing was compiled. */
  readonly cached: boolean
  /** What is odd about the data. */
  readonly warnings: readonly string[]
}

export interface LookupsResult {
  /** For the Worker. */
  readonly indexes: LookupIndexes
  readonly report: readonly LookupReport[]
}

/**
 * Compiles every lookup of a folder.
 * @throws {BuildError} when a declaration or its data cannot be compiled, with the file and the row
 */
export async function buildLookups(options: LookupsOptions): Promise<LookupsResult> {
  const indexes: Record<string, LookupIndex> = {}
  const report: LookupReport[] = []
  const declarations = await readDeclarations(options.folder)
  if (declarations.length === 0) return { indexes, report }
  const cache = options.cache ?? (await mkdtemp(join(tmpdir(), 'leanto-lookups-')))
  try {
    // One after the other: each may take all of the memory.
    for (const declaration of declarations) {
      const built = await buildLookup(declaration, { ...options, cache })
      indexes[built.index.name] = built.index
      report.push(built.report)
    }
  } finally {
    if (options.cache === undefined) await rm(cache, { recursive: true, force: true })
  }
  return { indexes, report }
}

interface Built {
  readonly index: LookupIndex
  readonly report: LookupReport
}

type CachedOptions = LookupsOptions & Required<Pick<LookupsOptions, 'cache'>>

async function buildLookup(declaration: Declaration, options: CachedOptions): Promise<Built> {
  const start = performance.now()
  const { name } = declaration.lookup
  const cache = openLookupCache(join(options.cache, 'lookups', name))
  const source = await keyOfSource(declaration)
  const known = await cache.restore({ source }, options.output)
  const { made, cached } = known
    ? { made: known, cached: true }
    : await makeLookup(declaration, options, cache)
  const { index, files, warnings } = made
  await options.output.write(`${index.folder}index.json`, JSON.stringify(index))
  const { output, url } = options
  if (declaration.lookup.sitemap === true && url !== undefined) {
    const read = (path: string): Promise<Uint8Array> => readFile(join(output.folder, path))
    await writeSitemap(index, read, { siteUrl: url, output })
  }
  const report = {
    name,
    rows: index.rows,
    blocks: files.filter(({ extension }) => extension === 'txt').length,
    files: files.length + 1,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    milliseconds: Math.round(performance.now() - start),
    cached,
    warnings: cached ? warnings : [...warnings, ...adviseLoad(index)],
  }
  return { index, report }
}

/** Rows in D1 are not deployed with the site: who has changed them loads them. */
function adviseLoad({ name, store, hash }: LookupIndex): string[] {
  if (store !== 'd1') return []
  return [
    `its rows are kept in D1: run "leanto load ${name}", with --remote for the deployed site, unless the version ${hash} is there`,
  ]
}

interface MadeLookup {
  readonly made: Made
  readonly cached: boolean
}

/** Reads the rows, and compiles them unless the same were compiled before. */
async function makeLookup(
  declaration: Declaration,
  options: CachedOptions,
  cache: LookupCache,
): Promise<MadeLookup> {
  const space = openSortSpace({
    folder: join(options.cache, 'sort'),
    ...(options.memory === undefined ? {} : { bytes: options.memory }),
  })
  try {
    return await makeIn(space, declaration, options, cache)
  } finally {
    space.close()
  }
}

async function makeIn(
  space: SortSpace,
  declaration: Declaration,
  { output, cache: folder, today }: CachedOptions,
  cache: LookupCache,
): Promise<MadeLookup> {
  const { lookup, file } = declaration
  const warnings: string[] = []
  const warn = (message: string): void => void warnings.push(message)
  const day = today === undefined ? {} : { today }
  const gathered = await gatherRows({ lookup, space }, (sink) =>
    readSource(declaration, sink, { cache: folder, warn, ...day }),
  )
  const { hash, columns, updated } = gathered.table
  const data = toCacheKey(declaration, JSON.stringify([hash, columns]))
  // The source is read and its lock is written: only now both are known.
  const keys: CacheKeys = { source: await keyOfSource(declaration), data }
  const known = await cache.restore({ data }, output)
  if (known !== undefined) {
    const made = { ...known, index: { ...known.index, updated } }
    await cache.save(keys, made)
    return { made, cached: true }
  }
  const { files, counting } = countFiles(cache.keep(output))
  const index = await compileRows({ lookup, file, output: counting, space, warn }, gathered)
  const made = { index, files, warnings }
  await cache.save(keys, made)
  return { made, cached: false }
}

async function keyOfSource(declaration: Declaration): Promise<string | undefined> {
  const fingerprint = await sourceFingerprint(declaration)
  return fingerprint === undefined ? undefined : toCacheKey(declaration, fingerprint)
}

/** Lists what is written. */
function countFiles(output: Pick<Output, 'writeHashed'>): {
  readonly files: MadeFile[]
  readonly counting: Pick<Output, 'writeHashed'>
} {
  const files: MadeFile[] = []
  return {
    files,
    counting: {
      async writeHashed(name, extension, content) {
        const path = await output.writeHashed(name, extension, content)
        files.push({ name, extension, path, bytes: Buffer.byteLength(content) })
        return path
      },
    },
  }
}
