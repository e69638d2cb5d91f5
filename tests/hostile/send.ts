/** Sends a body as no browser would: over a socket, with whatever it claims, listening while it sends. */
import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'

import type { HostileBody } from './bodies.ts'

export interface HostileAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number
  readonly body: string
  /** From the first byte to the answer. */
  readonly milliseconds: number
}

/** Posts a body. */
export async function sendHostile(
  url: string,
  hostile: HostileBody,
  headers: Readonly<Record<string, string>>,
): Promise<HostileAnswer> {
  const bytes = hostile.body()
  const started = performance.now()
  const sending = request(url, { method: 'POST', headers: toHeaders(hostile, bytes, headers) })
  let end: { response: IncomingMessage | undefined } | undefined
  const ended = once(sending, 'response').then(
    ([response]: IncomingMessage[]) => (end = { response }),
    () => (end = { response: undefined }),
  )
  sending.setMaxListeners(0).on('error', () => undefined)
  for await (const chunk of bytes instanceof Uint8Array ? cut(bytes) : bytes) {
    // A body in chunks may end at any time; one that claims a length is waited for.
    if (end !== undefined && !(bytes instanceof Uint8Array)) break
    if (!sending.write(chunk)) await Promise.race([drained(sending), ended])
  }
  if (hostile.contentLength === undefined) sending.end()
  const { response } = await ended
  const milliseconds = performance.now() - started
  const body = response === undefined ? '' : await readText(response)
  sending.destroy()
  return { status: response?.statusCode ?? 0, body, milliseconds }
}

function toHeaders(
  { contentType, contentLength }: HostileBody,
  bytes: Uint8Array | ReadableStream,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const length = bytes instanceof Uint8Array ? String(bytes.length) : undefined
  const claimed = contentLength ?? length
  return {
    ...headers,
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    ...(claimed === undefined ? {} : { 'content-length': claimed }),
  }
}

function drained(sending: ClientRequest): Promise<unknown> {
  return once(sending, 'drain').catch(() => undefined)
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = ''
  try {
    for await (const chunk of response.setEncoding('utf8')) text += String(chunk)
  } catch {
    // The connection was closed on what was still being sent.
  }
  return text
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
