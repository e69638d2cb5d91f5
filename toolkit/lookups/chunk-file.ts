/** The container of chunks and of their list: a header of JSON and sections of numbers or text, for typed arrays. */
import { FormatError } from '../core/errors.ts'

/** What a file begins with: 16 bytes of ASCII with the version of the format. */
export const CHUNK_MAGIC = 'leanto-column 2\n'
export const LIST_MAGIC = 'leanto-chunks 2\n'

const MAGIC_BYTES = 16
const ALIGN = 8

/** The bytes of a section, whose length is that of whole items. */
export type Section = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

export interface ChunkFile {
  readonly header: Readonly<Record<string, unknown>>
  /** Bytes that begin at a multiple of 8 in their buffer; of a section that is not there, none. */
  readonly section: (number: number) => Uint8Array
}

/**
 * Writes the magic, the length of the header in bytes (32 bits, little-endian, then 32 bits of zero), the header, and the
 * sections. The header and each section are padded to a multiple of 8. Numbers are little-endian.
 */
export function encodeChunkFile(
  magic: string,
  header: Readonly<Record<string, unknown>>,
  sections: readonly Section[],
): Uint8Array {
  const encoder = new TextEncoder()
  const lengths = sections.map(({ byteLength }) => byteLength)
  const json = encoder.encode(JSON.stringify({ ...header, sections: lengths }))
  const start = MAGIC_BYTES + ALIGN + pad(json.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + pad(length), start))
  bytes.set(encoder.encode(magic))
  new DataView(bytes.buffer).setUint32(MAGIC_BYTES, json.length, true)
  bytes.fill(0x20, MAGIC_BYTES + ALIGN, start)
  bytes.set(json, MAGIC_BYTES + ALIGN)
  let at = start
  for (const { buffer, byteOffset, byteLength } of sections) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += pad(byteLength)
  }
  return bytes
}

/** Opens a file; refuses one of another format or version, and one that was cut, with a {@link FormatError}. */
export function decodeChunkFile(magic: string, file: Uint8Array): ChunkFile {
  // Typed arrays must begin at multiples of their item; what is read may be a part of a larger buffer.
  const bytes = file.byteOffset % ALIGN === 0 ? file : file.slice()
  const start = new TextDecoder().decode(bytes.subarray(0, MAGIC_BYTES))
  if (start !== magic) {
    throw new FormatError(
      `expected a file that begins with ${JSON.stringify(magic)}, got ${JSON.stringify(start)}`,
    )
  }
  const header = readHeader(bytes)
  const offsets = readOffsets(bytes, header['sections'])
  return {
    header,
    section: (number) => {
      const [from = 0, length = 0] = offsets[number] ?? []
      return bytes.subarray(from, from + length)
    },
  }
}

/** Whether a value is a whole number from 0 to `max`. */
export function isCount(value: unknown, max: number = 2 ** 32): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max
}

/** A whole number from 0 to `max`. @throws {FormatError} */
export function toCount(value: unknown, what: string, max?: number): number {
  if (isCount(value, max)) return value
  throw new FormatError(`expected the number of ${what}, got ${String(value)}`)
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @throws {FormatError} */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new FormatError('expected JSON', { cause: error })
  }
}

export function asUint16(bytes: Uint8Array): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 1)
}

export function asUint32(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2)
}

function readHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const from = MAGIC_BYTES + ALIGN
  const length =
    bytes.length < from
      ? 0
      : new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC_BYTES, true)
  const header = parseJson(bytes.subarray(from, from + length))
  if (isRecord(header)) return header
  throw new FormatError('expected a header that is an object')
}

function readOffsets(bytes: Uint8Array, lengths: unknown): (readonly [number, number])[] {
  if (!Array.isArray(lengths)) throw new FormatError('expected the lengths of sections')
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC_BYTES, true)
  let at = MAGIC_BYTES + ALIGN + pad(headerLength)
  const offsets = lengths.map((length: unknown): readonly [number, number] => {
    const from = at
    const count = toCount(length, 'bytes of a section', bytes.length)
    at += pad(count)
    return [from, count]
  })
  if (at !== bytes.length) throw new FormatError(`expected ${at} bytes, got ${bytes.length}`)
  return offsets
}

function pad(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN
}
