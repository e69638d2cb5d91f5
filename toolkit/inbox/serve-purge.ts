/** Deletes what may not be kept longer: expired submissions with their files, spent challenges, lost pieces. */
import type { FileStore } from './files.ts'

// Each call takes a few, so that none takes long.
const MAX_SUBMISSIONS = 20

const EXPIRED = `SELECT id FROM leanto_submissions WHERE expires_at < ?1 ORDER BY expires_at LIMIT ${MAX_SUBMISSIONS}`

/** Deletes some of what has expired by `now`. Files go first: a row that is left over is found again. */
export async function purgeExpired(
  db: D1Database,
  files: FileStore | undefined,
  now: Date,
): Promise<void> {
  const time = now.toISOString()
  const { results } = await db
    .prepare(`SELECT id FROM leanto_files WHERE submission IN (${EXPIRED})`)
    .bind(time)
    .all<{ id: string }>()
  await files?.delete(results.map(({ id }) => id))
  await db.batch([
    db.prepare(`DELETE FROM leanto_files WHERE submission IN (${EXPIRED})`).bind(time),
    db.prepare(`DELETE FROM leanto_submissions WHERE id IN (${EXPIRED})`).bind(time),
    db.prepare('DELETE FROM leanto_challenges WHERE expires_at < ?1').bind(time),
  ])
}
