/** The run-time half of the inbox: `/inbox` for its owner, `/api/inbox` for programs, and whom to tell of submissions. */
import type { IRequestStrict } from 'itty-router'

import { isCrossSite } from '../core/origin.ts'
import { problem } from '../core/problem.ts'
import type { AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import { answerApi } from './serve-api.ts'
import type { Call } from './serve-call.ts'
import type { InboxEnv } from './serve-env.ts'
import {
  describeClosed,
  findClosedReasons,
  findOwner,
  isOpen,
  needsSecondTry,
} from './serve-owner.ts'
import { answerPage, renderSecondTry, renderSignIn } from './serve-pages.ts'
import { ensureSchema } from './serve-schema.ts'
import { answerSignIn, answerSignOut } from './serve-sign-in.ts'

export { discord } from './serve-discord.ts'
export { email } from './serve-email.ts'
export { slack } from './serve-slack.ts'
export { telegram } from './serve-telegram.ts'
export { webhook } from './serve-webhook.ts'
export { DeliveryError } from './target.ts'
export type {
  Autoresponse,
  Bindings,
  Delivery,
  Digest,
  InboxSettings,
  Notice,
  NoticeFile,
  Target,
} from './target.ts'

/** The bindings that the inbox uses; the project's `Env` extends it. All but the assets and the database are optional. */
export interface InboxSiteEnv extends AssetsEnv, InboxEnv {}

export interface InboxOptions {
  /** The time of what an owner does; the clock's by default. */
  readonly now?: () => Date
}

type InboxHandler = (
  request: IRequestStrict,
  env: InboxSiteEnv,
  context: Context,
) => Promise<Response>

/** The pages of the inbox. Mount it for all methods at `/inbox/*`. */
export function inbox(options: InboxOptions = {}): InboxHandler {
  return guard(async (request, env, context) => {
    const now = options.now?.() ?? new Date()
    const { pathname, search } = context.url
    const show: Show = (state) => renderSignIn(env, context, state)
    const owner = await findOwner(request, env, context, now)
    if (isPath(pathname, '/inbox/sign-in')) {
      // A link may be followed twice.
      if (owner !== undefined && request.method === 'GET') return seeInbox()
      if (isOpen(env, context)) return answerSignIn(request, env, context, now, show)
    }
    if (owner !== undefined) {
      const call = { request, env, context, owner, now }
      return isPath(pathname, '/inbox/sign-out') && request.method === 'POST'
        ? answerSignOut(call)
        : answerPage(call)
    }
    if (!isOpen(env, context)) {
      return show({ status: 403, message: findClosedReasons(env, context), isClosed: true })
    }
    if (needsSecondTry(request)) return renderSecondTry(context)
    return isRead(request)
      ? show({ status: 401, back: pathname + search })
      : show(toSignedOut(request))
  })
}

/** The same as data, for the command and for programs. Mount it for all methods at `/api/inbox/*`. */
export function inboxApi(options: InboxOptions = {}): InboxHandler {
  return guard(async (request, env, context) => {
    const now = options.now?.() ?? new Date()
    const owner = await findOwner(request, env, context, now)
    if (owner !== undefined) return answerApi({ request, env, context, owner, now })
    if (!isOpen(env, context)) return problem(403, describeClosed(env, context))
    return problem(
      401,
      'expected "Authorization: Bearer" with the key of the inbox, or its cookie',
      {
        headers: { 'www-authenticate': 'Bearer realm="inbox"' },
      },
    )
  })
}

function isRead({ method }: Pick<Request, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** A session that ended in the midst of something: what was to be done has to be done again. */
function toSignedOut({ headers }: Pick<Request, 'headers'>): Parameters<Show>[0] {
  const referer = headers.get('referer') ?? ''
  const came = URL.canParse(referer) ? new URL(referer) : undefined
  return {
    status: 403,
    back: came === undefined ? '/inbox' : came.pathname + came.search,
    message: 'You are signed out, and nothing was changed. Sign in, then do it again.',
  }
}

function seeInbox(): Response {
  return new Response(null, { status: 303, headers: { location: '/inbox' } })
}

function isPath(pathname: string, path: string): boolean {
  return pathname === path || pathname === `${path}/`
}

type Show = (state: Parameters<typeof renderSignIn>[2]) => Promise<Response>

type Guarded = (request: IRequestStrict, env: Call['env'], context: Context) => Promise<Response>

/** What holds for every request: a database, tables in it, no other site's page behind it, and no failure unanswered. */
function guard(answer: Guarded): InboxHandler {
  return async (request, env, context) => {
    const { DB } = env
    if (DB === undefined) {
      return problem(403, 'expected a D1 binding "DB" in wrangler.toml, where the inbox is kept')
    }
    if (
      !['GET', 'HEAD'].includes(request.method) &&
      isCrossSite(request.headers, context.url.origin)
    ) {
      return problem(403, 'expected a request from a page of this site, got one from another site')
    }
    try {
      await ensureSchema(DB)
      return await answer(request, { ...env, DB }, context)
    } catch (cause) {
      const reference = crypto.randomUUID()
      console.error(reference, cause)
      return problem(503, `The inbox does not answer just now. Reference: ${reference}`, {
        headers: { 'retry-after': '10' },
      })
    }
  }
}
