/** The code of the texts in packs: bytes that stand for pieces of text which are frequent on the site. `format.md` specifies it. */
import { FormatError } from '../core/errors.ts'
import {
  createFile,
  createWriter,
  decodeBytes,
  openFile,
  readVarint,
  type ByteWriter,
} from './bytes.ts'

/** An open table. */
export interface Codes {
  /** The bytes of the pieces, one after another. */
  readonly bytes: Uint8Array
  /** By code, how many bytes its piece has; 0 where the table lacks it. */
  readonly lengths: Uint8Array
  /** By length, behind `LONG` for codes of two bytes: where the piece of code 0 would begin. */
  readonly origins: Int32Array
}

/** The first code that the table gives a meaning. */
export const FIRST_CODE = 0x80
/** Bytes from here on begin a code of two bytes. */
export const FIRST_PAIR = 0xe0
/** One above the last code. */
export const CODE_LIMIT: number = FIRST_PAIR + (0x100 - FIRST_PAIR) * 0x100
/** In bytes. */
export const MAX_PIECE = 127

const MAGIC = 'LTC'
const VERSION = 2
const LONG = MAX_PIECE + 1
const encoder = new TextEncoder()
const NONE = new Uint8Array()

/**
 * Encodes a table: what the codes from `FIRST_CODE` on stand for. Those of one byte must be sorted by their length in
 * UTF-8, and so must the others.
 */
export function encodeCodes(pieces: readonly string[]): Uint8Array {
  const file = createFile(MAGIC, VERSION)
  const encoded = pieces.map((piece) => encoder.encode(piece))
  const short = FIRST_PAIR - FIRST_CODE
  for (const group of [encoded.slice(0, short), encoded.slice(short)]) {
    const most = group.at(-1)?.length ?? 0
    file.varint(most)
    for (let length = 1; length <= most; length++) {
      file.varint(group.filter((piece) => piece.length === length).length)
    }
  }
  for (const piece of encoded) file.bytes(piece)
  return file.toBytes()
}

/**
 * Opens a table; without one, all codes stand for themselves.
 * @throws {FormatError} when the bytes are not a table of this version
 */
export function openCodes(bytes?: Uint8Array): Codes {
  const lengths = new Uint8Array(CODE_LIMIT)
  const origins = new Int32Array(2 * LONG)
  if (bytes === undefined) return { bytes: NONE, lengths, origins }
  const cursor = openFile(bytes, MAGIC, VERSION)
  let size = 0
  // Pieces of one length follow each other: eight thousand by themselves would take a millisecond.
  for (const [first, limit, group] of GROUPS) {
    let code: number = first
    const most = Math.min(readVarint(cursor), MAX_PIECE)
    for (let length = 1; length <= most; length++) {
      const end = Math.min(limit, code + readVarint(cursor))
      lengths.fill(length, code, end)
      origins[group + length] = size - code * length
      size += (end - code) * length
      code = end
    }
  }
  if (cursor.at + size !== bytes.length) {
    throw new FormatError('the table of codes of the search index is cut short')
  }
  return { bytes: bytes.subarray(cursor.at), lengths, origins }
}

const GROUPS = [
  [FIRST_CODE, FIRST_PAIR, 0],
  [FIRST_PAIR, CODE_LIMIT, LONG],
] as const

/** Says which code to write at an offset into the text; below 1 for none. */
export type ChooseCode = (at: number) => number

/**
 * Encodes a well-formed text.
 * @param pieces - what the codes from `FIRST_CODE` on stand for
 * @param choose - must only choose codes whose pieces stand there
 * @param writer - an empty one, which a build of many texts uses again
 */
export function encodeText(
  text: string,
  pieces: readonly string[] = [],
  choose: ChooseCode = () => 0,
  writer: ByteWriter = createWriter(),
): Uint8Array {
  for (let at = 0; at < text.length;) {
    const code = choose(at) || plainCode(text, at)
    if (code > 0) {
      if (code >= FIRST_PAIR) writer.byte(FIRST_PAIR + ((code - FIRST_PAIR) >> 8))
      writer.byte(code < FIRST_PAIR ? code : (code - FIRST_PAIR) & 0xff)
      at += pieces[code - FIRST_CODE]?.length ?? 1
    } else {
      const start = at
      do at++
      while (at < text.length && choose(at) < 1 && plainCode(text, at) < 1)
      writer.byte(0)
      writer.text(text.slice(start, at))
    }
  }
  return writer.take()
}

function plainCode(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < FIRST_CODE ? code : 0
}

/** What was decoded, before it is text. */
let buffer = new Uint8Array(16_384)

/**
 * Decodes the text that stands in some bytes.
 * @param stop - where no further code is begun: the rest of the text is left out
 * @throws {FormatError} when the bytes use a code that the table does not have, or end within one
 */
export function decodeText(
  { bytes: pieces, lengths, origins }: Codes,
  bytes: Uint8Array,
  from = 0,
  to: number = bytes.length,
  stop: number = to,
): string {
  let size = 0
  for (let at = from; at < stop;) {
    if (size + LONG > buffer.length) enlarge(size + LONG)
    let code = bytes[at++] ?? 0
    let group = 0
    if (code === 0) {
      const cursor = { bytes, at }
      at = readVarint(cursor) + cursor.at
      if (at > to) throw new FormatError('a text of the search index is cut short')
      if (size + at - cursor.at > buffer.length) enlarge(size + at - cursor.at)
      while (cursor.at < at) buffer[size++] = bytes[cursor.at++] ?? 0
    } else if (code < FIRST_CODE) buffer[size++] = code
    else {
      if (code >= FIRST_PAIR) {
        group = LONG
        code = at < to ? FIRST_PAIR + ((code - FIRST_PAIR) << 8) + (bytes[at++] ?? 0) : CODE_LIMIT
      }
      const length = lengths[code] ?? 0
      if (length === 0) {
        throw new FormatError('a text of the search index has a code that its table lacks')
      }
      const start = (origins[group + length] ?? 0) + code * length
      for (let next = start; next < start + length; next++) buffer[size++] = pieces[next] ?? 0
    }
  }
  return decodeBytes(buffer, 0, size)
}

function enlarge(least: number): void {
  const large = new Uint8Array(Math.max(least, buffer.length * 2))
  large.set(buffer)
  buffer = large
}
