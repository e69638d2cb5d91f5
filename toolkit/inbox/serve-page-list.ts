/** Answers with a list of submissions. */
import { problem } from '../core/problem.ts'
import { listFields } from './page-fields.ts'
import { parseSelection } from './selection.ts'
import type { Call } from './serve-call.ts'
import { listCounts, listSubmissions } from './serve-list.ts'
import { listDeliveries } from './serve-outbox.ts'
import { showPage } from './serve-page-show.ts'
import { indexPending } from './serve-search.ts'

/** Answers GET `/inbox` (`form`, `folder`, `q`, `after`). */
export async function answerList(call: Call): Promise<Response> {
  const { env, context, now } = call
  const { searchParams } = context.url
  const selection = parseSelection(searchParams)
  if (typeof selection === 'string') return problem(400, `${selection}.`)
  const after = searchParams.get('after') || undefined
  // What came just now is to be found, too.
  if (selection.query !== undefined) await indexPending(env.DB)
  try {
    const [page, counts, dead] = await Promise.all([
      listSubmissions(env.DB, selection, after),
      listCounts(env.DB),
      listDeliveries(env.DB, 'dead', 1),
    ])
    const hasDead = dead.length > 0
    const fields = listFields({ selection, after, page, counts, hasDead, now })
    return await showPage(call, 'list', fields)
  } catch (error) {
    if (error instanceof RangeError)
      return problem(
        400,
        'Expected in "after" what a link of the list has there, got another text.',
      )
    throw error
  }
}
