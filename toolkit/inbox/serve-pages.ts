/** Which page or deed of the inbox an address names: `/inbox` and all below it, for whoever has signed in or has not. */
import { escapeHtml } from '../core/html.ts'
import { problem } from '../core/problem.ts'
import { pageHeaders, type AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import { toBackPath } from './back.ts'
import type { Call } from './serve-call.ts'
import { answerExport } from './serve-export.ts'
import { answerData } from './serve-page-data.ts'
import { answerDeliveries, answerLog } from './serve-page-deliveries.ts'
import { answerList } from './serve-page-list.ts'
import { answerActions, answerErase, answerReplay } from './serve-page-posts.ts'
import { withPage } from './serve-page-problem.ts'
import { fill } from './serve-page-show.ts'
import { answerSearches } from './serve-page-searches.ts'
import { answerSubmission } from './serve-page-submission.ts'
import { answerPersonZip } from './serve-person.ts'
import { answerFile } from './serve-read-file.ts'
import { unkept } from './serve-unkept.ts'

/** What the page to sign in at says. */
export interface SignInState {
  /** 200, or that of a refusal: 401, 403, 429, 503. */
  readonly status: number
  /** A sentence for whoever tried, or came to a closed inbox. */
  readonly message?: string
  /** Whether nobody can sign in at all: the page then says how the owner opens the inbox. */
  readonly isClosed?: boolean
  /** Where to go on: path and query of a page of the inbox; the page that was asked for by default. */
  readonly back?: string
}

type Handler = (call: Call, id: string) => Response | Promise<Response>

interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: RegExp
  readonly answer: Handler
}

const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/inbox$/, answer: answerList },
  { method: 'GET', path: /^\/inbox\/data$/, answer: answerData },
  { method: 'GET', path: /^\/inbox\/deliveries$/, answer: answerDeliveries },
  { method: 'GET', path: /^\/inbox\/searches$/, answer: answerSearches },
  { method: 'GET', path: /^\/inbox\/log$/, answer: answerLog },
  { method: 'GET', path: /^\/inbox\/export\.csv$/, answer: (call) => answerExport(call, 'csv') },
  { method: 'GET', path: /^\/inbox\/export\.json$/, answer: (call) => answerExport(call, 'json') },
  {
    method: 'GET',
    path: /^\/inbox\/export\.ndjson$/,
    answer: (call) => answerExport(call, 'ndjson'),
  },
  { method: 'GET', path: /^\/inbox\/person\.zip$/, answer: (call) => answerPersonZip(call) },
  { method: 'GET', path: /^\/inbox\/files\/([0-9a-f]{32})$/, answer: answerFile },
  { method: 'GET', path: /^\/inbox\/([0-9a-f]{32})$/, answer: answerSubmission },
  { method: 'POST', path: /^\/inbox\/actions$/, answer: answerActions },
  { method: 'POST', path: /^\/inbox\/replay$/, answer: answerReplay },
  { method: 'POST', path: /^\/inbox\/erase$/, answer: answerErase },
]

/**
 * Answers an owner at `/inbox` and below it. No answer is kept by any cache.
 * @throws what D1 throws
 */
export async function answerPage(call: Call): Promise<Response> {
  return unkept(await withPage(call, await route(call)))
}

/** Shows the page to sign in at, or that nobody can. */
export async function renderSignIn(
  env: AssetsEnv,
  { url }: Pick<Context, 'url'>,
  { status, message, isClosed = false, back }: SignInState,
): Promise<Response> {
  const fields = {
    message,
    isClosed,
    back: toBackPath(back ?? url.pathname + url.search),
    isWrong: status === 401 && message !== undefined ? 'true' : undefined,
  }
  return unkept(await fill(env, 'sign-in', fields, status))
}

/** Loads the same address again, as a page of this site: a link from elsewhere brings no cookie (`SameSite=Strict`). */
export function renderSecondTry({ url }: Pick<Context, 'url'>): Response {
  const path = escapeHtml(url.pathname + url.search)
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="robots" content="noindex"><meta http-equiv="refresh" content="0;url=${path}"><title>Inbox</title><p><a href="${path}">To the inbox</a></p></html>`
  return unkept(new Response(html, { headers: pageHeaders() }))
}

async function route(call: Call): Promise<Response> {
  const { method } = call.request
  const { pathname } = call.context.url
  const path = pathname.replace(/\/$/, '')
  const here = ROUTES.filter((one) => one.path.test(path))
  const found = here.find((one) => one.method === method)
  if (found !== undefined) return found.answer(call, found.path.exec(path)?.[1] ?? '')
  const [other] = here
  if (other === undefined) return problem(404, `There is nothing at ${pathname}.`)
  const allow = other.method === 'GET' ? 'GET, HEAD' : other.method
  return problem(405, `${pathname} takes ${allow}.`, { headers: { allow } })
}
