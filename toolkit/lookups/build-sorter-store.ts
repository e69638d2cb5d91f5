/**
 * Keeps lines that are to be sorted in memory: outside of the heap of JavaScript, where a million texts would be copied
 * and walked by its collector again and again.
 *
 * A record is three numbers of 32 bits (UTF-16 code units of the text, UTF-8 bytes of the line, UTF-8 bytes of the note),
 * the text in UTF-16, the line and the note in UTF-8; it is padded to a multiple of 4 bytes.
 */

export const RECORD_HEAD = 12

const CHUNK_BITS = 20
/** The first chunks of a store are smaller: most sorters of a build hold little. */
const FIRST_CHUNK_BITS = 12

/** A piece of memory, seen in three ways. */
export interface Chunk {
  readonly bytes: Buffer
  readonly units: Uint16Array
  readonly words: Uint32Array
}

/** A record where it lies. */
export interface RecordView {
  chunk: Chunk
  /** The place of its first byte. */
  start: number
}

export interface Store {
  /**
   * Adds a record, and gives the bytes of its line, its line end included.
   * @param note - is kept with the line, and plays no part in the order
   */
  add(text: string, line: string, note: string): number
  /** How many records there are. */
  readonly count: number
  /** How much memory is held, in bytes. */
  readonly bytes: number
  /** The positions of the records: the number of a chunk, then a place in it. */
  readonly positions: Uint32Array
  /** Points `view` to the record at a position. */
  point(view: RecordView, position: number): void
}

export function createChunk(length: number): Chunk {
  const buffer = new ArrayBuffer((length + 3) & ~3)
  const units = new Uint16Array(buffer)
  return { bytes: Buffer.from(buffer), units, words: new Uint32Array(buffer) }
}

/** How many bytes the record has, with its padding. */
export function sizeOf({ chunk: { words }, start }: RecordView): number {
  const at = start >>> 2
  const text = (words[at] ?? 0) * 2
  return (RECORD_HEAD + text + (words[at + 1] ?? 0) + (words[at + 2] ?? 0) + 3) & ~3
}

export function textLength({ chunk: { words }, start }: RecordView): number {
  return words[start >>> 2] ?? 0
}

export function lineLength({ chunk: { words }, start }: RecordView): number {
  return words[(start >>> 2) + 1] ?? 0
}

/** The place of the first byte of the line. */
export function lineStart(view: RecordView): number {
  return view.start + RECORD_HEAD + textLength(view) * 2
}

export function textOf(view: RecordView): string {
  const start = view.start + RECORD_HEAD
  return view.chunk.bytes.toString('utf16le', start, start + textLength(view) * 2)
}

export function lineOf(view: RecordView): string {
  const start = lineStart(view)
  return view.chunk.bytes.toString('utf8', start, start + lineLength(view))
}

export function noteOf(view: RecordView): string {
  const { chunk, start } = view
  const from = lineStart(view) + lineLength(view)
  return chunk.bytes.toString('utf8', from, from + (chunk.words[(start >>> 2) + 2] ?? 0))
}

/** @param onGrow - told when more memory is held than before, while a record is added */
export function createStore(onGrow: () => void = () => undefined): Store {
  const chunks: Chunk[] = []
  let chunk = createChunk(0)
  let end = 0
  let count = 0
  let chunkBytes = 0
  let positions = new Uint32Array(256)
  const open = (needed: number): void => {
    chunk = createChunk(
      Math.max(needed, 1 << Math.min(CHUNK_BITS, FIRST_CHUNK_BITS + chunks.length)),
    )
    chunks.push(chunk)
    chunkBytes += chunk.bytes.length
    end = 0
  }
  return {
    add(text, line, note) {
      // No code unit takes more than three bytes of UTF-8.
      const needed = RECORD_HEAD + text.length * 2 + (line.length + note.length) * 3 + 3
      // Only a place below the length of a chunk can be written in a position.
      const isFull = end + needed > chunk.bytes.length || end >= 1 << CHUNK_BITS
      if (isFull) open(needed)
      if (count === positions.length) positions = grow(positions)
      positions[count] = (chunks.length - 1) * 2 ** CHUNK_BITS + end
      count++
      const lineAt = writeText(chunk, end, text)
      const noteAt = lineAt + chunk.bytes.write(line, lineAt)
      const noteEnd = writeNote(chunk, noteAt, note)
      chunk.words[(end >>> 2) + 1] = noteAt - lineAt
      chunk.words[(end >>> 2) + 2] = noteEnd - noteAt
      end = (noteEnd + 3) & ~3
      // One chunk alone is held in any case.
      if (isFull && chunks.length > 1) onGrow()
      return noteAt - lineAt + 1
    },
    get count() {
      return count
    },
    get bytes() {
      return chunkBytes + positions.byteLength
    },
    get positions() {
      return positions.subarray(0, count)
    },
    point(view, position) {
      view.chunk = chunks[position >>> CHUNK_BITS] ?? chunk
      view.start = position & ((1 << CHUNK_BITS) - 1)
    },
  }
}

/** Gives the place after it. */
function writeText({ units, words }: Chunk, start: number, text: string): number {
  const at = (start + RECORD_HEAD) >>> 1
  for (let index = 0; index < text.length; index++) units[at + index] = text.charCodeAt(index)
  words[start >>> 2] = text.length
  return start + RECORD_HEAD + text.length * 2
}

/** Gives the place after it. A call of `write` for each short note would take longer than all the rest. */
function writeNote({ bytes }: Chunk, start: number, note: string): number {
  for (let index = 0; index < note.length; index++) {
    const unit = note.charCodeAt(index)
    if (unit >= 0x80) return start + bytes.write(note, start)
    bytes[start + index] = unit
  }
  return start + note.length
}

function grow(positions: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(positions.length * 2)
  larger.set(positions)
  return larger
}

/** Keeps one record. */
export interface RecordKeeper {
  readonly view: RecordView
  /** @param isSteady - whether it stays where it is: then it is not copied */
  keep(from: RecordView, isSteady: boolean): void
}

export function createRecordKeeper(): RecordKeeper {
  let copy = createChunk(1024)
  const view: RecordView = { chunk: copy, start: 0 }
  return {
    view,
    keep(from, isSteady) {
      if (isSteady) {
        view.chunk = from.chunk
        view.start = from.start
        return
      }
      const size = sizeOf(from)
      if (size > copy.bytes.length) copy = createChunk(size * 2)
      from.chunk.bytes.copy(copy.bytes, 0, from.start, from.start + size)
      view.chunk = copy
    },
  }
}
