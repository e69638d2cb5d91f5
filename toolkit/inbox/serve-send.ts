/** Sends a message to another host, and reads no more of the answer than is worth knowing. */
import { checkPublicUrl } from './public-url.ts'
import { cut } from './summary.ts'
import { DeliveryError, type Bindings } from './target.ts'

const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 1024
const MAX_REASON = 200

export interface Answer {
  readonly status: number
  /** How the answer begins, where it is no success. */
  readonly text: string
  /** Seconds that the receiver asks to wait. */
  readonly retryAfter: number | undefined
}

/**
 * Posts JSON. A redirect is an answer like any other, and not followed: it could lead anywhere.
 * @throws {DeliveryError} where there is no answer within ten seconds; the message names the host alone
 */
export async function post(
  url: string,
  json: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: json,
      headers: { 'content-type': 'application/json', 'user-agent': 'Leanto', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return {
      status: response.status,
      text: await readStart(response),
      retryAfter: parseRetryAfter(response.headers),
    }
  } catch (cause) {
    const isLate = cause instanceof Error && cause.name === 'TimeoutError'
    const reason = isLate ? `within ${TIMEOUT_MS / 1000} seconds` : 'at all'
    throw new DeliveryError(`${new URL(url).host} did not answer ${reason}`, { cause })
  }
}

/**
 * Takes any 2xx for a success.
 * @throws {DeliveryError} for any other answer; a last one for 410, which means that nothing will ever be there again
 */
export function expectSuccess(
  url: string,
  { status, text, retryAfter }: Answer,
  options: { readonly retryAfter?: number | undefined } = {},
): void {
  if (status >= 200 && status < 300) return
  const wait = options.retryAfter ?? retryAfter
  throw new DeliveryError(`${new URL(url).host} answered ${status}${describeText(status, text)}`, {
    isFinal: status === 410,
    ...(wait === undefined ? {} : { retryAfter: wait }),
  })
}

/**
 * The value of a secret of the Worker.
 * @throws {DeliveryError} where it has none
 */
export function readSecret(env: Bindings, name: string): string {
  const value = env[name]
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  throw new DeliveryError(`expected a secret "${name}": npx wrangler secret put ${name}`)
}

/**
 * The address in a secret of the Worker.
 * @throws {DeliveryError} where it has none, or it is not of the public internet
 */
export function readSecretUrl(env: Bindings, name: string): string {
  const url = readSecret(env, name)
  const problem = checkPublicUrl(url)
  if (problem === undefined) return url
  throw new DeliveryError(`${problem} in the secret "${name}": npx wrangler secret put ${name}`)
}

/** A hung or endless body costs no more than its first bytes, and the time that is left. */
async function readStart({ body, ok }: Response): Promise<string> {
  if (body === null) return ''
  if (ok) {
    await body.cancel()
    return ''
  }
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  for (let size = 0; size < MAX_ANSWER_BYTES;) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value.subarray(0, MAX_ANSWER_BYTES - size), { stream: true })
    size += value.length
  }
  await reader.cancel()
  return text
}

/** Seconds, or a date (RFC 9110, section 10.2.3). Some send fractions. */
function parseRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  const seconds = (Date.parse(text) - Date.now()) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(seconds, 0)
}

function describeText(status: number, text: string): string {
  if (status >= 300 && status < 400) return ', a redirect, which is not followed'
  const line = text
    .replaceAll(/\p{Cc}+|\s+/gu, ' ')
    .trim()
    .toWellFormed()
  return line === '' ? '' : `: ${cut(line, MAX_REASON)}`
}
