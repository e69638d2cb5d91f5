/** What an address bar offers while a question is typed (OpenSearch, extension "Suggestions", 1.1). */
import type { SearchResult } from './engine.ts'

export const SUGGESTIONS_TYPE = 'application/x-suggestions+json'
export const MAX_SUGGESTIONS = 8

/** The question, and for each page its title, what it says, and its address. */
export function toSuggestions(
  query: string,
  results: SearchResult['results'],
  origin: string,
): readonly [string, readonly string[], readonly string[], readonly string[]] {
  return [
    query,
    results.map(({ title }) => title),
    results.map(({ excerpt }) => excerpt.text),
    results.map(({ url }) => new URL(url, origin).href),
  ]
}
