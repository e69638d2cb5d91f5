/**
 * Puts the records of a store in order: by the UTF-16 code units of their texts, then of their lines. The start of each
 * text becomes a number of 64 bits, and numbers are sorted by their digits, without comparing; only texts with the same
 * start are looked at again.
 */
import {
  lineLength,
  lineStart,
  RECORD_HEAD,
  textLength,
  createChunk,
  type RecordView,
  type Store,
} from './build-sorter-store.ts'

/** Fewer records are compared with each other. */
const MIN_DIGITS = 200
/** From here on digits of 16 bits are faster than those of 8. */
const MIN_WIDE = 50_000
/** Further into texts records are compared, however many: what calls itself has an end. */
const MAX_DEPTH = 2000

/** The positions of a store's records in order. */
export function orderStore(store: Store): Uint32Array {
  const positions = store.positions.slice()
  orderRange(store, positions, 0)
  return positions
}

/** Less than, equal to or greater than zero, as for `sort`. @param depth - how many units are known to be equal */
export function compareRecords(a: RecordView, b: RecordView, depth = 0): number {
  const length = textLength(a)
  const other = textLength(b)
  const from = (a.start + RECORD_HEAD) >>> 1
  const otherFrom = (b.start + RECORD_HEAD) >>> 1
  const end = Math.min(length, other)
  const { units } = a.chunk
  const { units: otherUnits } = b.chunk
  for (let at = depth; at < end; at++) {
    const difference = (units[from + at] ?? 0) - (otherUnits[otherFrom + at] ?? 0)
    if (difference !== 0) return difference
  }
  return length - other || compareLines(a, b)
}

/** Whether two records have the same text. */
export function isSameText(a: RecordView, b: RecordView): boolean {
  const length = textLength(a)
  if (length !== textLength(b)) return false
  const from = (a.start + RECORD_HEAD) >>> 1
  const otherFrom = (b.start + RECORD_HEAD) >>> 1
  for (let at = 0; at < length; at++)
    if (a.chunk.units[from + at] !== b.chunk.units[otherFrom + at]) return false
  return true
}

/** Compares UTF-8 in the order of UTF-16, which puts what is beyond the BMP before U+E000 to U+FFFF. */
function compareLines(a: RecordView, b: RecordView): number {
  const length = lineLength(a)
  const other = lineLength(b)
  const from = lineStart(a)
  const otherFrom = lineStart(b)
  const end = Math.min(length, other)
  for (let at = 0; at < end; at++) {
    const byte = a.chunk.bytes[from + at] ?? 0
    const otherByte = b.chunk.bytes[otherFrom + at] ?? 0
    if (byte !== otherByte) return weigh(byte) - weigh(otherByte)
  }
  return length - other
}

function weigh(byte: number): number {
  return byte === 0xee || byte === 0xef ? byte + 0x10 : byte
}

function orderRange(store: Store, positions: Uint32Array, depth: number): void {
  const count = positions.length
  if (count < 2) return
  if (count < MIN_DIGITS || depth > MAX_DEPTH) return compareRange(store, positions, depth)
  const starts = readStarts(store, positions, depth)
  const slots = orderSlots(starts, count > MIN_WIDE ? 16 : 8)
  const unordered = positions.slice()
  for (let at = 0; at < count; at++) positions[at] = unordered[slots[at] ?? 0] ?? 0
  for (let from = 0, to = 1; from < count; from = to, to++) {
    const slot = slots[from] ?? 0
    while (to < count && isSameStart(starts, slot, slots[to] ?? 0)) to++
    if (to - from < 2) continue
    const group = positions.subarray(from, to)
    // A text that has ended is as long as the others with this start: only their lines can differ.
    const hasEnded = ((starts.low[slot] ?? 0) & 0xff) === 0
    if (hasEnded) compareRange(store, group, depth)
    else orderRange(store, group, depth + countUnits(starts, slot))
  }
}

function compareRange(store: Store, positions: Uint32Array, depth: number): void {
  const a: RecordView = { chunk: createChunk(0), start: 0 }
  const b: RecordView = { chunk: createChunk(0), start: 0 }
  positions.sort((one, other) => {
    store.point(a, one)
    store.point(b, other)
    return compareRecords(a, b, depth)
  })
}

/**
 * The starts of texts, eight bytes each. A unit below 254 is one byte, its value plus one; any other is 255 and its two
 * bytes; after the end come zeros. So the order of the numbers is that of the texts.
 */
interface Starts {
  readonly high: Uint32Array
  readonly low: Uint32Array
}

function readStarts(store: Store, positions: Uint32Array, depth: number): Starts {
  const starts = {
    high: new Uint32Array(positions.length),
    low: new Uint32Array(positions.length),
  }
  const view: RecordView = { chunk: createChunk(0), start: 0 }
  for (let at = 0; at < positions.length; at++) {
    store.point(view, positions[at] ?? 0)
    readStart(view, depth, starts, at)
  }
  return starts
}

function readStart(view: RecordView, depth: number, { high, low }: Starts, slot: number): void {
  const { units } = view.chunk
  const from = (view.start + RECORD_HEAD) >>> 1
  const end = from + textLength(view)
  let first = 0
  let last = 0
  let filled = 0
  const push = (byte: number): void => {
    if (filled < 4) first = (first << 8) | byte
    else if (filled < 8) last = (last << 8) | byte
    filled++
  }
  // oxlint-disable-next-line no-unmodified-loop-condition -- `push` counts
  for (let at = from + depth; filled < 8; at++) {
    const unit = at < end ? (units[at] ?? 0) : -1
    if (unit < 0xfe) push(unit + 1)
    else {
      push(0xff)
      push(unit >>> 8)
      push(unit & 0xff)
    }
  }
  high[slot] = first
  low[slot] = last
}

function isSameStart({ high, low }: Starts, slot: number, other: number): boolean {
  return high[slot] === high[other] && low[slot] === low[other]
}

/** How many units a start holds in whole. */
function countUnits({ high, low }: Starts, slot: number): number {
  let count = 0
  for (let at = 0; at < 8; at++) {
    const half = (at < 4 ? high : low)[slot] ?? 0
    const isWide = ((half >>> (8 * (3 - (at % 4)))) & 0xff) === 0xff
    if (isWide) at += 2
    if (at < 8) count++
  }
  return count
}

/** The numbers of the starts in order: digit by digit from the last, each time keeping the order among equals. */
function orderSlots({ high, low }: Starts, bits: 8 | 16): Uint32Array {
  const { length } = high
  let slots = Uint32Array.from({ length }, (_, at) => at)
  let other = new Uint32Array(length)
  for (const half of [low, high]) {
    for (let shift = 0; shift < 32; shift += bits) {
      if (!orderDigit(half, shift, bits, slots, other)) continue
      ;[slots, other] = [other, slots]
    }
  }
  return slots
}

/** Gives false where all have the same digit, and nothing was done. */
function orderDigit(
  half: Uint32Array,
  shift: number,
  bits: number,
  from: Uint32Array,
  to: Uint32Array,
): boolean {
  const mask = 2 ** bits - 1
  const ends = new Uint32Array(2 ** bits)
  for (const value of half) {
    const digit = (value >>> shift) & mask
    ends[digit] = (ends[digit] ?? 0) + 1
  }
  if (ends[((half[0] ?? 0) >>> shift) & mask] === half.length) return false
  let sum = 0
  for (let digit = 0; digit < ends.length; digit++) {
    const count = ends[digit] ?? 0
    ends[digit] = sum
    sum += count
  }
  for (const slot of from) {
    const digit = ((half[slot] ?? 0) >>> shift) & mask
    const at = ends[digit] ?? 0
    to[at] = slot
    ends[digit] = at + 1
  }
  return true
}
