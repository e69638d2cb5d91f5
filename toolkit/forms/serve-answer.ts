/** Answers a submission: as JSON to a program, with the form's own page to a person. */
import { prefersJson } from '../core/http.ts'
import { problem } from '../core/problem.ts'
import { fetchPage } from '../page/serve.ts'
import { bindEntries } from './bind.ts'
import type { Entry } from './format.ts'
import { describeInvalid, findMessages } from './messages.ts'
import { createPlan, type FormState, type Remark } from './render-plan.ts'
import type { Sentences } from './sentences.ts'
import type { Post } from './serve-post.ts'
import { renderForm, renderThanks } from './serve-rerender.ts'
import { formatSize } from './size.ts'
import type { Verdict } from './validate.ts'

// A visitor may try again after this many seconds.
const RETRY_AFTER: Readonly<Partial<Record<Refused['status'], string>>> = { 429: '60', 503: '10' }

export interface Refused {
  readonly status: 400 | 413 | 415 | 429 | 503
  /** For a program. */
  readonly detail?: string
  /** What was read of the visitor's fields, to be shown again. */
  readonly entries: readonly Entry[]
  /** The most bytes that are taken, where there were more. */
  readonly limit?: number
}

/** The submission is kept: the visitor is sent on, so that loading the page again does not send it again. */
export async function answerKept(post: Post, id: string): Promise<Response> {
  const { env, page, request } = post
  const { thanks, path } = page
  if (wantsJson(post)) return Response.json({ id, location: thanks }, { status: 201 })
  // A script that swaps pages, such as Astro's router, follows a redirect but loses its fragment.
  if (request.headers.get('sec-fetch-dest') === 'empty' && thanks.startsWith(`${path}#`)) {
    return renderThanks(await fetchPage(env, path), thanks.slice(path.length + 1))
  }
  return new Response(null, { status: 303, headers: { location: thanks } })
}

/** The page with every mistake explained. */
export function answerInvalid(post: Post, verdict: Verdict): Promise<Response> | Response {
  const { contract, page } = post
  const sentences = sentencesOf(post)
  const remarks = toNotes(post, sentences, verdict.bound)
  const errors = verdict.invalid.flatMap(({ control: index, flags }) => {
    const control = contract.controls[index]
    const place = page.places[index]
    if (control === undefined || place === undefined) return []
    const upload = verdict.uploads.find((candidate) => candidate.control === index)?.upload
    const value = verdict.bound[index]?.[0] ?? ''
    const text = describeInvalid(sentences, control, place, flags, value, upload?.size)
    remarks.set(index, { kind: 'error', text })
    return [{ name: control.name, id: place.id, label: place.label, flags, message: text }]
  })
  if (wantsJson(post)) return problem(422, sentences.summary, { errors })
  return rerender(post, { status: 422, heading: sentences.summary, bound: verdict.bound, remarks })
}

/** The page with what was read of the submission, and why nothing was kept of it. */
export function answerRefused(post: Post, refused: Refused): Promise<Response> | Response {
  const { status, entries } = refused
  const sentences = sentencesOf(post)
  const heading = toHeading(refused, sentences, post.page.language)
  const retry = RETRY_AFTER[status]
  const headers: Record<string, string> = retry === undefined ? {} : { 'retry-after': retry }
  if (wantsJson(post)) return problem(status, refused.detail ?? heading, { headers })
  if (status === 415) return problem(status, refused.detail ?? heading)
  const { bound } = bindEntries(post.contract.controls, entries)
  return rerender(post, {
    status,
    heading,
    bound,
    remarks: toNotes(post, sentences, bound),
    headers,
  })
}

function toHeading({ status, limit }: Refused, sentences: Sentences, language: string): string {
  if (status === 429) return sentences.tooOften
  if (status === 503) return sentences.unavailable
  if (limit === undefined) return sentences.broken
  return sentences.tooLarge.replace('{limit}', formatSize(limit, language))
}

/** Says at each field that the page does not fill in again that it has to be filled in again. */
function toNotes(
  { contract }: Post,
  sentences: Sentences,
  bound: readonly (readonly string[])[],
): Map<number, Remark> {
  const notes = new Map<number, Remark>()
  for (const [index, { type }] of contract.controls.entries()) {
    const isSent = (bound[index] ?? []).some((value) => value !== '')
    if (isSent && type === 'password') {
      notes.set(index, { kind: 'note', text: sentences.passwordAgain })
    }
    if (isSent && type === 'file') notes.set(index, { kind: 'note', text: sentences.fileAgain })
  }
  return notes
}

function wantsJson({ request }: Post): boolean {
  return prefersJson(request.headers.get('accept'))
}

/** In the language of the page that the form was sent from. */
function sentencesOf({ context: { site }, page }: Post): Sentences {
  return findMessages(site.messages ?? {}, page.language)
}

async function rerender(
  post: Post,
  state: Omit<FormState, 'address' | 'titlePrefix'>,
): Promise<Response> {
  const { env, context, contract, page } = post
  const address = context.url.pathname + context.url.search
  const { titlePrefix } = sentencesOf(post)
  const plan = createPlan(contract, page, { ...state, address, titlePrefix })
  return renderForm(await fetchPage(env, page.path), plan)
}
