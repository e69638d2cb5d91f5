/** `leanto restore`: brings a backup into the inbox of a site. */
import { parseArgs } from 'node:util'

import { BuildError } from '../core/errors.ts'
import { readArguments } from './arguments.ts'
import { checkBackup, readBackup, type BackupLine } from './backup-file.ts'
import {
  openInbox,
  readProblem,
  showProgress,
  type ClientOptions,
  type InboxClient,
} from './inbox-client.ts'

const USAGE = 'leanto restore FILE URL'

// The inbox takes 8 MB, and has little time to compute.
const MAX_LINES = 300
const MAX_LENGTH = 1_000_000

// The inbox does not take so much at once; or it has no time for it, or is not there, which looks the same.
const TOO_MUCH: ReadonlySet<number> = new Set([413, 503])

/** So many lines in a row that are not taken with 503 are no fault of theirs. */
const MAX_UNAVAILABLE = 10

/** Without them, people who were erased could come back with what follows. */
const NEEDED: ReadonlySet<string> = new Set(['secret', 'tombstone'])

/** What came of it. */
interface Result {
  readonly restored: Map<string, number>
  erased: number
  /** Files whose bytes the inbox did not take. */
  refused: number
  /** Lines that the inbox did not take, and the sentence of its last answer to one. */
  readonly lines: number[]
  problem: string
  /** How many of them were the last ones, without an answer of the inbox between them. */
  unavailable: number
}

/**
 * Restores a backup, once the whole of it was read and found in order. What is there stays; so it can be done again
 * where it was cut off. Lines that the site does not take, each by itself, are left out, and the rest goes on.
 * @throws {BuildError} for arguments that are not those of the command, a file that is no whole backup, where the site
 * does not take it, and at the end where lines were left out
 */
export async function restore(args: string[], options: Partial<ClientOptions> = {}): Promise<void> {
  const { file, url } = parse(args)
  const client = await openInbox(url, { env: process.env, folder: process.cwd(), ...options })
  await checkBackup(file)
  const result: Result = {
    restored: new Map(),
    erased: 0,
    refused: 0,
    lines: [],
    problem: '',
    unavailable: 0,
  }
  for await (const request of toRequests(readBackup(file))) {
    await send(client, request, result)
    showProgress(`${result.restored.get('submission') ?? 0} submissions restored`)
  }
  process.stderr.write(`${describe(result)}\n`)
  if (result.lines.length > 0)
    throw new BuildError(
      `the inbox did not take these lines of ${file}, all others are restored: ${result.lines.join(', ')}. The last answer was ${result.problem}`,
    )
}

/** A line with its place in the file. */
interface NumberedLine {
  readonly number: number
  readonly kind: string
  readonly text: string
}

type Request =
  | { readonly kind: 'lines'; readonly head: string; readonly lines: readonly NumberedLine[] }
  | { readonly kind: 'file'; readonly id: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** Puts lines together to what one request takes, the head before each, and the pieces of a file to the file. */
async function* toRequests(lines: AsyncIterable<BackupLine>): AsyncGenerator<Request> {
  let head = ''
  let group: NumberedLine[] = []
  let length = 0
  let number = 0
  let file: { readonly id: string; readonly pieces: Buffer[] } | undefined
  const take = (): Request[] => {
    const taken: Request[] = group.length === 0 ? [] : [{ kind: 'lines', head, lines: group }]
    if (file !== undefined)
      taken.push({ kind: 'file', id: file.id, bytes: new Uint8Array(Buffer.concat(file.pieces)) })
    group = []
    length = 0
    file = undefined
    return taken
  }
  for await (const { line, text } of lines) {
    number += 1
    if (line.kind === 'head') head = text
    else if (line.kind === 'bytes') {
      if (line.file !== file?.id) {
        yield* take()
        file = { id: line.file, pieces: [] }
      }
      file.pieces.push(Buffer.from(line.base64, 'base64'))
    } else if (line.kind !== 'end') {
      group.push({ number, kind: line.kind, text })
      length += text.length
      if (group.length >= MAX_LINES || length >= MAX_LENGTH) yield* take()
    }
  }
  yield* take()
}

async function send(client: InboxClient, request: Request, result: Result): Promise<void> {
  const response = await client.send(
    request.kind === 'lines'
      ? {
          path: 'restore',
          method: 'POST',
          headers: { 'content-type': 'application/x-ndjson' },
          body: [request.head, ...request.lines.map(({ text }) => text), ''].join('\n'),
        }
      : {
          path: 'restore',
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream', 'x-leanto-file': request.id },
          body: request.bytes,
        },
  )
  // The submission of the file was left out, not all of its bytes were there when the backup was made, or the site has
  // no bucket for so many.
  if (request.kind === 'file' && [404, 413, 422].includes(response.status)) {
    result.refused += 1
    await response.body?.cancel()
    return
  }
  if (request.kind === 'lines' && TOO_MUCH.has(response.status)) {
    const problem = await readProblem(response)
    return sendLess(client, request, { status: response.status, problem }, result)
  }
  if (!response.ok)
    throw new BuildError(`the inbox did not take it: ${await readProblem(response)}`)
  const answer: { restored: Record<string, number>; erased: number } = JSON.parse(
    await response.text(),
  )
  const { restored } = result
  for (const [kind, count] of Object.entries(answer.restored))
    restored.set(kind, (restored.get(kind) ?? 0) + count)
  result.erased += answer.erased
  result.unavailable = 0
}

/** Sends the halves of what was too much, in their order. A line that is too much by itself is left out. */
async function sendLess(
  client: InboxClient,
  { lines, ...request }: Extract<Request, { readonly kind: 'lines' }>,
  { status, problem }: { readonly status: number; readonly problem: string },
  result: Result,
): Promise<void> {
  if (lines.length > 1) {
    const half = Math.ceil(lines.length / 2)
    await send(client, { ...request, lines: lines.slice(0, half) }, result)
    await send(client, { ...request, lines: lines.slice(half) }, result)
    return
  }
  result.unavailable = status === 503 ? result.unavailable + 1 : 0
  const isNeeded = lines.some(({ kind }) => NEEDED.has(kind))
  if (isNeeded || result.unavailable >= MAX_UNAVAILABLE)
    throw new BuildError(`the inbox did not take it: ${problem}`)
  result.lines.push(...lines.map(({ number }) => number))
  result.problem = problem
}

function describe({ restored, erased, refused }: Result): string {
  const { submission = 0, bytes = 0, ...others } = Object.fromEntries(restored)
  const rest = Object.values(others).reduce((sum, count) => sum + count, 0)
  return [
    `Restored: submissions ${submission}, contents of files ${bytes}, other rows ${rest}. What was there has stayed.`,
    ...(erased === 0 ? [] : [`Left out, since the person was erased: submissions ${erased}.`]),
    ...(refused === 0
      ? []
      : [
          `Left out, without a submission here, cut short in the backup, or too large without a bucket: files ${refused}.`,
        ]),
  ].join('\n')
}

function parse(args: string[]): { readonly file: string; readonly url: string } {
  const { positionals } = readArguments(USAGE, () => parseArgs({ args, allowPositionals: true }))
  const [file, url, ...rest] = positionals
  if (file !== undefined && url !== undefined && rest.length === 0) return { file, url }
  throw new BuildError(`expected a file and the address of a site: ${USAGE}`)
}
