/** Asks the lookups of `lookup-cities.ts` as their page does; for tests. */
import assert from 'node:assert/strict'

import { answerPage, type PageAnswer, type PageOptions } from '../toolkit/lookups/page-answer.ts'
import type { Data } from '../toolkit/page/format.ts'
import { cities } from './lookup-cities.ts'
import type { MemoryLookup } from './lookup-memory-engine.ts'

export const SITE = 'https://site.example'
export const OPTIONS: PageOptions = { toUrl: (path) => SITE + path, random: () => 0 }

/** The page for what is asked of a lookup. @param key - in the path */
export async function show(
  query: string,
  key = '',
  { index, engine }: MemoryLookup = cities,
): Promise<PageAnswer> {
  const answer = await answerPage(index, engine, key, new URLSearchParams(query), OPTIONS)
  assert.ok(answer !== undefined && !('goTo' in answer), `${query} fills no page`)
  return answer
}

/** The items of a list field. */
export function list(data: Data, field: string): readonly Data[] {
  const value = data[field]
  assert.ok(Array.isArray(value), `${field} is no list`)
  return value
}

/** One member of each item of a list field. */
export const names = (data: Data, field = 'results', name = 'name'): unknown[] =>
  list(data, field).map((item) => item[name])
