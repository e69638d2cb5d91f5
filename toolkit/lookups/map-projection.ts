/**
 * How points of the globe come onto a map. A part of it is drawn around its middle with true distances from there
 * (azimuthal equidistant), so the poles and the antimeridian are places as any; the whole of it by degrees
 * (equirectangular).
 */
import { EARTH_RADIUS, toDegrees, toPoint, toRadians, toVector, type Vector } from './geo-sphere.ts'
import type { Point } from './question.ts'

/** Pixels, from the upper left corner. */
export type Spot = readonly [x: number, y: number]

export interface MapFrame {
  readonly width: number
  readonly height: number
  /** In the middle of the map. */
  readonly centre: Point
  readonly project: (point: Point) => Spot
  /** Nothing where the map shows no point of the globe. */
  readonly unproject: (spot: Spot) => Point | undefined
  /** Whether meridians and parallels are straight. */
  readonly isStraight: boolean
  readonly metresPerPixel: number
}

/** A way to draw the globe, in radians from the middle, x to the east and y to the north. */
interface Projection {
  readonly project: (point: Point) => Spot
  readonly unproject: (spot: Spot) => Point | undefined
}

/** Points further from their middle, in radians, are shown on a map of the whole globe. */
const WIDE = 1.3

/** How much of the globe a map shows at least, in metres from side to side. */
const MIN_METRES = 2000

/** A place alone is shown with this around it. */
const ALONE_METRES = 200_000

/** Fits a map to points, of which there is one or more, with a margin in pixels. */
export function fitMap(
  points: readonly Point[],
  width: number,
  height: number,
  margin: number,
): MapFrame {
  let centre = toPoint(meanOf(points))
  let isWide = false
  // The middle of what is drawn, by and by: the mean leans to where most points are.
  for (let round = 0; round < 4 && !isWide; round++) {
    const { project, unproject } = azimuthal(centre)
    const spots = points.map(project)
    isWide = spots.some(([x, y]) => Math.hypot(x, y) > WIDE)
    const [left, right, bottom, top] = boundsOf(spots)
    centre = unproject([(left + right) / 2, (bottom + top) / 2]) ?? centre
  }
  if (isWide) centre = { lat: 0, lng: oppositeOfGap(points) }
  const projection = isWide ? equirectangular(centre.lng) : azimuthal(centre)
  const [left, right, bottom, top] = boundsOf(points.map(projection.project))
  const isAlone = left === right && bottom === top
  const least = (isAlone ? ALONE_METRES : MIN_METRES) / EARTH_RADIUS
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, least),
    (height - 2 * margin) / Math.max(top - bottom, least),
  )
  const [x, y] = [(left + right) / 2, (bottom + top) / 2]
  return {
    width,
    height,
    centre: projection.unproject([x, y]) ?? centre,
    project(point) {
      const [east, north] = projection.project(point)
      return [width / 2 + (east - x) * scale, height / 2 - (north - y) * scale]
    },
    unproject: ([across, down]) =>
      projection.unproject([x + (across - width / 2) / scale, y - (down - height / 2) / scale]),
    isStraight: isWide,
    metresPerPixel: EARTH_RADIUS / scale,
  }
}

/** The point that lies `metres` from another in a direction, in degrees from the north to the east. */
export function travel(from: Point, degrees: number, metres: number): Point {
  const angle = metres / EARTH_RADIUS
  const turn = toRadians(degrees)
  const spot: Spot = [Math.sin(turn) * angle, Math.cos(turn) * angle]
  return azimuthal(from).unproject(spot) ?? from
}

function azimuthal(centre: Point): Projection {
  const up = toVector(centre)
  const east = toVector({ lat: 0, lng: centre.lng > 90 ? centre.lng - 270 : centre.lng + 90 })
  const north: Vector = [
    up[1] * east[2] - up[2] * east[1],
    up[2] * east[0] - up[0] * east[2],
    up[0] * east[1] - up[1] * east[0],
  ]
  return {
    project(point) {
      const vector = toVector(point)
      const [x, y] = [dot(vector, east), dot(vector, north)]
      const size = Math.hypot(x, y)
      const angle = Math.atan2(size, dot(vector, up))
      // At the middle there is no direction; nor is there one at the antipode, where any will do.
      return size === 0 ? [angle, 0] : [(x / size) * angle, (y / size) * angle]
    },
    unproject([x, y]) {
      const angle = Math.hypot(x, y)
      if (angle > Math.PI + 1e-9) return undefined
      const part = angle === 0 ? 0 : Math.sin(angle) / angle
      const along = (axis: 0 | 1 | 2): number =>
        Math.cos(angle) * up[axis] + part * (x * east[axis] + y * north[axis])
      return toPoint([along(0), along(1), along(2)])
    },
  }
}

function equirectangular(middle: number): Projection {
  return {
    project: ({ lat, lng }) => [toRadians(wrapDegrees(lng - middle)), toRadians(lat)],
    unproject([x, y]) {
      // Its own edges belong to it, however they were rounded.
      const isOnMap = Math.abs(x) <= Math.PI + 1e-9 && Math.abs(y) <= Math.PI / 2 + 1e-9
      if (!isOnMap) return undefined
      return {
        lat: Math.max(-90, Math.min(90, toDegrees(y))),
        lng: wrapDegrees(toDegrees(x) + middle),
      }
    },
  }
}

/** The same longitude from -180 to below 180. */
export function wrapDegrees(degrees: number): number {
  return degrees - 360 * Math.floor((degrees + 180) / 360)
}

/** The longitude in the middle of all points: opposite of where the widest strip has none. */
function oppositeOfGap(points: readonly Point[]): number {
  const lngs = points.map(({ lng }) => lng).toSorted((a, b) => a - b)
  let [widest, middle] = [0, 0]
  for (const [at, lng] of lngs.entries()) {
    const gap = (lngs[at + 1] ?? (lngs[0] ?? 0) + 360) - lng
    if (gap <= widest) continue
    widest = gap
    middle = lng + gap / 2
  }
  return wrapDegrees(middle + 180)
}

function meanOf(points: readonly Point[]): Vector {
  const sum: [number, number, number] = [0, 0, 0]
  for (const point of points) {
    for (const [axis, value] of toVector(point).entries()) sum[axis] = (sum[axis] ?? 0) + value
  }
  return sum
}

function boundsOf(
  spots: readonly Spot[],
): readonly [left: number, right: number, bottom: number, top: number] {
  const xs = spots.map(([x]) => x)
  const ys = spots.map(([, y]) => y)
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
}

function dot(u: Vector, v: Vector): number {
  return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]
}
