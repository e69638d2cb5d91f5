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

/** So many small files are read by one call at most, … */
const SMALL_FILES = 100

/** … and so many bytes of Base64. */
const SMALL_BASE64 = 2_000_000

/** A file as `leanto_files` has it. */
export interface StoredFile {
  readonly id: string
  readonly store: string
  /** In bytes. */
  readonly size: number
}

/** What a file holds: of a small one all its bytes, of any other a stream of them. */
export type FileBody = ReadableStream<Uint8Array> | Blob

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
  { id, store }: Pick<StoredFile, 'id' | 'store'>,
): Promise<ReadableStream<Uint8Array> | undefined> {
  if (store !== 'r2') return readPieces(DB, id)
  const object = await FILES?.get(FILES_PREFIX + id)
  return object?.body
}

/**
 * Reads many files one after the other, in their order. Small ones that the database has beside each other come by one
 * call of it: there may be fifty in a request.
 * @returns each with its bytes, `undefined` where there are none
 * @throws what the database or the bucket throws, or where a part of a small file is missing
 */
export async function* readFileBodies<T extends StoredFile>(
  env: InboxEnv & { readonly DB: D1Database },
  files: readonly T[],
): AsyncGenerator<readonly [T, FileBody | undefined]> {
  for (let rest = files; rest.length > 0;) {
    const end = rest.findIndex((file) => !isSmall(file))
    const small = rest.slice(0, end < 0 ? SMALL_FILES : Math.min(end, SMALL_FILES))
    const bodies = small.length > 0 ? await readSmallFiles(env.DB, small) : []
    for (const [index, body] of bodies.entries()) {
      const file = rest[index]
      if (file !== undefined) yield [file, body]
    }
    // Also one that is larger than it was said to be.
    const [next] = bodies.length > 0 ? [] : rest
    if (next !== undefined) yield [next, await readFileBody(env, next)]
    rest = rest.slice(Math.max(1, bodies.length))
  }
}

interface FileRow extends StoredFile {
  readonly submission: string
  readonly name: string
  readonly type: string
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

function isSmall({ store, size }: StoredFile): boolean {
  return store !== 'r2' && size * 4 <= SMALL_BASE64 * 3
}

interface PieceRow {
  /** Of the file in the list. */
  readonly place: number
  readonly number: number | null
  readonly base64: string | null
}

// Files are measured before they are read. One without pieces has a row, too.
const SELECT_SMALL = `
  WITH sizes AS (
    SELECT item.key AS place, item.value AS file, coalesce(sum(octet_length(piece.base64)), 0) AS size
    FROM json_each(?) AS item LEFT JOIN leanto_file_pieces AS piece ON piece.file = item.value GROUP BY item.key),
  measured AS (
    SELECT place, file, sum(size) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS bytes FROM sizes)
  SELECT place, piece.number, piece.base64
  FROM measured LEFT JOIN leanto_file_pieces AS piece ON piece.file = measured.file
  WHERE bytes <= ${SMALL_BASE64} ORDER BY place, piece.number`

/** Reads the first of these files, as many as may be held at once; that may be none. */
async function readSmallFiles(
  db: D1Database,
  files: readonly StoredFile[],
): Promise<readonly (Blob | undefined)[]> {
  const { results } = await db
    .prepare(SELECT_SMALL)
    .bind(JSON.stringify(files.map(({ id }) => id)))
    .all<PieceRow>()
  const bodies: (Blob | undefined)[] = []
  for (const [place, rows] of Map.groupBy(results, (row) => row.place))
    bodies[place] = joinPieces(rows, files[place]?.id ?? '')
  return bodies
}

/** @throws where one is missing */
function joinPieces(rows: readonly PieceRow[], id: string): Blob | undefined {
  const pieces = rows.flatMap(({ base64, number }, index) => {
    if (base64 === null) return []
    if (number !== index) throw new Error(`piece ${index} of the file ${id} is missing`)
    return Uint8Array.fromBase64(base64)
  })
  return pieces.length === 0 ? undefined : new Blob(pieces)
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
