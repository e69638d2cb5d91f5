/** The lines of a map: meridians, parallels and outlines, and what is written at them. */
import { EARTH_RADIUS } from './geo-sphere.ts'
import { travel, wrapDegrees, type MapFrame, type Spot } from './map-projection.ts'
import type { Box, Point } from './question.ts'

export interface GridLine {
  readonly path: string
  /** `48.5°N`. */
  readonly label: string
  /** Where the label stands; nowhere for a line that meets no edge. */
  readonly at?: Spot
}

/** Degrees between two lines. */
const STEPS = [
  45, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001,
] as const

/** So many steps at least are as wide as the map. */
const MIN_STEPS = 3

/** How many points tell what a map shows, from side to side. */
const SAMPLES = 16

/** What of the globe a map shows, in degrees; longitudes are those from that of the middle. */
interface View {
  readonly south: number
  readonly north: number
  readonly west: number
  readonly east: number
}

export function drawParallels(frame: MapFrame): GridLine[] {
  const { south, north, west, east } = viewOf(frame)
  const step = chooseStep(north - south)
  const sides = [[0, 0] as const, [0, frame.width] as const]
  return multiples(south, north, step)
    .filter((lat) => Math.abs(lat) < 90)
    .map((lat) => {
      const spots = trace(frame, west, east, (lng) => ({ lat, lng: shift(frame, lng) }))
      return toLine(frame, spots, formatDegrees(lat, step, 'N', 'S'), sides)
    })
}

export function drawMeridians(frame: MapFrame): GridLine[] {
  const { south, north, west, east } = viewOf(frame)
  const step = chooseStep(east - west)
  const middle = frame.centre.lng
  const ends = [[1, frame.height] as const, [1, 0] as const]
  const lngs = multiples(west + middle, east + middle, step)
  // Around a pole the first and the last are one.
  if ((lngs.at(-1) ?? 0) - (lngs[0] ?? 0) >= 360) lngs.pop()
  return lngs.map((lng) => {
    const end = wrapDegrees(lng - middle)
    // The edges of a map of the globe are one meridian.
    const isEdge = Math.abs(end) === 180
    const spots = trace(frame, south, north, (lat) => ({
      lat,
      lng: isEdge ? shift(frame, lng - middle) : wrapDegrees(lng),
    }))
    return toLine(frame, spots, formatDegrees(wrapDegrees(lng), step, 'E', 'W'), ends)
  })
}

/** The outline of what is at most `metres` from a point. */
export function drawCircle(frame: MapFrame, centre: Point, metres: number): string {
  const bearings = Array.from({ length: 73 }, (_, at) => at * 5)
  return toPath(
    frame,
    bearings.map((bearing) => frame.project(travel(centre, bearing, metres))),
  )
}

export function drawBox(frame: MapFrame, { south, west, north, east }: Box): string {
  const width = west <= east ? east - west : east - west + 360
  const along = (from: Point, lat: number, lng: number): Spot[] =>
    Array.from({ length: SAMPLES }, (_, at) => {
      const part = at / SAMPLES
      return frame.project({ lat: from.lat + lat * part, lng: wrapDegrees(from.lng + lng * part) })
    })
  const spots = [
    ...along({ lat: south, lng: west }, 0, width),
    ...along({ lat: south, lng: east }, north - south, 0),
    ...along({ lat: north, lng: east }, 0, -width),
    ...along({ lat: north, lng: west }, south - north, 0),
  ]
  return toPath(frame, [...spots, ...spots.slice(0, 1)])
}

function viewOf(frame: MapFrame): View {
  const points = Array.from({ length: (SAMPLES + 1) ** 2 }, (_, at) =>
    frame.unproject([
      ((at % (SAMPLES + 1)) / SAMPLES) * frame.width,
      (Math.floor(at / (SAMPLES + 1)) / SAMPLES) * frame.height,
    ]),
  ).filter((point) => point !== undefined)
  const lats = points.map(({ lat }) => lat)
  const lngs = points.map(({ lng }) => wrapDegrees(lng - frame.centre.lng))
  const [hasNorth, hasSouth] = [isShown(frame, 90), isShown(frame, -90)]
  const isRound = hasNorth || hasSouth
  return {
    south: hasSouth ? -90 : Math.min(...lats),
    north: hasNorth ? 90 : Math.max(...lats),
    west: isRound ? -180 : Math.min(...lngs),
    east: isRound ? 180 : Math.max(...lngs),
  }
}

function isShown(frame: MapFrame, lat: number): boolean {
  return isInside(frame, frame.project({ lat, lng: 0 }))
}

function isInside({ width, height }: MapFrame, [x, y]: Spot): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height
}

function chooseStep(span: number): number {
  return STEPS.find((step) => span >= step * MIN_STEPS) ?? 0.001
}

/** The multiples of a step from `low` to `high`, without the crumbs of adding it up. */
function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step)
  const count = Math.max(0, Math.floor(high / step) - first + 1)
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toFixed(3)))
}

/** A longitude from that of the middle; the edges of a map of the globe stay where they are. */
function shift({ centre }: MapFrame, lng: number): number {
  const edge = Math.sign(lng) * (180 - 1e-9)
  return wrapDegrees((Math.abs(lng) >= 180 ? edge : lng) + centre.lng)
}

/** Follows a line of the globe in steps that look smooth. */
function trace(
  frame: MapFrame,
  from: number,
  to: number,
  pointAt: (degrees: number) => Point,
): Spot[] {
  const pieces = Math.max(4, Math.min(36, Math.ceil((to - from) / (frame.isStraight ? 45 : 5))))
  return Array.from({ length: pieces + 1 }, (_, at) =>
    frame.project(pointAt(from + ((to - from) * at) / pieces)),
  )
}

/** @param edges - where the label may stand, the best first: the axis that has a value there, and the value */
function toLine(
  frame: MapFrame,
  spots: readonly Spot[],
  label: string,
  edges: readonly (readonly [axis: 0 | 1, value: number])[],
): GridLine {
  const path = toPath(frame, spots)
  for (const [axis, value] of edges) {
    const at = meetAt(frame, spots, axis, value)
    if (at !== undefined) return { path, label, at }
  }
  const at = spots.find((spot) => isInside(frame, spot))
  return at === undefined ? { path, label } : { path, label, at }
}

/** Where a line crosses the edge on which one coordinate has a value. */
function meetAt(
  { width, height }: MapFrame,
  spots: readonly Spot[],
  axis: 0 | 1,
  value: number,
): Spot | undefined {
  for (const [at, b] of spots.entries()) {
    const a = spots[at - 1]
    if (a === undefined || a[axis] === b[axis]) continue
    const part = (value - a[axis]) / (b[axis] - a[axis])
    if (part < 0 || part > 1) continue
    const other = axis === 0 ? 1 : 0
    const cross = a[other] + (b[other] - a[other]) * part
    if (cross < 0 || cross > (axis === 0 ? height : width)) continue
    return axis === 0 ? [value, cross] : [cross, value]
  }
  return undefined
}

/** A path; one that leaves a map of the globe on one side and comes back on the other is in pieces. */
function toPath({ metresPerPixel, isStraight }: MapFrame, spots: readonly Spot[]): string {
  const half = (Math.PI * EARTH_RADIUS) / metresPerPixel
  let path = ''
  let before: Spot | undefined
  for (const [x, y] of spots) {
    const isTorn = before === undefined || (isStraight && Math.abs(before[0] - x) > half)
    path += `${isTorn ? 'M' : 'L'}${round(x)} ${round(y)}`
    before = [x, y]
  }
  return path
}

/** Tenths of a pixel, without what is far outside of the map. */
export function round(value: number): number {
  return Math.round(Math.max(-9999, Math.min(9999, value)) * 10) / 10
}

function formatDegrees(degrees: number, step: number, plus: string, minus: string): string {
  const digits = String(step).split('.')[1]?.length ?? 0
  const size = Math.abs(degrees).toFixed(digits)
  const isPlain = degrees === 0 || Math.abs(degrees) === 180
  return isPlain ? `${Math.abs(degrees)}°` : `${size}°${degrees < 0 ? minus : plus}`
}
