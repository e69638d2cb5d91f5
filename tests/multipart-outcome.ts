/** What tests of multipart/form-data share: bodies in chunks, and all that is read from them. */
import {
  readMultipart,
  type MultipartEnd,
  type MultipartLimits,
  type PartHead,
} from '../toolkit/forms/multipart.ts'

export const LIMITS: MultipartLimits = { bytes: 100_000, parts: 10, nameLength: 50 }
export const FORM_DATA = 'Content-Disposition: form-data; '

interface Part extends PartHead {
  readonly content: Buffer
  readonly isWhole: boolean
}

export interface Outcome {
  readonly end: MultipartEnd
  readonly parts: readonly Part[]
}

/** Gives the chunks one by one; then ends, or fails as a connection does. */
export function toStream(chunks: readonly Uint8Array[], error?: Error): ReadableStream<Uint8Array> {
  const rest = [...chunks]
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = rest.shift()
      if (chunk !== undefined) controller.enqueue(chunk)
      else if (error === undefined) controller.close()
      else controller.error(error)
    },
  })
}

/** Cuts bytes into chunks of the sizes, again and again. */
export function split(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const size = sizes[chunks.length % sizes.length] ?? bytes.length
    chunks.push(bytes.slice(at, at + size))
    at += size
  }
  return chunks
}

/** Reads a body and keeps what the sinks get. */
export async function read(
  body: ReadableStream<Uint8Array> | null,
  boundary = 'x',
  limits = LIMITS,
): Promise<Outcome> {
  const parts: { head: PartHead; chunks: Uint8Array[]; isWhole: boolean }[] = []
  const end = await readMultipart(body, boundary, limits, (head) => {
    const part = { head, chunks: new Array<Uint8Array>(), isWhole: false }
    parts.push(part)
    return {
      write: (chunk) => void part.chunks.push(chunk),
      end: () => {
        part.isWhole = true
      },
    }
  })
  return {
    end,
    // Only now, so that a chunk which was overwritten meanwhile shows.
    parts: parts.map(({ head, chunks, isWhole }) => ({
      ...head,
      content: Buffer.concat(chunks),
      isWhole,
    })),
  }
}
