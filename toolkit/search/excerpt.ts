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
/** Where the beginning of a text has something to show, the rest is not looked through. */
const MAX_SCANNED = 2000

/** Whether a text holds a wanted form, and the best piece of it. */
export interface Excerpt {
  readonly found: boolean
  readonly excerpt: Marked
}

/** Makes what cuts excerpts for one query. */
export function createExcerpts(wanted: WantedForms): (text: string) => Excerpt {
  const findHits = createFinder(wanted, Math.max(0, ...wanted.values()) * MIN_MARKED_SHARE)
  return (text) => {
    const early = findHits(text.slice(0, MAX_SCANNED))
    const hits = early.length > 0 ? early : findHits(text)
    const [from, to] = cutBetweenWords(text, bestWindow(text, hits))
    const before = from > 0 ? '… ' : ''
    const after = to < text.length ? ' …' : ''
    const shift = before.length - from
    const marks = mergeHits(hits.filter(({ start, end }) => start >= from && end <= to)).map(
      ([start, end]) => [start + shift, end + shift] as const,
    )
    return {
      found: hits.length > 0,
      excerpt: { text: before + text.slice(from, to) + after, marks },
    }
  }
}

/** The stretch that holds the most different forms, by their worth; of equals the first. */
function bestWindow(text: string, hits: readonly Hit[]): readonly [from: number, to: number] {
  let best: readonly [from: number, to: number] = [0, Math.min(text.length, EXCERPT_LENGTH)]
  let bestWorth = 0
  for (const [index, first] of hits.entries()) {
    const forms = new Map<string, number>()
    let last = first
    for (let at = index; at < hits.length; at++) {
      const hit = hits[at]
      if (hit === undefined || hit.end - first.start > EXCERPT_LENGTH) break
      last = hit
      forms.set(hit.form, hit.worth)
    }
    const worth = forms.values().reduce((sum, value) => sum + value, 0)
    if (worth <= bestWorth) continue
    bestWorth = worth
    best = around(text, first.start, last.end)
  }
  return best
}

function around(text: string, start: number, end: number): readonly [from: number, to: number] {
  const spare = Math.max(0, EXCERPT_LENGTH - (end - start))
  const from = Math.max(0, Math.min(start - Math.floor(spare * LEAD), text.length - EXCERPT_LENGTH))
  return [Math.min(from, start), Math.min(text.length, Math.max(end, from + EXCERPT_LENGTH))]
}

function cutBetweenWords(
  text: string,
  [from, to]: readonly [from: number, to: number],
): readonly [from: number, to: number] {
  return [cutStart(text, from), cutEnd(text, to)]
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
