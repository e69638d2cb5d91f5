/** Which pages, and which of their sections, hold most of what was asked: score at a time over posting lists. */
import type { Match, WeighedList } from './match.ts'
import { createOrder, type Order, type Part } from './order.ts'
import { readPostings } from './postings.ts'

export type { RankedPage } from './order.ts'

/** A match with its weight in the query. */
export interface RankedMatch {
  readonly match: Match
  readonly weight: number
  /** Whether a page should have it: every word but the pieces of one that was found whole. */
  readonly counts: boolean
}

/** What is asked of the pages of an index. */
export interface Ask {
  readonly matches: readonly RankedMatch[]
  /** Lists that only make what they hold better, such as that of the pages that are called what was asked for. */
  readonly bonuses: readonly WeighedList[]
  /** By page, whether it may be found: 1, or 2 for those that are only counted; all, where there is none. */
  readonly allowed: Uint8Array | undefined
}

export interface Ranking extends Order {
  /** The pages that hold any of the words, among the postings that were read; in no order. */
  readonly pages: readonly number[]
  /** The same of those that are only counted. */
  readonly counted: readonly number[]
  /** Of both, those that hold the most words. */
  best(): Pick<Ranking, 'pages' | 'counted'>
}

// How many postings are read for a word before it is enough. Measured: more adds under 0.005 nDCG at 23,000 pages.
const WORD_BUDGET = 2000
// All words of a question together, the rarest first: the common ones hardly change the order.
const QUERY_BUDGET = 8000
const MIN_BUDGET = 200
/** Where pages are filtered, lists are read to their end, until so many postings are read. */
const FILTERED_BUDGET = 16_384
/** Queries of up to this many words want all of them; longer ones are questions. */
const MAX_COORDINATED_WORDS = 3

/** Ranks the pages of an index. */
export function rank(pageCount: number, ask: Ask): Ranking {
  const { allowed, matches } = ask
  const { sum, matched, touched, parts } = addUp(pageCount, ask)
  coordinate(sum, matched, touched, matches.filter(({ counts }) => counts).length)
  const pages = allowed === undefined ? touched : touched.filter((page) => allowed[page] === 1)
  const scores = new Float32Array(pages.length)
  for (let at = 0; at < pages.length; at++) scores[at] = sum[pages[at] ?? 0] ?? 0
  const counted = allowed === undefined ? [] : touched.filter((page) => allowed[page] === 2)
  return {
    pages,
    counted,
    best() {
      const shown = pages.length > 0 ? pages : counted
      const most = shown.reduce((max, page) => Math.max(max, matched[page] ?? 0), 0)
      const isBest = (page: number): boolean => (matched[page] ?? 0) >= most
      return { pages: pages.filter(isBest), counted: counted.filter(isBest) }
    },
    ...createOrder(pageCount, pages, scores, parts),
  }
}

/** All pages that may be found, by their paths: what filters and exclusions alone ask for. */
export function rankNothing(pageCount: number, allowed: Uint8Array | undefined): Ranking {
  const all = Array.from({ length: pageCount }, (_, page) => page)
  const pages = all.filter((page) => (allowed?.[page] ?? 1) === 1)
  const counted = all.filter((page) => allowed?.[page] === 2)
  return {
    pages,
    counted,
    best: () => ({ pages, counted }),
    order: (count) => pages.slice(0, count),
    describe: (wanted) => wanted.map((page) => ({ page, score: 0, sections: [] })),
  }
}

interface Sums {
  /** By page. */
  readonly sum: Float32Array
  /** By page, how many of the words that count it has. */
  readonly matched: Uint8Array
  readonly touched: readonly number[]
  readonly parts: readonly Part[]
}

/** Reads the lists, each as far as its budget goes, and adds up what they say of each page. */
function addUp(pageCount: number, { matches, bonuses, allowed }: Ask): Sums {
  const parts: Part[] = []
  const sums = createSums(pageCount, allowed)
  let read = 0
  const add = (
    lists: readonly WeighedList[],
    scale: number,
    share: number,
    counts: 0 | 1,
  ): void => {
    const each = Math.max(MIN_BUDGET, Math.ceil(share / lists.length))
    const budget = allowed !== undefined && read < FILTERED_BUDGET ? Infinity : each
    const group = sums.begin(counts)
    for (const { postings, weight } of lists) {
      const part = { postings, weight: weight * scale, budget, group }
      parts.push(part)
      read += sums.add(part)
    }
  }
  for (const { match, weight, counts } of matches.toSorted(byRarity)) {
    const budget = Math.min(WORD_BUDGET, Math.max(MIN_BUDGET, QUERY_BUDGET - read))
    add(match.lists, weight, budget, counts ? 1 : 0)
    if (match.exact !== undefined) add([match.exact], weight, budget / 2, 0)
  }
  for (const bonus of bonuses) add([bonus], 1, WORD_BUDGET, 0)
  return { ...sums, parts }
}

interface GrowingSums extends Omit<Sums, 'parts'> {
  /** Begins a group of lists, of which the largest impact counts for each page, and gives its number. */
  begin(counts: 0 | 1): number
  /** Adds a list, and gives how many postings of it were read. */
  add(part: Part): number
}

function createSums(pageCount: number, allowed: Uint8Array | undefined): GrowingSums {
  const sum = new Float32Array(pageCount)
  const added = new Float32Array(pageCount)
  const groups = new Uint8Array(pageCount)
  const matched = new Uint8Array(pageCount)
  const touched: number[] = []
  let group = 0
  let counted = 0
  let factor = 0
  let read = 0
  const visit = (page: number, _section: number, impact: number): void => {
    read++
    if (allowed !== undefined && allowed[page] === 0) return
    const value = impact * factor
    const before = groups[page]
    const rise = before === group ? value - (added[page] ?? 0) : value
    if (rise <= 0) return
    sum[page] = (sum[page] ?? 0) + rise
    added[page] = value
    if (before === group) return
    groups[page] = group
    matched[page] = (matched[page] ?? 0) + counted
    if (before === 0) touched.push(page)
  }
  return {
    sum,
    matched,
    touched,
    begin(counts) {
      counted = counts
      return ++group
    },
    add({ postings, weight, budget }) {
      factor = weight
      read = 0
      readPostings(postings, budget, visit)
      return read
    },
  }
}

function byRarity(a: RankedMatch, b: RankedMatch): number {
  return b.match.strength - a.match.strength
}

function coordinate(
  sum: Float32Array,
  matched: Uint8Array,
  touched: readonly number[],
  words: number,
): void {
  if (words < 2 || words > MAX_COORDINATED_WORDS) return
  for (const page of touched) {
    sum[page] = (sum[page] ?? 0) * Math.sqrt(Math.max(1, matched[page] ?? 0) / words)
  }
}
