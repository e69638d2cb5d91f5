/** Reads the body of a request as text, up to a length. */
import { apiProblem } from './serve-headers.ts'

/** The text of a JSON body, or why it is not read. @param max - bytes */
export async function readJsonBody(request: Request, max: number): Promise<string | Response> {
  const type = (request.headers.get('content-type') ?? '')
    .split(';', 1)
    .join('')
    .trim()
    .toLowerCase()
  if (type !== 'application/json' && !type.endsWith('+json')) {
    return apiProblem(
      415,
      `Expected a body of the type application/json, got ${JSON.stringify(type)}.`,
    )
  }
  const bytes = await readBytes(request.body, max)
  if (bytes === undefined) return apiProblem(413, `Expected a body of at most ${max} bytes.`)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return apiProblem(400, 'The body is not in UTF-8.')
  }
}

/** `undefined` where there are more. What is left is for whoever sends the answer: see `holdForBody`. */
async function readBytes(body: Request['body'], max: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  if (body === null) return new Uint8Array()
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader()
  for (;;) {
    const { value } = await reader.read()
    if (value === undefined) break
    length += value.length
    if (length > max) {
      reader.releaseLock()
      return undefined
    }
    chunks.push(value)
  }
  return concat(chunks, length)
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
