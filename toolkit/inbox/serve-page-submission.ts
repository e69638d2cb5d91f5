/** Answers with one submission, which is read from then on. */
import { problem } from '../core/problem.ts'
import { submissionFields, type Origin } from './page-fields-submission.ts'
import { parseSelection } from './selection.ts'
import { act } from './serve-actions.ts'
import type { Call } from './serve-call.ts'
import { showPage } from './serve-page-show.ts'
import { readSubmission } from './serve-submission.ts'
import type { SubmissionView } from './views.ts'

/** Answers GET `/inbox/<id>`, with the parameters of the list that led there. */
export async function answerSubmission(call: Call, id: string): Promise<Response> {
  const view = await openSubmission(call, id)
  if (view === undefined)
    return problem(404, 'There is no such submission: it may have been deleted.')
  return showPage(call, 'submission', submissionFields(view, readOrigin(call, view)))
}

/** Reads a submission; its history tells that it was opened. */
async function openSubmission(call: Call, id: string): Promise<SubmissionView | undefined> {
  const view = await readSubmission(call.env.DB, id)
  if (view === undefined || view.readAt !== undefined) return view
  await act(call, 'read', [id])
  return readSubmission(call.env.DB, id)
}

/** The list that it was reached from; else that of its folder. */
function readOrigin({ context: { url } }: Call, { folder }: SubmissionView): Origin {
  const selection = parseSelection(url.searchParams)
  const isGiven = ['form', 'folder', 'q', 'after'].some((name) => url.searchParams.has(name))
  if (typeof selection === 'string' || !isGiven) return { selection: { folder }, after: undefined }
  return { selection, after: url.searchParams.get('after') || undefined }
}
