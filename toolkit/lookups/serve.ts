/** Run-time half of the lookups: pages at `/lookups/*`, answers for programs at `/api/lookups/*`. */
import type { IRequestStrict } from 'itty-router'

import { problem } from '../core/problem.ts'
import { createReader, fetchPage, fillPage, type AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import { parseAddress } from './address.ts'
import { answerApi, answerList, apiProblem } from './api-answer.ts'
import { splitSuffix } from './api-question.ts'
import type { Lookup } from './define.ts'
import { createLookup, type LookupEngine } from './engine.ts'
import type { LookupIndex } from './format.ts'
import { answerPage } from './page-answer.ts'
import { createTextCache } from './text-cache.ts'

export { defineLookup, type Lookup, type LookupOptions } from './define.ts'

/** Answers one request about the lookups. */
export type LookupsHandler = (
  request: IRequestStrict,
  env: AssetsEnv,
  context: Context,
) => Promise<Response>

/**
 * Answers people at `/lookups/*`: `/lookups/cities/2988507`, `/lookups/cities?find=par`, with the page that holds the
 * region `lookup:cities`, filled. An unknown key is a 404 with the same page. A lookup without a question goes to the
 * page as it is.
 */
export function lookups(...declared: readonly Lookup[]): LookupsHandler {
  const cache = createTextCache()
  return async (request, env, context) => {
    const address = parseAddress(context.url.pathname, '/lookups')
    if (address === undefined) return problem(400, MALFORMED)
    if (address.name === '') return env.ASSETS.fetch(new Request(request))
    const index = readIndex(address.name, declared, context)
    if (index === undefined) return problem(404, unknownLookup(address.name, declared))
    const engine = createLookup(index, createReader(env), cache)
    return showPage({ index, engine, key: address.key }, request, env, context)
  }
}

/**
 * Answers programs at `/api/lookups/*` as JSON, or as CSV or NDJSON where `?format=`, a suffix or `Accept` asks for it.
 * Open to the pages of every site (CORS).
 */
export function lookupsApi(...declared: readonly Lookup[]): LookupsHandler {
  const cache = createTextCache()
  return async (request, env, context) => {
    const toUrl = (path: string): string => toAbsolute(path, context)
    const address = parseAddress(context.url.pathname, '/api/lookups')
    if (address === undefined) return apiProblem(400, MALFORMED)
    if (address.name === '') return answerList(readIndexes(declared, context), toUrl)

    const { key: name, format } = splitSuffix(address.name) ?? { key: address.name }
    const index = readIndex(name, declared, context)
    if (index === undefined) return apiProblem(404, unknownLookup(name, declared))
    const engine = createLookup(index, createReader(env), cache)
    const { searchParams: parameters } = context.url
    const accept = request.headers.get('accept')
    return answerApi(index, engine, { key: address.key, parameters, accept, format }, toUrl)
  }
}

const MALFORMED = 'The percent-encoding of the path is malformed, expected UTF-8.'

/** The index of a declared lookup; `undefined` for a name that is not declared. */
function readIndex(
  name: string,
  declared: readonly Lookup[],
  { site }: Context,
): LookupIndex | undefined {
  if (!declared.some((lookup) => lookup.name === name)) return undefined
  const index = site.lookups[name]
  if (index === undefined) {
    throw new Error(`the build has not compiled the lookup ${name}: its file is not in the folder`)
  }
  return index
}

function readIndexes(declared: readonly Lookup[], context: Context): LookupIndex[] {
  return declared
    .map(({ name }) => readIndex(name, declared, context))
    .filter((index) => index !== undefined)
}

function unknownLookup(name: string, declared: readonly Lookup[]): string {
  const known = declared.map((lookup) => lookup.name).join(', ')
  return `There is no lookup ${JSON.stringify(name.slice(0, 100))}. There are: ${known}.`
}

function withoutPage(name: string): string {
  return `No page of this site shows the lookup ${name}. Programs find it at /api/lookups/${name}.`
}

interface Asked {
  readonly index: LookupIndex
  readonly engine: LookupEngine
  /** Empty for none. */
  readonly key: string
}

async function showPage(
  { index, engine, key }: Asked,
  request: Request,
  env: AssetsEnv,
  { site, url }: Context,
): Promise<Response> {
  const region = `lookup:${index.name}`
  const page = site.regions[region]
  if (page === undefined) return problem(404, withoutPage(index.name))
  const answer = await answerPage(index, engine, key, url.searchParams)
  if (answer === undefined) return answerStatic(request, env, url.pathname, page)
  return fillPage(await fetchPage(env, page), { [region]: answer.data }, answer.status)
}

/** Absolute links come from the configured site, never from the request. */
function toAbsolute(path: string, { site }: Context): string {
  return site.url === undefined ? path : new URL(path, site.url).href
}

/** The page without an answer: elsewhere, or here, where going there would come back. */
async function answerStatic(
  request: Request,
  env: AssetsEnv,
  pathname: string,
  page: string,
): Promise<Response> {
  if (pathname === page) return env.ASSETS.fetch(new Request(request))
  return new Response(null, { status: 303, headers: { location: page } })
}
