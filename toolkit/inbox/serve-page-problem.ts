/** Shows a person within the inbox what a program is told: the owner is not led out of it. */
import { wantsPage } from '../core/http.ts'
import { PROBLEM_TYPE, type Problem } from '../core/problem.ts'
import type { Call } from './serve-call.ts'
import { showPage } from './serve-page-show.ts'

/** The same answer, as a page where it is a problem and the browser wants one. */
export async function withPage(call: Call, response: Response): Promise<Response> {
  const isProblem = response.headers.get('content-type') === PROBLEM_TYPE
  if (!isProblem || !wantsPage(call.request.headers.get('accept'))) return response
  const { status, detail } = await response.json<Problem>()
  const heading = status === 404 ? 'Nothing is here' : 'This did not work'
  const fields = {
    heading,
    detail: detail.charAt(0).toUpperCase() + detail.slice(1),
  }
  const page = await showPage(call, 'problem', fields, status)
  const allow = response.headers.get('allow')
  if (allow !== null) page.headers.set('allow', allow)
  return page
}
