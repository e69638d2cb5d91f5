/** The site's own spam scorer: one row of D1, taught by what the owner marks, and read by every submission. */
import {
  createCounts,
  decodeCounts,
  encodeCounts,
  learn,
  MAX_TEXT_LENGTH,
  MAX_TEXTS,
  toBuckets,
  type Counts,
  type Mark,
} from '../forms/spam-learnt.ts'

/** That the owner marks a submission, marks it otherwise, or takes the mark back. */
export interface MarkChange {
  readonly id: string
  readonly from: Mark | undefined
  readonly to: Mark | undefined
}

/** How long an isolate goes by what it has read, in milliseconds. */
const FRESH = 300_000

// Of a few submissions at a time: each may have as many letters as is read of one.
const AT_ONCE = 25

// Whoever comes second reads again, and owners are few.
const TRIES = 8

interface Cached {
  readonly counts: Counts | undefined
  readonly readAt: number
}

let cached: Cached | undefined

/** What was learnt; `undefined` where nothing was, or the database does not tell. */
export async function readScorer(db: D1Database, now: Date): Promise<Counts | undefined> {
  const age = now.getTime() - (cached?.readAt ?? -Infinity)
  if (cached !== undefined && age >= 0 && age < FRESH) return cached.counts
  try {
    const row = await readRow(db)
    const counts = row && decode(row.base64)
    cached = { counts, readAt: now.getTime() }
    return counts
  } catch (error) {
    // An older database has no such table; and a form is judged by the other signs.
    console.warn('what was learnt of spam was not read', error)
    return undefined
  }
}

/**
 * Teaches the scorer what the owner has marked. Which words a submission has is read from its row, which must still be
 * there. What cannot be learnt is logged: the marks themselves are none the worse for it.
 * @param changes - of as many submissions as one action may have; each once
 * @throws what D1 throws
 */
export async function learnMarks(db: D1Database, changes: readonly MarkChange[]): Promise<void> {
  const lessons: Lesson[] = []
  const real = changes.filter(({ from, to }) => from !== to)
  for (let at = 0; at < real.length; at += AT_ONCE) {
    lessons.push(...(await readLessons(db, real.slice(at, at + AT_ONCE))))
  }
  if (lessons.length === 0) return
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (!(await applyLessons(db, lessons))) continue
    cached = undefined
    return
  }
  console.error(`the marks of ${lessons.length} submissions were not learnt: others were learning`)
}

/** The words of a submission, and what is to be done with them. */
interface Lesson {
  readonly buckets: Uint16Array
  readonly from: Mark | undefined
  readonly to: Mark | undefined
}

async function readLessons(db: D1Database, changes: readonly MarkChange[]): Promise<Lesson[]> {
  const ids = JSON.stringify(changes.map(({ id }) => id))
  const { results } = await db
    .prepare(
      `SELECT id, (SELECT json_group_array(text) FROM (
         SELECT substr(item.value, 1, ${MAX_TEXT_LENGTH}) AS text
         FROM json_each(entries) AS entry, json_each(entry.value, '$[1]') AS item
         LIMIT ${MAX_TEXTS})) AS texts
       FROM leanto_submissions WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .bind(ids)
    .all<{ id: string; texts: string }>()
  const texts = new Map(results.map((row) => [row.id, row.texts]))
  return changes.flatMap(({ id, from, to }) => {
    const own = texts.get(id)
    return own === undefined ? [] : { buckets: toBuckets(parseTexts(own)), from, to }
  })
}

function parseTexts(json: string): string[] {
  const texts: unknown = JSON.parse(json)
  return Array.isArray(texts) ? texts.map(String) : []
}

/** Changes the row, unless somebody else has changed it since it was read. */
async function applyLessons(db: D1Database, lessons: readonly Lesson[]): Promise<boolean> {
  const row = await readRow(db)
  const counts = row === undefined ? createCounts() : decode(row.base64)
  for (const { buckets, from, to } of lessons) {
    if (from !== undefined) learn(counts, buckets, from, -1)
    if (to !== undefined) learn(counts, buckets, to, 1)
  }
  const base64 = encodeCounts(counts).toBase64()
  const statement =
    row === undefined
      ? db
          .prepare('INSERT OR IGNORE INTO leanto_scorer (id, version, base64) VALUES (1, 1, ?)')
          .bind(base64)
      : db
          .prepare('UPDATE leanto_scorer SET version = ?2 + 1, base64 = ?1 WHERE version = ?2')
          .bind(base64, row.version)
  return (await statement.run()).meta.changes > 0
}

type Row = { readonly version: number; readonly base64: string }

async function readRow(db: D1Database): Promise<Row | undefined> {
  const row = await db.prepare('SELECT version, base64 FROM leanto_scorer').first<Row>()
  return row ?? undefined
}

/** Damaged text is counts of nothing, as damaged bytes are. */
function decode(base64: string): Counts {
  try {
    return decodeCounts(Uint8Array.fromBase64(base64))
  } catch {
    return createCounts()
  }
}
