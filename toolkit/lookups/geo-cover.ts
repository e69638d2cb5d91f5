/** Which blocks of places can have a row in a box of latitudes and longitudes. */
import type { NearBoxes } from './geo-boxes.ts'
import { toRadians, toVector } from './geo-sphere.ts'
import type { Box } from './question.ts'

/** Radians, for the roundings of angles: less than a centimetre. */
const SLACK = 1e-9

const TURN = 2 * Math.PI

/** The numbers of the blocks that can have a row in the box: all that have one, and few others. */
export function coverBox({ count, corners }: NearBoxes, box: Box): number[] {
  const { south, west, north, east } = box
  const [, , low] = toVector({ lat: south, lng: 0 })
  const [, , high] = toVector({ lat: north, lng: 0 })
  const half = toRadians(west <= east ? east - west : east - west + 360) / 2
  const middle = toRadians(west) + half
  const blocks: number[] = []
  for (let block = 0; block < count; block++) {
    const [x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0] = corners.subarray(
      block * 6,
      block * 6 + 6,
    )
    if (z1 < low || z0 > high) continue
    if (hasAxis(x0, y0, x1, y1) || isAbout(x0, y0, x1, y1, middle, half)) blocks.push(block)
  }
  return blocks
}

/** Whether the axis of the Earth goes through: then rows of every longitude can be there. */
function hasAxis(x0: number, y0: number, x1: number, y1: number): boolean {
  return x0 <= 0 && x1 >= 0 && y0 <= 0 && y1 >= 0
}

/** Whether some longitude of a rectangle beside the axis is at most `half` from `middle`. */
function isAbout(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  middle: number,
  half: number,
): boolean {
  const centre = Math.atan2(y0 + y1, x0 + x1)
  const width = Math.max(
    between(Math.atan2(y0, x0), centre),
    between(Math.atan2(y0, x1), centre),
    between(Math.atan2(y1, x0), centre),
    between(Math.atan2(y1, x1), centre),
  )
  return between(centre, middle) <= half + width + SLACK
}

/** The angle between two directions, from 0 to π. */
function between(a: number, b: number): number {
  const angle = Math.abs(a - b) % TURN
  return angle > Math.PI ? TURN - angle : angle
}
