/** Asks the inbox of a site, with its key, and again where it does not answer. */
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { parseEnv } from 'node:util'

import { BuildError } from '../core/errors.ts'

/** How long it waits before it asks again, in milliseconds. */
const WAITS = [1000, 2000, 4000, 8000, 16_000]

/** No site can ask to wait longer, in seconds. */
const MAX_RETRY_AFTER = 60

const AGAIN: ReadonlySet<number> = new Set([429, 500, 502, 503, 504])

const LOCAL: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

export interface InboxRequest {
  /** Behind `/api/inbox/`. */
  readonly path: string
  readonly method?: 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

export interface InboxClient {
  /** Gives the answer, whatever it says. @throws {BuildError} where there is none that is from the inbox */
  send(request: InboxRequest): Promise<Response>
}

export interface ClientOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder of the project. */
  readonly folder: string
  readonly wait?: (milliseconds: number) => Promise<unknown>
}

/**
 * Takes the key from the environment, else from `.dev.vars`, else, for a site on this machine, the one that `leanto start`
 * has made.
 * @throws {BuildError} for an address that is none, or where the key would be read on its way; and without a key
 */
export async function openInbox(address: string, options: ClientOptions): Promise<InboxClient> {
  const { origin, hostname } = toUrl(address)
  const key = await findKey(options, LOCAL.has(hostname))
  const { wait = setTimeout } = options
  return {
    send: async ({ path, headers = {}, ...request }) => {
      const url = `${origin}/api/inbox/${path}`
      return persist(
        url,
        { ...request, headers: { ...headers, authorization: `Bearer ${key}` } },
        wait,
      )
    },
  }
}

/** The sentence of an answer that is not what was asked for. */
export async function readProblem(response: Response): Promise<string> {
  const text = await response.text()
  try {
    const { detail }: { detail?: unknown } = JSON.parse(text)
    if (typeof detail === 'string') return `${response.status}: ${detail}`
  } catch {
    // It is no problem of the toolkit's.
  }
  return `${response.status} ${response.statusText}`.trim()
}

/** Shows how far the work is, where somebody looks on: in a line that the next one takes the place of. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${text}\r`)
}

function toUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new BuildError(`expected the address of the site, https://…, got "${address}"`)
  if (url.protocol === 'http:' && !LOCAL.has(url.hostname))
    throw new BuildError(
      `expected https://, got "${address}": the key and all submissions could be read on their way`,
    )
  return url
}

async function findKey({ env, folder }: ClientOptions, isLocal: boolean): Promise<string> {
  const key =
    env['INBOX_KEY']?.trim() ||
    parseEnv(await readText(`${folder}/.dev.vars`))['INBOX_KEY']?.trim() ||
    (isLocal ? (await readText(`${folder}/.leanto/inbox-key`)).trim() : '')
  if (key !== '') return key
  throw new BuildError(
    'expected the key of the inbox in the environment as INBOX_KEY, or in .dev.vars',
  )
}

/** Gives '' for a file that is not there. */
async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return ''
    throw cause
  })
}

async function persist(
  url: string,
  init: RequestInit,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<Response> {
  for (const pause of [...WAITS, undefined]) {
    const response = await fetch(url, { ...init, redirect: 'manual' }).catch((cause: unknown) => {
      if (pause === undefined) throw noAnswer(url, cause)
      return undefined
    })
    if (pause === undefined && response !== undefined) return check(url, response)
    if (response !== undefined && !AGAIN.has(response.status)) return check(url, response)
    await response?.body?.cancel()
    const asked = Number(response?.headers.get('retry-after') ?? 0)
    await wait(Math.max(pause ?? 0, Math.min(asked || 0, MAX_RETRY_AFTER) * 1000))
  }
  throw new Error('the last try neither answered nor failed')
}

/** A page is no answer of the inbox, and another address would be sent the key. */
function check(url: string, response: Response): Response {
  if (response.status >= 300 && response.status < 400)
    throw new BuildError(
      `${url} leads to ${response.headers.get('location') ?? 'another address'}: expected the address under which the inbox itself answers`,
    )
  return response
}

function noAnswer(url: string, cause: unknown): BuildError {
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  const text = reason instanceof Error ? reason.message : String(reason)
  return new BuildError(`${url} does not answer: ${text}`, undefined, { cause })
}
