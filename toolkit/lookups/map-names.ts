/** The names beside the places of a map: of those that come first, as far as there is room. */
import type { MapFrame, Spot } from './map-projection.ts'

/** A rectangle that is taken, in pixels. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface PlacedName {
  readonly text: string
  /** The end of the text that is at the place, on its base line. */
  readonly at: Spot
  readonly anchor: 'start' | 'end'
}

const MAX_NAMES = 20
const MAX_LETTERS = 24

// Of a font of 11 pixels: wide rather than narrow, since nobody measures it here.
const LETTER_WIDTH = 6.4
const WIDE_LETTER_WIDTH = 11
const HALF_HEIGHT = 7

/** From the middle of a dot to its name. */
const GAP = 7

/**
 * Places the names that cover nothing, right of their dot or left of it.
 * @param places - the first are the first to get a name
 * @param taken - where no name may be; dots are minded without that
 */
export function placeNames(
  frame: MapFrame,
  places: readonly (readonly [spot: Spot, name: string])[],
  taken: readonly Area[],
): PlacedName[] {
  const areas = [...taken, ...places.map(([spot]) => around(spot, GAP - 2))]
  const placed: PlacedName[] = []
  for (const [[x, y], name] of places.slice(0, MAX_NAMES)) {
    const text = shorten(name)
    const width = widthOf(text)
    for (const anchor of ['start', 'end'] as const) {
      const left = anchor === 'start' ? x + GAP : x - GAP - width
      const area = { left, top: y - HALF_HEIGHT, right: left + width, bottom: y + HALF_HEIGHT }
      if (text === '' || !isInside(frame, area) || areas.some((other) => meets(area, other)))
        continue
      areas.push(area)
      placed.push({ text, at: [anchor === 'start' ? left : x - GAP, y + 4], anchor })
      break
    }
  }
  return placed
}

/** A square with a spot in its middle. */
export function around([x, y]: Spot, half: number): Area {
  return { left: x - half, top: y - half, right: x + half, bottom: y + half }
}

function shorten(name: string): string {
  const letters = Array.from(name)
  if (letters.length <= MAX_LETTERS) return name
  return `${letters.slice(0, MAX_LETTERS - 1).join('')}…`
}

/** At most this wide; letters of China, Japan and Korea, and pictures, are as wide as high. */
function widthOf(text: string): number {
  return Array.from(text).reduce(
    (sum, letter) => sum + (letter >= '\u1100' ? WIDE_LETTER_WIDTH : LETTER_WIDTH),
    0,
  )
}

function isInside({ width, height }: MapFrame, { left, top, right, bottom }: Area): boolean {
  return left >= 2 && top >= 2 && right <= width - 2 && bottom <= height - 2
}

function meets(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
