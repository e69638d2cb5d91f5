/** Which pages, and which of their sections, hold most of what was asked: score at a time over posting lists. */
import type { Match, WeighedList } from './match.ts'
import { readPostings } from './postings.ts'

/** A match with its weight in the query. */
export interface RankedMatch {
  readonly match: Match
  readonly weight: number
  /** Whether a page should have it: every word but the pieces of one that was found whole. */
  readonly counts: boolean
}

export interface RankedPage {
  readonly page: number
  readonly score: number
  /** The sections that hold something, the best first. */
  readonly sections: readonly { readonly section: number; readonly score: number }[]
}

export interface Ranking {
  /** How many pages hold any of the words, among the postings that were read. */
  readonly total: number
  /** The best pages: at least as many as were asked for, where there are. */
  readonly pages: readonly RankedPage[]
}

// How many postings are read for a word before it is enough. Measured: more adds under 0.005 nDCG at 23,000 pages.
const WORD_BUDGET = 2000
// All words of a question together, the rarest first: the common ones hardly change the order.
const QUERY_BUDGET = 8000
const MIN_BUDGET = 200
/** Among how many of the best pages the best single section decides, too. */
const REORDERED_PAGES = 200
/** Queries of up to this many words want all of them; longer ones are questions. */
const MAX_COORDINATED_WORDS = 3
const BUCKETS = 1024

/** The sums of one query, by page, in arrays of numbers: a question adds up tens of thousands of postings. */
interface Scores {
  readonly sum: Float32Array
  readonly touched: readonly number[]
  /** How many of the words that count each page has. */
  readonly matched: Uint8Array
  /** Every posting that was read, for the sections of the best pages. */
  readonly log: Log
  /** Adds the lists of a group: of several postings for one page, the largest counts. */
  add(lists: readonly WeighedList[], weight: number, budget: number, counts: boolean): void
}

interface Log {
  length: number
  readonly pages: Int32Array
  readonly sections: Uint8Array
  readonly groups: Uint8Array
  readonly impacts: Float32Array
}

/**
 * Ranks the pages of an index.
 * @param titles - the list of the pages that are called exactly what was asked for
 * @param wanted - how many pages the caller will show, from the first on
 */
export function rank(
  pageCount: number,
  matches: readonly RankedMatch[],
  titles: Uint8Array | undefined,
  wanted: number,
): Ranking {
  const sorted = matches.toSorted(byRarity)
  const scores = createScores(pageCount, sorted, titles)
  const counted = matches.filter(({ counts }) => counts).length
  for (const { match, weight, counts } of sorted) {
    const left = QUERY_BUDGET - scores.log.length
    const budget = Math.min(WORD_BUDGET, Math.max(MIN_BUDGET, left))
    scores.add(match.lists, weight, budget, counts)
    if (match.exact !== undefined) scores.add([match.exact], weight, budget / 2, false)
  }
  if (titles !== undefined && matches.length > 0) {
    // As much as all words together can give, so that no page that merely mentions them comes first.
    const bonus = matches.reduce((sum, { match, weight }) => sum + match.strength * weight * 1.5, 0)
    scores.add([{ postings: titles, weight: bonus }], 1, WORD_BUDGET, false)
  }
  coordinate(scores, counted)
  return { total: scores.touched.length, pages: selectPages(scores, pageCount, wanted) }
}

function byRarity(a: RankedMatch, b: RankedMatch): number {
  return b.match.strength - a.match.strength
}

function createScores(
  pageCount: number,
  matches: readonly RankedMatch[],
  titles: Uint8Array | undefined,
): Scores {
  const sum = new Float32Array(pageCount)
  const added = new Float32Array(pageCount)
  const groups = new Uint8Array(pageCount)
  const matched = new Uint8Array(pageCount)
  const touched: number[] = []
  const log = createLog(matches, titles)
  let group = 0
  const addPosting = (page: number, section: number, impact: number, counts: number): void => {
    const at = log.length++
    log.pages[at] = page
    log.sections[at] = section
    log.groups[at] = group
    log.impacts[at] = impact
    const before = groups[page] ?? 0
    const risen = before === group ? impact - (added[page] ?? 0) : impact
    if (risen <= 0) return
    sum[page] = (sum[page] ?? 0) + risen
    added[page] = impact
    if (before === group) return
    groups[page] = group
    matched[page] = (matched[page] ?? 0) + counts
    if (before === 0) touched.push(page)
  }
  return {
    sum,
    touched,
    matched,
    log,
    add(lists, weight, budget, counts) {
      group++
      const share = Math.max(MIN_BUDGET, Math.ceil(budget / lists.length))
      const count = counts ? 1 : 0
      for (const list of lists) {
        const factor = list.weight * weight
        readPostings(list.postings, share, (page, section, impact) => {
          addPosting(page, section, impact * factor, count)
        })
      }
    },
  }
}

/** Makes room for every posting that could be read: each takes at least a byte. */
function createLog(matches: readonly RankedMatch[], titles: Uint8Array | undefined): Log {
  const lists = matches.flatMap(({ match }) => [
    ...match.lists,
    ...(match.exact ? [match.exact] : []),
  ])
  const size = lists.reduce((bytes, { postings }) => bytes + postings.length, titles?.length ?? 0)
  return {
    length: 0,
    pages: new Int32Array(size),
    sections: new Uint8Array(size),
    groups: new Uint8Array(size),
    impacts: new Float32Array(size),
  }
}

function coordinate({ sum, matched, touched }: Scores, words: number): void {
  if (words < 2 || words > MAX_COORDINATED_WORDS) return
  for (const page of touched) {
    sum[page] = (sum[page] ?? 0) * Math.sqrt(Math.max(1, matched[page] ?? 0) / words)
  }
}

function selectPages(scores: Scores, pageCount: number, wanted: number): RankedPage[] {
  const { sum } = scores
  const candidates = selectBest(scores, Math.max(REORDERED_PAGES, wanted)).toSorted(
    (a, b) => (sum[b] ?? 0) - (sum[a] ?? 0) || a - b,
  )
  const sections = scoreSections(scores.log, pageCount, candidates)
  const pages = candidates.map((page, at) => {
    const found = toSections(sections[at])
    return { page, score: (sum[page] ?? 0) + (found[0]?.score ?? 0), sections: found }
  })
  const reordered = pages
    .slice(0, REORDERED_PAGES)
    .toSorted((a, b) => b.score - a.score || a.page - b.page)
  return [...reordered, ...pages.slice(REORDERED_PAGES)]
}

/** The pages of the `count` largest sums, and those that equal the last of them closely: a sort of all would be slow. */
function selectBest({ sum, touched }: Scores, count: number): readonly number[] {
  if (touched.length <= count) return touched
  const max = touched.reduce((most, page) => Math.max(most, sum[page] ?? 0), 0)
  const bucketOf = (page: number): number =>
    Math.min(BUCKETS - 1, Math.floor(((sum[page] ?? 0) / max) * BUCKETS))
  const buckets = new Uint32Array(BUCKETS)
  for (const page of touched) {
    const bucket = bucketOf(page)
    buckets[bucket] = (buckets[bucket] ?? 0) + 1
  }
  let lowest = BUCKETS
  for (let left = count; left > 0 && lowest > 0;) left -= buckets[--lowest] ?? 0
  return touched.filter((page) => bucketOf(page) >= lowest)
}

interface SectionScore {
  sum: number
  added: number
  group: number
}

/** Adds up the sections of some pages; the maps are in the order of these. */
function scoreSections(
  log: Log,
  pageCount: number,
  pages: readonly number[],
): Map<number, SectionScore>[] {
  const places = new Int32Array(pageCount)
  pages.forEach((page, at) => (places[page] = at + 1))
  const found = pages.map(() => new Map<number, SectionScore>())
  for (let at = 0; at < log.length; at++) {
    const sections = found[(places[log.pages[at] ?? 0] ?? 0) - 1]
    if (sections === undefined) continue
    const section = log.sections[at] ?? 0
    const score = sections.get(section) ?? { sum: 0, added: 0, group: 0 }
    sections.set(section, score)
    addToSection(score, log.groups[at] ?? 0, log.impacts[at] ?? 0)
  }
  return found
}

function addToSection(score: SectionScore, group: number, impact: number): void {
  if (score.group !== group) {
    score.group = group
    score.added = 0
  }
  if (impact <= score.added) return
  score.sum += impact - score.added
  score.added = impact
}

function toSections(
  sections: ReadonlyMap<number, SectionScore> | undefined,
): RankedPage['sections'] {
  return [...(sections ?? [])]
    .map(([section, { sum }]) => ({ section, score: sum }))
    .toSorted((a, b) => b.score - a.score || a.section - b.section)
}
