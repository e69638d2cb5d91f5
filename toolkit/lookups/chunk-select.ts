/** Chooses rows of a chunk: those that meet filters, and of these the first in an order. Loops over numbers alone. */
import type { ColumnChunk } from './chunk-column.ts'
import { isEmpty } from './filter.ts'
import type { Cell } from './format.ts'

/** A column that rows are sorted by. */
export interface SortColumn {
  readonly column: ColumnChunk
  readonly descending: boolean
}

/** A place in the order of an answer: what a row there would have under the columns, and its number in the chunk. */
export interface Mark {
  readonly cells: readonly Cell[]
  /** May be below zero, or after the rows of the chunk, for a row that is elsewhere. */
  readonly row: number
}

/** Numbers all rows of a chunk. @param into - has room for them */
export function allRows(rows: number, into: Uint32Array): Uint32Array {
  for (let row = 0; row < rows; row++) into[row] = row
  return into.subarray(0, rows)
}

/** The rows whose code is marked 1, in their order. @param into - has room for all rows */
export function filterRows(
  codes: Uint8Array | Uint16Array,
  marks: Uint8Array,
  into: Uint32Array,
): Uint32Array {
  const rows = codes.length
  let count = 0
  for (let row = 0; row < rows; row++) {
    // Written in any case and kept if it counts: a jump that cannot be foretold takes longer.
    into[count] = row
    count = (count + (marks[codes[row] ?? 0] ?? 0)) | 0
  }
  return into.subarray(0, count)
}

/** As {@link filterRows}, of some rows, in their place. */
export function filterAmong(
  codes: Uint8Array | Uint16Array,
  marks: Uint8Array,
  among: Uint32Array,
): Uint32Array {
  const rows = among.length
  let count = 0
  for (let at = 0; at < rows; at++) {
    const row = among[at] ?? 0
    among[count] = row
    count = (count + (marks[codes[row] ?? 0] ?? 0)) | 0
  }
  return among.subarray(0, count)
}

/** The first `limit` rows after one mark and before another, in their order. @param rows - in the order of the key */
export function selectFirst(
  rows: Uint32Array,
  sort: readonly SortColumn[],
  limit: number,
  after: Mark | undefined,
  before: Mark | undefined,
): number[] {
  const inside = between(rows, sort, after, before)
  const chosen: number[] = []
  let ties: Uint32Array = inside
  for (const column of sort) {
    const need = limit - chosen.length
    if (ties.length <= need) break
    const ranks = ranksOf(ties, column)
    const last = rankOfNth(ranks, need, column.column.entries)
    for (const [at, row] of ties.entries()) if ((ranks[at] ?? 0) < last) chosen.push(row)
    ties = ties.filter((_, at) => ranks[at] === last)
  }
  // Rows that tie under every column are in the order of the key already.
  chosen.push(...ties.subarray(0, limit - chosen.length))
  return sortRows(chosen, sort)
}

/** A smaller rank comes earlier in the answer; the largest is for rows without a value. */
function rankOf(code: number, entries: number, descending: boolean): number {
  if (code === 0) return entries
  return descending ? entries - code : code - 1
}

function ranksOf(rows: Uint32Array, { column, descending }: SortColumn): Uint16Array {
  const { codes, entries } = column
  const ranks = new Uint16Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    ranks[at] = rankOf(codes[rows[at] ?? 0] ?? 0, entries, descending)
  }
  return ranks
}

/** Where a cell would be among ranks that are doubled: odd where it is between two. */
function doubleRank(cell: Cell, { column, descending }: SortColumn): number {
  if (isEmpty(cell)) return 2 * column.entries
  const place = column.place(cell)
  return descending ? 2 * column.entries - place : place - 2
}

/** The rows after one mark and before another. */
function between(
  rows: Uint32Array,
  sort: readonly SortColumn[],
  after: Mark | undefined,
  before: Mark | undefined,
): Uint32Array {
  if (after === undefined && before === undefined) return rows
  const isAfter = after === undefined ? undefined : createOrder(sort, after)
  const isBefore = before === undefined ? undefined : createOrder(sort, before)
  const passes = (row: number): boolean =>
    (isAfter === undefined || isAfter(row) > 0) && (isBefore === undefined || isBefore(row) < 0)
  const [first] = sort
  if (first === undefined) return rows.filter(passes)
  const bound = (mark: Mark): number =>
    doubleRank(mark.cells[0] ?? null, first) + (sort.length > 1 ? 0 : sideOf(mark, first))
  const low = after === undefined ? -2 : bound(after)
  const { codes, entries } = first.column
  const high = before === undefined ? 2 * entries + 2 : bound(before)
  const inside = new Uint32Array(rows.length)
  let count = 0
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    const rank = 2 * rankOf(codes[row] ?? 0, entries, first.descending)
    if (rank < low || rank > high) continue
    if ((rank > low && rank < high) || passes(row)) inside[count++] = row
  }
  return inside.subarray(0, count)
}

/** Rows of another chunk are all on one side of those that tie with them: none of these need to be looked at. */
function sideOf({ row }: Mark, { column }: SortColumn): number {
  if (row < 0) return -1
  return row >= column.codes.length ? 1 : 0
}

/** Compares rows with a mark. */
function createOrder(sort: readonly SortColumn[], mark: Mark): (row: number) => number {
  const places = sort.map((sorted, at) => doubleRank(mark.cells[at] ?? null, sorted))
  return (row) => {
    for (const [at, sorted] of sort.entries()) {
      const { codes, entries } = sorted.column
      const rank = rankOf(codes[row] ?? 0, entries, sorted.descending)
      const order = 2 * rank - (places[at] ?? 0)
      if (order !== 0) return order
    }
    return row - mark.row
  }
}

/** The rank that the n-th smallest has. Counts instead of sorting: there are few ranks. */
function rankOfNth(ranks: Uint16Array, nth: number, largest: number): number {
  const counts = new Uint32Array(largest + 1)
  for (let at = 0; at < ranks.length; at++) {
    const rank = ranks[at] ?? 0
    counts[rank] = (counts[rank] ?? 0) + 1
  }
  let rank = 0
  let left = nth
  while (rank < largest && (counts[rank] ?? 0) < left) left -= counts[rank++] ?? 0
  return rank
}

function sortRows(rows: readonly number[], sort: readonly SortColumn[]): number[] {
  return rows.toSorted((a, b) => {
    for (const { column, descending } of sort) {
      const { codes, entries } = column
      const rank = rankOf(codes[a] ?? 0, entries, descending)
      const order = rank - rankOf(codes[b] ?? 0, entries, descending)
      if (order !== 0) return order
    }
    return a - b
  })
}
