/** Search for programs: `/api/search` and what lies below it. */
import { problem } from '../core/problem.ts'
import type { Context } from '../site/context.ts'
import { DEFAULT_LIMIT, MAX_LIMIT } from './engine.ts'
import { answerQuestion, isPersonal, RETRY_SECONDS, type Asker } from './serve-answer.ts'
import { answerAsked } from './serve-insight.ts'
import { respondJson, toJson, withCors } from './serve-json.ts'
import {
  languagesOf,
  type SearchEnv,
  type SearchHandler,
  type SearchOptions,
} from './serve-options.ts'
import { isAsked, MAX_OFFSET, readCount, readQuestion, type Question } from './serve-question.ts'
import { MAX_SUGGESTIONS, SUGGESTIONS_TYPE, toSuggestions } from './serve-suggest.ts'
import { searchUrl } from './view.ts'

/**
 * Answers programs of any origin: `GET /api/search?q=&limit=&offset=&filter.<name>=&sort=&lang=` with JSON, and
 * `GET /api/search/suggest?q=` with what an address bar offers. `POST /api/search/asked` counts what a page has answered
 * by itself.
 */
export function searchApi<Env extends SearchEnv = SearchEnv>(
  options: SearchOptions<Env> = {},
): SearchHandler<Env> {
  return async (request, env, context) => {
    const { pathname, searchParams } = context.url
    const name = pathBelow(request.route, pathname)
    if (name === 'asked') return answerTold(request, env, context)
    if (name !== '' && name !== 'suggest')
      return withCors(problem(404, `There is nothing at ${pathname}.`))
    if (request.method !== 'GET') return withCors(refuseMethod(pathname, 'GET, HEAD'))
    const question = readQuestion(searchParams, languagesOf(context, options))
    if (question instanceof Response) return withCors(question)
    const asker = { request, env, site: context.site, visible: options.visible }
    return (name === '' ? answerJson : answerSuggest)(asker, question, context)
  }
}

async function answerJson<Env extends SearchEnv>(
  asker: Asker<Env>,
  question: Question,
  { url: { pathname, searchParams } }: Context,
): Promise<Response> {
  if (!isAsked(question)) return withCors(refuseUnasked(pathname))
  const limit = readCount(searchParams, {
    name: 'limit',
    least: 1,
    most: MAX_LIMIT,
    otherwise: DEFAULT_LIMIT,
  })
  if (limit instanceof Response) return withCors(limit)
  const offset = readCount(searchParams, {
    name: 'offset',
    least: 0,
    most: MAX_OFFSET,
    otherwise: 0,
  })
  if (offset instanceof Response) return withCors(offset)
  const answer = await answerQuestion(asker, question, { offset, limit })
  if (answer === undefined) return withCors(refuseFailed())
  const caching = isPersonal(asker, question) ? 'personal' : 'public'
  return respondJson(toJson(answer, question, { offset, limit }), asker.request, caching)
}

async function answerSuggest<Env extends SearchEnv>(
  asker: Asker<Env>,
  question: Question,
  { site, url }: Context,
): Promise<Response> {
  const part = { offset: 0, limit: MAX_SUGGESTIONS }
  const answer = isAsked(question) ? await answerQuestion(asker, question, part) : { results: [] }
  if (answer === undefined) return withCors(refuseFailed())
  const value = toSuggestions(question.query, answer.results, site.url ?? url.origin)
  const caching = isPersonal(asker, question) ? 'personal' : 'public'
  return respondJson(value, asker.request, caching, SUGGESTIONS_TYPE)
}

async function answerTold(request: Request, env: SearchEnv, context: Context): Promise<Response> {
  if (request.method !== 'POST') return refuseMethod(context.url.pathname, 'POST')
  return context.site.insight === false
    ? new Response(null, { status: 204 })
    : answerAsked(request, env, context)
}

/** What follows the path of a route such as `/api/search/*`. */
function pathBelow(route: string, pathname: string): string {
  const parts = (path: string): string[] => path.split('/').filter((part) => part !== '')
  const depth = parts(route).filter((part) => part !== '*').length
  return parts(pathname).slice(depth).join('/')
}

function refuseUnasked(pathname: string): Response {
  const example = searchUrl(pathname, 'words', 1)
  return problem(400, `Expected the parameter q with what to search for, as in ${example}.`)
}

function refuseFailed(): Response {
  return problem(503, 'Search does not answer just now: a file of its index could not be read.', {
    headers: { 'retry-after': RETRY_SECONDS },
  })
}

function refuseMethod(pathname: string, allow: string): Response {
  return problem(405, `${pathname} takes ${allow}.`, { headers: { allow } })
}
