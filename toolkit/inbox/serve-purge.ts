/** Deletes what may not be kept longer: expired submissions with their files, hashes of senders, spent challenges. */
import type { FileStore } from './files.ts'
import type { InboxEnv } from './serve-env.ts'
import { createDatabaseStore } from './serve-files-d1.ts'
import { createBucketStore } from './serve-files-r2.ts'

// Each round takes a few, so that none takes long, and a call makes a few rounds.
const MAX_SUBMISSIONS = 20
const MAX_ROUNDS = 5

const DAY = 86_400_000

/** Deletes some of what has expired by `now`. Files go first: a row that is left over is found again. */
export async function purgeExpired(env: InboxEnv, now: Date): Promise<void> {
  const { DB: db } = env
  if (db === undefined) return
  // The keys of the hashes are gone by then.
  const old = new Date(now.getTime() - 2 * DAY).toISOString()
  await db.batch([
    db.prepare('DELETE FROM leanto_challenges WHERE expires_at < ?').bind(now.toISOString()),
    db
      .prepare(`UPDATE leanto_submissions SET sender = '' WHERE sender > '' AND received_at < ?`)
      .bind(old),
  ])
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if ((await purgeSome(db, env, now)) < MAX_SUBMISSIONS) return
  }
}

/** Gives how many submissions it has deleted. */
async function purgeSome(db: D1Database, env: InboxEnv, now: Date): Promise<number> {
  const { results: expired } = await db
    .prepare('SELECT id FROM leanto_submissions WHERE expires_at < ? ORDER BY expires_at LIMIT ?')
    .bind(now.toISOString(), MAX_SUBMISSIONS)
    .all<{ id: string }>()
  if (expired.length === 0) return 0
  // One list for all statements: another Worker may delete at the same time.
  const ids = JSON.stringify(expired.map(({ id }) => id))
  await deleteFiles(db, env, ids)
  await db.batch([
    db
      .prepare('DELETE FROM leanto_files WHERE submission IN (SELECT value FROM json_each(?))')
      .bind(ids),
    db
      .prepare('DELETE FROM leanto_submissions WHERE id IN (SELECT value FROM json_each(?))')
      .bind(ids),
  ])
  return expired.length
}

/** A site may have got its bucket later: each file is deleted where it is. */
async function deleteFiles(db: D1Database, { FILES }: InboxEnv, ids: string): Promise<void> {
  const { results: files } = await db
    .prepare(
      'SELECT id, store FROM leanto_files WHERE submission IN (SELECT value FROM json_each(?))',
    )
    .bind(ids)
    .all<{ id: string; store: string }>()
  const idsIn = (kind: FileStore['kind']): string[] =>
    files.filter(({ store }) => store === kind).map(({ id }) => id)
  await createDatabaseStore(db).delete(idsIn('d1'))
  if (FILES !== undefined) await createBucketStore(FILES).delete(idsIn('r2'))
  else if (idsIn('r2').length > 0) throw new Error('files lie in a bucket that is no longer bound')
}
