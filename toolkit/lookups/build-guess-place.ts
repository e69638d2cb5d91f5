/** Guesses which columns say where a row is. */
import type { InspectedColumn } from './build-source-inspect.ts'
import { wordsOf } from './build-guess-words.ts'
import type { Cell } from './format.ts'

const LATITUDES = 'lat latitude latitud breite breitengrad breddegrad geolat y'.split(' ')
const LONGITUDES =
  'lng lon long longitude longitud lange laenge langengrad laengengrad geolng geolon x'.split(' ')
const POINT =
  /^\s*[([]?\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[)\]]?\s*$/
const PLACES =
  'geo coordinates coordinate coords coord geopoint point location latlng latlon gps position'

export interface PlaceGuess {
  readonly near?: readonly [latitude: string, longitude: string]
  readonly reason?: string
}

/** Two columns of degrees that are called alike but for the axis: `lat` and `lng`, `start_lat` and `start_lng`. */
export function guessNear(columns: readonly InspectedColumn[]): PlaceGuess {
  const axes = columns.map((column) => ({ column, words: wordsOf(column.name) }))
  let reason: string | undefined
  for (const { column, words } of axes) {
    const axis = LATITUDES.find((word) => words.includes(word))
    if (axis === undefined) continue
    const other = axes.find(({ words: ys }) => isOtherAxis(words, axis, ys))?.column
    if (other === undefined) continue
    const fault = findFault(column, 90, axis) ?? findFault(other, 180, axis)
    if (fault === undefined) {
      return { near: [column.name, other.name], reason: `they are degrees by name and by value` }
    }
    reason ??= fault
  }
  return reason === undefined ? {} : { reason }
}

/** Columns that may be points as text: by name, and both the first and the last of their values are. */
export function coordinateColumns(columns: readonly InspectedColumn[]): string[] {
  const isPoint = (value: string | number | undefined): boolean =>
    typeof value === 'string' && readCoordinates(value) !== undefined
  return columns
    .filter(
      ({ name, min, max }) =>
        isPoint(min) &&
        isPoint(max) &&
        wordsOf(name).some((word) => PLACES.split(' ').includes(word)),
    )
    .map(({ name }) => name)
}

/** A point as text, latitude first: `48.85, 2.35`, also in brackets. */
export function readCoordinates(cell: Cell): readonly [lat: number, lng: number] | undefined {
  const [, first, second] = typeof cell === 'string' ? (POINT.exec(cell) ?? []) : []
  if (first === undefined || second === undefined) return undefined
  const [lat, lng] = [Number(first), Number(second)]
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lat, lng] : undefined
}

/** Whether the other words are the same, and the axis is the other one. */
function isOtherAxis(words: readonly string[], axis: string, others: readonly string[]): boolean {
  const lngs = axis === 'y' ? ['x'] : LONGITUDES.filter((word) => word !== 'x')
  const rest = words.filter((word) => word !== axis).join(' ')
  return lngs.some(
    (lng) => others.includes(lng) && others.filter((word) => word !== lng).join(' ') === rest,
  )
}

function findFault(
  { name, type, min, max, filled }: InspectedColumn,
  limit: number,
  axis: string,
): string | undefined {
  if (filled === 0) return `"${name}" is empty`
  if (
    typeof min !== 'number' ||
    typeof max !== 'number' ||
    (type !== 'number' && type !== 'integer')
  ) {
    const comma = typeof min === 'string' && /^-?\d+,\d+$/.test(min)
    return `"${name}" holds texts such as ${JSON.stringify(min)}, expected degrees as numbers${comma ? ' with a point, not a comma' : ''}`
  }
  if (min < -limit || max > limit) {
    return `"${name}" goes from ${min} to ${max}, expected degrees from -${limit} to ${limit}`
  }
  // x and y are mostly pixels.
  return axis === 'y' && type === 'integer' ? `"${name}" holds whole numbers` : undefined
}
