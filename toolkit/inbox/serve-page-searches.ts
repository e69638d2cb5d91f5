/** Answers with what visitors searched for. */
import { problem } from '../core/problem.ts'
import { searchesFields } from './page-fields-searches.ts'
import type { Call } from './serve-call.ts'
import { showPage } from './serve-page-show.ts'
import { parsePeriod, PERIODS } from './searches.ts'
import { listSearches } from './serve-searches.ts'

/** Answers GET `/inbox/searches` (`days`: 7, 30 or 90). */
export async function answerSearches(call: Call): Promise<Response> {
  const days = parsePeriod(call.context.url.searchParams.get('days'))
  if (days === undefined)
    return problem(400, `Expected one of ${PERIODS.join(', ')} in "days", got another text.`)
  const view = await listSearches(call.env.DB, days, call.now)
  return showPage(call, 'searches', searchesFields(view, days))
}
