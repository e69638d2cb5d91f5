/**
 * The root of a search index: how to find, for a word, the shard that has it, and for a page, the pack that shows it.
 * `format.md` specifies it, and the shards, posting lists and packs that it leads to.
 */
import { FormatError } from '../core/errors.ts'
import { lastAtMost } from './shard.ts'

/** What the Worker carries with it, and what a browser reads first. Plain JSON. */
export interface SearchIndex {
  readonly version: 1
  /** BCP 47 language whose stemmer made the stems: that of most pages. */
  readonly language: string
  /** How many pages are searched. */
  readonly pages: number
  /** The dictionary. */
  readonly shards: ShardList
  /** The written forms spelled backwards, which finds mistakes early in a word. */
  readonly reversed: ShardList
  readonly packs: {
    /** How many pages each pack holds, in the order of the pages. */
    readonly counts: readonly number[]
    readonly hashes: string
  }
}

export interface ShardList {
  /** A string above every key of the shard before, and not above any of this one. */
  readonly bounds: readonly string[]
  /** The hashes of the files' names, `HASH_LENGTH` characters each. */
  readonly hashes: string
}

export const INDEX_VERSION = 1
/** The files of an index, each `FOLDER` + name + number + `.` + hash + `.bin`. */
export const SHARD_NAME = 'search/terms-'
export const REVERSED_NAME = 'search/reversed-'
export const PACK_NAME = 'search/pages-'

const FOLDER = '/_leanto/'
const HASH_LENGTH = 10

/** The path of a shard. */
export function shardPath(index: SearchIndex, shard: number): string {
  return filePath(SHARD_NAME, shard, index.shards.hashes)
}

/** The path of a shard of the words spelled backwards. */
export function reversedPath(index: SearchIndex, shard: number): string {
  return filePath(REVERSED_NAME, shard, index.reversed.hashes)
}

/** The path of a pack. */
export function packPath(index: SearchIndex, pack: number): string {
  return filePath(PACK_NAME, pack, index.packs.hashes)
}

function filePath(name: string, number: number, hashes: string): string {
  const hash = hashes.slice(number * HASH_LENGTH, (number + 1) * HASH_LENGTH)
  return `${FOLDER}${name}${number}.${hash}.bin`
}

/**
 * The hash within the path of a file that was written, which is all that the root keeps of it.
 * @throws {FormatError} when the reader would look for the file elsewhere
 */
export function hashOf(name: string, number: number, path: string): string {
  const hash = path.slice(-HASH_LENGTH - '.bin'.length, -'.bin'.length)
  const expected = `${FOLDER}${name}${number}.${hash}.bin`
  if (path !== expected) throw new FormatError(`expected the path ${expected}, got ${path}`)
  return hash
}

/** The shard that holds `key` if any does; -1 where there is none at all. */
export function shardOf({ bounds }: ShardList, key: string): number {
  return bounds.length === 0 ? -1 : Math.max(0, lastAtMost(bounds, key))
}

/**
 * Checks a root that came over the network.
 * @throws {FormatError} when it is not an index of this version
 */
export function parseSearchIndex(value: unknown): SearchIndex {
  if (!isRecord(value)) throw new FormatError('expected a search index, got no JSON object')
  if (value['version'] !== INDEX_VERSION) {
    throw new FormatError(
      `expected a search index of version ${INDEX_VERSION}, got ${JSON.stringify(value['version'])}`,
    )
  }
  const { language, pages, shards, reversed, packs } = value
  if (typeof language !== 'string' || typeof pages !== 'number' || !isRecord(packs)) {
    throw new FormatError('expected language, pages and packs in a search index')
  }
  return {
    version: INDEX_VERSION,
    language,
    pages,
    shards: parseShards(shards),
    reversed: parseShards(reversed),
    packs: { counts: parseList(packs['counts'], isNumber), hashes: parseHashes(packs['hashes']) },
  }
}

function parseShards(value: unknown): ShardList {
  if (!isRecord(value)) throw new FormatError('expected lists of shards in a search index')
  return { bounds: parseList(value['bounds'], isText), hashes: parseHashes(value['hashes']) }
}

function parseList<T>(value: unknown, isItem: (item: unknown) => item is T): T[] {
  if (Array.isArray(value) && value.every(isItem)) return value
  throw new FormatError('expected a list of bounds and one of counts in a search index')
}

function parseHashes(value: unknown): string {
  if (typeof value === 'string') return value
  throw new FormatError('expected hashes in a search index')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}
