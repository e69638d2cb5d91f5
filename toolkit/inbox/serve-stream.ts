/** Answers whose content is made while it is read. */
import { toDisposition } from './file-names.ts'

/** A chunk has about so many UTF-16 units: each one costs a turn of the runtime. */
const CHUNK_LENGTH = 65_536

/**
 * Texts as a stream of UTF-8. It asks for the next text when a reader asks for more, ends them when the reader goes,
 * and breaks off where they throw: what is short is never taken for the whole.
 */
export function streamTexts(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { text, isLast } = await takeChunk(texts)
        if (text !== '') controller.enqueue(encoder.encode(text))
        if (isLast) controller.close()
      },
      async cancel() {
        await texts.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** The headers of what is saved, not shown, and by nobody but the one who asked. */
export function downloadHeaders(name: string, type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-disposition': toDisposition(name),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  }
}

async function takeChunk(
  texts: AsyncGenerator<string>,
): Promise<{ readonly text: string; readonly isLast: boolean }> {
  let text = ''
  while (text.length < CHUNK_LENGTH) {
    const { value, done } = await texts.next()
    if (done === true) return { text, isLast: true }
    text += value
  }
  return { text, isLast: false }
}
