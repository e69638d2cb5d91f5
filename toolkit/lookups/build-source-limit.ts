/** Bounds what comes from a network or a program. */
import { Transform } from 'node:stream'

/** Far more than a site's data, far less than a disk. */
export const MAX_SOURCE_BYTES: number = 4 * 1024 ** 3

/** Passes bytes on, and fails after too many. */
export function limitBytes(max: number): Transform {
  let length = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      length += chunk.length
      if (length > max) done(new Error(`expected at most ${max} bytes, got more`))
      else done(null, chunk)
    },
  })
}
