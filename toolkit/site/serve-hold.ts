/** Answers a request whose body was not read to its end, without cutting the sender off. */
import type { Context } from './context.ts'

// Cloudflare itself takes no more than this on the free plan.
const MAX_BYTES = 100_000_000

/**
 * Sends the answer at once, and keeps it open until the rest of the request's body has gone past. A server that closes
 * the connection on a sender instead may take its own answer from it: a reset discards what was not read yet (RFC 9112,
 * section 9.6).
 */
export function holdForBody(
  response: Response,
  request: Pick<Request, 'body' | 'bodyUsed'>,
  context: Pick<Context, 'waitUntil'>,
): Response {
  const { body, bodyUsed } = request
  // Of a body that nobody touched the runtime takes care itself.
  if (body === null || !bodyUsed || body.locked) return response
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  context.waitUntil(sendThenDrain(response.body, writable, body.getReader()))
  return new Response(readable, response)
}

async function sendThenDrain(
  answer: ReadableStream | null,
  writable: WritableStream,
  rest: ReadableStreamDefaultReader<Uint8Array>,
): Promise<void> {
  try {
    await answer?.pipeTo(writable, { preventClose: true })
    await drain(rest)
  } catch {
    // The sender has gone.
  } finally {
    await writable.close().catch(() => undefined)
  }
}

async function drain(rest: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (let bytes = 0; bytes < MAX_BYTES;) {
    const { value } = await rest.read()
    if (value === undefined) return
    bytes += value.length
  }
}
