/** `leanto backup`: saves all that the inbox of a site has. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'

import { BuildError, FormatError } from '../core/errors.ts'
import { decodeLine, type Counts, type Line } from '../inbox/backup-format.ts'
import { readArguments } from './arguments.ts'
import {
  openInbox,
  readProblem,
  showProgress,
  type ClientOptions,
  type InboxClient,
} from './inbox-client.ts'

const USAGE = 'leanto backup URL [--out FILE]'

/**
 * Writes a backup into a file, compressed where its name ends in `.gz`. The file is only there once the backup is whole;
 * one of the same name is replaced.
 * @throws {BuildError} for arguments that are not those of the command, and where the site gives no whole backup
 */
export async function backup(args: string[], options: Partial<ClientOptions> = {}): Promise<void> {
  const { url, out } = parse(args)
  const client = await openInbox(url, { env: process.env, folder: process.cwd(), ...options })
  const file =
    out ?? `leanto-${new URL(url).hostname}-${new Date().toISOString().slice(0, 10)}.ndjson.gz`
  const part = `${file}.part`
  const lines = Readable.from(readBackup(client))
  // Nobody else on this machine is to read it; what an earlier one left may have another mode.
  await rm(part, { force: true })
  const to = createWriteStream(part, { mode: 0o600 })
  try {
    await (file.endsWith('.gz') ? pipeline(lines, createGzip(), to) : pipeline(lines, to))
    await rename(part, file)
  } catch (cause) {
    await rm(part, { force: true })
    throw cause
  }
  process.stderr.write(`The backup is in ${file}\n`)
}

/** Gives the lines of a backup, each with its end, as many at once as came at once. */
async function* readBackup(client: InboxClient): AsyncGenerator<string> {
  const counts = new Map<string, number>()
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const { lines, last } = await readPart(client, cursor)
    for (const line of lines) count(counts, line)
    if (last.kind === 'end') checkCounts(last.counts, counts)
    showProgress(
      `${counts.get('submission') ?? 0} submissions, ${counts.get('bytes') ?? 0} pieces of files`,
    )
    cursor = last.kind === 'next' ? last.cursor : undefined
    // What asks for the next part is no line of the backup.
    const kept = last.kind === 'next' ? lines.slice(0, -1) : lines
    if (kept.length > 0) yield `${kept.join('\n')}\n`
  }
}

interface Part {
  readonly lines: readonly string[]
  readonly last: Extract<Line, { readonly kind: 'next' | 'end' }>
}

async function readPart(client: InboxClient, cursor: string): Promise<Part> {
  const query = cursor === '' ? '' : `?after=${encodeURIComponent(cursor)}`
  const response = await client.send({ path: `backup${query}` })
  if (!response.ok) throw new BuildError(`the inbox gave no backup: ${await readProblem(response)}`)
  const lines = (await response.text()).trimEnd().split('\n')
  const last = decode(lines.at(-1) ?? '')
  if (last.kind !== 'next' && last.kind !== 'end')
    throw new BuildError('the answer was cut off: its last line is neither "next" nor "end"')
  if (cursor === '' && decode(lines[0] ?? '').kind !== 'head')
    throw new BuildError('expected the head of a backup on the first line')
  return { lines, last }
}

function decode(line: string): Line {
  try {
    return decodeLine(line)
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause
    throw new BuildError(`the answer is no backup: ${cause.message}`, undefined, { cause })
  }
}

/** The first member of a line is its kind. */
function count(counts: Map<string, number>, line: string): void {
  const [, kind = ''] = /^\{"(\w+)"/.exec(line) ?? []
  if (!['leanto', 'next', 'end'].includes(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
}

function checkCounts(expected: Counts, counts: ReadonlyMap<string, number>): void {
  const kinds = new Set([...Object.keys(expected), ...counts.keys()])
  for (const kind of kinds)
    if (expected[kind] !== counts.get(kind))
      throw new BuildError(
        `the backup is not whole: expected ${expected[kind] ?? 0} lines of "${kind}", got ${counts.get(kind) ?? 0}`,
      )
}

function parse(args: string[]): { readonly url: string; readonly out: string | undefined } {
  const { values, positionals } = readArguments(USAGE, () =>
    parseArgs({ args, allowPositionals: true, options: { out: { type: 'string' } } }),
  )
  const [url, ...rest] = positionals
  if (url !== undefined && rest.length === 0) return { url, out: values.out }
  throw new BuildError(`expected one address of a site: ${USAGE}`)
}
