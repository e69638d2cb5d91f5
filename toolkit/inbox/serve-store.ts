/** Keeps submissions in D1: each in one batch, which is a transaction. */
import { withSchema } from './serve-schema.ts'
import type { Submission } from './submission.ts'

/** From so many submissions of one sender within an hour on, each is so many points suspicious. */
const FLOOD_COUNT = 10
const FLOOD_POINTS = 5
const HOUR = 3_600_000

/** A new id: 128 random bits as 32 hexadecimal digits. */
export function createId(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex()
}

/**
 * Stores a submission with its files, once the batch is committed. Installs the tables where they are missing or old.
 * @returns false where its challenge was spent before, and nothing was stored
 * @throws what D1 throws when it does not take the rows
 */
export async function storeSubmission(db: D1Database, submission: Submission): Promise<boolean> {
  const statements = [
    ...insertChallenge(db, submission),
    insertSubmission(db, submission),
    ...insertFiles(db, submission),
  ]
  try {
    await withSchema(db, () => db.batch(statements))
    return true
  } catch (error) {
    if (isSpent(error)) return false
    throw error
  }
}

function insertChallenge(db: D1Database, { challenge }: Submission): D1PreparedStatement[] {
  if (challenge === undefined) return []
  const { id, expiresAt } = challenge
  return [
    db
      .prepare('INSERT INTO leanto_challenges (id, expires_at) VALUES (?, ?)')
      .bind(id, expiresAt.toISOString()),
  ]
}

function isSpent(error: unknown): boolean {
  return error instanceof Error && error.message.includes('leanto_challenges.id')
}

/** What the same sender sent within the last hour is counted by the same statement: that costs no second call. */
function insertSubmission(db: D1Database, submission: Submission): D1PreparedStatement {
  const { suspicion, receivedAt } = submission
  const { score, signs, threshold, sender } = suspicion
  return db
    .prepare(
      `INSERT INTO leanto_submissions (
         id, form, revision, page, received_at, language, entries, extra, signs, expires_at, notify, autoresponse,
         score, sender, recent, state)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, recent,
         CASE WHEN ?13 + iif(recent >= ${FLOOD_COUNT}, ${FLOOD_POINTS}, 0) >= ?15
           THEN 'quarantined' ELSE 'accepted' END
       FROM (SELECT count(*) AS recent FROM leanto_submissions
         WHERE sender = ?14 AND sender <> '' AND received_at > ?16)`,
    )
    .bind(
      submission.id,
      submission.form,
      submission.revision,
      submission.page,
      receivedAt.toISOString(),
      submission.language,
      JSON.stringify(submission.fields),
      JSON.stringify(submission.extra),
      JSON.stringify(signs),
      submission.expiresAt?.toISOString() ?? null,
      submission.notify ?? null,
      submission.autoresponse ?? null,
      score,
      sender,
      Math.min(threshold, Number.MAX_SAFE_INTEGER),
      new Date(receivedAt.getTime() - HOUR).toISOString(),
    )
}

function insertFiles(db: D1Database, submission: Submission): D1PreparedStatement[] {
  return submission.files.map(({ id, field, name, type, size, store }) =>
    db
      .prepare(
        `INSERT INTO leanto_files (id, submission, field, name, type, size, store)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .bind(id, submission.id, field, name, type, size, store),
  )
}
