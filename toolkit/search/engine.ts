/** Answers a query from a compiled index: the same engine at the edge, in the browser and in tests. */
import type { ReadFile } from '../core/read.ts'
import { createFiles, type Files } from './files.ts'
import type { Columns, Facet, FindOptions } from './filter.ts'
import type { Wanted, WantedForms } from './find-forms.ts'
import type { SearchIndex } from './format.ts'
import { MAX_LIMIT, readHits, type SearchHit } from './hit.ts'
import type { WeighedList } from './match.ts'
import type { Restriction } from './phrase.ts'
import { pinnedPages } from './pins.ts'
import { parseQuery, withoutQuotes, type Query } from './query.ts'
import { rank, rankNothing, type RankedMatch, type Ranking } from './rank.ts'
import type { Stem } from './stem.ts'
import { matchQuery, type Matched } from './words.ts'

export type { Facet, FindOptions } from './filter.ts'
export { MAX_LIMIT, type SearchHit, type SearchSectionHit } from './hit.ts'

export interface SearchOptions extends FindOptions {
  /** How many pages to give, 1 to `MAX_LIMIT`. */
  readonly limit?: number
  /** How many pages to leave out before them. */
  readonly offset?: number
}

/** What was found, before any of it is read to be shown. */
export interface Found {
  readonly query: string
  /**
   * How many pages hold any of the words, or, where they are sorted, all of them that any page has; for the commonest
   * words, how many of the best were looked at.
   */
  readonly total: number
  /** The query that was answered, where words of the one that was asked are not on the site. */
  readonly corrected?: string
  /** Another query to offer: that without quotes, where the phrase is nowhere. */
  readonly suggestion?: string
  readonly facets: readonly Facet[]
  /** Words that are on no page. */
  readonly unknown: readonly string[]
  /** Reads some of the pages, at most `MAX_LIMIT`. */
  readonly hits: (offset: number, limit: number) => Promise<readonly SearchHit[]>
}

export type SearchResult = Omit<Found, 'hits'> & { readonly results: readonly SearchHit[] }

export interface SearchEngine {
  readonly index: SearchIndex
  /** Ranks the pages for any text; rejects only when a file of the index cannot be read. */
  find(query: string, options?: FindOptions): Promise<Found>
  /** `find`, with the results that are to be shown. */
  search(query: string, options?: SearchOptions): Promise<SearchResult>
}

export const DEFAULT_LIMIT = 10

/** All reads for a question, the table of codes among them. */
const MAX_READS = 45
/** Of these, for filters and an order: one for each. */
export const COLUMN_READS = 6
/** For phrases and excluded words, of those that words have. */
const PHRASE_READS = 9
/** What a piece counts of a word that was found whole. */
const PIECE_WEIGHT = 0.3
/** More than all words together can give, so that no page that merely mentions them comes first. */
const TITLE_WEIGHT = 1.5
const PHRASE_WEIGHT = 0.5

/** Opens an index. Nothing is read before the first search. */
export function createEngine(index: SearchIndex, read: ReadFile, stem: Stem): SearchEngine {
  const files = createFiles(index, read)
  const find = async (input: string, options: FindOptions = {}): Promise<Found> => {
    const query = parseQuery(input, stem, index.language)
    const { columns, restriction, matched, left } = await lookUp(files, stem, query, options)
    const allowed = both(columns?.allowed, restriction?.allowed)
    const matches = weighMatches(query, matched.matches)
    const isAsked = query.words.length > 0 || allowed !== undefined
    const ranking =
      query.words.length > 0
        ? rank(index.pages, { matches, bonuses: toBonuses(matches, matched, restriction), allowed })
        : rankNothing(index.pages, allowed)
    const results = arrange(index, query, ranking, { allowed, sort: columns?.sort, isAsked })
    const isNear = results.pins !== undefined && matches.filter(({ counts }) => counts).length > 1
    const { corrected, unknown } = matched
    // Without the quotes that no page meets.
    const isQuoted = results.total === 0 && query.phrases.some(({ kind }) => kind === 'has')
    return {
      query: query.text,
      total: results.total,
      ...(corrected === undefined || results.total === 0 ? {} : { corrected }),
      ...(isQuoted && { suggestion: withoutQuotes(query.text) }),
      facets: columns?.count(results.pages, results.counted) ?? [],
      unknown,
      hits: async (offset, limit) =>
        readHits(
          files,
          { ...results, isNear, ranking, wanted: wantedForms(query, matched), left },
          [offset, offset + Math.min(limit, MAX_LIMIT)],
        ),
    }
  }
  return {
    index,
    find,
    async search(query, { limit = DEFAULT_LIMIT, offset = 0, ...options } = {}) {
      const { hits, ...found } = await find(query, options)
      return { ...found, results: await hits(offset, limit) }
    },
  }
}

interface LookedUp {
  readonly columns: Columns | undefined
  readonly restriction: Restriction | undefined
  readonly matched: Matched
  /** How many reads are left for the results. */
  readonly left: number
}

/** Reads all that a query needs at the same time. What most queries do without is only loaded for those that need it. */
async function lookUp(
  files: Files,
  stem: Stem,
  query: Query,
  options: FindOptions,
): Promise<LookedUp> {
  const { phrases, excluded } = query
  const { filters = {}, sort, facets, reads: most = MAX_READS } = options
  const names = facets ? files.index.filters : Object.keys(filters)
  const columnReads = Math.min(COLUMN_READS, names.length + (sort ? 1 : 0))
  // The rest is shared with the results: all of a page have a read, unless there are very few.
  const rest = most - 1 - columnReads
  const wordReads = Math.max(rest - MAX_LIMIT, Math.floor(rest / 3))
  const isRestricted = phrases.length + excluded.length > 0
  const phraseReads = isRestricted ? Math.min(PHRASE_READS, Math.ceil(wordReads / 2)) : 0
  const reads = { left: wordReads - phraseReads }
  const [columns, restriction, matched] = await Promise.all([
    columnReads === 0
      ? undefined
      : import('./filter.ts').then(({ openColumns }) => openColumns(files, options, COLUMN_READS)),
    isRestricted
      ? import('./phrase.ts').then(({ restrict }) =>
          restrict({ files, stem, reads: { left: phraseReads } }, query),
        )
      : undefined,
    matchQuery({ files, stem, reads }, query),
  ])
  return { columns, restriction, matched, left: rest - wordReads + reads.left }
}

/** Pages that both allow: 1 in both, or 2 where the filters only count them. */
function both(
  filtered: Uint8Array | undefined,
  restricted: Uint8Array | undefined,
): Uint8Array | undefined {
  return filtered && restricted
    ? filtered.map((value, page) => value * (restricted[page] ?? 0))
    : (filtered ?? restricted)
}

/** Pieces of a word that was found whole only help to order what has the rest. */
function weighMatches({ words }: Query, matches: Matched['matches']): RankedMatch[] {
  return words.flatMap(({ whole, count }, at) => {
    const match = matches[at]
    if (match === undefined) return []
    const isExtra = whole !== undefined && matches[whole] !== undefined
    return [{ match, weight: isExtra ? PIECE_WEIGHT : count, counts: !isExtra }]
  })
}

function toBonuses(
  matches: readonly RankedMatch[],
  { titles }: Matched,
  restriction: Restriction | undefined,
): WeighedList[] {
  const strength = matches.reduce((sum, { match, weight }) => sum + match.strength * weight, 0)
  return [
    ...(restriction?.better ?? []).map(({ postings }) => ({
      postings,
      weight: strength * PHRASE_WEIGHT,
    })),
    ...(titles ? [{ postings: titles, weight: strength * TITLE_WEIGHT }] : []),
  ]
}

interface Arranged {
  readonly total: number
  /** All that were found, in no order. */
  readonly pages: readonly number[]
  /** The same of those that are only counted. */
  readonly counted: readonly number[]
  /** The first pages. */
  readonly order: (count: number) => readonly number[]
  /** What comes before all others; undefined where the order was asked for. */
  readonly pins: readonly number[] | undefined
}

interface Arranging {
  readonly allowed: Uint8Array | undefined
  readonly sort: Columns['sort']
  readonly isAsked: boolean
}

function arrange(
  index: SearchIndex,
  { title }: Query,
  ranking: Ranking,
  { allowed, sort, isAsked }: Arranging,
): Arranged {
  const { pages, counted } = ranking
  if (!isAsked) return { total: 0, pages, counted, order: () => [], pins: [] }
  if (sort !== undefined) {
    const best = ranking.best()
    const sorted = sort(best.pages)
    return { ...best, total: sorted.length, order: () => sorted, pins: undefined }
  }
  const pins = pinnedPages(index, title).filter((page) => (allowed?.[page] ?? 1) === 1)
  const added = pins.filter((page) => !pages.includes(page))
  return {
    total: pages.length + added.length,
    pages: added.length > 0 ? [...pages, ...added] : pages,
    counted,
    order: (count) => [
      ...pins,
      ...ranking.order(count + pins.length).filter((page) => !pins.includes(page)),
    ],
    pins,
  }
}

function wantedForms({ words }: Query, { matches }: Matched): WantedForms {
  const forms = new Map<string, Wanted>()
  matches.forEach((match, at) => {
    for (const form of match?.forms ?? []) {
      const worth = match?.strength ?? 0
      // A piece of a word is no word of its own.
      const word = words[at]?.whole ?? at
      if (worth > (forms.get(form)?.worth ?? 0)) forms.set(form, { word, worth })
    }
  })
  return forms
}
