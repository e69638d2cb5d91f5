/** Run-time half of search: `GET /search?q=` answers with the site's search page, `GET /api/search?q=` with JSON. */
import type { IRequestStrict } from 'itty-router'

import { problem } from '../core/problem.ts'
import { createReader, fetchPage, fillPage, type AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import { createEngine, DEFAULT_LIMIT, MAX_LIMIT, type SearchEngine } from './engine.ts'
import type { SearchIndex } from './format.ts'
import { MAX_QUERY_LENGTH } from './query.ts'
import { NOTHING_ASKED, searchUrl, toFields } from './view.ts'
import { warmUp } from './warm.ts'

export type SearchHandler = (
  request: IRequestStrict,
  env: AssetsEnv,
  context: Context,
) => Promise<Response>

export interface SearchPageOptions {
  /** How many results a page shows, 1 to 20. */
  readonly pageSize?: number
}

/** The region of a page that results are shown in: `data-leanto="search"`. */
const REGION = 'search'
const MAX_OFFSET = 100_000
const API_HEADERS = { 'access-control-allow-origin': '*' }
// The index changes with the next deploy, which a cache cannot see.
const API_CACHING = 'public, max-age=60'

// One engine for each index: what it has read stays in memory as long as the isolate does.
const engines = new WeakMap<SearchIndex, SearchEngine>()

void warmUp()

/**
 * Answers `GET /search?q=&page=` with the page that holds the `search` region, filled. Without a question it redirects
 * there.
 */
export function search({ pageSize = DEFAULT_LIMIT }: SearchPageOptions = {}): SearchHandler {
  const size = Math.min(MAX_LIMIT, Math.max(1, pageSize))
  return async (_request, env, context) => {
    const { url, site } = context
    const pagePath = site.regions[REGION]
    if (pagePath === undefined) {
      return problem(404, 'This site has no page with data-leanto="search" to show results on.')
    }
    const query = readQuery(url)
    if (query === '') return answerUnasked(env, url, pagePath)
    const page = readCount(url, 'page', 1, Math.floor(MAX_OFFSET / size), 1)
    const refused = refuseQuery(query) ?? refuseCount(page)
    if (refused !== undefined) return refused
    const number = page.value ?? 1
    const [answer, template] = await Promise.all([
      engineOf(site.search, env).search(query, { limit: size, offset: (number - 1) * size }),
      fetchPage(env, pagePath),
    ])
    return fillPage(template, {
      [REGION]: toFields(answer, { path: url.pathname, page: number, size }),
    })
  }
}

/** Answers `GET /api/search?q=&limit=&offset=` with JSON, to programs of any origin. */
export function searchApi(): SearchHandler {
  return async (_request, env, { url, site }) => {
    const query = readQuery(url)
    const limit = readCount(url, 'limit', 1, MAX_LIMIT, DEFAULT_LIMIT)
    const offset = readCount(url, 'offset', 0, MAX_OFFSET, 0)
    const refused = refuseMissing(query) ?? refuseQuery(query) ?? refuseCount(limit, offset)
    if (refused !== undefined) return refused
    const options = { limit: limit.value ?? DEFAULT_LIMIT, offset: offset.value ?? 0 }
    const answer = await engineOf(site.search, env).search(query, options)
    const headers = { ...API_HEADERS, 'cache-control': API_CACHING }
    return Response.json({ ...answer, ...options }, { headers })
  }
}

function engineOf(index: SearchIndex, env: AssetsEnv): SearchEngine {
  const engine = engines.get(index) ?? createEngine(index, createReader(env))
  engines.set(index, engine)
  return engine
}

async function answerUnasked(env: AssetsEnv, url: URL, pagePath: string): Promise<Response> {
  // Where the static page has the very path that the Worker answers, a redirect would never end.
  if (pagePath === url.pathname) {
    return fillPage(await fetchPage(env, pagePath), { [REGION]: NOTHING_ASKED })
  }
  return new Response(null, { status: 303, headers: { location: pagePath } })
}

function readQuery(url: URL): string {
  return (url.searchParams.get('q') ?? '').trim()
}

interface Count {
  /** Undefined when what came is no number within the bounds. */
  readonly value: number | undefined
  readonly expected: string
}

function readCount(url: URL, name: string, least: number, most: number, fallback: number): Count {
  const text = url.searchParams.get(name) ?? String(fallback)
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  return {
    value: value >= least && value <= most ? value : undefined,
    expected: `Expected ${name} to be a number from ${least} to ${most}, got ${JSON.stringify(text.slice(0, 40))}.`,
  }
}

function refuseMissing(query: string): Response | undefined {
  if (query !== '') return undefined
  const example = searchUrl('/api/search', 'words', 1)
  return refuse(`Expected the parameter q with what to search for, as in ${example}.`)
}

function refuseQuery(query: string): Response | undefined {
  if (query.length <= MAX_QUERY_LENGTH) return undefined
  return refuse(`Expected q to have at most ${MAX_QUERY_LENGTH} characters, got ${query.length}.`)
}

function refuseCount(...counts: readonly Count[]): Response | undefined {
  const bad = counts.find(({ value }) => value === undefined)
  return bad && refuse(bad.expected)
}

function refuse(detail: string): Response {
  return problem(400, detail, { headers: API_HEADERS })
}
