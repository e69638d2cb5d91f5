/** The pages of an order as SQL: what comes after a place, within an index where there is one. */
import { toSql, type Stored } from './d1-tables.ts'
import { allOf, type Sql, type SqlValue } from './d1-where.ts'
import type { Cell } from './format.ts'

/** A place in an order: the number of a row, and what it has under the columns that are sorted by. */
export interface Mark {
  readonly n: number
  readonly cells: readonly Cell[]
}

/** A column that rows are sorted by. */
export interface SortColumn {
  readonly column: Stored
  readonly descending: boolean
}

/** A column with the value of the place under it. */
interface Passed extends SortColumn {
  readonly value: SqlValue
}

/** `WHERE` and `ORDER BY` of each statement that gives a part of the page, in the order of the parts. */
export interface PagePart {
  readonly where: Sql
  readonly order: string
}

/**
 * Rows without a value come last in both directions: those with one under the first column are a part of their own, so
 * that an index gives them in order.
 */
export function pageParts(sort: readonly SortColumn[], after: Mark | undefined): PagePart[] {
  const [first, ...rest] = sort
  const behind = after === undefined ? [] : [isBehind(toPassed(sort, after), after.n)]
  if (first === undefined) return [{ where: allOf(behind), order: 'n' }]
  const { cell } = first.column
  const value = after && toSql(first.column.type, after.cells[0] ?? null)
  const empty: PagePart = {
    where: allOf([{ text: `${cell} IS NULL`, values: [] }, ...behind]),
    order: orderOf(rest),
  }
  if (value === null) return [empty]
  const sign = first.descending ? '<=' : '>='
  const start =
    value === undefined
      ? { text: `${cell} IS NOT NULL`, values: [] }
      : { text: `${cell} ${sign} ?`, values: [value] }
  const direction = first.descending ? 'DESC' : 'ASC'
  const order = `${cell} ${direction}, ${orderOf(rest)}`
  return [{ where: allOf([start, ...behind]), order }, empty]
}

function orderOf(sort: readonly SortColumn[]): string {
  const columns = sort.map(
    ({ column, descending }) => `${column.cell} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  )
  return [...columns, 'n'].join(', ')
}

function toPassed(sort: readonly SortColumn[], { cells }: Mark): Passed[] {
  return sort.map(({ column, descending }, at) => ({
    column,
    descending,
    value: toSql(column.type, cells[at] ?? null),
  }))
}

/** Whether a row comes after a place. */
function isBehind([first, ...rest]: readonly Passed[], n: number): Sql {
  if (first === undefined) return { text: 'n > ?', values: [n] }
  const { cell } = first.column
  const next = isBehind(rest, n)
  if (first.value === null) {
    return { text: `${cell} IS NULL AND (${next.text})`, values: next.values }
  }
  const sign = first.descending ? '<' : '>'
  return {
    text: `${cell} ${sign} ? OR ${cell} IS NULL OR (${cell} = ? AND (${next.text}))`,
    values: [first.value, first.value, ...next.values],
  }
}
