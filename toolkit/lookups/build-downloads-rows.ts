/** Writes rows as CSV, NDJSON and GeoJSON from the bytes of their cells. */
import { GrowingBytes } from './build-downloads-bytes.ts'
import type { CellSpans } from './build-downloads-cells.ts'
import { toCsvField } from './csv.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const OPEN = 0x5b
const CLOSE_BRACE = 0x7d
const CR = 0x0d
const LF = 0x0a
const NULL = Buffer.from('null')
/** The first byte of `null`. */
const N = 0x6e

/** Writes one row. */
export type RowWriter = (out: GrowingBytes, spans: CellSpans) => void

/** A line as `toCsv` writes it without guards. */
export const writeCsvRow: RowWriter = (out, { bytes, starts, ends }) => {
  for (let at = 0; at < starts.length; at++) {
    const start = starts[at] ?? 0
    const end = ends[at] ?? 0
    out.reserve(end - start + 3)
    if (at > 0) out.push(COMMA)
    if (start !== end) writeCsvCell(out, bytes, start, end)
  }
  out.reserve(2)
  out.push(CR)
  out.push(LF)
}

/** An object with every column, without a line end. */
export function createJsonWriter(names: readonly string[]): RowWriter {
  const heads = names.map((name, at) =>
    Buffer.from(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`),
  )
  return (out, { bytes, starts, ends }) => {
    for (let at = 0; at < heads.length; at++) {
      const head = heads[at] ?? NULL
      const start = starts[at] ?? 0
      const end = ends[at] ?? 0
      out.reserve(head.length + end - start + NULL.length + 1)
      out.copy(head, 0, head.length)
      if (start === end) out.copy(NULL, 0, NULL.length)
      else out.copy(bytes, start, end)
    }
    out.push(CLOSE_BRACE)
  }
}

/** What of a row is its place: numbers of columns. */
export interface GeoColumns {
  readonly latitude: number
  readonly longitude: number
  /** The only column of the key, whose value is the feature's `id`. */
  readonly id: number | undefined
}

/** A feature of RFC 7946 with every column as property; a row without a place has no geometry. */
export function createFeatureWriter(
  names: readonly string[],
  { latitude, longitude, id }: GeoColumns,
): RowWriter {
  const writeProperties = createJsonWriter(names)
  return (out, spans) => {
    const { bytes, starts, ends } = spans
    const read = (column: number): string => bytes.toString('latin1', starts[column], ends[column])
    const lat = read(latitude)
    const lng = read(longitude)
    const isPlace = isDegrees(lat, 90) && isDegrees(lng, 180)
    const geometry = isPlace ? `{"type":"Point","coordinates":[${lng},${lat}]}` : 'null'
    const identifier =
      id === undefined ? '' : `"id":${bytes.toString('utf8', starts[id], ends[id])},`
    out.write(`{"type":"Feature",${identifier}"geometry":${geometry},"properties":`)
    writeProperties(out, spans)
    out.reserve(1)
    out.push(CLOSE_BRACE)
  }
}

function isDegrees(json: string, max: number): boolean {
  return /^[-\d]/.test(json) && Math.abs(Number(json)) <= max
}

function writeCsvCell(out: GrowingBytes, bytes: Buffer, start: number, end: number): void {
  const first = bytes[start]
  if (first === N) return
  if (first !== QUOTE && first !== OPEN) return out.copy(bytes, start, end)
  let hasComma = false
  let isPlain = first === QUOTE
  for (let at = start + 1; isPlain && at < end; at++) {
    if (bytes[at] === BACKSLASH) isPlain = false
    else if (bytes[at] === COMMA) hasComma = true
  }
  // Without an escape, a text within quotes is the same in JSON and in CSV; quotes tell an empty text from nothing.
  if (!isPlain) out.write(toCsvField(JSON.parse(bytes.toString('utf8', start, end))))
  else if (hasComma || end - start === 2) out.copy(bytes, start, end)
  else out.copy(bytes, start + 1, end - 1)
}
