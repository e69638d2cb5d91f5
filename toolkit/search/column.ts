/** What pages can be filtered and sorted by: a file for each name, with something of every page. `format.md` specifies it. */
import { FormatError } from '../core/errors.ts'
import {
  createFile,
  openFile,
  readBytes,
  readText,
  readVarint,
  type ByteWriter,
  type Cursor,
} from './bytes.ts'

/** The values of one filter. */
export interface FilterColumn {
  /** In code unit order. */
  readonly values: readonly string[]
  /** The combinations of values that pages have, by their places in `values`, ascending. The first is none. */
  readonly sets: readonly (readonly number[])[]
  /** Which combination a page has. */
  readonly setOf: (page: number) => number
  /** The values of a page, by their places in `values`. */
  readonly of: (page: number) => readonly number[]
}

const FILTER = 'LTF'
const SORT = 'LTO'
const VERSION = 2
const MAX_WIDTH = 3
const NONE: readonly number[] = []

/** Encodes the values of each page, by their places in `values`, ascending. */
export function encodeFilter(
  values: readonly string[],
  pages: readonly (readonly number[])[],
): Uint8Array {
  const sets = new Map([['', 0]])
  const column = pages.map((ids) => {
    const key = ids.join()
    const set = sets.get(key) ?? sets.size
    sets.set(key, set)
    return set
  })
  const file = createFile(FILTER, VERSION)
  file.varint(values.length)
  for (const value of values) file.text(value)
  file.varint(sets.size - 1)
  for (const key of [...sets.keys()].slice(1)) {
    const ids = key.split(',').map(Number)
    file.varint(ids.length)
    for (const id of ids) file.varint(id)
  }
  writeNumbers(file, column)
  return file.toBytes()
}

/** @throws {FormatError} when the bytes are not a filter of this version */
export function openFilter(bytes: Uint8Array): FilterColumn {
  const cursor = openFile(bytes, FILTER, VERSION)
  const values = readList(cursor, readText)
  const sets = [NONE, ...readList(cursor, () => readList(cursor, readVarint))]
  const { at: setOf } = readNumbers(cursor)
  return { values, sets, setOf, of: (page) => sets[setOf(page)] ?? NONE }
}

/** Encodes the rank of each page, ascending from 1; 0 for pages without one. */
export function encodeSort(ranks: readonly number[]): Uint8Array {
  const file = createFile(SORT, VERSION)
  writeNumbers(file, ranks)
  return file.toBytes()
}

/**
 * The rank of each page, ascending from 1; 0 for pages without one.
 * @throws {FormatError} when the bytes are not a sort key of this version
 */
export function openSort(bytes: Uint8Array): Uint32Array {
  const cursor = openFile(bytes, SORT, VERSION)
  const { length, at } = readNumbers(cursor)
  return Uint32Array.from({ length }, (_, page) => at(page))
}

function readList<T>(cursor: Cursor, read: (cursor: Cursor) => T): T[] {
  const items: T[] = []
  for (let left = readVarint(cursor); left > 0; left--) items.push(read(cursor))
  return items
}

/** Numbers of one width, so that any is read without those before. */
interface Numbers {
  readonly length: number
  /** 0 beyond the end. */
  readonly at: (index: number) => number
}

function writeNumbers(writer: ByteWriter, numbers: readonly number[]): void {
  const most = numbers.reduce((max, number) => Math.max(max, number), 0)
  const width = most < 0x100 ? 1 : most < 0x10000 ? 2 : 3
  writer.varint(numbers.length)
  writer.byte(width)
  for (const number of numbers) {
    for (let shift = 0; shift < width; shift++) writer.byte((number >>> (shift * 8)) & 0xff)
  }
}

function readNumbers(cursor: Cursor): Numbers {
  const length = readVarint(cursor)
  const width = readVarint(cursor)
  if (width < 1 || width > MAX_WIDTH) {
    throw new FormatError(`expected numbers of 1 to ${MAX_WIDTH} bytes, got ${width}`)
  }
  const bytes = readBytes(cursor, length * width)
  const at = (index: number): number => {
    let number = 0
    for (let byte = width - 1; byte >= 0; byte--) {
      number = (number << 8) | (bytes[index * width + byte] ?? 0)
    }
    return number
  }
  return { length, at }
}
