/** The run-time half of forms: answers `/forms/<name>`. */
import type { IRequestStrict } from 'itty-router'

import { problem } from '../core/problem.ts'
import type { InboxEnv } from '../inbox/serve-env.ts'
import type { AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import { findContract, type FormContract, type FormPage } from './format.ts'
import { answerPost } from './serve-post.ts'
import { answerChallenge } from './serve-proof.ts'
import type { RateEnv } from './serve-rate.ts'
import { PAGE_PARAMETER } from './serve-rerender.ts'
import type { TurnstileEnv } from './serve-turnstile.ts'

/** The bindings that forms use; the project's `Env` extends it. All but the assets and the database are optional. */
export interface FormsEnv extends AssetsEnv, InboxEnv, RateEnv, TurnstileEnv {}

export interface FormsOptions {
  /** The time of a submission; the clock's by default. */
  readonly now?: () => Date
  /** Makes the ids of submissions; random by default. */
  readonly createId?: () => string
}

type FormsHandler = (request: IRequestStrict, env: FormsEnv, context: Context) => Promise<Response>

/** Answers submissions of every form of the site. Mount it for all methods at `/forms/*`. */
export function forms(options: FormsOptions = {}): FormsHandler {
  return async (request, env, context) => {
    const [name = '', action = ''] = context.url.pathname
      .replace(/^\/forms\//, '')
      .replace(/\/$/, '')
      .split('/')
    const contract = findContract(context.site.forms, name)
    if (contract === undefined || !['', 'challenge'].includes(action)) {
      return problem(404, `expected the name of a form of this site, got "${name.slice(0, 100)}"`)
    }
    const page = choosePage(contract, context.url, request.headers.get('referer'))
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return action === '' ? seeOther(page.path) : challenge(contract, env, options)
      case 'POST':
        if (action !== '') {
          return problem(405, 'expected GET or HEAD, got POST', { headers: { allow: 'GET, HEAD' } })
        }
        return answerPost({ request, env, context, contract, page, options })
      default:
        return problem(405, `expected GET, HEAD or POST, got ${request.method}`, {
          headers: { allow: 'GET, HEAD, POST' },
        })
    }
  }
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

async function challenge(
  { name, options }: FormContract,
  { DB }: FormsEnv,
  { now = () => new Date() }: FormsOptions,
): Promise<Response> {
  if (options.proof !== true) {
    return problem(404, `expected a form with data-proof-of-work, got "${name}"`)
  }
  if (DB === undefined) return problem(503, 'expected a D1 binding "DB" in wrangler.toml')
  try {
    return await answerChallenge(DB, name, now())
  } catch (error) {
    console.error('no challenge was made', error)
    return problem(503, 'the database does not answer just now', {
      headers: { 'retry-after': '10' },
    })
  }
}
