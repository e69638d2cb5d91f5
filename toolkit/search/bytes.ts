/** Bytes, variable-length numbers and strings: what the binary files of the index are made of. */
import { FormatError } from '../core/errors.ts'

/** A growing byte array. */
export interface ByteWriter {
  readonly length: number
  byte(value: number): void
  /** An unsigned integer below 2^31 in LEB128 (DWARF 5, section 7.6). */
  varint(value: number): void
  /** UTF-8 bytes behind their length. */
  text(value: string): void
  bytes(value: Uint8Array): void
  /** A stretch of some bytes: for a few, faster than a view of them. */
  copy(source: Uint8Array, start: number, end: number): void
  /** A copy of what was written. */
  toBytes(): Uint8Array
  /** The same, and begins anew. */
  take(): Uint8Array
}

/** A place in a file that is being read; the reading functions move `at`. */
export interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

const MAX_VARINT = 5
const CUT_SHORT = 'a file of the search index is cut short'
const encoder = new TextEncoder()
// A mark of the order of bytes is a character like others.
const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
/** Up to so many bytes, a loop takes less time than the call of a decoder. */
const SHORT = 20

export function createWriter(): ByteWriter {
  let buffer = new Uint8Array(256)
  let length = 0
  const reserve = (count: number): void => {
    if (length + count <= buffer.length) return
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + count))
    larger.set(buffer)
    buffer = larger
  }
  const writer: ByteWriter = {
    get length() {
      return length
    },
    byte(value) {
      reserve(1)
      buffer[length++] = value
    },
    varint(value) {
      reserve(MAX_VARINT)
      let rest = value
      for (; rest > 0x7f; rest >>>= 7) buffer[length++] = (rest & 0x7f) | 0x80
      buffer[length++] = rest
    },
    text(value) {
      const bytes = encoder.encode(value)
      writer.varint(bytes.length)
      writer.bytes(bytes)
    },
    bytes(value) {
      reserve(value.length)
      buffer.set(value, length)
      length += value.length
    },
    copy(source, start, end) {
      reserve(end - start)
      for (let at = start; at < end; at++) buffer[length++] = source[at] ?? 0
    },
    toBytes: () => buffer.slice(0, length),
    take() {
      const bytes = buffer.slice(0, length)
      length = 0
      return bytes
    },
  }
  return writer
}

/** @throws {FormatError} when the bytes end before the number does, or it does not fit 31 bits */
export function readVarint(cursor: Cursor): number {
  const first = cursor.bytes[cursor.at] ?? 0x80
  if (first < 0x80) {
    cursor.at++
    return first
  }
  let value = 0
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = cursor.bytes[cursor.at++]
    if (byte === undefined) throw new FormatError(CUT_SHORT)
    value |= (byte & 0x7f) << shift
    if (byte < 0x80 && value >= 0) return value
  }
  throw new FormatError('a number in the search index is longer than 31 bits')
}

/** @throws {FormatError} when the bytes end before the text does */
export function readText(cursor: Cursor): string {
  const end = readVarint(cursor) + cursor.at
  if (end > cursor.bytes.length) throw new FormatError(CUT_SHORT)
  const text = decodeBytes(cursor.bytes, cursor.at, end)
  cursor.at = end
  return text
}

/** The text whose UTF-8 stands in some bytes. */
export function decodeBytes(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= SHORT) {
    let text = ''
    let at = from
    for (let byte = 0; at < to && (byte = bytes[at] ?? 0) < 0x80; at++) {
      text += String.fromCharCode(byte)
    }
    if (at === to) return text
  }
  return decoder.decode(bytes.subarray(from, to))
}

/** A view of the next `length` bytes. */
export function readBytes(cursor: Cursor, length: number): Uint8Array {
  const end = cursor.at + length
  if (end > cursor.bytes.length) throw new FormatError(CUT_SHORT)
  const bytes = cursor.bytes.subarray(cursor.at, end)
  cursor.at = end
  return bytes
}

/**
 * Starts reading a file whose first four bytes are `magic` and the version.
 * @throws {FormatError} when they are others
 */
export function openFile(bytes: Uint8Array, magic: string, version: number): Cursor {
  const found = String.fromCharCode(...bytes.subarray(0, magic.length))
  if (found !== magic) {
    throw new FormatError(
      `expected a search file that begins with ${magic}, got ${JSON.stringify(found)}`,
    )
  }
  const foundVersion = bytes[magic.length]
  if (foundVersion !== version) {
    throw new FormatError(
      `expected version ${version} of ${magic}, got ${foundVersion ?? 'no byte'}`,
    )
  }
  return { bytes, at: magic.length + 1 }
}

/** Begins a file, for `openFile` to recognise. */
export function createFile(magic: string, version: number): ByteWriter {
  const writer = createWriter()
  writer.bytes(encoder.encode(magic))
  writer.byte(version)
  return writer
}
