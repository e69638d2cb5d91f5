/** The list of the blocks of places: what box of the unit sphere each is in. See `format.md`, "Near". */
import { FormatError } from '../core/errors.ts'
import { VERSION } from './format.ts'
import { parseItems } from './geo-blocks.ts'
import type { Vector } from './geo-sphere.ts'

/** The corners of a box with edges along the axes. */
export interface Corners {
  readonly min: Vector
  readonly max: Vector
}

/** A block as it is listed. */
export interface NearBlock extends Corners {
  /** 10 hexadecimal digits. */
  readonly hash: string
  readonly rows: number
  /** Whether all its rows are at one place, that of the rows of the block before, and follow them by key. */
  readonly continues: boolean
  /** What the key of its first row begins with. */
  readonly first: string
}

/** The blocks in columns, as engines search them. */
export interface NearBoxes {
  /** How many blocks there are. */
  readonly count: number
  /** Block by block the six of {@link Corners}: min x, y, z, max x, y, z. */
  readonly corners: Float32Array
  readonly rows: Uint32Array
  /** Block by block 1 or 0, as {@link NearBlock.continues}. */
  readonly continues: Uint8Array
  /** The hash in the name of a block, by its number. */
  readonly hash: (block: number) => string
  /** A text for each block that comes before its keys or begins the first. */
  readonly firsts: () => readonly string[]
}

const MAGIC = 'LNB'
const HEADER_LENGTH = 8
const HASH_BYTES = 5
const BLOCK_LENGTH = 6 * 4 + 4 + 1 + HASH_BYTES

/** Writes the list. The corners are rounded outwards, so a box holds all that it held before. */
export function encodeBoxes(blocks: readonly NearBlock[]): Uint8Array {
  const firsts = new TextEncoder().encode(JSON.stringify(blocks.map(({ first }) => first)))
  const bytes = new Uint8Array(HEADER_LENGTH + blocks.length * BLOCK_LENGTH + firsts.length)
  bytes.set(firsts, bytes.length - firsts.length)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  view.setUint8(MAGIC.length, VERSION)
  view.setUint32(4, blocks.length, true)
  const at = offsets(blocks.length)
  for (const [block, { min, max, rows, continues, hash }] of blocks.entries()) {
    const corners = [...min.map(roundDown), ...max.map((value) => -roundDown(-value))]
    for (const [side, value] of corners.entries()) {
      view.setFloat32(at.corners + (block * 6 + side) * 4, value, true)
    }
    view.setUint32(at.rows + block * 4, rows, true)
    view.setUint8(at.continues + block, continues ? 1 : 0)
    for (let byte = 0; byte < HASH_BYTES; byte++) {
      const digits = hash.slice(byte * 2, byte * 2 + 2)
      view.setUint8(at.hashes + block * HASH_BYTES + byte, Number.parseInt(digits, 16))
    }
  }
  return bytes
}

/** Reads the list. @throws {FormatError} for other bytes */
export function decodeBoxes(bytes: Uint8Array): NearBoxes {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length))
  if (magic !== MAGIC || bytes[MAGIC.length] !== VERSION || bytes.length < HEADER_LENGTH) {
    throw new FormatError(`expected a list of places that begins with ${MAGIC} and ${VERSION}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(4, true)
  const end = HEADER_LENGTH + count * BLOCK_LENGTH
  if (bytes.length < end) {
    throw new FormatError(`expected ${end} bytes or more of places, got ${bytes.length}`)
  }
  const at = offsets(count)
  const corners = new Float32Array(count * 6)
  const rows = new Uint32Array(count)
  for (let side = 0; side < corners.length; side++) {
    corners[side] = view.getFloat32(at.corners + side * 4, true)
  }
  for (let block = 0; block < count; block++)
    rows[block] = view.getUint32(at.rows + block * 4, true)
  let firsts: readonly string[] | undefined
  return {
    count,
    corners,
    rows,
    continues: bytes.slice(at.continues, at.continues + count),
    hash: (block) => toHex(bytes, at.hashes + block * HASH_BYTES),
    firsts: () => (firsts ??= decodeFirsts(bytes.subarray(end), count)),
  }
}

function decodeFirsts(bytes: Uint8Array, count: number): readonly string[] {
  const firsts = parseItems(new TextDecoder().decode(bytes))
  if (firsts.length === count) return firsts.map(String)
  throw new FormatError(`expected the first keys of ${count} blocks of places`)
}

/** The largest number that a 32-bit float can hold and that is below `value`. */
export function roundDown(value: number): number {
  const bits = new DataView(new ArrayBuffer(4))
  bits.setFloat32(0, value)
  if (bits.getFloat32(0) < value) return bits.getFloat32(0)
  // The next float towards -Infinity: its bits count up from 0 in size, and the first bit is the sign.
  const size = bits.getUint32(0) & 0x7fffffff
  if (size === 0) bits.setUint32(0, 0x80000001)
  else bits.setInt32(0, bits.getInt32(0) + (value < 0 ? 1 : -1))
  return bits.getFloat32(0)
}

function offsets(
  count: number,
): Readonly<Record<'corners' | 'rows' | 'continues' | 'hashes', number>> {
  const rows = HEADER_LENGTH + count * 24
  return { corners: HEADER_LENGTH, rows, continues: rows + count * 4, hashes: rows + count * 5 }
}

function toHex(bytes: Uint8Array, at: number): string {
  let text = ''
  for (let byte = 0; byte < HASH_BYTES; byte++) {
    text += (bytes[at + byte] ?? 0).toString(16).padStart(2, '0')
  }
  return text
}
