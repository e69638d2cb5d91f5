/** Where one written form stands: the sections that hold it, and its positions in each. `format.md` specifies it. */
import { createWriter, readVarint, type ByteWriter } from './bytes.ts'

export interface Place {
  readonly page: number
  readonly section: number
  /** Ascending. */
  readonly positions: readonly number[]
}

export type VisitPlace = (page: number, section: number, positions: readonly number[]) => void

/** Encodes places, which must be ordered by page and section and have a position each. */
export function encodePlaces(places: readonly Place[]): Uint8Array {
  const writer = createWriter()
  let previousPage = 0
  for (const { page, section, positions } of places) {
    writePlace(writer, page - previousPage, section, positions.length)
    positions.forEach((position, at) => writer.varint(position - (positions[at - 1] ?? 0)))
    previousPage = page
  }
  return writer.toBytes()
}

/** Writes a place without its positions, whose differences must follow it. */
export function writePlace(
  writer: ByteWriter,
  pagesSince: number,
  section: number,
  count: number,
): void {
  writer.varint((pagesSince << 2) | (section > 0 ? 2 : 0) | (count > 1 ? 1 : 0))
  if (section > 0) writer.varint(section)
  if (count > 1) writer.varint(count)
}

/**
 * Visits all places in their order.
 * @throws {FormatError} when the bytes end within one
 */
export function readPlaces(bytes: Uint8Array, visit: VisitPlace): void {
  const cursor = { bytes, at: 0 }
  let page = 0
  while (cursor.at < bytes.length) {
    const head = readVarint(cursor)
    page += head >>> 2
    const section = (head & 2) > 0 ? readVarint(cursor) : 0
    const positions: number[] = []
    let position = 0
    for (let left = (head & 1) > 0 ? readVarint(cursor) : 1; left > 0; left--) {
      position += readVarint(cursor)
      positions.push(position)
    }
    visit(page, section, positions)
  }
}
