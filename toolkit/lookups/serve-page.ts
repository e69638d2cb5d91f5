/** Shows a lookup to people: its page, filled with what was asked, or as it is. */
import { problem } from '../core/problem.ts'
import { fetchPage, fillPage, type AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import type { LookupIndex } from './format.ts'
import { answerPage, failedFields, type PageAnswer, type PageMove } from './page-answer.ts'
import { readAbout } from './serve-api.ts'
import { isFileFault, toAbsolute, type Opened } from './serve-open.ts'

/** A request of a person about one lookup. */
export interface PageCall extends Opened {
  readonly request: Request
  readonly env: AssetsEnv
  readonly context: Context
  /** `''` for none. */
  readonly key: string
}

export async function showPage(call: PageCall): Promise<Response> {
  const { index, request, env, context } = call
  const region = `lookup:${index.name}`
  const page = context.site.regions[region]
  if (page === undefined) return problem(404, withoutPage(index.name))
  const answer = await ask(call)
  if (answer === undefined) return answerStatic(request, env, context.url.pathname, page)
  if (answer === FAILED) return showFailure(call, page, region)
  if ('goTo' in answer) return moveTo(answer)
  const { status, data, canonical, jsonLd, isKept } = answer
  const head = { canonical, ...(jsonLd && { jsonLd }) }
  const filled = fillPage(await fetchPage(env, page), { [region]: data }, status, head)
  if (!isKept) filled.headers.set('x-robots-tag', 'noindex')
  return filled
}

const FAILED = Symbol('a file did not come')

async function ask(call: PageCall): Promise<PageAnswer | PageMove | undefined | typeof FAILED> {
  const { index, engine, key, context } = call
  try {
    return await answerPage(index, engine, key, context.url.searchParams, {
      toUrl: (path) => toAbsolute(path, context),
      readAbout: () => readAbout(call),
      random: Math.random,
    })
  } catch (error) {
    if (!isFileFault(error)) throw error
    console.error('a lookup did not answer', error)
    return FAILED
  }
}

/** The rest of the site goes on, and so does the page: it says what is wrong. */
async function showFailure(
  { index, env, context }: PageCall,
  page: string,
  region: string,
): Promise<Response> {
  const data = failedFields(index, context.url.searchParams)
  const filled = fillPage(await fetchPage(env, page), { [region]: data }, 503)
  filled.headers.set('retry-after', '10')
  return filled
}

function moveTo({ goTo }: PageMove): Response {
  return new Response(null, {
    status: 303,
    headers: { location: goTo, 'cache-control': 'no-store' },
  })
}

function withoutPage(name: LookupIndex['name']): string {
  return `No page of this site shows the lookup ${name}. Programs find it at /api/lookups/${name}.`
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
