/** Answers a question from the indexes of its language: what everybody may find, and what this visitor may. */
import { createReader, type AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import {
  createEngine,
  MAX_LIMIT,
  type Found,
  type SearchEngine,
  type SearchResult,
} from './engine.ts'
import type { SearchIndex } from './format.ts'
import type { SearchHit } from './hit.ts'
import { mergeHits, windowOf } from './serve-merge.ts'
import type { Question } from './serve-question.ts'
import { stemFor } from './stem.ts'
import { readOrder } from './view-address.ts'

/**
 * Whether a visitor may find a private page. Only asked for pages that are private. One that throws or rejects hides
 * the page.
 */
export type Visible<Env> = (
  hit: SearchHit,
  request: Request,
  env: Env,
) => boolean | Promise<boolean>

/** Who asks, and what may be shown to them. */
export interface Asker<Env> {
  readonly request: Request
  readonly env: Env
  readonly site: Context['site']
  readonly visible: Visible<Env> | undefined
}

/** Which part of the results. */
export interface Part {
  readonly offset: number
  readonly limit: number
}

/** So many of the best private pages are looked at: each may cost a read and a decision. On long pages half as many. */
const MAX_HIDDEN = 10
/** What two indexes may read for a question, without the results of the open one. */
const OPEN_READS = 30
const HIDDEN_READS = 5

// One engine for each index: what it has read stays in memory as long as the isolate does.
const engines = new WeakMap<SearchIndex, SearchEngine>()

/** Whether the answer depends on who asks, so that nobody else may be given it. */
export function isPersonal<Env>({ visible }: Asker<Env>, { language }: Question): boolean {
  return visible !== undefined && language.hidden !== undefined
}

/** When to ask again after search has failed, in seconds. */
export const RETRY_SECONDS = '10'

/** Answers, or gives `undefined` and logs why where a file of an index cannot be read. */
export async function answerQuestion<Env extends AssetsEnv>(
  asker: Asker<Env>,
  question: Question,
  part: Part,
): Promise<SearchResult | undefined> {
  try {
    return await answer(asker, question, part)
  } catch (cause) {
    console.error('search did not answer', cause)
    return undefined
  }
}

async function answer<Env extends AssetsEnv>(
  asker: Asker<Env>,
  question: Question,
  { offset, limit }: Part,
): Promise<SearchResult> {
  const [open, hidden] = await Promise.all([
    find(
      asker,
      question,
      question.language.open,
      isPersonal(asker, question) ? OPEN_READS : undefined,
    ),
    findHidden(asker, question, limit > MAX_HIDDEN ? MAX_HIDDEN / 2 : MAX_HIDDEN),
  ])
  const { start, length } = windowOf(offset, limit, hidden.length)
  const hits = open === undefined ? [] : await readHits(open, start, length)
  const isRanked = question.sort === ''
  const { corrected, suggestion, unknown = [] } = open ?? {}
  return {
    query: open?.query ?? question.query,
    total: (open?.total ?? 0) + hidden.length,
    results: mergeHits(hidden, { start, hits }, { offset, limit, isRanked }),
    ...(corrected === undefined ? {} : { corrected }),
    ...(suggestion === undefined ? {} : { suggestion }),
    facets: open?.facets ?? [],
    unknown: hidden.length > 0 ? [] : unknown,
  }
}

/** Undefined where the index cannot have what is asked for: it knows no such filter. */
async function find<Env extends AssetsEnv>(
  { env, site }: Asker<Env>,
  { query, filters, sort }: Question,
  index: SearchIndex | undefined,
  reads: number | undefined,
): Promise<Found | undefined> {
  if (index === undefined) return undefined
  const known = new Set(index.filters.map(({ name }) => name))
  if (Object.keys(filters).some((name) => !known.has(name))) return undefined
  const engine =
    engines.get(index) ??
    createEngine(index, createReader(env), stemFor(site.stems, index.language))
  engines.set(index, engine)
  const order = readOrder(sort)
  return engine.find(query, {
    filters,
    facets: !index.private,
    ...(reads === undefined ? {} : { reads }),
    ...(order && { sort: order }),
  })
}

async function findHidden<Env extends AssetsEnv>(
  asker: Asker<Env>,
  question: Question,
  most: number,
): Promise<readonly SearchHit[]> {
  const { visible, request, env } = asker
  if (visible === undefined) return []
  const found = await find(asker, question, question.language.hidden, most + HIDDEN_READS)
  const hits = (await found?.hits(0, most)) ?? []
  const decisions = await Promise.all(hits.map((hit) => isVisible(visible, hit, request, env)))
  return hits.filter((_hit, at) => decisions[at])
}

async function isVisible<Env>(
  visible: Visible<Env>,
  hit: SearchHit,
  request: Request,
  env: Env,
): Promise<boolean> {
  try {
    // What else than true a script may give, such as a user, is no permission.
    const decision: unknown = await visible(hit, request, env)
    return decision === true
  } catch (error) {
    console.error('visible failed, so a private page was not shown', error)
    return false
  }
}

async function readHits(found: Found, start: number, length: number): Promise<SearchHit[]> {
  const parts: Promise<readonly SearchHit[]>[] = []
  for (let at = 0; at < length; at += MAX_LIMIT)
    parts.push(found.hits(start + at, Math.min(MAX_LIMIT, length - at)))
  return (await Promise.all(parts)).flat()
}
