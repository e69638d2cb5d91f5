/**
 * Draws places on a map: a plain SVG without tiles, scripts or styles of its own, so it works offline and under a strict
 * policy. Everything has the colour of the text; the classes are there for a site's own colours.
 */
import { escapeHtml, isSafeUrl } from '../core/html.ts'
import { isPoint } from './geo.ts'
import {
  drawBox,
  drawCircle,
  drawMeridians,
  drawParallels,
  round,
  type GridLine,
} from './map-grid.ts'
import { around, placeNames, type Area } from './map-names.ts'
import { fitMap, type MapFrame, type Spot } from './map-projection.ts'
import type { Box, Point } from './question.ts'

export interface MapPlace extends Point {
  /** What people read of it; the first 60 characters are shown, and 24 of them beside it where there is room. */
  readonly label: string
  /** Where it leads. Only what is safe in a link becomes one. */
  readonly href?: string
}

export interface MapOptions {
  /** What the map shows, for people who do not see it: `10 cities near 48.85, 2.35`. */
  readonly title: string
  /** The point that was asked; it gets a mark of its own. */
  readonly at?: Point
  /** Metres around `at`: they get a circle. */
  readonly radius?: number
  /** The box that was asked. */
  readonly box?: Box
  /** In pixels of the drawing, which is as wide as where it stands: 640 to 400 by default. */
  readonly width?: number
  readonly height?: number
}

const MARGIN = 36
const MAX_LABEL = 60

/** Labels of degrees: the room that one has at the right edge, and the width of a letter. */
const LABEL_ROOM = 64
const LABEL_LETTER = 6.5

/** An SVG element for an HTML page; empty where there is nothing to show. Points that are not on the globe are left out. */
export function drawMap(places: readonly MapPlace[], options: MapOptions): string {
  const { title, at, radius, box, width = 640, height = 400 } = options
  const shown = places.filter(isPoint)
  const points = [...shown, ...(at === undefined ? [] : [at]), ...cornersOf(box)].filter(isPoint)
  if (points.length === 0) return ''
  const frame = fitMap(points, width, height, MARGIN)
  const links = shown.map((place) => drawPlace(frame, place))
  // What is in an image cannot be reached with the keyboard: with links it is a group.
  const role = links.some((link) => link.startsWith('<a ')) ? 'group' : 'img'
  const lines = [...drawParallels(frame), ...drawMeridians(frame)]
  return [
    `<svg class="leanto-map" viewBox="0 0 ${width} ${height}" width="100%" role="${role}" aria-label="${escapeHtml(title)}">`,
    drawGrid(frame, lines),
    drawAsked(frame, at, radius, box),
    // A line without a length has round ends: a dot.
    `<g class="leanto-map-places" stroke="currentColor" stroke-width="8" stroke-linecap="round">${links.join('')}</g>`,
    drawNames(frame, shown, takenOn(frame, lines, at)),
    drawScale(frame),
    '</svg>',
  ].join('')
}

/** What a box asks to be shown; the edges of a wide one bulge, but so far only that nobody misses them. */
function cornersOf(box: Box | undefined): readonly Point[] {
  if (box === undefined) return []
  const { south, west, north, east } = box
  return [south, north].flatMap((lat) => [west, east].map((lng) => ({ lat, lng })))
}

function drawGrid(frame: MapFrame, lines: readonly GridLine[]): string {
  const path = lines.map((line) => line.path).join('')
  const { width, height } = frame
  return (
    '<g class="leanto-map-grid" aria-hidden="true">' +
    `<path d="${path}M0.5 0.5H${width - 0.5}V${height - 0.5}H0.5Z" fill="none" stroke="currentColor" stroke-opacity="0.25"/>` +
    `<g font-size="11" fill="currentColor" fill-opacity="0.7">${lines.map((line) => drawLabel(frame, line)).join('')}</g></g>`
  )
}

function drawLabel(frame: MapFrame, line: GridLine): string {
  if (line.at === undefined) return ''
  const { x, y, isLeft } = labelSpot(frame, line.at)
  const anchor = isLeft ? ' text-anchor="end"' : ''
  return `<text x="${round(x)}" y="${round(y)}"${anchor}>${line.label}</text>`
}

/**
 * A label stands right and above of where its line meets the edge, and left of it near the right edge: so it stays within
 * the map where a style makes it larger.
 */
function labelSpot(
  { width, height }: MapFrame,
  [lineX, lineY]: Spot,
): Readonly<{ x: number; y: number; isLeft: boolean }> {
  const isLeft = lineX > width - LABEL_ROOM
  const x = isLeft ? lineX - 3 : Math.max(3, lineX + 3)
  return { x, y: Math.max(12, Math.min(lineY - 3, height - 4)), isLeft }
}

/** Where no name may stand: on a label, the scale, or the mark of what was asked. */
function takenOn(frame: MapFrame, lines: readonly GridLine[], at: Point | undefined): Area[] {
  const { width, height } = frame
  const labels = lines.flatMap((line) => {
    if (line.at === undefined) return []
    const { x, y, isLeft } = labelSpot(frame, line.at)
    const length = line.label.length * LABEL_LETTER
    const left = isLeft ? x - length : x
    return [{ left, top: y - 11, right: left + length, bottom: y + 3 }]
  })
  const scale = { left: width * 0.75 - 12, top: height - 44, right: width, bottom: height }
  const mark = at === undefined || !isPoint(at) ? [] : [around(frame.project(at), 8)]
  return [...labels, scale, ...mark]
}

function drawNames(frame: MapFrame, shown: readonly MapPlace[], taken: readonly Area[]): string {
  const places = shown.map((place) => [frame.project(place), place.label] as const)
  const names = placeNames(frame, places, taken).map(({ text, at: [x, y], anchor }) => {
    const end = anchor === 'end' ? ' text-anchor="end"' : ''
    return `<text x="${round(x)}" y="${round(y)}"${end}>${escapeHtml(text)}</text>`
  })
  if (names.length === 0) return ''
  // The links say the names already.
  return `<g class="leanto-map-names" aria-hidden="true" font-size="11" fill="currentColor" pointer-events="none">${names.join('')}</g>`
}

function drawAsked(
  frame: MapFrame,
  at: Point | undefined,
  radius: number | undefined,
  box: Box | undefined,
): string {
  const outlines = [
    at !== undefined && radius !== undefined ? drawCircle(frame, at, radius) : '',
    box === undefined ? '' : drawBox(frame, box),
  ].join('')
  const outline =
    outlines === ''
      ? ''
      : `<path d="${outlines}" fill="none" stroke="currentColor" stroke-dasharray="4 4"/>`
  if (at === undefined || !isPoint(at)) return outline && asked(outline)
  const [x, y] = frame.project(at)
  const cross = `M${round(x - 7)} ${round(y)}h14m-7 -7v14`
  return asked(`${outline}<path d="${cross}" fill="none" stroke="currentColor" stroke-width="2"/>`)
}

function asked(content: string): string {
  return `<g class="leanto-map-asked" aria-hidden="true">${content}</g>`
}

function drawPlace(frame: MapFrame, { label, href, ...point }: MapPlace): string {
  const [x, y] = frame.project(point)
  const text = escapeHtml(shorten(label))
  const dot = `<title>${text}</title><path d="M${round(x)} ${round(y)}h0"/>`
  if (href === undefined || !isSafeUrl(href)) return `<g>${dot}</g>`
  return `<a href="${escapeHtml(href)}">${dot}</a>`
}

function shorten(label: string): string {
  const letters = Array.from(label)
  return letters.length > MAX_LABEL ? `${letters.slice(0, MAX_LABEL - 1).join('')}…` : label
}

/** A bar of a round length, at most a quarter of the map; on a map of the globe it holds along the equator. */
function drawScale({ width, height, metresPerPixel, isStraight }: MapFrame): string {
  const most = (width / 4) * metresPerPixel
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1)
  const length = round(metres / metresPerPixel)
  const text = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  const where = isStraight ? ' at the equator' : ''
  const right = width - 12
  return (
    '<g class="leanto-map-scale" aria-hidden="true">' +
    `<path d="M${round(right - length)} ${height - 26}v6h${length}v-6" fill="none" stroke="currentColor"/>` +
    `<text x="${right}" y="${height - 30}" font-size="11" text-anchor="end" fill="currentColor">${text}${where}</text></g>`
  )
}
