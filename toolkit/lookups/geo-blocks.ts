/** A block of places: the coordinates of all its rows on one line, so that only the lines of few rows are parsed. */
import { FormatError } from '../core/errors.ts'
import { decodeBlock, encodeBlock, FIRST_LINE, parseLine } from './format.ts'
import { toVector } from './geo-sphere.ts'
import type { Point } from './question.ts'

/** A row in a block: its place and its line. */
export interface PlaceLine extends Point {
  readonly line: string
}

/** A block that was read. */
export interface PlaceBlock {
  /** All of it, to search in. */
  readonly text: string
  /** Its rows; worked out when they are first asked for, as most of a block may be told off by its text. */
  readonly rows: () => PlaceRows
}

export interface PlaceRows {
  readonly count: number
  /** Latitude and longitude in turns, row by row. */
  readonly degrees: Float64Array
  /** The x, y and z of each row's vector; worked out when it is first asked for. */
  readonly vectors: () => Float64Array
  /** The line of a row, by its number in the block. */
  readonly line: (row: number) => string
}

/** Beyond 2^31 an engine reads numbers more slowly: 7 digits of 180 degrees are not. */
const MAX_DIGITS = 7

const KEY = /^\[("(?:[^"\\]|\\.)*")/

/** Writes a block: a line of coordinates, then the lines of the rows in the order of the key. */
export function encodePlaces(rows: readonly PlaceLine[]): string {
  const degrees = rows.flatMap(({ lat, lng }) => [lat, lng])
  return encodeBlock([encodeDegrees(degrees), ...rows.map(({ line }) => line)])
}

/** Reads a block. @throws {FormatError} for other bytes; `rows` does for what is damaged further on */
export function decodePlaces(bytes: Uint8Array): PlaceBlock {
  const text = decodeBlock(bytes)
  let rows: PlaceRows | undefined
  return { text, rows: () => (rows ??= decodeRows(text)) }
}

function decodeRows(text: string): PlaceRows {
  const degrees = decodeDegrees(text)
  const count = degrees.length / 2
  const starts = findLines(text, count)
  let vectors: Float64Array | undefined
  return {
    count,
    degrees,
    vectors: () => (vectors ??= toVectors(degrees)),
    line: (row) => text.slice(starts[row], (starts[row + 1] ?? 0) - 1),
  }
}

/** The items of a row's line. @throws {FormatError} for another text */
export function parseItems(line: string): readonly unknown[] {
  let items: unknown
  try {
    items = JSON.parse(line)
  } catch (error) {
    throw new FormatError('expected each line of a block to be JSON', { cause: error })
  }
  if (Array.isArray(items)) return items
  throw new FormatError('expected each line of a block to be an array')
}

/** The key that a row's line begins with; the rest is not parsed. */
export function parseKey(line: string): string {
  const [, text = ''] = KEY.exec(line) ?? []
  return String(parseItems(`[${text}]`)[0])
}

/** Whole numbers are short and are read twice as fast: a power of ten, then the coordinates as so many parts of one. */
function encodeDegrees(degrees: readonly number[]): string {
  let digits = 0
  for (const value of degrees) {
    while (digits <= MAX_DIGITS && !isWhole(value, 10 ** digits)) digits++
  }
  if (digits > MAX_DIGITS) return JSON.stringify([0, ...degrees])
  return JSON.stringify([digits, ...degrees.map((value) => Math.round(value * 10 ** digits))])
}

/** Whether the division gives back exactly the same number. */
function isWhole(value: number, parts: number): boolean {
  return Math.round(value * parts) / parts === value
}

function decodeDegrees(text: string): Float64Array {
  const items = parseLine(text, FIRST_LINE)
  const parts = 10 ** Number(items[0])
  const degrees = new Float64Array(items.length - 1)
  for (let at = 0; at < degrees.length; at++) degrees[at] = Number(items[at + 1]) / parts
  if (degrees.length % 2 !== 0 || degrees.includes(Number.NaN)) {
    throw new FormatError('expected a block of places to begin with pairs of coordinates')
  }
  return degrees
}

/** Where each row's line starts, and where the last one ends. */
function findLines(text: string, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1)
  let at = text.indexOf('\n', FIRST_LINE) + 1
  for (let row = 0; row <= count; row++) {
    // After the last line there is none: the search gave -1.
    if (at === 0) throw new FormatError(`expected ${count} lines of places, got ${row - 1}`)
    starts[row] = at
    at = text.indexOf('\n', at) + 1
  }
  if (starts[count] !== text.length) {
    throw new FormatError(`expected ${count} lines of places, got more`)
  }
  return starts
}

function toVectors(degrees: Float64Array): Float64Array {
  const vectors = new Float64Array((degrees.length / 2) * 3)
  for (let row = 0; row * 2 < degrees.length; row++) {
    const lat = degrees[row * 2] ?? 0
    vectors.set(toVector({ lat, lng: degrees[row * 2 + 1] ?? 0 }), row * 3)
  }
  return vectors
}
