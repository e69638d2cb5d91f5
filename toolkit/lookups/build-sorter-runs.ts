/** Sorted records on the disk, and how several such runs are read as one. */
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'

import { compareRecords } from './build-sorter-order.ts'
import {
  createChunk,
  RECORD_HEAD,
  sizeOf,
  type Chunk,
  type RecordView,
  type Store,
} from './build-sorter-store.ts'

const WRITE_BYTES = 1024 * 1024
const READ_BYTES = 256 * 1024

/** Goes through records in order. */
export interface RecordCursor {
  /** The record at which it stands, until the next call of `next`. */
  readonly view: RecordView
  /** Whether records stay where they are, so that a view of an earlier one is good until the end. */
  readonly isSteady: boolean
  /** Goes to the next record, at first to the first; false after the last. */
  next(): boolean
}

/** A file of sorted records. It has no name any more: when the process ends, however it does, it is gone. */
export interface Run {
  readonly descriptor: number
  bytes: number
  /** Its name, where the system lets no open file go. */
  readonly file: string
}

/** Makes a file for records, empty. */
export function openRun(file: string): Run {
  const run = { descriptor: openSync(file, 'wx+'), bytes: 0, file }
  removeFile(file)
  return run
}

/** Writes what a cursor goes through to a new file. */
export function writeRun(cursor: RecordCursor, file: string): Run {
  const run = openRun(file)
  try {
    run.bytes = writeRecords(cursor, run.descriptor)
  } catch (error) {
    closeRun(run)
    throw error
  }
  return run
}

export function closeRun({ descriptor, file }: Run): void {
  closeSync(descriptor)
  removeFile(file)
}

/** Goes through the records of a store by their positions. */
export function readStore(store: Store, positions: Uint32Array): RecordCursor {
  const view: RecordView = { chunk: createChunk(0), start: 0 }
  let at = 0
  return {
    view,
    isSteady: true,
    next() {
      if (at >= positions.length) return false
      store.point(view, positions[at++] ?? 0)
      return true
    },
  }
}

/** Goes through a run with bounded memory: that of two of its records at least. */
export function readRun({ descriptor, bytes }: Run): RecordCursor {
  const view: RecordView = { chunk: createChunk(Math.min(READ_BYTES, bytes)), start: 0 }
  let size = 0
  let end = 0
  let place = 0
  /** Brings the bytes from `view.start` on to the start of the memory, and reads as many more as it takes. */
  const fill = (needed: number): void => {
    const kept = view.chunk.bytes.subarray(view.start, end)
    const target: Chunk =
      needed > view.chunk.bytes.length ? createChunk(needed + READ_BYTES) : view.chunk
    target.bytes.set(kept)
    end = kept.length
    view.chunk = target
    view.start = 0
    const read = readSync(descriptor, target.bytes, end, target.bytes.length - end, place)
    place += read
    end += read
  }
  return {
    view,
    isSteady: false,
    next() {
      view.start += size
      if (end - view.start < RECORD_HEAD) fill(RECORD_HEAD)
      if (end - view.start < RECORD_HEAD) return false
      size = sizeOf(view)
      while (end - view.start < size) {
        const before = end - view.start
        fill(size)
        if (end - view.start === before) throw new Error('a run of a sorter ends in a record')
      }
      return true
    },
  }
}

/** Goes through several cursors as one. */
export function mergeCursors(cursors: readonly RecordCursor[]): RecordCursor {
  const heap = cursors.filter((cursor) => cursor.next())
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sift(heap, at)
  let hasStarted = false
  const view: RecordView = { chunk: createChunk(0), start: 0 }
  return {
    view,
    isSteady: false,
    next() {
      if (hasStarted) advance(heap)
      hasStarted = true
      const [first] = heap
      if (first === undefined) return false
      view.chunk = first.view.chunk
      view.start = first.view.start
      return true
    },
  }
}

function advance(heap: RecordCursor[]): void {
  const [first] = heap
  if (first?.next() !== true) {
    const last = heap.pop()
    if (last === undefined || last === first) return
    heap[0] = last
  }
  sift(heap, 0)
}

/** Brings what is at a place of a heap down to where both below it come after it. */
function sift(heap: RecordCursor[], at: number): void {
  const cursor = heap[at]
  if (cursor === undefined) return
  let place = at
  for (;;) {
    let child = place * 2 + 1
    let below = heap[child]
    if (below === undefined) break
    const right = heap[child + 1]
    if (right !== undefined && compareRecords(right.view, below.view) < 0) {
      child++
      below = right
    }
    if (compareRecords(cursor.view, below.view) <= 0) break
    heap[place] = below
    place = child
  }
  heap[place] = cursor
}

/** Gives how many bytes it wrote. */
function writeRecords(cursor: RecordCursor, descriptor: number): number {
  let out = Buffer.allocUnsafe(WRITE_BYTES)
  let end = 0
  let written = 0
  const flush = (): void => {
    written += end
    for (let at = 0; at < end;) at += writeSync(descriptor, out, at, end - at)
    end = 0
  }
  while (cursor.next()) {
    const { view } = cursor
    const size = sizeOf(view)
    if (end + size > out.length) flush()
    if (size > out.length) out = Buffer.allocUnsafe(size)
    view.chunk.bytes.copy(out, end, view.start, view.start + size)
    end += size
  }
  flush()
  return written
}

function removeFile(file: string): void {
  try {
    unlinkSync(file)
  } catch {
    // It is gone, or cannot go before it is closed.
  }
}
