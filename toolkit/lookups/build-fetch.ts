/** Fetches a source once, and keeps what its integrity says it must be. */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { BuildError } from '../core/errors.ts'
import { toMessage } from './build-declarations.ts'
import { createIntegrityCheck, parseIntegrity, type Integrity } from './build-fetch-integrity.ts'
import { limitBytes, MAX_SOURCE_BYTES } from './build-source-limit.ts'

export interface FetchOptions {
  /** The folder of what is kept, as an absolute path. */
  readonly cache: string
  /** The file of the declaration, for messages. */
  readonly file: string
  /** How long nothing may come. Milliseconds. */
  readonly timeout?: number
  readonly maxBytes?: number
}

export interface RemoteFile {
  readonly url: string
  readonly integrity: string
}

const TIMEOUT = 60_000
const EXPECTED = '`integrity`, expected sha256-…, sha384-… or sha512-… of the bytes'

/**
 * The path of a file with the bytes: from the network the first time, from the cache after that.
 * @throws {BuildError} for an address or an integrity that is none, an answer that is no success, and other bytes: then
 *   with the integrity that they have
 */
export async function fetchSource(remote: RemoteFile, options: FetchOptions): Promise<string> {
  const { cache, file } = options
  const { url, integrity: declared } = remote
  if (!isWebAddress(url)) {
    const got = JSON.stringify(url) ?? 'nothing'
    throw new BuildError(`expected an http or https address as \`url\`, got ${got}`, { file })
  }
  const integrity = parseIntegrity(typeof declared === 'string' ? declared : '')
  for (const digest of integrity?.digests ?? []) {
    const path = keptPath(cache, integrity?.algorithm ?? '', digest)
    if (await isKept(path, integrity)) return path
  }
  await mkdir(cache, { recursive: true })
  const temporary = join(cache, `${randomUUID()}.part`)
  try {
    return await download(remote, integrity, temporary, options)
  } catch (cause) {
    if (cause instanceof BuildError) throw cause
    throw new BuildError(`${url} cannot be fetched: ${describe(cause)}`, { file }, { cause })
  } finally {
    await rm(temporary, { force: true })
  }
}

async function download(
  { url, integrity: declared }: RemoteFile,
  integrity: Integrity | undefined,
  temporary: string,
  options: FetchOptions,
): Promise<string> {
  const { cache, file } = options
  const check = createIntegrityCheck(integrity?.algorithm ?? 'sha256')
  await save(url, temporary, options, (bytes) => check.update(bytes))
  if (integrity === undefined) {
    const got = JSON.stringify(declared) ?? 'nothing'
    throw new BuildError(`${url} needs ${EXPECTED}, got ${got}; now they are "${check.text()}"`, {
      file,
    })
  }
  if (!integrity.digests.includes(check.digest())) {
    throw new BuildError(
      `${url} is not what it was: expected "${declared}", got "${check.text()}"; if the new data is wanted, declare that`,
      { file },
    )
  }
  const path = keptPath(cache, integrity.algorithm, check.digest())
  await rename(temporary, path)
  return path
}

async function save(
  url: string,
  path: string,
  { timeout = TIMEOUT, maxBytes = MAX_SOURCE_BYTES }: FetchOptions,
  take: (bytes: Uint8Array) => void,
): Promise<void> {
  const abort = new AbortController()
  const stop = (): void => abort.abort(new Error(`nothing came for ${timeout / 1000} s`))
  const timer = setTimeout(stop, timeout)
  try {
    const response = await fetch(url, { signal: abort.signal })
    if (!response.ok || response.body === null) {
      await response.body?.cancel()
      throw new Error(`it answers ${response.status} ${response.statusText}`.trimEnd())
    }
    const seen = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        timer.refresh()
        take(chunk)
        yield chunk
      }
    }
    const body = Readable.fromWeb(response.body)
    await pipeline(body, limitBytes(maxBytes), seen, createWriteStream(path))
  } finally {
    clearTimeout(timer)
  }
}

/** Whether a file is there, whole and as it was: a disk may have lost some of it. */
async function isKept(path: string, integrity: Integrity | undefined): Promise<boolean> {
  if (integrity === undefined) return false
  const check = createIntegrityCheck(integrity.algorithm)
  try {
    const chunks: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 1 << 20 })
    for await (const chunk of chunks) check.update(chunk)
  } catch {
    return false
  }
  return integrity.digests.includes(check.digest())
}

function keptPath(cache: string, algorithm: string, digest: string): string {
  return join(cache, `${algorithm}-${digest}`)
}

function isWebAddress(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  return /^https?:$/.test(new URL(url).protocol)
}

/** `fetch` says little itself: why it failed is in the cause. */
function describe(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error ? `${toMessage(error)} (${toMessage(cause)})` : toMessage(error)
}
