/** Request bodies that nobody's form sends: what a server must answer without harm, whatever it answers. */
import { createBigBodies } from './bodies-big.ts'
import { createJsonBodies } from './bodies-json.ts'
import { createMultipartBodies } from './bodies-multipart.ts'
import { createNaughtyBodies } from './bodies-naughty.ts'
import { createTypeBodies } from './bodies-type.ts'
import { createUrlencodedBodies } from './bodies-urlencoded.ts'

export interface HostileBody {
  /** Unique. */
  readonly name: string
  /** `undefined` for a request without a Content-Type. */
  readonly contentType: string | undefined
  /** Makes the body, since some are large. Each call gives the same bytes. */
  readonly body: () => Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /** What the request claims to be its length, where that is not true: `fetch` refuses to send it, a socket does. */
  readonly contentLength?: string
}

/** @param field - the name of a field of the form that the bodies are sent to, which takes text */
export function createBodies(field = 'message'): HostileBody[] {
  return [
    ...createMultipartBodies(field),
    ...createUrlencodedBodies(field),
    ...createJsonBodies(field),
    ...createTypeBodies(field),
    ...createNaughtyBodies(field),
    ...createBigBodies(field),
  ]
}
