/** Reads where a question is about: a point with a radius, or a box. */
import { ParameterError, quote, readOne, toNumber } from './parse-question-parameters.ts'
import type { Box, Point } from './question.ts'

/** Metres of each unit. */
const UNITS: readonly (readonly [unit: string, metres: number])[] = [
  ['km', 1000],
  ['mi', 1609.344],
  ['m', 1],
]

// Half of the circumference of the earth, rounded up: further away is nothing.
const MAX_RADIUS = 20_100_000

/** `near=48.85,2.35`: latitude, longitude. */
export function readPoint(parameters: URLSearchParams): Point | undefined {
  const text = readOne(parameters, 'near')
  if (text === undefined) return undefined
  const [lat, lng, ...more] = toNumbers(text)
  if (isLatitude(lat) && isLongitude(lng) && more.length === 0) return { lat, lng }
  throw new ParameterError(
    'near',
    `near is ${quote(text)}, expected latitude,longitude in degrees, as in 48.85,2.35: from -90,-180 to 90,180.`,
  )
}

/** `radius=50km`, `500m`, `3mi`; a number alone is metres. @returns metres */
export function readRadius(parameters: URLSearchParams): number | undefined {
  const text = readOne(parameters, 'radius')
  if (text === undefined) return undefined
  const typed = text.trim().toLowerCase()
  const [unit, metres] = UNITS.find(([name]) => typed.endsWith(name)) ?? ['', 1]
  const radius = (toNumber(typed.slice(0, typed.length - unit.length)) ?? Number.NaN) * metres
  if (radius > 0 && radius <= MAX_RADIUS) return radius
  throw new ParameterError(
    'radius',
    `radius is ${quote(text)}, expected a distance such as 500m, 50km or 30mi, above 0 and up to ${MAX_RADIUS / 1000}km.`,
  )
}

/** `box=west,south,east,north`, the order of a GeoJSON bounding box (RFC 7946, section 5). */
export function readBox(parameters: URLSearchParams): Box | undefined {
  const text = readOne(parameters, 'box')
  if (text === undefined) return undefined
  const [west, south, east, north, ...more] = toNumbers(text)
  if (isLongitude(west) && isLatitude(south) && isLongitude(east) && isLatitude(north)) {
    if (south <= north && more.length === 0) return { south, west, north, east }
  }
  throw new ParameterError(
    'box',
    `box is ${quote(text)}, expected west,south,east,north in degrees, as in 2,48,3,49, with south up to north.`,
  )
}

// A longer list is a mistake in any case.
function toNumbers(text: string): (number | undefined)[] {
  return text.split(',', 6).map(toNumber)
}

function isLatitude(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) <= 90
}

function isLongitude(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) <= 180
}
