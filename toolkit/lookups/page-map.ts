/** The map of the places on a page: a part of its own, since most lookups have none. */
import { rowKey, rowPath } from './address.ts'
import type { LookupIndex } from './format.ts'
import { drawMap } from './map.ts'
import { labelOf } from './page-row.ts'
import type { Places } from './page-rows.ts'
import type { NearRow } from './question.ts'

/**
 * Draws what was found, and where it was looked for, as the text of an SVG element. Who fills the page makes it markup: as
 * a part of the page's script this module would have a class of its own, which the page does not know.
 */
export function drawPlaces(
  index: LookupIndex,
  question: Places['question'],
  found: readonly NearRow[],
): string {
  const [latitude = '', longitude = ''] = index.near ?? []
  const places = found.map(({ row }) => ({
    lat: Number(row[latitude]),
    lng: Number(row[longitude]),
    label: labelOf(index, row),
    href: rowPath('/lookups', index, rowKey(index, row)),
  }))
  const title = `${index.title}: map of what was found`
  if (question.kind === 'box') return drawMap(places, { title, box: question.box })
  const { point, options } = question
  const { radius } = options
  return drawMap(places, { title, at: point, ...(radius === undefined ? {} : { radius }) })
}
