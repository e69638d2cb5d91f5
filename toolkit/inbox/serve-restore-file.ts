/** Takes in the bytes of one file of a backup. */
import { problem } from '../core/problem.ts'
import type { FileStore } from './files.ts'
import type { Call } from './serve-call.ts'
import { chunksOf } from './serve-chunks.ts'
import { createDatabaseStore } from './serve-files-d1.ts'
import { createBucketStore, FILES_PREFIX } from './serve-files-r2.ts'

/** Names the file whose bytes a request has. */
export const FILE_HEADER = 'x-leanto-file'

/** What is said where files lie in a bucket that the site no longer has. */
export const UNBOUND =
  'Expected the R2 binding "FILES" in wrangler.toml with the bucket that files of submissions lie in, got none.'

interface FileRow {
  readonly id: string
  readonly size: number
  readonly store: string
}

/**
 * Writes the bytes of a file that was restored without them; nothing where they are there. Answers with how many files
 * that were: 0 or 1; 404 where the file belongs to no submission, 422 where the bytes are not as many as it has, or more
 * than the site keeps of one file, and 403 where its bucket is not bound.
 */
export async function restoreFile(
  env: Call['env'],
  id: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<Response> {
  const file = await env.DB.prepare('SELECT id, size, store FROM leanto_files WHERE id = ?')
    .bind(id)
    .first<FileRow>()
  if (file === null)
    return problem(404, `There is no submission here that the file ${id} belongs to.`)
  if (file.store === 'r2' && env.FILES === undefined) return problem(403, UNBOUND)
  const isThere = file.store === 'r2' ? await hasObject(env, file) : await hasPieces(env, file)
  if (isThere) return Response.json({ restored: {}, erased: 0 })
  const store = await openStore(env, file)
  if (file.size > store.most)
    return problem(
      422,
      `Expected at most ${store.most} bytes, got the file ${id} of ${file.size}: larger ones need an R2 binding "FILES" before they are restored.`,
    )
  const written = await write(store, file, body)
  return written === file.size
    ? Response.json({ restored: { bytes: 1 }, erased: 0 })
    : problem(
        422,
        `Expected the ${file.size} bytes of the file ${id}, got ${written > file.size ? 'more' : written}.`,
      )
}

async function hasObject({ FILES }: Call['env'], { id, size }: FileRow): Promise<boolean> {
  const head = await FILES?.head(FILES_PREFIX + id)
  return head?.size === size
}

/** Pieces that were cut off are fewer bytes than the file has. */
async function hasPieces({ DB }: Call['env'], { id, size }: FileRow): Promise<boolean> {
  const stored = await DB.prepare(
    `SELECT sum(length(base64) / 4 * 3 - (base64 LIKE '%=') - (base64 LIKE '%==')) AS size
     FROM leanto_file_pieces WHERE file = ?`,
  )
    .bind(id)
    .first<number | null>('size')
  return stored === size
}

async function openStore({ DB, FILES }: Call['env'], { id, store }: FileRow): Promise<FileStore> {
  if (store === 'r2' && FILES !== undefined) return createBucketStore(FILES)
  const pieces = createDatabaseStore(DB)
  await pieces.delete([id])
  return pieces
}

/** @returns how many bytes came; nothing is kept of any other number than the file's */
async function write(
  store: FileStore,
  { id, size }: FileRow,
  body: ReadableStream<Uint8Array> | null,
): Promise<number> {
  const writer = store.create(id)
  let written = 0
  try {
    for await (const chunk of chunksOf(body)) {
      written += chunk.length
      if (written > size) break
      await writer.write(chunk)
    }
    if (written === size) await writer.end()
    else await writer.abort()
  } catch (error) {
    await writer.abort()
    throw error
  }
  return written
}
