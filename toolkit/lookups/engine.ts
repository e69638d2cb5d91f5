/** Answers from a compiled lookup: one row by its key, or the rows found under a text. Runs anywhere. */
import { FormatError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { toFindText } from './find-text.ts'
import {
  blockOf,
  blockPath,
  blocksOf,
  decodeBlock,
  decodeLayout,
  findLine,
  findLines,
  VERSION,
} from './format.ts'
import type { Block, Layout, LookupIndex, LookupRow, Part } from './format.ts'
import { rankMatches, toRank, type Match } from './rank.ts'
import { decodeCell, decodeRow } from './row.ts'
import { createTextCache, keepText, recallText, type TextCache } from './text-cache.ts'

/** A longer key is refused by the build, so it is of no row. UTF-16 code units. */
export const MAX_KEY_LENGTH = 500

/** How many results of one find can be reached: so many of the best are written for short texts. */
export const MAX_RESULTS = 100

export interface FindOptions {
  /** How many rows at most. */
  readonly limit: number
  /** How many of the best to pass over; rows after the first {@link MAX_RESULTS} cannot be reached. */
  readonly offset: number
}

export interface Found {
  /** How many rows there are under the text, reachable or not. */
  readonly total: number
  /** How many of them can be, with growing offsets: at most {@link MAX_RESULTS}, fewer where rows are long. */
  readonly reachable: number
  readonly rows: readonly LookupRow[]
}

export interface LookupEngine {
  /** The row of a key. Reads at most one block. */
  get(key: string): Promise<LookupRow | undefined>
  /** Rows of which a find column, or a later word in it, begins with `text`. Reads at most one block. */
  find(text: string, options: FindOptions): Promise<Found>
}

/**
 * Opens a lookup. A layout outside of the index is one more read, once for each `cache`.
 * @param cache - share one to remember files from one opening to the next
 * @throws {FormatError} when the index or a file is of another version
 */
export function createLookup(
  index: LookupIndex,
  read: ReadFile,
  cache: TextCache = createTextCache(),
): LookupEngine {
  assertVersion(index.version)
  const source: Source = { index, read, cache }
  return {
    get: (key) => getRow(source, key),
    find: async (text, options) => findRows(source, toFindText(text), options),
  }
}

function assertVersion(version: number): void {
  if (version === VERSION) return
  throw new FormatError(`expected a lookup of version ${VERSION}, got ${version}`)
}

interface Source {
  readonly index: LookupIndex
  readonly read: ReadFile
  readonly cache: TextCache
}

async function getRow(source: Source, key: string): Promise<LookupRow | undefined> {
  if (key === '' || key.length > MAX_KEY_LENGTH) return undefined
  const line = await readLine(source, await readLayout(source), 'rows', key)
  return line && decodeRow(source.index, line)
}

async function findRows(
  source: Source,
  asked: string,
  { limit, offset }: FindOptions,
): Promise<Found> {
  const end = Math.min(offset + limit, MAX_RESULTS)
  if (asked === '') return { total: 0, reachable: 0, rows: [] }
  const layout = await readLayout(source)
  const [block, ...others] = blocksOf(layout.find, asked)
  const { total, lines } =
    others.length > 0
      ? await readTop(source, layout, asked)
      : await readMatches(source, layout, block, asked)
  const reachable = Math.min(lines.length, MAX_RESULTS)
  const rows = lines.slice(offset, end).map((items) => decodeRow(source.index, items))
  return { total, reachable, rows }
}

/** Rows in order, not yet decoded: of thousands, a page is shown. */
interface FoundLines {
  readonly total: number
  readonly lines: readonly (readonly unknown[])[]
}

/** A text that many rows have: the best of them were written under it. */
async function readTop(source: Source, layout: Layout, asked: string): Promise<FoundLines> {
  const [, total, ...best] = (await readLine(source, layout, 'tops', asked)) ?? []
  return { total: Number(total ?? 0), lines: best.filter(Array.isArray) }
}

async function readMatches(
  source: Source,
  layout: Layout,
  block: Block | undefined,
  asked: string,
): Promise<FoundLines> {
  if (block === undefined) return { total: 0, lines: [] }
  const lines = findLines(await readBlock(source, layout, 'find', block), asked)
  const matches = lines.map((line) => toMatch(source, line))
  const inOrder = rankMatches(matches)
  return { total: inOrder.length, lines: inOrder.map(({ items }) => items) }
}

interface LineMatch extends Match {
  readonly items: readonly unknown[]
}

function toMatch({ index }: Source, [text, kind, ...items]: readonly unknown[]): LineMatch {
  const rank = index.rank === undefined ? null : decodeCell(index, items, index.rank)
  return {
    text: String(text),
    isLaterWord: kind === 1,
    rank: toRank(rank),
    key: String(items[0]),
    items,
  }
}

async function readLine(
  source: Source,
  layout: Layout,
  part: Part,
  text: string,
): Promise<readonly unknown[] | undefined> {
  const block = blockOf(layout[part], text)
  return block && findLine(await readBlock(source, layout, part, block), text)
}

async function readBlock(
  { read, cache }: Source,
  layout: Layout,
  part: Part,
  block: Block,
): Promise<string> {
  const path = blockPath(layout, part, block)
  const known = recallText(cache, path)
  if (known !== undefined) return known
  const text = decodeBlock(await read(path))
  keepText(cache, path, text)
  return text
}

async function readLayout({ index, read, cache }: Source): Promise<Layout> {
  if (typeof index.layout !== 'string') return index.layout
  const known = cache.layouts.get(index.layout)
  if (known !== undefined) return known
  const layout = decodeLayout(new TextDecoder().decode(await read(index.layout)))
  cache.layouts.set(index.layout, layout)
  return layout
}
