/** Which places are on the globe, and which are in a box. */
import type { Box, Point } from './question.ts'

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
