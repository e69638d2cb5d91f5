/** Reads the body of a request piece by piece. */

/**
 * The chunks of a body. Whoever leaves early leaves the rest unread, for `holdForBody` to let go past: `for await` over
 * the body itself would cancel it, and the sender might be cut off before it has the answer.
 */
export async function* chunksOf(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<Uint8Array, void> {
  if (body === null) return
  const reader = body.getReader()
  try {
    for (;;) {
      const { value } = await reader.read()
      if (value === undefined) return
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}
