/** Answers a query from a compiled index: the same engine at the edge, in the browser and in tests. */
import type { ReadFile } from '../core/read.ts'
import { createExcerpts, type WantedForms } from './excerpt.ts'
import { createFiles } from './files.ts'
import type { SearchIndex } from './format.ts'
import { toHit, type SearchHit } from './hit.ts'
import type { Match } from './match.ts'
import { parseQuery, replaceWords, type Query } from './query.ts'
import { rank, type RankedMatch } from './rank.ts'
import { loadStem } from './stem.ts'
import { matchQuery } from './words.ts'

export interface SearchOptions {
  /** How many pages to give, 1 to `MAX_LIMIT`. */
  readonly limit?: number
  /** How many pages to leave out before them. */
  readonly offset?: number
}

export interface SearchResult {
  readonly query: string
  /** How many pages hold any of the words; for the commonest words, how many of the best were looked at. */
  readonly total: number
  readonly results: readonly SearchHit[]
  /** The query that was answered, where words of the one that was asked are not on the site. */
  readonly corrected?: string
}

export interface SearchEngine {
  /** Answers any text; rejects only when a file of the index cannot be read. */
  search(query: string, options?: SearchOptions): Promise<SearchResult>
}

/** A result can take one read, and Workers allows 50 in a request. */
export const MAX_LIMIT = 20
export const DEFAULT_LIMIT = 10

/** What a piece counts of a word that was found whole. */
const PIECE_WEIGHT = 0.3

/** Opens an index. Nothing is read before the first search. */
export function createEngine(index: SearchIndex, read: ReadFile): SearchEngine {
  const files = createFiles(index, read)
  return {
    async search(input, { limit = DEFAULT_LIMIT, offset = 0 } = {}) {
      const stem = await loadStem(index.language)
      const query = parseQuery(input, stem)
      if (query.words.length === 0 || index.pages === 0) {
        return { query: query.text, total: 0, results: [] }
      }
      const { matches, titles } = await matchQuery(files, { query, stem })
      const wanted = offset + Math.min(limit, MAX_LIMIT)
      const ranking = rank(index.pages, weighMatches(query, matches), titles, wanted)
      const shown = ranking.pages.slice(offset, wanted)
      const records = await files.records(shown.map(({ page }) => page))
      const excerptOf = createExcerpts(wantedForms(matches))
      const results = records.map((record, at) => toHit(record, shown[at], excerptOf))
      const corrected = correctQuery(query, matches)
      return {
        query: query.text,
        total: ranking.total,
        results,
        ...(corrected === undefined || ranking.total === 0 ? {} : { corrected }),
      }
    },
  }
}

/** Pieces of a word that was found whole only help to order what has the rest. */
function weighMatches({ words }: Query, matches: readonly (Match | undefined)[]): RankedMatch[] {
  return words.flatMap(({ whole, count }, at) => {
    const match = matches[at]
    if (match === undefined) return []
    const isExtra = whole !== undefined && matches[whole] !== undefined
    return [{ match, weight: isExtra ? PIECE_WEIGHT : count, counts: !isExtra }]
  })
}

function wantedForms(matches: readonly (Match | undefined)[]): WantedForms {
  const forms = new Map<string, number>()
  for (const match of matches) {
    for (const form of match?.forms ?? []) {
      forms.set(form, Math.max(forms.get(form) ?? 0, match?.strength ?? 0))
    }
  }
  return forms
}

function correctQuery(
  { text, words }: Query,
  matches: readonly (Match | undefined)[],
): string | undefined {
  const changes = words.flatMap(({ start, end }, at) => {
    const correction = matches[at]?.correction
    return correction === undefined ? [] : [[start, end, correction] as const]
  })
  return changes.length === 0 ? undefined : replaceWords(text, changes)
}
