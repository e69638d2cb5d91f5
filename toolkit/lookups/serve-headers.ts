/** What every answer for programs says of itself: who may read it, who may keep it, and how to ask whether it changed. */
import { fnv1a } from '../core/hash.ts'
import { problem } from '../core/problem.ts'
import type { Context } from '../site/context.ts'
import type { Format } from './api-format.ts'
import type { LookupIndex } from './format.ts'
import { ParameterError } from './parse-question-parameters.ts'
import type { QuestionError } from './question.ts'

/** Anyone's page may ask, and nothing of an answer is about who asks. Some headers no page sees unless told. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, link, location, content-disposition',
}

// The data changes with a deploy alone; a copy that is older is asked for by its tag.
const CACHED = 'public, max-age=3600'

/** Counts the changes of what answers look like, which the hash of the data does not. */
const ANSWERS = 2

/** The headers of an answer that caches may keep. */
export function cachedHeaders(tag: string): Record<string, string> {
  return { ...OPEN, vary: 'accept', 'cache-control': CACHED, etag: tag }
}

/** The headers of an answer that is another the next time. */
export function freshHeaders(): Record<string, string> {
  return { ...OPEN, vary: 'accept', 'cache-control': 'no-store' }
}

/**
 * The tag of the answer to a URL in a format: known before the answer is. Weak (RFC 9110, section 8.8.1), since what
 * stands between may compress it.
 */
export function tagOf(
  indexes: readonly LookupIndex[],
  { url, site }: Pick<Context, 'url' | 'site'>,
  format: Format,
): string {
  const asked = [ANSWERS, url.pathname, url.search, format, site.url, ...indexes.map(shownOf)]
  const hash = fnv1a(JSON.stringify(asked)).toString(16).padStart(8, '0')
  return `W/"${[...indexes.slice(0, 1).map((index) => index.hash), hash].join('-')}"`
}

/** What answers show of a lookup beside its rows. */
function shownOf(index: LookupIndex): unknown {
  const { hash, name, title, description, licence, attribution, source, updated, rows } = index
  return [hash, name, title, description, licence, attribution, source, updated, rows]
}

/** Whether a request has the answer with a tag already (RFC 9110, section 13.1.2: weak comparison). */
export function hasTag(request: Request, tag: string): boolean {
  const known = request.headers.get('if-none-match')
  if (known === null) return false
  return known.split(',').some((one) => opaque(one) === opaque(tag))
}

function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}

/** A problem that pages of other sites may read too. */
export function apiProblem(
  status: number,
  detail: string,
  more: { readonly errors?: readonly unknown[]; readonly headers?: Record<string, string> } = {},
): Response {
  return problem(status, detail, { ...more, headers: { ...OPEN, ...more.headers } })
}

/** A question that is wrong, with the parameter that is. */
export function questionProblem(error: QuestionError): Response {
  const { message } = error
  if (!(error instanceof ParameterError)) return apiProblem(400, message)
  return apiProblem(400, message, { errors: [{ parameter: error.parameter, detail: message }] })
}

/** What a browser asks before the pages of other sites may post (Fetch, section "CORS-preflight fetch"). */
export function answerPreflight(allow: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...OPEN,
      allow,
      'access-control-allow-methods': allow,
      'access-control-allow-headers': 'accept, content-type, if-none-match',
      'access-control-max-age': '86400',
    },
  })
}
