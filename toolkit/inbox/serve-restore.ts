/** Takes a backup in again, part by part, as `backup.md` specifies it: what is there stays, what is missing comes back. */
import { FormatError } from '../core/errors.ts'
import { problem } from '../core/problem.ts'
import type { RowKind } from './backup-columns.ts'
import { decodeLine, type Line, type RowLine } from './backup-format.ts'
import { splitLines } from './backup-lines.ts'
import { auditStatement } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import { chunksOf } from './serve-chunks.ts'
import { FILE_HEADER, restoreFile } from './serve-restore-file.ts'
import { createRestorer, type Restorer } from './serve-restore-rows.ts'

/** The most bytes of one request of lines. */
export const MAX_RESTORE_BYTES = 8_000_000

// So much is put into the database at once.
const GROUP_ROWS = 200
const GROUP_LENGTH = 1_000_000

/** What a part of a backup came to: rows that were not there before, by kind, and submissions that were left out. */
export interface RestoreAnswer {
  readonly restored: Readonly<Record<string, number>>
  /** Of people who were erased since. */
  readonly erased: number
}

/**
 * Answers POST with lines of a backup, the first of them its head; or, where the header `x-leanto-file` has the id of a
 * file, with the bytes of that file. Either may come again: nothing is there twice. Nobody is told of what is restored.
 */
export async function answerRestore(call: Call): Promise<Response> {
  const { env, request } = call
  const file = request.headers.get(FILE_HEADER)
  if (file !== null) return restoreFile(env, file, request.body)
  const restorer = createRestorer(env)
  try {
    await restoreLines(splitLines(readChunks(request.body)), restorer)
  } catch (error) {
    if (error instanceof TooLarge)
      return problem(
        413,
        `Expected at most ${MAX_RESTORE_BYTES} bytes of lines in a request, got more.`,
      )
    if (error instanceof FormatError)
      return problem(422, `${error.message}. Of the lines before it, some or all are restored.`)
    throw error
  }
  const { restored } = restorer.answer()
  const count = restored['submission'] ?? 0
  if (Object.keys(restored).length > 0) await auditStatement(env.DB, call, 'restored', count).run()
  return Response.json(restorer.answer())
}

class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

async function restoreLines(lines: AsyncIterable<string>, restorer: Restorer): Promise<void> {
  let number = 0
  let kind: RowKind | undefined
  let group: RowLine[] = []
  let length = 0
  const flush = async (): Promise<void> => {
    if (kind !== undefined && group.length > 0) await restorer.restore(kind, group)
    group = []
    length = 0
  }
  for await (const text of lines) {
    number += 1
    const line = decodeAt(number, text)
    if (line === undefined) continue
    if (line.kind !== kind || group.length >= GROUP_ROWS || length >= GROUP_LENGTH) await flush()
    kind = line.kind
    group.push(line)
    length += text.length
  }
  if (number === 0) throw new FormatError('Line 1: expected the head of a backup, got nothing')
  await flush()
}

/** Gives the row of a line; `undefined` where it has none. */
function decodeAt(number: number, text: string): RowLine | undefined {
  const line = decode(number, text)
  if ((line.kind === 'head') !== (number === 1))
    throw new FormatError(
      `Line ${number}: expected ${number === 1 ? 'the head of a backup' : 'it on the first line alone'}, got a line of "${line.kind}"`,
    )
  switch (line.kind) {
    case 'bytes':
      throw new FormatError(
        `Line ${number}: expected rows alone; the bytes of a file are sent in a request of their own, with its id in "${FILE_HEADER}"`,
      )
    case 'head':
    case 'next':
    case 'end':
      return undefined
    default:
      return line
  }
}

function decode(number: number, text: string): Line {
  try {
    return decodeLine(text)
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause
    throw new FormatError(`Line ${number}: ${cause.message}`, { cause })
  }
}

async function* readChunks(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunksOf(body)) {
    bytes += chunk.length
    if (bytes > MAX_RESTORE_BYTES) throw new TooLarge()
    yield chunk
  }
}
