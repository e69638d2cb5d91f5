/** Reads what visitors searched for on the site. */
import type { Period, SearchesView, SearchView } from './searches.ts'

const LIST_LENGTH = 50
const DAY = 86_400_000

/** Reads the counts of the last `days` days, today included. */
export async function listSearches(db: D1Database, days: Period, now: Date): Promise<SearchesView> {
  const since = new Date(now.getTime() - (days - 1) * DAY).toISOString().slice(0, 10)
  const [totals, missed, top] = await db.batch<Record<string, unknown>>([
    db.prepare(TOTALS).bind(since),
    db.prepare(MISSED).bind(since, LIST_LENGTH),
    db.prepare(TOP).bind(since, LIST_LENGTH),
  ])
  const [total] = totals?.results ?? []
  return {
    asked: Number(total?.['asked'] ?? 0),
    failed: Number(total?.['failed'] ?? 0),
    missed: (missed?.results ?? []).map(toView),
    top: (top?.results ?? []).map(toView),
  }
}

const TOTALS =
  'SELECT sum(asked) AS asked, sum(failed) AS failed FROM leanto_query_days WHERE day >= ?'
const COUNTS = `SELECT query, language, sum(asked) AS asked, sum(failed) AS failed, max(day) AS day
  FROM leanto_queries WHERE day >= ? GROUP BY language, query`
const MISSED = `${COUNTS} HAVING sum(failed) > 0 ORDER BY 4 DESC, 3 DESC, query LIMIT ?`
const TOP = `${COUNTS} ORDER BY 3 DESC, query LIMIT ?`

function toView(row: Readonly<Record<string, unknown>>): SearchView {
  return {
    query: String(row['query']),
    language: String(row['language']),
    asked: Number(row['asked']),
    failed: Number(row['failed']),
    lastDay: String(row['day']),
  }
}
