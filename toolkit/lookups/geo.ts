/** Places as people write them in questions, and what is in a box. */
import { QuestionError, type Box, type Point } from './question.ts'

const METRES: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['m', 1],
  ['km', 1000],
  ['mi', 1609.344],
])

/**
 * A point from `48.85,2.35`: latitude, then longitude, in degrees.
 * @throws {QuestionError} for what is none
 */
export function parsePoint(text: string): Point {
  const [lat, lng, ...more] = parseNumbers(text)
  if (lat === undefined || lng === undefined || more.length > 0 || !isPoint({ lat, lng })) {
    throw new QuestionError(
      'expected a latitude from -90 to 90 and a longitude from -180 to 180, such as 48.85,2.35, ' +
        `got ${quote(text)}`,
    )
  }
  return { lat, lng }
}

/**
 * Metres from `50km`, `500m`, `10mi` (international miles) or `500` (metres).
 * @throws {QuestionError} for what is none
 */
export function parseRadius(text: string): number {
  const [, digits = '', unit = ''] = /^([\d.]+) ?([a-z]*)$/i.exec(text.trim()) ?? []
  const [value] = parseNumbers(digits)
  const metres = METRES.get(unit.toLowerCase())
  if (value === undefined || metres === undefined) {
    throw new QuestionError(
      `expected a distance in km, m or mi, such as 50km or 500m, got ${quote(text)}`,
    )
  }
  return value * metres
}

/**
 * A box from `west,south,east,north` in degrees, the order of GeoJSON (RFC 7946, section 5).
 * @throws {QuestionError} for what is none
 */
export function parseBox(text: string): Box {
  const [west, south, east, north, ...more] = parseNumbers(text)
  if (
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined ||
    more.length > 0 ||
    !isBox({ west, south, east, north })
  ) {
    throw new QuestionError(
      'expected a box as west,south,east,north in degrees, such as 2.2,48.8,2.5,48.9, with south not above north, ' +
        `got ${quote(text)}`,
    )
  }
  return { west, south, east, north }
}

/** Whether both coordinates are on the globe. */
export function isPoint({ lat, lng }: Point): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180
}

export function isBox({ south, west, north, east }: Box): boolean {
  return isPoint({ lat: south, lng: west }) && isPoint({ lat: north, lng: east }) && south <= north
}

/**
 * Whether a point is in a box or on its edge. The meridians 180 and -180 are one, and a pole is in every box that
 * reaches it, whatever the longitude is that it is written with.
 */
export function isInBox({ lat, lng }: Point, { south, west, north, east }: Box): boolean {
  if (lat < south || lat > north) return false
  if (Math.abs(lat) === 90 || isBetween(lng, west, east)) return true
  return Math.abs(lng) === 180 && isBetween(-lng, west, east)
}

function isBetween(lng: number, west: number, east: number): boolean {
  return west <= east ? lng >= west && lng <= east : lng >= west || lng <= east
}

/** Decimal numbers parted by commas; none where something is no such number. */
function parseNumbers(text: string): readonly number[] {
  const parts = text.split(',', 6).map((part) => part.trim())
  // Number() alone would take an empty text, hexadecimal digits and Infinity.
  return parts.every((part) => /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(part)) ? parts.map(Number) : []
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
