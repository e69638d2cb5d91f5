/** Run-time half of the lookups: pages at `/lookups/*`, answers for programs at `/api/lookups/*`. */
import type { IRequestStrict } from 'itty-router'

import { problem } from '../core/problem.ts'
import type { Context } from '../site/context.ts'
import { keyOf, parseAddress } from './address.ts'
import { summarise } from './api-about.ts'
import { splitSuffix } from './api-format.ts'
import type { Lookup } from './define.ts'
import { createFileCache } from './file-cache.ts'
import { answerCall } from './serve-api.ts'
import { answerPreflight, apiProblem, cachedHeaders, hasTag, tagOf } from './serve-headers.ts'
import {
  MALFORMED,
  openLookup,
  readIndex,
  readIndexes,
  toAbsolute,
  unknownLookup,
  type LookupsEnv,
} from './serve-open.ts'
import { showPage } from './serve-page.ts'

export {
  defineLookup,
  type ColumnOptions,
  type CsvOptions,
  type Lookup,
  type LookupOptions,
  type RangeOptions,
  type RemoteSource,
  type SourceFormat,
} from './define.ts'

/** Answers one request about the lookups. */
export type LookupsHandler = (
  request: IRequestStrict,
  env: LookupsEnv,
  context: Context,
) => Promise<Response>

/**
 * Answers people at `/lookups/*`: `/lookups/cities/2988507`, `/lookups/cities?find=par`, with the page that holds the
 * region `lookup:cities`, filled. An unknown key is a 404 with the same page, a question that is wrong a 400 with it. A
 * lookup without a question goes to the page as it is; `/lookups/cities/about` says what its columns hold.
 */
export function lookups(...declared: readonly Lookup[]): LookupsHandler {
  const cache = createFileCache()
  return async (request, env, context) => {
    const address = parseAddress(context.url.pathname, '/lookups')
    if (address === undefined) return problem(400, MALFORMED)
    if (address.name === '') return env.ASSETS.fetch(new Request(request))
    const index = readIndex(address.name, declared, context)
    if (index === undefined) return problem(404, unknownLookup(address.name, declared))
    const key = keyOf(index, address.parts)
    return showPage({ ...openLookup(index, env, context, cache), request, env, context, key })
  }
}

/**
 * Answers programs at `/api/lookups/*` as JSON, or as CSV, NDJSON or GeoJSON where `?format=`, a suffix or `Accept` asks
 * for it. Mount it with `router.all`: it answers GET and HEAD, POST with many keys, and OPTIONS, so that the pages of
 * every site may ask (CORS).
 */
export function lookupsApi(...declared: readonly Lookup[]): LookupsHandler {
  const cache = createFileCache()
  return async (request, env, context) => {
    const { pathname } = context.url
    const address = parseAddress(pathname, '/api/lookups')
    if (address === undefined) return apiProblem(400, MALFORMED)
    const { name, parts } = address
    const takesPost = name !== '' && parts.every((part) => part === '')
    const allow = takesPost ? 'GET, HEAD, POST' : 'GET, HEAD'
    if (request.method === 'OPTIONS') return answerPreflight(`${allow}, OPTIONS`)
    if (!allow.split(', ').includes(request.method)) {
      return apiProblem(405, `${pathname} takes ${allow}.`, { headers: { allow } })
    }
    if (name === '') return answerList(request, declared, context)
    const { text, format: suffix } = splitSuffix(name) ?? { text: name, format: undefined }
    const index = readIndex(text, declared, context)
    if (index === undefined) return apiProblem(404, unknownLookup(text, declared))
    return answerCall({
      ...openLookup(index, env, context, cache),
      request,
      context,
      parts,
      suffix,
    })
  }
}

/** Says what lookups there are. */
function answerList(request: Request, declared: readonly Lookup[], context: Context): Response {
  const [stray] = context.url.searchParams.keys()
  if (stray !== undefined) return apiProblem(400, 'The list of lookups takes no parameters.')
  const indexes = readIndexes(declared, context)
  const tag = tagOf(indexes, context, 'json')
  const headers = cachedHeaders(tag)
  if (hasTag(request, tag)) return new Response(null, { status: 304, headers })
  const list = indexes.map((index) => summarise(index, (path) => toAbsolute(path, context)))
  return Response.json({ lookups: list }, { headers })
}
