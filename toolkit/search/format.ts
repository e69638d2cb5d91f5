/**
 * The root of a search index: how to find, for a word, the shard that has it, and for a page, the pack that shows it.
 * `format.md` specifies it, and the files that it leads to.
 */
import { FormatError } from '../core/errors.ts'
import { lastAtMost } from './shard.ts'

/** What the Worker carries with it, and what a browser reads first. Plain JSON. */
export interface SearchIndex {
  readonly version: 2
  /** `en`, `pt-br`; `en-private` for pages that not everybody may see. */
  readonly name: string
  /** BCP 47 language of its pages. */
  readonly language: string
  /** Whether its files lie where only the Worker reads them. */
  readonly private: boolean
  /** How many pages are searched. */
  readonly pages: number
  /** How many sections these have together. */
  readonly sections: number
  /** The dictionary: stems, written forms and titles, each with its posting list. */
  readonly shards: ShardList
  /** The written forms spelled backwards, which finds mistakes early in a word. */
  readonly reversed: ShardList
  /** Where in the sections each written form stands, for phrases. */
  readonly places: ShardList
  readonly packs: {
    /** How many pages each pack holds, in the order of the pages. */
    readonly counts: readonly number[]
    readonly hashes: string
  }
  /** The hash of the table that the packs are coded with; empty where there is none. */
  readonly codes: string
  /** All files that the root leads to together. */
  readonly bytes: number
  /** What pages can be filtered by, sorted by name. */
  readonly filters: readonly ColumnFile[]
  /** What pages can be sorted by, sorted by name. */
  readonly sorts: readonly ColumnFile[]
  /** What else is searched for with a word, or with some words joined by blanks; all are folded. */
  readonly synonyms: Readonly<Record<string, readonly string[]>>
  /** Pages that come first, by the words of a query joined by blanks. */
  readonly pins: Readonly<Record<string, readonly number[]>>
}

export interface ShardList {
  /** A string above every key of the shard before, and not above any of this one. */
  readonly bounds: readonly string[]
  /** The hashes of the files' names, `HASH_LENGTH` characters each. */
  readonly hashes: string
}

/** A file with something of every page. */
export interface ColumnFile {
  readonly name: string
  readonly hash: string
}

/** What a file of an index holds, as its name says. */
export type FileKind = 'terms' | 'reversed' | 'places' | 'pages' | 'filter' | 'sort' | 'codes'

export const INDEX_VERSION = 2
export const HASH_LENGTH = 10

const FOLDER = '/_leanto/'

/** The path of a shard. */
export function shardPath(index: SearchIndex, shard: number): string {
  return numberedPath(index, 'terms', index.shards.hashes, shard)
}

/** The path of a shard of the words spelled backwards. */
export function reversedPath(index: SearchIndex, shard: number): string {
  return numberedPath(index, 'reversed', index.reversed.hashes, shard)
}

/** The path of a shard of places. */
export function placesPath(index: SearchIndex, shard: number): string {
  return numberedPath(index, 'places', index.places.hashes, shard)
}

/** The path of a pack. */
export function packPath(index: SearchIndex, pack: number): string {
  return numberedPath(index, 'pages', index.packs.hashes, pack)
}

/** The path of the table that packs are coded with; undefined where they are not. */
export function codesPath(index: SearchIndex): string | undefined {
  return index.codes === '' ? undefined : filePath(index, 'codes', index.codes)
}

/** The path of a filter's column; undefined where there is none of that name. */
export function filterPath(index: SearchIndex, name: string): string | undefined {
  return columnPath(index, 'filter', index.filters, name)
}

/** The path of a sort key's column; undefined where there is none of that name. */
export function sortPath(index: SearchIndex, name: string): string | undefined {
  return columnPath(index, 'sort', index.sorts, name)
}

function columnPath(
  index: SearchIndex,
  kind: FileKind,
  columns: readonly ColumnFile[],
  wanted: string,
): string | undefined {
  const column = columns.find(({ name }) => name === wanted)
  return column && filePath(index, kind, column.hash)
}

function numberedPath(index: SearchIndex, kind: FileKind, hashes: string, at: number): string {
  return filePath(index, kind, hashes.slice(at * HASH_LENGTH, (at + 1) * HASH_LENGTH))
}

function filePath(index: SearchIndex, kind: FileKind, hash: string): string {
  return `${FOLDER}${indexFolder(index)}${kind}.${hash}.bin`
}

/** Where the files of an index lie below `/_leanto/`: `search/en/`. */
export function indexFolder(index: Pick<SearchIndex, 'name' | 'private'>): string {
  return `${index.private ? 'private/' : ''}search/${index.name}/`
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
  const root = parseRecord(value)
  if (root['version'] !== INDEX_VERSION) {
    throw new FormatError(
      `expected a search index of version ${INDEX_VERSION}, got ${JSON.stringify(root['version'])}`,
    )
  }
  const packs = parseRecord(root['packs'])
  return {
    version: INDEX_VERSION,
    name: parseText(root['name']),
    language: parseText(root['language']),
    private: root['private'] === true,
    pages: parseNumber(root['pages']),
    sections: parseNumber(root['sections']),
    shards: parseShards(root['shards']),
    reversed: parseShards(root['reversed']),
    places: parseShards(root['places']),
    packs: { counts: parseList(packs['counts'], parseNumber), hashes: parseText(packs['hashes']) },
    codes: parseText(root['codes']),
    bytes: parseNumber(root['bytes']),
    filters: parseList(root['filters'], parseColumn),
    sorts: parseList(root['sorts'], parseColumn),
    synonyms: parseLists(root['synonyms'], parseText),
    pins: parseLists(root['pins'], parseNumber),
  }
}

function parseShards(value: unknown): ShardList {
  const { bounds, hashes } = parseRecord(value)
  return { bounds: parseList(bounds, parseText), hashes: parseText(hashes) }
}

function parseColumn(value: unknown): ColumnFile {
  const { name, hash } = parseRecord(value)
  return { name: parseText(name), hash: parseText(hash) }
}

function parseLists<T>(value: unknown, parse: (item: unknown) => T): Record<string, T[]> {
  const lists = Object.entries(parseRecord(value))
  return Object.fromEntries(lists.map(([key, list]) => [key, parseList(list, parse)]))
}

function parseList<T>(value: unknown, parse: (item: unknown) => T): T[] {
  return Array.isArray(value) ? value.map(parse) : refuse('a list', value)
}

function parseRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : refuse('an object', value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseText(value: unknown): string {
  return typeof value === 'string' ? value : refuse('text', value)
}

function parseNumber(value: unknown): number {
  return typeof value === 'number' ? value : refuse('a number', value)
}

function refuse(expected: string, value: unknown): never {
  throw new FormatError(`expected ${expected} in a search index, got ${JSON.stringify(value)}`)
}
