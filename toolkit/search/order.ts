/** In what order pages are shown, and what of each: the best pages are looked at once more, section by section. */
import type { WeighedList } from './match.ts'
import { readPostings } from './postings.ts'

/** Among how many of the best pages the best single section decides, too. */
const REORDERED_PAGES = 50
const BUCKETS = 1024
const MAX_SECTIONS = 65_536

/** A list that was read, for reading it again. */
export interface Part extends WeighedList {
  readonly budget: number
  /** Of the lists of a group, the largest impact counts. */
  readonly group: number
}

export interface RankedPage {
  readonly page: number
  readonly score: number
  /** The sections that hold something, the best first. */
  readonly sections: readonly { readonly section: number; readonly score: number }[]
}

export interface Order {
  /** The first `count` pages, the best first. */
  order(count: number): readonly number[]
  /** What was found in some pages. */
  describe(pages: readonly number[]): readonly RankedPage[]
}

/** Orders pages by their scores, which are parallel to them. */
export function createOrder(
  pageCount: number,
  pages: readonly number[],
  scores: Float32Array,
  parts: readonly Part[],
): Order {
  const byScore = (a: number, b: number): number =>
    (scores[b] ?? 0) - (scores[a] ?? 0) || (pages[a] ?? 0) - (pages[b] ?? 0)
  const top = selectBest(scores, REORDERED_PAGES).toSorted(byScore).slice(0, REORDERED_PAGES)
  const found = scoreSections(
    pageCount,
    top.map((at) => pages[at] ?? 0),
    parts,
  )
  const head = top
    .map((at, slot) => {
      const sections = found[slot] ?? []
      const best = sections.reduce((most, { score }) => Math.max(most, score), 0)
      return { page: pages[at] ?? 0, score: (scores[at] ?? 0) + best, sections }
    })
    .toSorted((a, b) => b.score - a.score || a.page - b.page)
  let rest: readonly number[] | undefined
  return {
    order(count) {
      const first = head.slice(0, count).map(({ page }) => page)
      if (count <= head.length || head.length === pages.length) return first
      rest ??= Array.from(scores.keys()).toSorted(byScore).slice(head.length)
      return [...first, ...rest.slice(0, count - head.length).map((at) => pages[at] ?? 0)]
    },
    describe(wanted) {
      const known = new Map(head.map((page) => [page.page, page]))
      const others = wanted.filter((page) => !known.has(page))
      if (others.length > 0) {
        const sections = scoreSections(pageCount, others, parts)
        others.forEach((page, slot) => {
          const score = scores[pages.indexOf(page)] ?? 0
          known.set(page, { page, score, sections: sections[slot] ?? [] })
        })
      }
      return wanted.map((page) => {
        const { score = 0, sections = [] } = known.get(page) ?? {}
        return {
          page,
          score,
          sections: sections.toSorted((a, b) => b.score - a.score || a.section - b.section),
        }
      })
    },
  }
}

/** The places of the `count` largest scores, and of those that equal the last of them closely: a sort of all would be slow. */
function selectBest(scores: Float32Array, count: number): number[] {
  const { length } = scores
  let lowest = 0
  let scale = 0
  if (length > count) {
    let most = 0
    for (let at = 0; at < length; at++) most = Math.max(most, scores[at] ?? 0)
    scale = (BUCKETS - 1) / most
    const buckets = new Uint32Array(BUCKETS)
    for (let at = 0; at < length; at++) {
      const bucket = Math.floor((scores[at] ?? 0) * scale)
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
    }
    lowest = BUCKETS
    for (let left = count; left > 0 && lowest > 0;) left -= buckets[--lowest] ?? 0
  }
  const best: number[] = []
  for (let at = 0; at < length; at++) {
    if (Math.floor((scores[at] ?? 0) * scale) >= lowest) best.push(at)
  }
  return best
}

interface SectionScore {
  readonly section: number
  score: number
  added: number
  group: number
}

/** Reads the lists again for the sections of some pages, in the order of these. */
function scoreSections(
  pageCount: number,
  pages: readonly number[],
  parts: readonly Part[],
): readonly SectionScore[][] {
  const slots = new Uint16Array(pageCount)
  pages.forEach((page, at) => (slots[page] = at + 1))
  const found: SectionScore[][] = pages.map(() => [])
  const known = new Map<number, SectionScore>()
  let part: Part | undefined
  const visit = (page: number, section: number, impact: number): void => {
    const slot = slots[page]
    if (!slot || part === undefined) return
    const key = slot * MAX_SECTIONS + section
    let score = known.get(key)
    if (score === undefined) {
      score = { section, score: 0, added: 0, group: 0 }
      known.set(key, score)
      found[slot - 1]?.push(score)
    }
    if (score.group !== part.group) {
      score.group = part.group
      score.added = 0
    }
    const rise = impact * part.weight - score.added
    if (rise <= 0) return
    score.score += rise
    score.added += rise
  }
  for (part of parts) readPostings(part.postings, part.budget, visit)
  return found
}
