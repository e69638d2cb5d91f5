/** What the owner of a site says of its search, as the root of an index keeps it: by the words of a query. */
import { BuildError } from '../core/errors.ts'
import type { SearchPage } from './build-extract.ts'
import type { OwnerFile } from './build-owner.ts'
import type { IndexPages } from './build-site.ts'
import { parseQuery } from './query.ts'

const PLACE = { file: 'functions/search.toml' }

/** What else is searched for with each word or expression. */
export function buildSynonyms({ synonyms }: OwnerFile, language: string): Record<string, string[]> {
  const others = new Map<string, Set<string>>()
  for (const list of synonyms) {
    const keys = new Set(list.map((text) => wordsOf(text, language)))
    for (const key of keys) {
      const found = others.get(key) ?? new Set()
      others.set(key, found)
      for (const other of keys) if (other !== key) found.add(other)
    }
  }
  return Object.fromEntries([...others].map(([key, found]) => [key, [...found]]))
}

/** The pages that come first, by their numbers in the index. Those of other indexes are left out. */
export function buildPins(
  { pins }: OwnerFile,
  { language, pages }: IndexPages,
): Record<string, number[]> {
  const numbers = new Map(pages.map(({ url }, number) => [url, number]))
  const found = pins.flatMap(({ query, pages: pinned }): [string, number[]][] => {
    const own = pinned.flatMap((path) => findPage(numbers, path) ?? [])
    return own.length === 0 ? [] : [[wordsOf(query, language), [...new Set(own)]]]
  })
  return Object.fromEntries(found)
}

/**
 * Checks that each pinned page is one that is searched.
 * @throws {BuildError} that names the first which is not
 */
export function checkPins({ pins }: OwnerFile, pages: readonly SearchPage[]): void {
  const known = new Map(pages.map(({ url }) => [url, true]))
  for (const { query, pages: pinned } of pins) {
    const missing = pinned.find((path) => findPage(known, path) === undefined)
    if (missing === undefined) continue
    throw new BuildError(
      `expected pages that are searched for the query ${JSON.stringify(query)}, got ${JSON.stringify(missing)}`,
      PLACE,
    )
  }
}

/** Owners write a path with or without the slash at its end. */
function findPage<T>(pages: ReadonlyMap<string, T>, path: string): T | undefined {
  return pages.get(path) ?? pages.get(path.endsWith('/') ? path.slice(0, -1) : `${path}/`)
}

/** @throws {BuildError} when a text has no words */
function wordsOf(text: string, language: string): string {
  const words = parseQuery(text, (word) => word, language).title.join(' ')
  if (words === '') {
    throw new BuildError(`expected a query with words, got ${JSON.stringify(text)}`, PLACE)
  }
  return words
}
