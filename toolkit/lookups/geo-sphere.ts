/** Distances on a sphere, by vectors: no case is special, neither the poles nor the antimeridian. */
import type { Point } from './question.ts'

/** The mean radius of the Earth (IUGG, R1) in metres. */
export const EARTH_RADIUS = 6_371_008.8

/** A point of the unit sphere: x to 0° 0°, y to 0° 90° E, z to the north pole. */
export type Vector = readonly [x: number, y: number, z: number]

/**
 * The vector of a point. All ways to write one place give the same vector: 180° and -180°, and a pole with any
 * longitude.
 */
export function toVector({ lat, lng }: Point): Vector {
  const parallel = cosDegrees(lat)
  return [parallel * cosDegrees(lng), parallel * sinDegrees(lng), sinDegrees(lat)]
}

/** The point of a vector of any length but 0. */
export function toPoint([x, y, z]: Vector): Point {
  return { lat: toDegrees(Math.atan2(z, Math.hypot(x, y))), lng: toDegrees(Math.atan2(y, x)) }
}

/**
 * How far two vectors are apart, as `tan²(θ / 2)`: a finite number from 0, in the order of the distance. Unlike a cosine
 * it tells near places apart, and unlike a chord those near the antipode: either end is exact to a nanometre.
 */
export function separation(u: Vector, v: Vector): number {
  const chord = (u[0] - v[0]) ** 2 + (u[1] - v[1]) ** 2 + (u[2] - v[2]) ** 2
  const rest = (u[0] + v[0]) ** 2 + (u[1] + v[1]) ** 2 + (u[2] + v[2]) ** 2
  return Math.min(chord / rest, Number.MAX_VALUE)
}

/** The metres of a {@link separation}, along the great circle. */
export function toMetres(apart: number): number {
  return 2 * EARTH_RADIUS * Math.atan(Math.sqrt(apart))
}

export function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

export function toDegrees(radians: number): number {
  return (radians * 180) / Math.PI
}

/** The sine of up to 180° either way, exact at right angles. */
function sinDegrees(degrees: number): number {
  const rest = Math.abs(degrees) > 90 ? Math.sign(degrees) * 180 - degrees : degrees
  return Math.sin(toRadians(rest))
}

function cosDegrees(degrees: number): number {
  // Beyond 45° by the sine of what is left to 90°, which is exact where the cosine is small.
  const size = Math.abs(degrees)
  return size > 45 && size < 135 ? Math.sin(toRadians(90 - size)) : Math.cos(toRadians(size))
}
