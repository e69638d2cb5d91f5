/** The piece of a text that shows best why it was found, with the words that were asked for marked. */
import type { Marked } from '../page/format.ts'
import { createFinder, type Hit, type WantedForms } from './find-forms.ts'

export type { WantedForms } from './find-forms.ts'

/** In UTF-16 units, without the ellipses. */
const EXCERPT_LENGTH = 200
/** How far a cut moves to fall between words. */
const MAX_CUT_SHIFT = 24
/** Of what is left over, this much goes before the first word that was found. */
const LEAD = 0.3
// Words far below the best one are `the` and `of`: marking them would hide what matters.
const MIN_MARKED_SHARE = 0.15
/** Words that stand so many characters further apart than they must are half as near. */
const NEAR = 5

/** The best piece of a text. */
export interface Excerpt {
  /** How much of what is wanted stands together in it: 0 for nothing, 1 for all, word after word. */
  readonly share: number
  readonly excerpt: Marked
}

/** The beginning of a text. */
export function cutBeginning(text: string): Marked {
  const to = cutEnd(text, Math.min(text.length, EXCERPT_LENGTH))
  return { text: text.slice(0, to) + (to < text.length ? ' …' : ''), marks: [] }
}

/**
 * Cuts an excerpt of a text.
 * @param text - its beginning, of more than `EXCERPT_LENGTH` characters if there are as many
 * @param all - gives all of it, where there is more: that is only looked through where the beginning has nothing
 */
export type CutExcerpt = (text: string, all?: () => string) => Excerpt

/** Makes what cuts excerpts for one query. */
export function createExcerpts(wanted: WantedForms, language?: string): CutExcerpt {
  const worths = new Map(Array.from(wanted.values(), ({ word, worth }) => [word, worth]))
  const sum = worths.values().reduce((total, worth) => total + worth, 0)
  const most = worths.values().reduce((max, worth) => Math.max(max, worth), 0)
  const findHits = createFinder(wanted, most * MIN_MARKED_SHARE, language)
  const cut: CutExcerpt = (text, all) => {
    const hits = findHits(text)
    const best = bestWindow(text, hits)
    if (all && (hits.length === 0 || best.to === text.length)) return cut(all())
    const from = cutStart(text, best.from)
    const to = cutEnd(text, best.to)
    const before = from > 0 ? '… ' : ''
    const after = to < text.length ? ' …' : ''
    const shift = before.length - from
    const marks = mergeHits(hits.filter(({ start, end }) => start >= from && end <= to)).map(
      ([start, end]) => [start + shift, end + shift] as const,
    )
    return {
      share: hits.length > 0 ? (best.worth / sum) * (NEAR / (NEAR + best.gap)) : 0,
      excerpt: { text: before + text.slice(from, to) + after, marks },
    }
  }
  return cut
}

interface Window {
  readonly from: number
  readonly to: number
  readonly worth: number
  /** How many characters are between its words, but for a blank each. */
  readonly gap: number
}

/** The stretch that holds the most different words, by their worth; of equals that where they are nearest. */
function bestWindow(text: string, hits: readonly Hit[]): Window {
  let best: Window = { from: 0, to: Math.min(text.length, EXCERPT_LENGTH), worth: 0, gap: 0 }
  hits.forEach((first, index) => {
    const words = new Set<number>()
    let worth = 0
    let last = first.start - 1
    let gap = 0
    let gapToLast = 0
    for (let at = index; at < hits.length; at++) {
      const { start, end, word, worth: more } = hits[at] ?? first
      if (end - first.start > EXCERPT_LENGTH) break
      gap += Math.max(0, start - last - 1)
      last = Math.max(last, end)
      if (words.has(word)) continue
      words.add(word)
      worth += more
      gapToLast = gap
    }
    if (worth < best.worth || (worth === best.worth && gapToLast >= best.gap)) return
    const [from, to] = around(text, first.start, last)
    best = { from, to, worth, gap: gapToLast }
  })
  return best
}

function around(text: string, start: number, end: number): readonly [from: number, to: number] {
  const spare = Math.max(0, EXCERPT_LENGTH - (end - start))
  const from = Math.max(0, Math.min(start - Math.floor(spare * LEAD), text.length - EXCERPT_LENGTH))
  return [Math.min(from, start), Math.min(text.length, Math.max(end, from + EXCERPT_LENGTH))]
}

function cutStart(text: string, from: number): number {
  if (from === 0 || text[from - 1] === ' ') return from
  const blank = text.indexOf(' ', from)
  if (blank >= 0 && blank - from < MAX_CUT_SHIFT) return blank + 1
  return isLowSurrogate(text, from) ? from - 1 : from
}

function cutEnd(text: string, to: number): number {
  if (to === text.length || text[to] === ' ') return to
  const blank = text.lastIndexOf(' ', to)
  if (blank >= 0 && to - blank < MAX_CUT_SHIFT) return blank
  return isLowSurrogate(text, to) ? to - 1 : to
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** A word and its pieces can both be wanted; marks do not overlap. */
function mergeHits(hits: readonly Hit[]): [start: number, end: number][] {
  const merged: [start: number, end: number][] = []
  for (const { start, end } of hits) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
