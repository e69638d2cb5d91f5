/** Deletes submissions with all that belongs to them. */
import type { FileStore } from './files.ts'
import type { InboxEnv } from './serve-env.ts'
import { createDatabaseStore } from './serve-files-d1.ts'
import { createBucketStore } from './serve-files-r2.ts'

/** How many submissions one call deletes at most. */
export const MAX_DELETED = 100

/**
 * Deletes submissions, the bytes of their files first: a row that is left over after a failure is found again. What was
 * written of them into the outbox, the history, the index and the counts goes with the rows, by triggers.
 * @throws what the database or the bucket throws
 */
export async function deleteSubmissions(
  env: InboxEnv & { readonly DB: D1Database },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  if (ids.length > MAX_DELETED) throw new RangeError(`expected at most ${MAX_DELETED} ids`)
  const { DB: db } = env
  // One list for all statements: another Worker may delete at the same time.
  const list = JSON.stringify(ids)
  await deleteFiles(env, list)
  await db.batch([
    db
      .prepare('DELETE FROM leanto_files WHERE submission IN (SELECT value FROM json_each(?))')
      .bind(list),
    db
      .prepare('DELETE FROM leanto_submissions WHERE id IN (SELECT value FROM json_each(?))')
      .bind(list),
  ])
}

/** A site may have got its bucket later: each file is deleted where it is. */
async function deleteFiles(
  { DB, FILES }: InboxEnv & { readonly DB: D1Database },
  list: string,
): Promise<void> {
  const { results: files } = await DB.prepare(
    'SELECT id, store FROM leanto_files WHERE submission IN (SELECT value FROM json_each(?))',
  )
    .bind(list)
    .all<{ id: string; store: string }>()
  const idsIn = (kind: FileStore['kind']): string[] =>
    files.filter(({ store }) => store === kind).map(({ id }) => id)
  await createDatabaseStore(DB).delete(idsIn('d1'))
  if (FILES !== undefined) await createBucketStore(FILES).delete(idsIn('r2'))
  else if (idsIn('r2').length > 0) throw new Error('files lie in a bucket that is no longer bound')
}
