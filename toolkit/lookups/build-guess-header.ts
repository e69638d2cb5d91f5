/** Tells a file without a line of names, and names its columns by what they hold. */
import { typeOfText } from './build-infer.ts'
import { readBlockOfAddresses } from './build-range-ip.ts'
import type { InspectedColumn } from './build-source-inspect.ts'
import { parseAddress } from './range-ip.ts'

/** A year, as tables have them for names of columns. */
const YEAR = /^(?:1[5-9]|20|21)\d\d$/

/**
 * Whether the first line of a file is no header, but a row like all others: what would be a name is a number, a date or
 * an address, as all that stands below it, and nothing that would be a name stands above what is no text. Years are names
 * of columns as often as not, and so are empty names.
 */
export function isHeaderless(columns: readonly InspectedColumn[]): boolean {
  const told = columns
    .map((column) => ({ column, text: headerOf(column) }))
    .filter(({ text }) => text !== '' && !YEAR.test(text))
  const isOdd = told.some(
    ({ column, text }) =>
      column.type !== 'string' && column.filled > 0 && !isLikeValue(text, column),
  )
  return !isOdd && told.some(({ column, text }) => isLikeValue(text, column))
}

/** What the file has in its first line above a column. */
export function headerOf({ name, title = name }: InspectedColumn): string {
  return /^column_\d+$/.test(title) ? '' : title
}

/**
 * Names for columns, by the fields of a row: `from` and `to` of addresses, `network` of a block, `lat` and `lng` of
 * degrees with three decimals or more, else `column_3`.
 */
export function nameColumns(fields: readonly string[]): string[] {
  const [first, second] = fields
  const isRange = [first, second].every((text) => text !== undefined && isAddress(text))
  const block = fields.findIndex(isBlock)
  const place = fields.findIndex(
    (field, at) => isDegrees(field, 90) && isDegrees(fields[at + 1] ?? '', 180),
  )
  return fields.map((_field, at) => {
    if (isRange && at < 2) return at === 0 ? 'from' : 'to'
    if (at === block) return 'network'
    if (place >= 0 && (at === place || at === place + 1)) return at === place ? 'lat' : 'lng'
    return `column_${at + 1}`
  })
}

function isLikeValue(text: string, { type, min, max }: InspectedColumn): boolean {
  if (min === undefined) return false
  const isLike = (test: (text: string) => boolean): boolean =>
    [text, String(min), String(max)].every(test)
  if (isLike(isAddress) || isLike(isBlock)) return true
  const own = typeOfText(text)
  return own !== 'string' && (own === type || (own === 'integer' && type === 'number'))
}

function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined
}

function isBlock(text: string): boolean {
  return text.includes('/') && typeof readBlockOfAddresses(text) !== 'string'
}

function isDegrees(text: string, limit: number): boolean {
  return /^-?\d{1,3}\.\d{3,}$/.test(text) && Math.abs(Number(text)) <= limit
}
