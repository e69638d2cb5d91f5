/** Reads the files of submissions, and answers with them so that no browser shows or runs what strangers sent. */
import { problem } from '../core/problem.ts'
import { auditStatement } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import type { InboxEnv } from './serve-env.ts'
import { FILES_PREFIX } from './serve-files-r2.ts'
import { downloadHeaders } from './serve-stream.ts'

/** Types that say nothing a program would run; a file of any other is just bytes. */
const HARMLESS: ReadonlySet<string> = new Set([
  'application/pdf',
  'audio/mpeg',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
  'video/mp4',
])

/** A file as `leanto_files` has it. */
export interface StoredFile {
  readonly id: string
  readonly store: string
}

/** Answers GET for a file by its id: it is saved under its name, whatever it is. */
export async function answerFile(call: Call, id: string): Promise<Response> {
  const { env } = call
  const file = await env.DB.prepare(
    'SELECT id, submission, name, type, size, store FROM leanto_files WHERE id = ?',
  )
    .bind(id)
    .first<FileRow>()
  if (file === null)
    return problem(404, 'There is no such file. It may have been deleted with its submission.')
  const body = await readFileBody(env, file)
  if (body === undefined)
    return problem(
      404,
      `The bytes of this file are not there, though the submission ${file.submission} has it.`,
    )
  await auditStatement(env.DB, call, 'downloaded', 1, `file of ${file.submission}`).run()
  return new Response(toLength(body, file.size), {
    headers: downloadHeaders(file.name, toType(file)),
  })
}

/**
 * The bytes of a file, read while they are asked for. Where a part of them is missing, the stream breaks off.
 * @returns `undefined` where there are none
 * @throws what the database or the bucket throws
 */
export async function readFileBody(
  { DB, FILES }: InboxEnv & { readonly DB: D1Database },
  { id, store }: StoredFile,
): Promise<ReadableStream<Uint8Array> | undefined> {
  if (store !== 'r2') return readPieces(DB, id)
  const object = await FILES?.get(FILES_PREFIX + id)
  return object?.body
}

interface FileRow extends StoredFile {
  readonly submission: string
  readonly name: string
  readonly type: string
  readonly size: number
}

function toType({ type }: FileRow): string {
  return HARMLESS.has(type) ? type : 'application/octet-stream'
}

/** Says how long the answer is, and breaks it off where the bytes are not as many. */
function toLength(body: ReadableStream<Uint8Array>, size: number): ReadableStream<Uint8Array> {
  const { readable, writable } = new FixedLengthStream(size)
  body.pipeTo(writable).catch((error: unknown) => {
    console.error('a file was not read to its end', error)
  })
  return readable
}

async function readPieces(
  db: D1Database,
  id: string,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const count = await db
    .prepare('SELECT max(number) + 1 AS count FROM leanto_file_pieces WHERE file = ?')
    .bind(id)
    .first<number | null>('count')
  if (count === null) return undefined
  let number = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await readPiece(db, id, number)
        number += 1
        if (piece.length > 0) controller.enqueue(piece)
        if (number === count) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/** @throws where it is missing, or D1 throws */
async function readPiece(db: D1Database, id: string, number: number): Promise<Uint8Array> {
  const base64 = await db
    .prepare('SELECT base64 FROM leanto_file_pieces WHERE file = ? AND number = ?')
    .bind(id, number)
    .first<string | null>('base64')
  if (base64 === null) throw new Error(`piece ${number} of the file ${id} is missing`)
  return Uint8Array.fromBase64(base64)
}
