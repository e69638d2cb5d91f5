/** The compiled lookup: blocks of rows that answer "which row has this key?" without being parsed. See `format.md`. */
import { FormatError } from '../core/errors.ts'
import type { RangeOptions } from './define.ts'
import { readString } from './range-line.ts'

/** The version of blocks and indexes that this module writes and reads. */
export const VERSION = 2

const HEADER = `leanto-lookup ${VERSION}\n`

/** A value that can be compared. */
export type Scalar = string | number | boolean

/** What a row holds under a column. A column that a row has not is `null`. */
export type Cell = Scalar | null | readonly (string | number)[]

/** A row as people and programs get it, in the order of the columns. */
export type LookupRow = Readonly<Record<string, Cell>>

/**
 * `integer` and `number` are numbers; `date` (`2026-11-27`) and `datetime` (RFC 3339) are texts in the order of time;
 * `mixed` is for a column whose rows do not agree.
 */
export const COLUMN_TYPES = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'list',
  'mixed',
] as const
export type ColumnType = (typeof COLUMN_TYPES)[number]

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** Whether some row has no value. */
  readonly optional: boolean
  /** What people read, where it is not the name. */
  readonly title?: string
  readonly description?: string
  readonly unit?: string
}

/** The first text that can be in a block, and the hash in the name of the block's file. */
export type Block = readonly [first: string, hash: string]

/**
 * The sorted blocks of a part. On level 0 they hold its lines. On a higher one they are blocks of lines `[first, hash]`,
 * which list the blocks of the level below: a tree for what is too long to be compiled into the Worker.
 */
export interface BlockList {
  readonly level: number
  readonly blocks: readonly Block[]
}

/** What a lookup is given in, each in blocks that are sorted by a text of their own. */
export type Part = 'rows' | 'find' | 'tops' | 'typos' | 'range'

/** The files of a lookup that answer questions. Only `rows` is there in any case. */
export interface LookupParts extends Readonly<Partial<Record<Part, BlockList>>> {
  readonly rows: BlockList
  /** The path of the file with the boxes of the blocks of places. */
  readonly near?: string
  /** The path of the file that lists the chunks of columns. */
  readonly columns?: string
}

/** The whole data as files, in parts below the size limit of a static file, in the order of the key. */
export interface Downloads {
  readonly csv: readonly string[]
  readonly ndjson: readonly string[]
  readonly json: readonly string[]
  /** Of a lookup with places. */
  readonly geojson?: readonly string[]
}

/** All of a lookup but its rows. */
export interface LookupIndex {
  readonly version: typeof VERSION
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly columns: readonly Column[]
  /** The columns that identify a row; more than one for a composite key. */
  readonly key: readonly string[]
  /** Whether several rows may have one key. */
  readonly duplicates: boolean
  readonly find: readonly string[]
  readonly rank?: string
  readonly near?: readonly [latitude: string, longitude: string]
  readonly range?: RangeOptions
  readonly filter: readonly string[]
  /** Those of `filter` come to them. */
  readonly sort: readonly string[]
  readonly licence: string
  readonly attribution: string
  readonly source?: string
  /** How many rows there are. */
  readonly rows: number
  /** The day of the data, `2026-11-27`: when the build first saw it so. */
  readonly updated?: string
  readonly store: 'files' | 'd1'
  /** What tells this data and this way to compile it from all others: 10 hexadecimal digits. */
  readonly hash: string
  /** The folder of the files: `/_leanto/lookups/cities/`. */
  readonly folder: string
  readonly parts: LookupParts
  readonly downloads: Downloads
  /** The path of the file that describes the columns: counts, examples, distributions. See `about.ts`. */
  readonly about: string
}

/** The lookups of a site, by name. */
export type LookupIndexes = Readonly<Record<string, LookupIndex>>

/** Writes a block. Each line is a JSON array whose first item is the text that the block is sorted by. */
export function encodeBlock(lines: readonly string[]): string {
  return `${HEADER}${lines.join('\n')}\n`
}

/** Decodes a file of a lookup, and refuses one of another format or version with a {@link FormatError}. */
export function decodeBlock(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes)
  if (text.startsWith(HEADER)) {
    if (text.endsWith('\n')) return text
    throw new FormatError('expected a block that ends with a line end: the file is not whole')
  }
  const start = JSON.stringify(text.slice(0, HEADER.length))
  throw new FormatError(`expected a block that begins with "${HEADER.trimEnd()}", got ${start}`)
}

/** The lines of a block whose first item is `text`, in their order, the first `max`. Only those lines are parsed. */
export function findEqual(
  block: string,
  text: string,
  max: number = Infinity,
): (readonly unknown[])[] {
  // JSON escapes line ends, and the quotes within a text: this matches a whole first item at the start of a line.
  return linesFrom(block, text, `[${JSON.stringify(text)}`, max)
}

/** The lines of a block whose first item begins with `prefix`, in their order. */
export function findPrefix(block: string, prefix: string): (readonly unknown[])[] {
  return linesFrom(block, prefix, `[${JSON.stringify(prefix).slice(0, -1)}`)
}

/** Parses the line of a block that starts at `start`; one that is damaged is a {@link FormatError}. */
export function parseLine(block: string, start: number): readonly unknown[] {
  const line = parseJson(block.slice(start, block.indexOf('\n', start)))
  if (!Array.isArray(line)) throw new FormatError('expected each line of a block to be an array')
  return line
}

/** Where the first line of a block starts. */
export const FIRST_LINE: number = HEADER.length

/** The path of a block's file; `level` as in {@link BlockList}. */
export function blockPath(folder: string, part: string, [, hash]: Block, level = 0): string {
  return `${folder}${part}${level > 0 ? '-list' : ''}.${hash}.txt`
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new FormatError('expected each line of a block to be JSON', { cause })
  }
}

/** The lines that begin with `start`: the block is sorted, so they stand together, at the first that is not before `text`. */
function linesFrom(
  block: string,
  text: string,
  start: string,
  max = Infinity,
): (readonly unknown[])[] {
  const lines: (readonly unknown[])[] = []
  let at = findLine(block, text)
  while (lines.length < max && block.startsWith(start, at)) {
    lines.push(parseLine(block, at))
    at = nextLine(block, at)
  }
  return lines
}

/** Where the first line starts whose text is not before `text`. Of few lines the text is read, of none the rest. */
function findLine(block: string, text: string): number {
  let low = FIRST_LINE
  let high = block.length - 1
  // Lines that start from `low` to before `high` are not decided yet.
  while (low < high) {
    const at = Math.max(low, block.lastIndexOf('\n', ((low + high) >>> 1) - 1) + 1)
    if (readString(block, at + 1).text < text) low = nextLine(block, at)
    else high = at
  }
  return low
}

function nextLine(block: string, at: number): number {
  const end = block.indexOf('\n', at)
  return end < 0 ? block.length : end + 1
}
