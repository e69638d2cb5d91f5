/** The compiled lookup: blocks of rows that answer "which row has this key?" without being parsed. See `format.md`. */
import { FormatError } from '../core/errors.ts'

/** The version of blocks and indexes that this module writes and reads. */
export const VERSION = 1

const HEADER = `leanto-lookup ${VERSION}\n`

/** Where a lookup is given in whole: its rows by key, its entries by text, its best rows by short text. */
export type Part = 'rows' | 'find' | 'tops'

/** What a row holds under a column. A column that a row has not is `null`. */
export type Cell = string | number | boolean | null | readonly (string | number)[]

/** A row as people and programs get it, in the order of the columns. */
export type LookupRow = Readonly<Record<string, Cell>>

export interface Column {
  readonly name: string
  /** `mixed` for a column whose rows do not agree. */
  readonly type: 'string' | 'number' | 'boolean' | 'list' | 'mixed'
  /** Whether some row has no value. */
  readonly optional: boolean
}

/** The first text that can be in a block, and the hash in the name of the block's file. */
export type Block = readonly [first: string, hash: string]

/** Where the blocks of a lookup are. Each list is sorted by `first`. */
export interface Layout extends Readonly<Record<Part, readonly Block[]>> {
  /** The folder of the blocks: `/_leanto/lookups/cities/`. */
  readonly folder: string
}

/** All of a lookup but its rows. */
export interface LookupIndex {
  readonly version: typeof VERSION
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
  readonly key: string
  readonly find: readonly string[]
  readonly rank?: string
  readonly licence: string
  readonly attribution: string
  readonly source?: string
  /** How many rows there are. */
  readonly rows: number
  /** The whole data as files, in parts below the size limit of a static file. */
  readonly downloads: { readonly csv: readonly string[]; readonly ndjson: readonly string[] }
  /** The layout, or the path of the JSON file that holds it when it is too large to be compiled into the Worker. */
  readonly layout: Layout | string
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
  if (text.startsWith(HEADER)) return text
  const start = JSON.stringify(text.slice(0, HEADER.length))
  throw new FormatError(`expected a block that begins with "${HEADER.trimEnd()}", got ${start}`)
}

/** The line of a block whose first item is `text`, or `undefined`. Only that line is parsed. */
export function findLine(block: string, text: string): readonly unknown[] | undefined {
  // JSON escapes line ends, and the quotes within a text: this matches a whole first item at the start of a line.
  const at = block.indexOf(`\n[${JSON.stringify(text)}`)
  return at < 0 ? undefined : parseLine(block, at + 1)
}

/** The lines of a block whose first item begins with `prefix`, in their order. */
export function findLines(block: string, prefix: string): (readonly unknown[])[] {
  const start = `[${JSON.stringify(prefix).slice(0, -1)}`
  const lines: (readonly unknown[])[] = []
  // The block is sorted, so the lines that match stand together.
  let at = block.indexOf(`\n${start}`) + 1
  while (at > 0 && block.startsWith(start, at)) {
    lines.push(parseLine(block, at))
    at = block.indexOf('\n', at) + 1
  }
  return lines
}

/** The block that has the line of `text` if any has it. */
export function blockOf(blocks: readonly Block[], text: string): Block | undefined {
  return blocks[countUntil(blocks, ([first]) => first > text) - 1]
}

/** The blocks that can have lines that begin with `prefix`. */
export function blocksOf(blocks: readonly Block[], prefix: string): readonly Block[] {
  // The block before one that begins with `prefix` itself can end with it: a text may stand on many lines.
  const start = countUntil(blocks, ([first]) => first >= prefix)
  const end = countUntil(blocks, ([first]) => first.slice(0, prefix.length) > prefix)
  return blocks.slice(Math.max(0, start - 1), end)
}

/** The path of a block's file. */
export function blockPath({ folder }: Layout, part: Part, [, hash]: Block): string {
  return `${folder}${part}.${hash}.txt`
}

/** Reads the JSON of a layout that is a file of its own. */
export function decodeLayout(json: string): Layout {
  const value: unknown = JSON.parse(json)
  if (!isLayout(value)) throw new FormatError('expected the layout of a lookup of version 1')
  return value
}

function parseLine(block: string, start: number): readonly unknown[] {
  const line: unknown = JSON.parse(block.slice(start, block.indexOf('\n', start)))
  if (!Array.isArray(line)) throw new FormatError('expected each line of a block to be an array')
  return line
}

/** How many items of a sorted list come before the first for which `isAfter` holds. */
function countUntil(blocks: readonly Block[], isAfter: (block: Block) => boolean): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const block = blocks[middle]
    if (block === undefined || isAfter(block)) high = middle
    else low = middle + 1
  }
  return low
}

function isLayout(value: unknown): value is Layout {
  if (typeof value !== 'object' || value === null) return false
  const layout: Partial<Record<string, unknown>> = { ...value }
  const parts = [layout['rows'], layout['find'], layout['tops']]
  return (
    layout['version'] === VERSION && typeof layout['folder'] === 'string' && parts.every(isBlocks)
  )
}

function isBlocks(value: unknown): boolean {
  return Array.isArray(value) && value.every((block) => Array.isArray(block) && block.length === 2)
}
