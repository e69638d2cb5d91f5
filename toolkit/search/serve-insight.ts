/**
 * Counts what is searched for, without cookies, addresses or times: by day, language and words. An isolate gathers
 * counts in memory and writes them in one batch; those of an isolate that ends before are lost.
 */
import { isCrossSite } from '../core/origin.ts'
import { problem } from '../core/problem.ts'
import { readBody } from '../inbox/serve-body.ts'
import type { InboxEnv } from '../inbox/serve-env.ts'
import { withSchema } from '../inbox/serve-schema.ts'
import type { Context } from '../site/context.ts'
import { createTally, toCountedQuery } from './insight.ts'

/** An answered search. */
export interface AnsweredSearch {
  readonly query: string
  /** How many pages were found. */
  readonly total: number
  /** BCP 47 language of the index that answered. */
  readonly language: string
}

// Counts wait so long for others, in milliseconds: the runtime keeps a Worker for thirty seconds behind its answer.
const PATIENCE_MS = 3000
const MAX_PATIENCE_MS = 25_000
/** Where so many different queries wait, they are written at once. */
const FULL = 50
const MAX_WAITING = 500
/** So many different queries are kept of a day: a flood of invented ones takes no more room. */
const MAX_QUERIES_A_DAY = 2000

const LANGUAGE = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i

const waiting = createTally(MAX_WAITING)
let waitsSince = -Infinity

/** Counts a search. It is written behind the answer, and never fails it; without a database nothing is counted. */
export function recordSearch(
  { DB }: InboxEnv,
  context: Pick<Context, 'waitUntil'>,
  { query, total, language }: AnsweredSearch,
): void {
  const counted = toCountedQuery(query)
  if (DB === undefined || counted === undefined) return
  waiting.add(language, counted, total > 0)
  const now = Date.now()
  // A request that was to write and was cut off must not keep the others from it.
  const isAwaited = now - waitsSince < MAX_PATIENCE_MS
  if (waiting.size >= FULL) context.waitUntil(write(DB))
  else if (!isAwaited) {
    waitsSince = now
    context.waitUntil(writeSoon(DB))
  }
}

/**
 * Answers `POST /api/search/asked`: a page tells what was asked there and answered without the Worker. JSON with `query`,
 * `total` and `language`. 204 when it was counted, or is of a kind that is not.
 */
export async function answerAsked(
  request: Request,
  env: InboxEnv,
  context: Pick<Context, 'url' | 'waitUntil'>,
): Promise<Response> {
  if (isCrossSite(request.headers, context.url.origin)) {
    return problem(403, 'Expected a request from a page of this site, got one from another site.')
  }
  const body = await readBody(request, ['query', 'total', 'language'])
  if (body instanceof Response) return body
  const [query, total, language] = ['query', 'total', 'language'].map((name) => body.get(name))
  if (typeof query !== 'string') return problem(400, 'Expected text in "query".')
  if (!Number.isSafeInteger(total) || Number(total) < 0)
    return problem(400, 'Expected a number of pages in "total".')
  if (typeof language !== 'string' || language.length > 35 || !LANGUAGE.test(language))
    return problem(400, 'Expected a language tag in "language", such as "en".')
  recordSearch(env, context, { query, total: Number(total), language: language.toLowerCase() })
  return new Response(null, { status: 204 })
}

async function writeSoon(db: D1Database): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS)
  })
  await write(db)
  waitsSince = -Infinity
}

async function write(db: D1Database): Promise<void> {
  const counts = waiting.take()
  if (counts.length === 0) return
  const day = new Date().toISOString().slice(0, 10)
  const list = JSON.stringify(counts)
  try {
    await withSchema(db, () =>
      db.batch([
        db.prepare(ADD_TO_DAY).bind(day, list),
        db.prepare(ADD_QUERIES).bind(day, list, MAX_QUERIES_A_DAY),
      ]),
    )
  } catch (error) {
    waiting.restore(counts)
    console.error('searches were not counted', error)
  }
}

const ADD_TO_DAY = `INSERT INTO leanto_query_days (day, asked, failed)
  SELECT ?1, sum(value ->> 'asked'), sum(value ->> 'failed') FROM json_each(?2) WHERE true
  ON CONFLICT DO UPDATE SET asked = asked + excluded.asked, failed = failed + excluded.failed`

const ADD_QUERIES = `INSERT INTO leanto_queries (day, language, query, asked, failed)
  SELECT ?1, value ->> 'language', value ->> 'query', value ->> 'asked', value ->> 'failed'
  FROM json_each(?2)
  WHERE (SELECT queries FROM leanto_query_days WHERE day = ?1) < ?3 OR EXISTS (
    SELECT 1 FROM leanto_queries
    WHERE day = ?1 AND language = value ->> 'language' AND query = value ->> 'query')
  ON CONFLICT DO UPDATE SET asked = asked + excluded.asked, failed = failed + excluded.failed`
