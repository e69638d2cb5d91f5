/** What an engine reads of an index, and what of it stays in memory. */
import type { ReadFile } from '../core/read.ts'
import { createCache } from './cache.ts'
import { packPath, reversedPath, shardPath, type SearchIndex } from './format.ts'
import { readRecord, type PageRecord } from './pack.ts'
import { openShard, type Shard } from './shard.ts'

// Workers allows 50 reads in a request. The words take at most this many, two corrected words ten, 20 results 20.
const MAX_SHARD_READS = 14
// About a megabyte each.
const CACHED_SHARDS = 48
const CACHED_PACKS = 64

export interface Files {
  readonly index: SearchIndex
  /** Opens shards, at most `MAX_SHARD_READS` that are not in memory; those beyond are missing. */
  shards(numbers: readonly number[]): Promise<ReadonlyMap<number, Shard>>
  /** The same of the words spelled backwards. */
  reversed(numbers: readonly number[]): Promise<ReadonlyMap<number, Shard>>
  /** Reads what is shown of some pages. */
  records(pages: readonly number[]): Promise<PageRecord[]>
}

/** Nothing is read before it is asked for. */
export function createFiles(index: SearchIndex, read: ReadFile): Files {
  const shardCache = createCache<Shard>(CACHED_SHARDS)
  const packCache = createCache<Uint8Array>(CACHED_PACKS)
  // Only values are kept, never promises: one request of a Worker may not wait for the reading of another.
  const readShard = async (number: number, path: string): Promise<readonly [number, Shard]> => {
    const shard = shardCache.get(path) ?? openShard(await read(path))
    shardCache.set(path, shard)
    return [number, shard]
  }
  const readShards = async (
    numbers: readonly number[],
    pathOf: typeof shardPath,
  ): Promise<ReadonlyMap<number, Shard>> => {
    const distinct = [...new Set(numbers)].filter((number) => number >= 0).slice(0, MAX_SHARD_READS)
    return new Map(
      await Promise.all(distinct.map((number) => readShard(number, pathOf(index, number)))),
    )
  }
  const readPack = async (number: number): Promise<readonly [number, Uint8Array]> => {
    const path = packPath(index, number)
    const pack = packCache.get(path) ?? (await read(path))
    packCache.set(path, pack)
    return [number, pack]
  }
  return {
    index,
    shards: (numbers) => readShards(numbers, shardPath),
    reversed: (numbers) => readShards(numbers, reversedPath),
    async records(pages) {
      const places = pages.map((page) => placeOf(index, page))
      const numbers = [...new Set(places.map(({ pack }) => pack))]
      const packs = new Map(await Promise.all(numbers.map(readPack)))
      return places.map(({ pack, at }) => readRecord(packs.get(pack) ?? new Uint8Array(), at))
    },
  }
}

/** In which pack a page is, and its place there. */
function placeOf(
  { packs }: SearchIndex,
  page: number,
): { readonly pack: number; readonly at: number } {
  let at = page
  for (const [pack, count] of packs.counts.entries()) {
    if (at < count) return { pack, at }
    at -= count
  }
  throw new Error(`the search index has no page ${page}`)
}
