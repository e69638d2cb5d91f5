/** The Worker shell: one list of routes, one catch, and the same care for every answer. */
import { Router, StatusError, type IRequestStrict, type RouterType } from 'itty-router'

import { UnavailableError } from '../core/errors.ts'
import { decodePathPart } from '../core/http.ts'
import { problem } from '../core/problem.ts'
import type { InboxEnv } from '../inbox/serve-env.ts'
import type { InboxSettings } from '../inbox/target.ts'
import type { AssetsEnv } from '../page/serve.ts'
import type { Context } from './context.ts'
import type { Site } from './format.ts'
import { runSchedules, takeMessages } from './serve-background.ts'
import { finishResponse } from './serve-finish.ts'
import { holdForBody } from './serve-hold.ts'

export type { Context } from './context.ts'
export type { Site } from './format.ts'
export { openapi, type OpenApiHandler, type OpenApiOptions } from './serve-openapi.ts'

/** Statuses of answers that may come before the request's body was read to its end. */
const LEAVES_BODY: ReadonlySet<number> = new Set([400, 403, 404, 405, 413, 415, 429, 500, 503])

/** The bindings of `wrangler.toml` that the toolkit knows; extend it with your own. */
export interface LeantoEnv extends AssetsEnv, InboxEnv {}

/** A handler gets the request, the bindings and the context; what it returns is a `Response` or becomes JSON. */
export type LeantoRouter<Env> = RouterType<IRequestStrict, [Env, Context]>

/**
 * Makes the Worker of a site.
 * @param site - from the generated module `leanto:site`
 * @param mount - puts the routes on the router; the first that matches and returns something answers
 * @param settings - whom to tell of submissions, and with what to answer them
 */
export function createWorker<Env extends AssetsEnv & InboxEnv = LeantoEnv>(
  site: Site,
  mount: (router: LeantoRouter<Env>) => void,
  settings: InboxSettings = {},
): ExportedHandler<Env> {
  const router: LeantoRouter<Env> = Router<IRequestStrict, [Env, Context]>()
  mount(router)
  for (const [, , handlers] of router.routes) handlers.unshift(decodeParams)
  return {
    async fetch(request, env, execution) {
      const url = new URL(request.url)
      const context: Context = {
        site,
        url,
        settings,
        access: execution.access,
        waitUntil: (promise) => {
          execution.waitUntil(promise)
        },
      }
      const response = await answer(router, request, env, context)
      const finished = await finishResponse(response, request, env, context)
      return LEAVES_BODY.has(finished.status) ? holdForBody(finished, request, context) : finished
    },
    scheduled: (controller, env) => runSchedules(controller, env, site, settings),
    queue: (batch, env) => takeMessages(batch, env, site, settings),
  }
}

async function answer<Env>(
  router: LeantoRouter<Env>,
  request: Request,
  env: Env,
  context: Context,
): Promise<Response> {
  if (isPrivate(context.url)) return problem(404, `There is nothing at ${context.url.pathname}.`)
  try {
    // HEAD is GET without the content (RFC 9110, section 9.3.2).
    const routed = request.method === 'HEAD' ? new Request(request, { method: 'GET' }) : request
    const value: unknown = await router.fetch(routed, env, context)
    if (value instanceof Response) return value
    return value === undefined ? answerMissing(router, context.url) : Response.json(value)
  } catch (cause) {
    return answerError(cause)
  }
}

/** Files that the Worker reads and nobody else may, whatever an owner's routes hand out. */
function isPrivate({ pathname }: URL): boolean {
  return (decodePathPart(pathname) ?? pathname).startsWith('/_leanto/private/')
}

/** Gives handlers the parts of the path as text: `J%C3%BCrgen` is `Jürgen`. */
function decodeParams({ params }: IRequestStrict): Response | undefined {
  for (const [name, part] of Object.entries(params)) {
    const text = decodePathPart(part)
    if (text === undefined)
      return problem(400, `Expected percent-encoded UTF-8 in the path, got "${part}".`)
    params[name] = text
  }
  return undefined
}

/** Nothing answered: another method may, or nothing does (RFC 9110, sections 15.5.5 and 15.5.6). */
function answerMissing<Env>(router: LeantoRouter<Env>, { pathname }: URL): Response {
  const methods = router.routes.filter(([, path]) => path.test(pathname)).map(([method]) => method)
  if (methods.length === 0 || methods.includes('ALL'))
    return problem(404, `There is nothing at ${pathname}.`)
  const allowed = new Set(
    methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method)),
  )
  const allow = [...allowed].join(', ')
  return problem(405, `${pathname} takes ${allow}.`, { headers: { allow } })
}

/** The one catch: the visitor gets a reference, the log what happened. */
function answerError(cause: unknown): Response {
  if (cause instanceof StatusError && cause.status < 500)
    return problem(cause.status, cause.message)
  const reference = crypto.randomUUID()
  console.error(reference, cause)
  if (cause instanceof UnavailableError) {
    const detail = `This part of the site does not answer just now. Reference: ${reference}`
    return problem(503, detail, { headers: { 'retry-after': '10' } })
  }
  return problem(500, `Something went wrong on our side. Reference: ${reference}`)
}
