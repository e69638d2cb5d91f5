/** How a row stands on a page: its cells as text, its address, and what it is called. */
import type { Data, Value } from '../page/format.ts'
import { rowKey, rowPath } from './address.ts'
import { distanceField } from './api-row.ts'
import type { Cell, LookupIndex, LookupRow } from './format.ts'

/** The fields of a row: those of its columns, and `href`. @param distance - metres */
export function rowFields(index: LookupIndex, row: LookupRow, distance?: number): Data {
  const cells = Object.entries(row).map(([name, cell]): [string, Value] => [name, toValue(cell)])
  if (distance !== undefined) cells.push([distanceField(index), formatDistance(distance)])
  return { ...Object.fromEntries(cells), href: rowPath('/lookups', index, rowKey(index, row)) }
}

/** A row as a list of what it says, for a page that does not name its columns. */
export function factFields({ columns }: LookupIndex, row: LookupRow): Data[] {
  return columns.flatMap(({ name, title, unit, description }) => {
    const value = cellText(row[name])
    if (value === undefined) return []
    const href = /^https?:\/\//i.test(value) && URL.canParse(value) ? value : undefined
    return [{ name, title: title ?? name, value, unit, description, href }]
  })
}

/** What a row is called: its first find column that holds one value, or its key. */
export function labelOf(index: LookupIndex, row: LookupRow): string {
  const name = index.find.find((column) => typeof row[column] === 'string' && row[column] !== '')
  return name === undefined ? rowKey(index, row) : String(row[name])
}

/** A distance as people say it. @param metres - 0 or more */
export function formatDistance(metres: number): string {
  if (metres < 999.5) return `${Math.round(metres)} m`
  return metres < 99_950 ? `${(metres / 1000).toFixed(1)} km` : `${Math.round(metres / 1000)} km`
}

/** A cell as text; `undefined` for one that holds nothing. */
function cellText(cell: Cell | undefined): string | undefined {
  if (cell === null || cell === undefined) return undefined
  const text = typeof cell === 'object' ? cell.join(', ') : String(cell)
  return text === '' ? undefined : text
}

/** A page shows a list as text. */
function toValue(cell: Cell): Value {
  return typeof cell === 'object' && cell !== null ? cell.join(', ') : cell
}
