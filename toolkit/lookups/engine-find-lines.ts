/** Reads lines of the part `find` where they stand in a block. */
import { createLineCheck, createRowFilter } from './filter.ts'
import { parseLine, type Cell } from './format.ts'
import type { Filter } from './question.ts'
import { toRank } from './rank.ts'
import { decodeRow, toCell, type RowShape } from './row.ts'

/** A line of the find, of which only what it is sorted by is read. */
export interface FindLine {
  readonly text: string
  readonly isLaterWord: boolean
  /** The row as a line of its own: `[key, ...cells]`. */
  readonly line: string
}

/** The lines of a block whose text begins with `prefix`, in their order. */
export function* linesOf(block: string, prefix: string): Iterable<FindLine> {
  const start = `[${JSON.stringify(prefix).slice(0, -1)}`
  let at = block.indexOf(`\n${start}`) + 1
  while (at > 0 && block.startsWith(start, at)) {
    const end = block.indexOf('\n', at)
    yield toLine(block, at, end)
    at = end + 1
  }
}

/** The items of a row's line. */
export function parseRow(line: string): readonly unknown[] {
  return parseLine(`${line}\n`, 0)
}

/** Reads the rank in the items of a row's line. */
export function createRankReader({
  columns,
  key,
  rank,
}: RowShape & { readonly rank?: string }): (items: readonly unknown[]) => number {
  if (rank === undefined) return () => -Infinity
  const read = createCellReader({ columns, key }, rank)
  return (items) => toRank(read(items))
}

export interface LineFilter {
  /** Whether a line can be of a row that meets the filters: most that cannot be are told off so, without being parsed. */
  readonly canHave: (line: string) => boolean
  /** Whether the row of a line's items meets them. */
  readonly isMet: (items: readonly unknown[]) => boolean
}

/** Tells of a row's line whether the row meets filters; reads no other cells. */
export function createLineFilter(shape: RowShape, filters: readonly Filter[]): LineFilter {
  const isMet = createRowFilter(shape.columns, filters)
  const names = new Set(filters.map(({ column }) => column))
  const readers = Array.from(names, (name) => ({ name, read: createCellReader(shape, name) }))
  return {
    canHave: createLineCheck(shape, filters),
    isMet: (items) => {
      const row: Record<string, Cell> = {}
      for (const { name, read } of readers) row[name] = read(items)
      return isMet(row)
    },
  }
}

/** Reads one cell: a block has hundreds of rows, and a question may look at all of them. */
function createCellReader(shape: RowShape, name: string): (items: readonly unknown[]) => Cell {
  if (shape.key.includes(name)) return (items) => decodeRow(shape, items)[name] ?? null
  const others = shape.columns.filter((column) => !shape.key.includes(column.name))
  const place = others.findIndex((column) => column.name === name) + 1
  return (items) => toCell(items[place])
}

function toLine(block: string, at: number, end: number): FindLine {
  // Folded text has no quotes, and no backslashes but those of escapes.
  const quote = block.indexOf('"', at + 2)
  const text = block.slice(at + 2, quote)
  return {
    text: text.includes('\\') ? String(parseRow(`["${text}"]`)[0]) : text,
    isLaterWord: block[quote + 2] === '1',
    line: `[${block.slice(quote + 4, end)}`,
  }
}
