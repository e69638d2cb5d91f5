/** What an engine reads of an index, and what of it stays in memory. */
import { FormatError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { createCache } from './cache.ts'
import { openCodes, type Codes } from './codes.ts'
import { codesPath, packPath, placesPath, reversedPath, shardPath } from './format.ts'
import type { SearchIndex } from './format.ts'
import { readRecord, type OpenRecord } from './pack.ts'
import { openShard, type Shard } from './shard.ts'

// About a megabyte each.
const CACHED_SHARDS = 48
const CACHED_FILES = 64

const PATHS: Readonly<Record<ShardKind, typeof shardPath>> = {
  shards: shardPath,
  reversed: reversedPath,
  places: placesPath,
}

/** How many reads a question has left. What is in memory counts too, so that answers do not depend on it. */
export interface Reads {
  left: number
}

/** Shards of the dictionary, of the words spelled backwards, or of the places of words. */
export type ShardKind = 'shards' | 'reversed' | 'places'
export type Shards = ReadonlyMap<number, Shard>

export interface Files {
  readonly index: SearchIndex
  /** Opens shards; those beyond the reads that are left are missing. */
  shards(kind: ShardKind, numbers: readonly number[], reads: Reads): Promise<Shards>
  /** Reads a file that its caller knows to open. */
  file<T>(path: string, open: (bytes: Uint8Array) => T): Promise<T>
  /** Reads what is shown of some pages. */
  records(pages: readonly number[]): Promise<OpenRecord[]>
}

/** Nothing is read before it is asked for. */
export function createFiles(index: SearchIndex, read: ReadFile): Files {
  const shardCache = createCache<Shard>(CACHED_SHARDS)
  const fileCache = createCache<Uint8Array>(CACHED_FILES)
  let codes: Codes | undefined
  // Only values are kept, never promises: one request of a Worker may not wait for the reading of another.
  const readShard = async (path: string): Promise<Shard> => {
    const shard = shardCache.get(path) ?? naming(path, openShard, await read(path))
    shardCache.set(path, shard)
    return shard
  }
  const bytes = async (path: string): Promise<Uint8Array> => {
    const file = fileCache.get(path) ?? (await read(path))
    fileCache.set(path, file)
    return file
  }
  const readCodes = async (): Promise<Codes> => {
    const path = codesPath(index)
    codes ??= path === undefined ? openCodes() : naming(path, openCodes, await read(path))
    return codes
  }
  return {
    index,
    file: async (path, open) => naming(path, open, await bytes(path)),
    async shards(kind, numbers, reads) {
      const distinct = [...new Set(numbers)].filter((number) => number >= 0).slice(0, reads.left)
      reads.left -= distinct.length
      const opened = await Promise.all(
        distinct.map((number) => readShard(PATHS[kind](index, number))),
      )
      return new Map(opened.map((shard, at) => [distinct[at] ?? 0, shard]))
    },
    async records(pages) {
      const places = pages.map((page) => placeOf(index, page))
      const numbers = [...new Set(places.map(({ pack }) => pack))]
      const [table, ...packs] = await Promise.all([
        readCodes(),
        ...numbers.map((number) => bytes(packPath(index, number))),
      ])
      return places.map(({ pack, at }) =>
        naming(
          packPath(index, pack),
          (file) => readRecord(file, at, table),
          packs[numbers.indexOf(pack)] ?? new Uint8Array(),
        ),
      )
    },
  }
}

/** Opens a file, and says which it is where it is damaged. */
function naming<T>(path: string, open: (bytes: Uint8Array) => T, bytes: Uint8Array): T {
  try {
    return open(bytes)
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause
    throw new FormatError(`${path}: ${cause.message}`, { cause })
  }
}

/** In which pack a page is, and its place there. */
function placeOf({ packs }: SearchIndex, page: number): { pack: number; at: number } {
  let at = page
  for (let pack = 0; pack < packs.counts.length; pack++) {
    const count = packs.counts[pack] ?? 0
    if (at < count) return { pack, at }
    at -= count
  }
  throw new Error(`the search index has no page ${page}`)
}
