/** Tells most lines of rows off before they are parsed: by texts that a line which meets a filter has in it. */
import type { Filter } from './question.ts'
import type { RowShape } from './row.ts'

/** Whether a text of lines can have one whose row meets all filters. */
export function createLineCheck(
  index: RowShape,
  filters: readonly Filter[],
): (text: string) => boolean {
  const needles = filters
    .map((filter) => toNeedles(index, filter))
    .filter(({ length }) => length > 0)
  return (text) => needles.every((some) => some.some((needle) => text.includes(needle)))
}

/**
 * Texts of which such a line has one. A key column has its own way to be written, a column of times or of several types
 * more than one for a value: then there are none.
 */
function toNeedles(
  { columns, key }: RowShape,
  { column, operator, values }: Filter,
): readonly string[] {
  const type = columns.find(({ name }) => name === column)?.type
  const isPlain = type === 'string' || type === 'date'
  if (!isPlain || key.includes(column)) return []
  return operator === 'eq' || operator === 'in' ? values.map((value) => JSON.stringify(value)) : []
}
