/** Reads the body of a request to the API: a JSON object, or the fields of a form. Both are bounded. */
import { problem } from '../core/problem.ts'
import { chunksOf } from './serve-chunks.ts'

/** A hundred ids take less than a tenth. */
export const MAX_BODY_BYTES = 65_536

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'

/** Members by name. A field that came several times is a list, as in JSON. */
export type Body = ReadonlyMap<string, unknown>

/**
 * Reads a body.
 * @param known - the names that may be in it: another is a mistake, which would else look as if it had been heeded
 * @returns the body, or a problem: 400 for what is none, 413 for a longer one, 415 for another type
 */
export async function readBody(
  request: Request,
  known: readonly string[],
): Promise<Body | Response> {
  const header = request.headers.get('content-type')
  const type = header?.split(';')[0]?.trim().toLowerCase()
  if (type !== JSON_TYPE && type !== FORM_TYPE) {
    return problem(
      415,
      `Expected the Content-Type ${JSON_TYPE} or ${FORM_TYPE}, got ${header ?? 'none'}.`,
    )
  }
  const text = await readText(request)
  if (text instanceof Response) return text
  const body = type === JSON_TYPE ? parseObject(text) : parseFields(text)
  if (body instanceof Response) return body
  const unknown = [...body.keys()].find((name) => !known.includes(name))
  return unknown === undefined
    ? body
    : problem(
        400,
        `Unknown member ${JSON.stringify(unknown.slice(0, 100))} in the body, expected ${known.join(', ')}.`,
      )
}

async function readText({ body }: Request): Promise<string | Response> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let text = ''
  let size = 0
  try {
    for await (const chunk of chunksOf(body)) {
      size += chunk.byteLength
      if (size > MAX_BODY_BYTES) {
        return problem(413, `Expected a body of at most ${MAX_BODY_BYTES} bytes, got more.`)
      }
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    // Anything else is a connection that ended.
    if (error instanceof TypeError) return problem(400, 'Expected a body in UTF-8.')
    throw error
  }
}

function parseObject(text: string): Body | Response {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return new Map(Object.entries(value))
    }
    return problem(400, `Expected a JSON object as the body, got ${describe(value)}.`)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return problem(400, `Expected JSON as the body, got none: ${error.message}.`)
  }
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}

function parseFields(text: string): Body {
  const fields = new URLSearchParams(text)
  return new Map(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name)
      return [name, values.length === 1 ? values[0] : values] as const
    }),
  )
}
