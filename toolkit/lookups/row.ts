/** How a row is laid on a line: the canonical key first, then the cells of the other columns in their order. */
import type { Cell, Column, LookupRow } from './format.ts'
import { fromKey } from './key.ts'

/** What of an index decides the lines. */
export interface RowShape {
  readonly columns: readonly Column[]
  readonly key: readonly string[]
}

/** A row from the items of a line. Cells that a line has not any more are `null`. */
export function decodeRow(shape: RowShape, items: readonly unknown[]): LookupRow {
  const cells = decodeCells(shape, items)
  return Object.fromEntries(shape.columns.map(({ name }, at) => [name, cells[at] ?? null]))
}

/** The cells of all columns, from the items of a line. */
export function decodeCells({ columns, key }: RowShape, items: readonly unknown[]): Cell[] {
  const keyColumns = key.flatMap((name) => columns.filter((column) => column.name === name))
  const keyCells = fromKey(String(items[0]), keyColumns)
  let at = 1
  return columns.map(({ name }) => {
    const inKey = key.indexOf(name)
    return inKey < 0 ? toCell(items[at++]) : (keyCells[inKey] ?? null)
  })
}

/** What an item of a line holds: what is no cell is `null`. */
export function toCell(value: unknown): Cell {
  if (Array.isArray(value)) return value.filter(isItem)
  return isItem(value) || typeof value === 'boolean' ? value : null
}

function isItem(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
