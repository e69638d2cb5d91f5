/** The run-time half of forms: answers `/forms/<name>`. */
import type { IRequestStrict } from 'itty-router'

import { prefersJson } from '../core/http.ts'
import { problem } from '../core/problem.ts'
import { createId, storeSubmission, type InboxEnv, type Submission } from '../inbox/serve-store.ts'
import { fetchPage, type AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import { readEntries } from './entries.ts'
import { findContract, type FormContract, type FormPage } from './format.ts'
import { toLimits } from './limits.ts'
import { describeInvalid, findMessages } from './messages.ts'
import { createPlan, type FormState } from './render-plan.ts'
import { isCrossSite } from './serve-origin.ts'
import { PAGE_PARAMETER, renderForm } from './serve-rerender.ts'
import { sayUnavailable } from './unavailable.ts'
import { validate, type Verdict } from './validate.ts'

/** The bindings that forms need; the project's `Env` extends it. */
export interface FormsEnv extends AssetsEnv, InboxEnv {}

export interface FormsOptions {
  /** The time of a submission; the clock's by default. */
  readonly now?: () => Date
  /** Makes the ids of submissions; random by default. */
  readonly createId?: () => string
}

type FormsHandler = (request: IRequestStrict, env: FormsEnv, context: Context) => Promise<Response>

// A visitor may try again after this many seconds.
const RETRY_AFTER = '10'

/** Answers submissions of every form of the site. Mount it for all methods at `/forms/*`. */
export function forms(options: FormsOptions = {}): FormsHandler {
  return async (request, env, context) => {
    const name = context.url.pathname.replace(/^\/forms\//, '').replace(/\/$/, '')
    const contract = findContract(context.site.forms, name)
    if (contract === undefined) {
      return problem(404, `expected the name of a form of this site, got "${name.slice(0, 100)}"`)
    }
    const page = choosePage(contract, context.url, request.headers.get('referer'))
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return seeOther(page.path)
      case 'POST':
        return answerPost({ request, env, context, contract, page, options })
      default:
        return problem(405, `expected GET, HEAD or POST, got ${request.method}`, {
          headers: { allow: 'GET, HEAD, POST' },
        })
    }
  }
}

interface Post {
  readonly request: IRequestStrict
  readonly env: FormsEnv
  readonly context: Context
  readonly contract: FormContract
  readonly page: FormPage
  readonly options: FormsOptions
}

/** The page that the visitor came from, where the form stands on several: as a page shown again says, or the browser. */
function choosePage({ name, pages }: FormContract, url: URL, referer: string | null): FormPage {
  const came = referer !== null && URL.canParse(referer) ? new URL(referer).pathname : ''
  const path = trimSlash(url.searchParams.get(PAGE_PARAMETER) ?? came)
  const page = pages.find((candidate) => trimSlash(candidate.path) === path) ?? pages[0]
  if (page === undefined) throw new Error(`the contract of the form "${name}" has no page`)
  return page
}

function trimSlash(path: string): string {
  return path.replace(/\/$/, '')
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } })
}

async function answerPost(post: Post): Promise<Response> {
  const { request, context, contract } = post
  if (isCrossSite(request.headers, context.url.origin)) {
    return problem(403, 'expected a submission from a page of this site, got one from another site')
  }
  const limits = toLimits(contract)
  const read = await readEntries(request, limits, contract.controls)
  if (read.kind === 'refused') return problem(read.status, read.detail)
  const verdict = validate(contract, read.entries)
  if (verdict.invalid.length > 0) return answerInvalid(post, verdict)
  const stored = JSON.stringify([verdict.fields, verdict.extra])
  if (new TextEncoder().encode(stored).length > limits.storedBytes) {
    return problem(413, `expected at most ${limits.storedBytes} bytes`)
  }
  return answerValid(post, verdict)
}

function answerInvalid(post: Post, { invalid, bound }: Verdict): Promise<Response> | Response {
  const { contract, page } = post
  const sentences = findMessages(page.language)
  const messages = new Map<number, string>()
  const errors = invalid.flatMap(({ control: index, flags }) => {
    const control = contract.controls[index]
    const place = page.places[index]
    if (control === undefined || place === undefined) return []
    const message = describeInvalid(sentences, control, place, flags, bound[index]?.[0] ?? '')
    messages.set(index, message)
    return [{ name: control.name, id: place.id, label: place.label, flags, message }]
  })
  if (wantsJson(post)) return problem(422, sentences.summary, { errors })
  return rerender(post, {
    status: 422,
    titlePrefix: sentences.titlePrefix,
    address: toAddress(post),
    heading: sentences.summary,
    bound,
    messages,
  })
}

async function answerValid(post: Post, verdict: Verdict): Promise<Response> {
  const { env, contract, page, options } = post
  const submission: Submission = {
    id: (options.createId ?? createId)(),
    form: contract.name,
    page: page.path,
    receivedAt: options.now?.() ?? new Date(),
    language: page.language,
    fields: verdict.fields,
    extra: verdict.extra,
  }
  if (!(await isKept(env, submission))) return answerUnavailable(post, verdict)
  if (!wantsJson(post)) return seeOther(page.thanks)
  return Response.json({ id: submission.id, location: page.thanks }, { status: 201 })
}

/** A failure of the database is the visitor's to know and the owner's to read: not lost, but shown and logged. */
async function isKept({ DB }: FormsEnv, submission: Submission): Promise<boolean> {
  if (DB === undefined) {
    console.error('the form was not stored: wrangler.toml has no D1 binding "DB"')
    return false
  }
  try {
    await storeSubmission(DB, submission)
    return true
  } catch (error) {
    console.error('the form was not stored', error)
    return false
  }
}

function answerUnavailable(post: Post, { bound }: Verdict): Promise<Response> | Response {
  const { language } = post.page
  const headers = { 'retry-after': RETRY_AFTER }
  const heading = sayUnavailable(language)
  if (wantsJson(post)) return problem(503, heading, { headers })
  const { titlePrefix } = findMessages(language)
  const address = toAddress(post)
  const messages = new Map<number, string>()
  return rerender(post, { status: 503, titlePrefix, address, heading, bound, messages, headers })
}

function toAddress({ context }: Post): string {
  return context.url.pathname + context.url.search
}

function wantsJson({ request }: Post): boolean {
  return prefersJson(request.headers.get('accept'))
}

async function rerender({ env, contract, page }: Post, state: FormState): Promise<Response> {
  return renderForm(await fetchPage(env, page.path), createPlan(contract, page, state))
}
