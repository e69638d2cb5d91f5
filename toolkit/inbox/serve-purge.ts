/** Deletes what may not be kept longer: submissions, hashes of senders, what was spent, ended or logged long ago. */
import { deleteSubmissions } from './serve-delete.ts'
import type { World } from './serve-world.ts'

/** Each call deletes at most so many submissions, so that none takes long. */
const MAX_SUBMISSIONS = 50

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long the log of what owners did is kept, in days. */
const AUDIT_DAYS = 365

// So much of the log is deleted at once.
const MAX_ENTRIES = 1000

/** What was searched for is kept as long as its page can show it, in days. */
const SEARCH_DAYS = 90

/** Without the bucket, files that lie in it cannot be deleted, and their submissions have to wait for it. */
const REACHABLE = `AND NOT EXISTS (SELECT 1 FROM leanto_files
  WHERE leanto_files.submission = leanto_submissions.id AND leanto_files.store = 'r2')`

/** Deletes some of the submissions that have expired. Gives whether there may be more of them. */
export async function purgeSubmissions({ env, now }: World): Promise<boolean> {
  const { results: expired } = await env.DB.prepare(
    `SELECT id FROM leanto_submissions WHERE expires_at < ? ${env.FILES === undefined ? REACHABLE : ''}
     ORDER BY expires_at LIMIT ?`,
  )
    .bind(now().toISOString(), MAX_SUBMISSIONS)
    .all<{ id: string }>()
  await deleteSubmissions(
    env,
    expired.map(({ id }) => id),
  )
  return expired.length === MAX_SUBMISSIONS
}

/** Deletes the small things whose time is over. */
export async function purgeTraces({ env: { DB: db }, now }: World): Promise<void> {
  const before = (age: number): string => new Date(now().getTime() - age).toISOString()
  // The keys of the senders' hashes are gone after two days.
  await db.batch([
    db
      .prepare(`UPDATE leanto_submissions SET sender = '' WHERE sender > '' AND received_at < ?`)
      .bind(before(2 * DAY)),
    db.prepare('DELETE FROM leanto_challenges WHERE expires_at < ?').bind(before(0)),
    db.prepare('DELETE FROM leanto_sessions WHERE expires_at < ?').bind(before(0)),
    db.prepare('DELETE FROM leanto_sign_ins WHERE at < ?').bind(before(HOUR)),
    db
      .prepare(`DELETE FROM leanto_tasks WHERE name LIKE 'autoresponse:%' AND ran_at < ?`)
      .bind(before(2 * DAY)),
    db
      .prepare(
        `DELETE FROM leanto_audit WHERE id IN
           (SELECT id FROM leanto_audit WHERE at < ? ORDER BY at LIMIT ${MAX_ENTRIES})`,
      )
      .bind(before(AUDIT_DAYS * DAY)),
    ...['leanto_queries', 'leanto_query_days'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE day < ?`).bind(before(SEARCH_DAYS * DAY).slice(0, 10)),
    ),
    // Deleted texts stay in the index until its parts are merged.
    db.prepare(`INSERT INTO leanto_search (leanto_search) VALUES ('optimize')`),
  ])
}
