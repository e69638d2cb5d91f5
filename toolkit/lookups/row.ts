/** How a row is laid on a line: the key as text first, then the other cells in the order of the columns. */
import type { Cell, Column, LookupRow } from './format.ts'

/** What of an index decides the lines. */
export interface RowShape {
  readonly columns: readonly Column[]
  readonly key: string
}

/** A row as the line of a block. */
export function encodeRow({ columns, key }: RowShape, row: LookupRow): string {
  const cells = columns.filter(({ name }) => name !== key).map(({ name }) => row[name] ?? null)
  return JSON.stringify([String(row[key]), ...cells])
}

/** A row from the items of a line. */
export function decodeRow(shape: RowShape, items: readonly unknown[]): LookupRow {
  return Object.fromEntries(shape.columns.map(({ name }) => [name, decodeCell(shape, items, name)]))
}

/** One cell of a row from the items of its line. */
export function decodeCell(
  { columns, key }: RowShape,
  items: readonly unknown[],
  column: string,
): Cell {
  const at = columns.findIndex(({ name }) => name === column)
  const keyAt = columns.findIndex(({ name }) => name === key)
  if (at === keyAt) return columns[at]?.type === 'number' ? Number(items[0]) : String(items[0])
  return toCell(items[at < keyAt ? at + 1 : at])
}

function toCell(value: unknown): Cell {
  if (Array.isArray(value)) return value.filter(isItem)
  return isItem(value) || typeof value === 'boolean' ? value : null
}

function isItem(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
