/** `leanto restore`: brings a backup into the inbox of a site. */
import { parseArgs } from 'node:util'

import { BuildError } from '../core/errors.ts'
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

/** What came of it. */
interface Result {
  readonly restored: Map<string, number>
  erased: number
  /** Files whose bytes the inbox did not take. */
  refused: number
}

/**
 * Restores a backup, once the whole of it was read and found in order. What is there stays; so it can be done again
 * where it was cut off.
 * @throws {BuildError} for arguments that are not those of the command, a file that is no whole backup, and where the
 * site does not take it
 */
export async function restore(args: string[], options: Partial<ClientOptions> = {}): Promise<void> {
  const { file, url } = parse(args)
  const client = await openInbox(url, { env: process.env, folder: process.cwd(), ...options })
  await checkBackup(file)
  const result: Result = { restored: new Map(), erased: 0, refused: 0 }
  for await (const request of toRequests(readBackup(file))) {
    await send(client, request, result)
    showProgress(`${result.restored.get('submission') ?? 0} submissions restored`)
  }
  process.stderr.write(`${describe(result)}\n`)
}

type Request =
  | { readonly kind: 'lines'; readonly text: string }
  | { readonly kind: 'file'; readonly id: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** Puts lines together to what one request takes, the head before each, and the pieces of a file to the file. */
async function* toRequests(lines: AsyncIterable<BackupLine>): AsyncGenerator<Request> {
  let head = ''
  let group: string[] = []
  let length = 0
  let file: { readonly id: string; readonly pieces: Buffer[] } | undefined
  const take = (): Request[] => {
    const taken: Request[] =
      group.length === 0 ? [] : [{ kind: 'lines', text: [head, ...group, ''].join('\n') }]
    if (file !== undefined)
      taken.push({ kind: 'file', id: file.id, bytes: new Uint8Array(Buffer.concat(file.pieces)) })
    group = []
    length = 0
    file = undefined
    return taken
  }
  for await (const { line, text } of lines) {
    if (line.kind === 'head') head = text
    else if (line.kind === 'bytes') {
      if (line.file !== file?.id) {
        yield* take()
        file = { id: line.file, pieces: [] }
      }
      file.pieces.push(Buffer.from(line.base64, 'base64'))
    } else if (line.kind !== 'end') {
      group.push(text)
      length += text.length
      if (group.length >= MAX_LINES || length >= MAX_LENGTH) yield* take()
    }
  }
  yield* take()
}

async function send(client: InboxClient, request: Request, result: Result): Promise<void> {
  const { restored } = result
  const response = await client.send(
    request.kind === 'lines'
      ? {
          path: 'restore',
          method: 'POST',
          headers: { 'content-type': 'application/x-ndjson' },
          body: request.text,
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
  if (request.kind === 'file' && [404, 422].includes(response.status)) {
    result.refused += 1
    await response.body?.cancel()
    return
  }
  if (!response.ok)
    throw new BuildError(`the inbox did not take it: ${await readProblem(response)}`)
  const answer: { restored: Record<string, number>; erased: number } = JSON.parse(
    await response.text(),
  )
  for (const [kind, count] of Object.entries(answer.restored))
    restored.set(kind, (restored.get(kind) ?? 0) + count)
  result.erased += answer.erased
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
  try {
    const [file, url, ...rest] = parseArgs({ args, allowPositionals: true }).positionals
    if (file !== undefined && url !== undefined && rest.length === 0) return { file, url }
  } catch (cause) {
    const [problem] = String(cause instanceof Error ? cause.message : cause).split('. ')
    throw new BuildError(`${problem}\nexpected ${USAGE}`, undefined, { cause })
  }
  throw new BuildError(`expected a file and the address of a site: ${USAGE}`)
}
