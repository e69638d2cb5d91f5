/** How a row stands in an answer: its columns, its address, and how far it is. */
import { rowKey, rowPath } from './address.ts'
import type { Cell, LookupIndex, LookupRow } from './format.ts'
import type { Point } from './question.ts'

/** Makes the path of a link absolute, where the site's address is known. */
export type ToUrl = (path: string) => string

/** What decides how rows are given. */
export interface RowView {
  readonly index: LookupIndex
  readonly toUrl: ToUrl
  /** The columns that are wanted; all of them by default. */
  readonly columns?: readonly string[]
}

/** The columns of an answer, in their order. */
export function columnsOf({ index, columns }: RowView): readonly string[] {
  return columns ?? index.columns.map(({ name }) => name)
}

/** A row with the columns that are wanted. @param distance - metres */
export function toData(view: RowView, row: LookupRow, distance?: number): LookupRow {
  const cells = columnsOf(view).map((name): [string, Cell] => [name, row[name] ?? null])
  if (distance !== undefined) cells.push([distanceField(view.index), roundDistance(distance)])
  return Object.fromEntries(cells)
}

/** A row with its address, `href`: the page that shows it. */
export function toResult(view: RowView, row: LookupRow, distance?: number): LookupRow {
  return { ...toData(view, row, distance), href: hrefOf(view, row) }
}

/** The address of a row's page. */
export function hrefOf({ index, toUrl }: RowView, row: LookupRow): string {
  return toUrl(rowPath('/lookups', index, rowKey(index, row)))
}

/** The name of the distance in an answer: `distance_2` and so on, where the data has a column that is called so. */
export function distanceField({ columns }: Pick<LookupIndex, 'columns'>): string {
  let name = 'distance'
  for (let number = 2; columns.some((column) => column.name === name); number++) {
    name = `distance_${number}`
  }
  return name
}

/** Metres to the decimetre: coordinates are seldom better. */
export function roundDistance(metres: number): number {
  return Math.round(metres * 10) / 10
}

/**
 * A row as a feature (RFC 7946, section 3.2), as the download has it. One without a place has no geometry; one whose key
 * has several columns has no `id`, which is one value.
 */
export function toFeature(view: RowView, row: LookupRow, distance?: number): object {
  const { index } = view
  const [column, ...more] = index.key
  const id = more.length === 0 && column !== undefined ? row[column] : undefined
  const properties = toResult(view, row, distance)
  return { type: 'Feature', id, geometry: toGeometry(index, row), properties }
}

function toGeometry(index: LookupIndex, row: LookupRow): object | null {
  const place = placeOf(index, row)
  return place && { type: 'Point', coordinates: [place.lng, place.lat] }
}

/** Where a row is; `null` for one without a place, or with one that is not on the earth. */
export function placeOf({ near }: Pick<LookupIndex, 'near'>, row: LookupRow): Point | null {
  const [lat, lng] = near === undefined ? [] : [row[near[0]], row[near[1]]]
  if (typeof lat !== 'number' || typeof lng !== 'number') return null
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null
}
