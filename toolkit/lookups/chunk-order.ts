/** The one order of values that differ in type: what sorting, zones and dictionaries follow. */
import { isEmpty } from './filter.ts'
import type { Cell, Scalar } from './format.ts'
import type { Sort } from './question.ts'

const RANKS: Readonly<Record<string, number>> = { boolean: 0, number: 1, string: 2, object: 3 }

/** False and true, then numbers, then texts by UTF-16 code units. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (a === b) return 0
  if (typeof a !== typeof b) return (RANKS[typeof a] ?? 0) - (RANKS[typeof b] ?? 0)
  return a < b ? -1 : 1
}

/** Scalars first, then lists item by item: a list that ends first comes first. Neither is empty. */
export function compareValues(a: Exclude<Cell, null>, b: Exclude<Cell, null>): number {
  if (typeof a !== 'object' && typeof b !== 'object') return compareScalars(a, b)
  if (typeof a !== 'object') return -1
  if (typeof b !== 'object') return 1
  for (const [at, item] of a.entries()) {
    const other = b[at]
    if (other === undefined) return 1
    const order = compareScalars(item, other)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** The order of an answer: what is empty comes last in both directions. */
export function compareCells(a: Cell, b: Cell, descending: boolean): number {
  if (isEmpty(a)) return isEmpty(b) ? 0 : 1
  if (isEmpty(b)) return -1
  return descending ? compareValues(b, a) : compareValues(a, b)
}

/** Compares the cells of two rows under the columns that they are sorted by. */
export function compareSorted(
  a: readonly Cell[],
  b: readonly Cell[],
  sort: readonly Pick<Sort, 'descending'>[],
): number {
  for (const [at, { descending }] of sort.entries()) {
    const order = compareCells(a[at] ?? null, b[at] ?? null, descending)
    if (order !== 0) return order
  }
  return 0
}
