/** Keeps submissions in D1: each once, in one batch, which is a transaction. */
import { SIGNS } from '../forms/spam.ts'
import { tryAgain } from './serve-again.ts'
import { outboxStatements } from './serve-outbox.ts'
import { withSchema } from './serve-schema.ts'
import type { Submission } from './submission.ts'
import { summarize } from './summary.ts'
import type { InboxSettings } from './target.ts'

/** From so many submissions of one sender within an hour on, each is so many points suspicious. */
const FLOOD_COUNT = 10
const FLOOD_POINTS = 5
const HOUR = 3_600_000

/** A new id: 128 random bits as 32 hexadecimal digits. */
export function createId(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex()
}

/**
 * Stores a submission with its files and all that is to be sent of it, once the batch is committed; one that is sent
 * again is stored once. Installs the tables where they are missing or old.
 * @returns the id under which it is stored, which is another's for a repetition
 * @throws what D1 throws; then it may be stored all the same, since the answer can be lost after the commit
 */
export async function storeSubmission(
  db: D1Database,
  submission: Submission,
  settings: InboxSettings,
): Promise<string> {
  try {
    return await storeOnce(db, submission, settings)
  } catch (error) {
    if (!isSpent(error)) throw error
    return storeOnce(db, asUnproven(submission), settings)
  }
}

async function storeOnce(
  db: D1Database,
  submission: Submission,
  settings: InboxSettings,
): Promise<string> {
  const { id, key } = submission
  const keys = JSON.stringify([key.own, ...key.earlier])
  const statements = [
    ...insertChallenge(db, submission, keys),
    insertSubmission(db, submission, keys),
    ...insertFiles(db, submission),
    ...outboxStatements(db, submission, settings),
    db.prepare(`SELECT id FROM leanto_submissions WHERE ${HAS_KEY}`).bind(keys),
  ]
  // A second try does no harm: the statements change nothing where they have been committed before.
  const work = () => withSchema(db, () => db.batch<Row>(statements))
  const results = await tryAgain(2, work, isSpent)
  return results.at(-1)?.results[0]?.id ?? id
}

/** A proof that another submission has spent counts as none. */
function asUnproven(submission: Submission): Submission {
  const { suspicion } = submission
  const score = suspicion.score + SIGNS.unproven
  const signs = [...suspicion.signs, 'unproven']
  return { ...submission, challenge: undefined, suspicion: { ...suspicion, score, signs } }
}

/** With the list of keys as the first parameter. */
const HAS_KEY = 'key IN (SELECT value FROM json_each(?1))'

type Row = { readonly id?: string }

/** A repetition brings a challenge that its first submission has spent. */
function insertChallenge(
  db: D1Database,
  { challenge }: Submission,
  keys: string,
): D1PreparedStatement[] {
  if (challenge === undefined) return []
  const { id, expiresAt } = challenge
  return [
    db
      .prepare(
        `INSERT INTO leanto_challenges (id, expires_at) SELECT ?2, ?3
         WHERE NOT EXISTS (SELECT 1 FROM leanto_submissions WHERE ${HAS_KEY})`,
      )
      .bind(keys, id, expiresAt.toISOString()),
  ]
}

function isSpent(error: unknown): boolean {
  return error instanceof Error && error.message.includes('leanto_challenges.id')
}

/** What the same sender sent within the last hour is counted by the same statement: that costs no second call. */
function insertSubmission(
  db: D1Database,
  submission: Submission,
  keys: string,
): D1PreparedStatement {
  const { suspicion, receivedAt, fields } = submission
  const { score, signs, threshold, sender } = suspicion
  const { author, excerpt } = summarize(fields)
  return db
    .prepare(
      `INSERT INTO leanto_submissions (
         key, id, form, revision, page, received_at, language, entries, extra, signs, expires_at, notify, autoresponse,
         consent, author, excerpt, file_count, score, sender, recent, state)
       SELECT ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, recent,
         CASE WHEN ?19 + iif(recent >= ${FLOOD_COUNT}, ${FLOOD_POINTS}, 0) >= ?21
           THEN 'quarantined' ELSE 'accepted' END
       FROM (SELECT count(*) AS recent FROM leanto_submissions
         WHERE sender = ?20 AND sender <> '' AND received_at > ?22)
       WHERE NOT EXISTS (SELECT 1 FROM leanto_submissions WHERE ${HAS_KEY})
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(
      keys,
      submission.key.own,
      submission.id,
      submission.form,
      submission.revision,
      submission.page,
      receivedAt.toISOString(),
      submission.language,
      JSON.stringify(fields),
      JSON.stringify(submission.extra),
      JSON.stringify(signs),
      submission.expiresAt?.toISOString() ?? null,
      submission.notify ?? null,
      submission.autoresponse ?? null,
      JSON.stringify(submission.consent),
      author,
      excerpt,
      submission.files.length,
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
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
         WHERE EXISTS (SELECT 1 FROM leanto_submissions WHERE id = ?2)
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, submission.id, field, name, type, size, store),
  )
}
