/** Finds a delimiter in bytes without looking at each of them, and what may be the beginning of one at their end. */

/** Bytes to look for, prepared. */
export interface Needle {
  readonly bytes: Uint8Array
  /** By the byte below the needle's last one: how far the needle may move on (Horspool). */
  readonly shifts: Uint8Array
}

// More than a delimiter of multipart can have: CR, LF, two dashes and 70 characters.
const MAX_LENGTH = 255

/** Prepares at most 255 bytes to be looked for. */
export function createNeedle(text: string): Needle {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length > MAX_LENGTH) throw new RangeError(`expected at most ${MAX_LENGTH} bytes`)
  const shifts = new Uint8Array(256).fill(bytes.length)
  for (const [index, byte] of bytes.subarray(0, -1).entries()) {
    shifts[byte] = bytes.length - 1 - index
  }
  return { bytes, shifts }
}

/**
 * Where the needle first is at or behind `from`, or -1. A needle whose first byte is not in it again is found in linear
 * time in whatever bytes, since no two beginnings of it overlap.
 */
export function findNeedle(bytes: Uint8Array, { bytes: needle, shifts }: Needle, from = 0): number {
  const last = needle.length - 1
  const lastByte = needle[last]
  for (let end = from + last; end < bytes.length;) {
    const byte = bytes[end] ?? 0
    if (byte === lastByte && startsWith(bytes, needle, end - last)) return end - last
    end += shifts[byte] ?? 1
  }
  return -1
}

/**
 * How many of the last bytes may be the beginning of the needle, whose first byte must not be in it again: the last such
 * byte is then the only place where it can begin.
 */
export function measureTail(bytes: Uint8Array, { bytes: needle }: Needle): number {
  const tail = bytes.subarray(Math.max(0, bytes.length - needle.length + 1))
  const at = tail.lastIndexOf(needle[0] ?? 0)
  return at >= 0 && startsWith(tail, needle, at) ? tail.length - at : 0
}

/** Whether the needle is at `at`, as far as there are bytes. */
function startsWith(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  const length = Math.min(needle.length, bytes.length - at)
  for (let index = 0; index < length; index += 1) {
    if (bytes[at + index] !== needle[index]) return false
  }
  return true
}
