/** Failed sign-ins: counted for each sender and logged, so that guessing costs the site little and is slow. */
import { hashSender, toAddressPrefix } from '../forms/sender.ts'
import type { Owner } from './owner.ts'
import { auditStatement } from './serve-audit.ts'
import { readKeys } from './serve-keys.ts'
import { withSchema } from './serve-schema.ts'

/** Who failed, in the log. */
const STRANGER: Owner = { name: 'unknown', via: 'key' }

const MINUTE = 60_000

/** A sender may fail so often within the window. */
const MAX_FAILURES = 10
const WINDOW = 15 * MINUTE

/** All senders together, within the hour that their tries are kept: a crowd of them cannot fill the database. */
const MAX_KEPT = 100
const KEPT = 60 * MINUTE

/**
 * Counts and logs a failed try. What is stored of its sender is a hash by a key of the day.
 *
 * A right key is let in before anything is counted, so that nobody's guesses lock the owner out.
 * @param way - how it was tried, for the log
 * @returns the seconds to wait where there were too many, and the try was not counted
 * @throws what D1 throws
 */
export async function countFailure(
  db: D1Database,
  headers: Pick<Headers, 'get'>,
  way: string,
  now: Date,
): Promise<number | undefined> {
  const [sender = '', ...older] = await nameSender(db, headers, now)
  const senders = JSON.stringify([sender, ...older])
  const after = new Date(now.getTime() - WINDOW).toISOString()
  const results = await withSchema(db, () =>
    db.batch<{ first: string | null }>([
      deleteOld(db, now),
      db
        .prepare(
          `INSERT INTO leanto_sign_ins (sender, at) SELECT ?1, ?2
             WHERE (SELECT count(*) FROM leanto_sign_ins
               WHERE sender IN (SELECT value FROM json_each(?3)) AND at > ?4) < ${MAX_FAILURES}
             AND (SELECT count(*) FROM leanto_sign_ins) < ${MAX_KEPT}`,
        )
        .bind(sender, now.toISOString(), senders, after),
      db
        .prepare(
          `SELECT min(at) AS first FROM leanto_sign_ins
             WHERE sender IN (SELECT value FROM json_each(?)) AND at > ?`,
        )
        .bind(senders, after),
    ]),
  )
  if ((results[1]?.meta.changes ?? 0) > 0) {
    await auditStatement(db, { owner: STRANGER, now }, 'sign-in refused', 1, way).run()
    return undefined
  }
  return toSeconds(results[2]?.results[0]?.first ?? undefined, now)
}

/** The names of a sender by the keys of today and of yesterday. */
async function nameSender(
  db: D1Database,
  headers: Pick<Headers, 'get'>,
  now: Date,
): Promise<string[]> {
  const prefix = toAddressPrefix(headers.get('cf-connecting-ip') ?? 'unknown')
  return Promise.all((await readKeys(db, now)).map((key) => hashSender(key, prefix)))
}

function deleteOld(db: D1Database, now: Date): D1PreparedStatement {
  const before = new Date(now.getTime() - KEPT).toISOString()
  return db.prepare('DELETE FROM leanto_sign_ins WHERE at < ?').bind(before)
}

/** Until the first of the counted tries is out of the window. */
function toSeconds(first: string | undefined, now: Date): number {
  const start = first === undefined ? now.getTime() : Date.parse(first)
  return Math.max(1, Math.ceil((start + WINDOW - now.getTime()) / 1000))
}
