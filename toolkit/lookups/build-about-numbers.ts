/** Keeps numbers to be counted when their range is known: in memory, and very many of them in a file. */
import { readSync, writeSync } from 'node:fs'

const CHUNK = 64 * 1024

/** How many numbers all logs of a lookup keep in memory: 64 MB. */
export const MAX_KEPT: number = 8 * 1024 * 1024

/** What the logs of a lookup share. */
export interface NumberSpace {
  kept: number
  readonly max: number
  /** Opens a file without a name, and gives its descriptor. */
  readonly openFile: () => number
}

export interface NumberLog {
  push(value: number): void
  /** Gives all numbers in the order in which they came, in chunks; each is good until the next. */
  read(): Iterable<Float64Array>
}

export function createNumberLog(space: NumberSpace): NumberLog {
  const chunks: Float64Array[] = []
  let chunk = new Float64Array(64)
  let count = 0
  let descriptor: number | undefined
  let written = 0
  const store = (): void => {
    if (descriptor === undefined && space.kept + CHUNK <= space.max) {
      space.kept += CHUNK
      chunks.push(chunk)
      chunk = new Float64Array(CHUNK)
      return
    }
    descriptor ??= space.openFile()
    const bytes = new Uint8Array(chunk.buffer)
    for (let at = 0; at < bytes.length;)
      at += writeSync(descriptor, bytes, at, bytes.length - at, written + at)
    written += bytes.length
  }
  return {
    push(value) {
      if (count === chunk.length && count === CHUNK) {
        store()
        count = 0
      } else if (count === chunk.length) {
        const larger = new Float64Array(Math.min(CHUNK, count * 4))
        larger.set(chunk)
        chunk = larger
      }
      chunk[count++] = value
    },
    *read() {
      yield* chunks
      const buffer = new Float64Array(CHUNK)
      // Nothing is written without a descriptor.
      for (let at = 0; at < written; at += buffer.byteLength) {
        readWhole(descriptor ?? -1, new Uint8Array(buffer.buffer), at)
        yield buffer
      }
      yield chunk.subarray(0, count)
    },
  }
}

function readWhole(descriptor: number, bytes: Uint8Array, place: number): void {
  for (let at = 0; at < bytes.length;) {
    const read = readSync(descriptor, bytes, at, bytes.length - at, place + at)
    if (read === 0) throw new Error('a file of numbers ends too early')
    at += read
  }
}
