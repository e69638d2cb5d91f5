/** Secrets that the site makes for itself, a new one each day, so that nothing of one day can be told from another's. */
import { withSchema } from './serve-schema.ts'

const DAY = 86_400_000
const KEY_BYTES = 32

// One read of the database a day and isolate.
const known = new Map<string, readonly Uint8Array<ArrayBuffer>[]>()

/**
 * The keys of today and, where there was one, of yesterday, newest first. Older ones are deleted.
 * @throws what D1 throws
 */
export async function readKeys(
  db: D1Database,
  now: Date,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const today = toDay(now.getTime())
  const cached = known.get(today)
  if (cached !== undefined) return cached
  const fresh = crypto.getRandomValues(new Uint8Array(KEY_BYTES)).toBase64()
  const results = await withSchema(db, () =>
    db.batch<{ base64: string }>([
      db
        .prepare('INSERT OR IGNORE INTO leanto_keys (day, base64) VALUES (?, ?)')
        .bind(today, fresh),
      // A key of a day to come is of a clock that was wrong.
      db
        .prepare('DELETE FROM leanto_keys WHERE day < ? OR day > ?')
        .bind(toDay(now.getTime() - DAY), toDay(now.getTime() + DAY)),
      db
        .prepare('SELECT base64 FROM leanto_keys WHERE day <= ? ORDER BY day DESC LIMIT 2')
        .bind(today),
    ]),
  )
  const keys = (results[2]?.results ?? []).map(({ base64 }) => Uint8Array.fromBase64(base64))
  known.clear()
  known.set(today, keys)
  return keys
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
