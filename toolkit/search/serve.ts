/** Run-time half of search: `/search` answers with the site's search page, filled; `/api/search` with JSON. */
import { problem } from '../core/problem.ts'
import { fetchPage, fillPage, type AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import { DEFAULT_LIMIT, MAX_LIMIT } from './engine.ts'
import { answerQuestion, isPersonal, RETRY_SECONDS } from './serve-answer.ts'
import { recordSearch } from './serve-insight.ts'
import type { Language, Languages } from './serve-languages.ts'
import {
  languagesOf,
  type SearchEnv,
  type SearchHandler,
  type SearchPageOptions,
} from './serve-options.ts'
import { isAsked, MAX_OFFSET, readCount, readQuestion, type Question } from './serve-question.ts'
import { NOTHING_ASKED, toFailure, toFields, type Asked } from './view.ts'
import { searchApi } from './serve-api.ts'
import { warmUp } from './serve-warm.ts'

export { searchApi }
export type { SearchHit } from './hit.ts'
export type { Visible } from './serve-answer.ts'
export type { SearchHandler, SearchOptions, SearchPageOptions } from './serve-options.ts'

/** The region of a page that results are shown in: `data-leanto="search"`, or `search:de` for a further language. */
const REGION = 'search'

void warmUp([
  ['/search', search()],
  ['/api/search', searchApi()],
])

/**
 * Answers `GET /search?q=&page=&filter.<name>=&sort=&lang=` with the page that holds the region of the language, filled.
 * Without a question it redirects there.
 */
export function search<Env extends SearchEnv = SearchEnv>(
  options: SearchPageOptions<Env> = {},
): SearchHandler<Env> {
  const size = Math.min(MAX_LIMIT, Math.max(1, options.pageSize ?? DEFAULT_LIMIT))
  const most = Math.floor(MAX_OFFSET / size)
  return async (request, env, context) => {
    const { url, site } = context
    const languages = languagesOf(context, options)
    const question = readQuestion(url.searchParams, languages)
    if (question instanceof Response) return question
    const place = findPlace(site.regions, question.language, languages)
    if (place === undefined) return problem(404, WITHOUT_PAGE)
    if (!isAsked(question)) return answerUnasked(env, url, place)
    const page = readCount(url.searchParams, { name: 'page', least: 1, most, otherwise: 1 })
    if (page instanceof Response) return page
    const asker = { request, env, site, visible: options.visible }
    const [answer, template] = await Promise.all([
      answerQuestion(asker, question, { offset: (page - 1) * size, limit: size }),
      fetchPage(env, place.path),
    ])
    const asked = toAsked(question, languages, { path: url.pathname, page, size })
    if (answer === undefined) return fillFailed(template, place.region, question.query, asked)
    if (site.insight !== false && page === 1)
      recordSearch(env, context, { ...answer, language: question.language.tag })
    const filled = fillPage(template, { [place.region]: toFields(answer, asked) })
    if (isPersonal(asker, question)) filled.headers.set('cache-control', 'private, no-store')
    return filled
  }
}

const WITHOUT_PAGE = 'This site has no page with data-leanto="search" to show results on.'

interface Place {
  readonly region: string
  /** Of the page that holds it. */
  readonly path: string
}

/** A language without a page of its own is answered on that of the main one. */
function findPlace(
  regions: Context['site']['regions'],
  language: Language,
  [main]: Languages,
): Place | undefined {
  const own = `${REGION}:${language.name}`
  for (const region of language === main ? [REGION, own] : [own, REGION]) {
    const path = regions[region]
    if (path !== undefined) return { region, path }
  }
  return undefined
}

async function answerUnasked(env: AssetsEnv, url: URL, { region, path }: Place): Promise<Response> {
  // Where the static page has the very path that the Worker answers, a redirect would never end.
  if (path === url.pathname)
    return fillPage(await fetchPage(env, path), { [region]: NOTHING_ASKED })
  return new Response(null, { status: 303, headers: { location: path } })
}

function toAsked(
  { filters, sort, language }: Question,
  languages: Languages,
  where: Pick<Asked, 'path' | 'page' | 'size'>,
): Asked {
  return {
    ...where,
    filters,
    sort,
    language: language === languages[0] ? '' : language.tag,
    sorts: (language.open?.sorts ?? []).map(({ name }) => name),
    languages: languages.map(({ tag }) => tag),
  }
}

/** The rest of the site goes on, and so does the page: it says what is wrong. */
function fillFailed(template: Response, region: string, query: string, asked: Asked): Response {
  const filled = fillPage(template, { [region]: toFailure(query, asked) }, 503)
  filled.headers.set('retry-after', RETRY_SECONDS)
  return filled
}
