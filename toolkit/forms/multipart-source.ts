/** The bytes of a body as they come, within a limit, and never more of them at once than are looked at. */

export interface Source {
  /** What has come and is not yet taken. It is never overwritten. */
  readonly bytes: Uint8Array
  /** Takes the first `count` of the bytes away. */
  take(count: number): Uint8Array
  /** Waits for more bytes behind the others; `false` where none come, for the reason in `end`. */
  more(): Promise<boolean>
  readonly end: SourceEnd
  /** Leaves the rest of the body to the caller. */
  close(): void
}

/** Why no more bytes come: the body is whole, broke off, or is longer than the limit. */
export type SourceEnd = 'whole' | 'failed' | 'too-long'

// Small chunks are put together in one array of this size, so that a body of them is not copied again and again.
const ROOM_BYTES = 16 * 1024

const CHUNK_BYTES = 64 * 1024

/**
 * @param known - bytes in front of those of the body, which do not count
 * @param most - how many bytes of the body are given; where it has more, the source ends as too long
 */
export function openSource(
  body: ReadableStream<Uint8Array> | null,
  known: Uint8Array,
  most: number,
): Source {
  const reader = body === null ? undefined : openReader(body)
  const join = createJoin()
  let bytes = known
  let left = most
  let end: SourceEnd | undefined = reader === undefined ? 'whole' : undefined

  const more = async (): Promise<boolean> => {
    if (reader === undefined) return false
    const before = bytes.length
    while (end === undefined && bytes.length === before) {
      const read = await reader.read().catch(() => undefined)
      if (read === undefined) end = 'failed'
      else if (read.done || read.value === undefined) end = 'whole'
      else add(read.value)
    }
    return bytes.length > before
  }

  const add = (chunk: Uint8Array): void => {
    // Up to the limit and not less, so that the chunks of a body make no difference.
    const added = chunk.subarray(0, left)
    if (added.length < chunk.length) end = 'too-long'
    left -= added.length
    bytes = bytes.length === 0 ? added : join(bytes, added)
  }

  return {
    get bytes() {
      return bytes
    },
    get end() {
      return end ?? 'whole'
    },
    take(count) {
      const taken = bytes.subarray(0, count)
      bytes = bytes.subarray(count)
      return taken
    },
    more,
    close: () => reader?.releaseLock(),
  }
}

interface Reader {
  read(): Promise<{ readonly value?: Uint8Array | undefined; readonly done: boolean }>
  releaseLock(): void
}

/** Reads large chunks where the body can give them: the runtime's own are of 4 KiB, and each read costs time. */
function openReader(body: ReadableStream<Uint8Array>): Reader {
  try {
    const reader = body.getReader({ mode: 'byob' })
    return {
      read: () => reader.read(new Uint8Array(CHUNK_BYTES)),
      releaseLock: () => reader.releaseLock(),
    }
  } catch {
    // No byte stream.
    return body.getReader()
  }
}

/** Puts bytes and those that came behind them into one array. What it once gave stays as it is. */
function createJoin(): (bytes: Uint8Array, chunk: Uint8Array) => Uint8Array {
  let room = new Uint8Array()
  let used = 0
  return (bytes, chunk) => {
    const length = bytes.length + chunk.length
    // Bytes that are in the room are the last ones in it.
    if (bytes.buffer !== room.buffer || used + chunk.length > room.length) {
      if (used + length > room.length) {
        room = new Uint8Array(Math.max(length, ROOM_BYTES))
        used = 0
      }
      room.set(bytes, used)
      used += bytes.length
    }
    room.set(chunk, used)
    used += chunk.length
    return room.subarray(used - length, used)
  }
}
