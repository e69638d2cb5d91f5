/** Which words of the site a mistyped word was meant to be. */
import { editDistance, signature, signatureDistance } from './distance.ts'
import { scanEntries, type Match } from './match.ts'
import type { Shard } from './shard.ts'

export interface Corrections {
  /** Written forms of the site at the same distance, the commonest first. */
  readonly forms: readonly string[]
  /** How many mistakes lie between; at least 1. */
  readonly distance: number
}

const MAX_CORRECTIONS = 3
/** What the impact of a corrected word is multiplied by, by its distance. */
const WEIGHTS = [1, 0.6, 0.4]
// Between shorter words a single letter is the difference, not a mistake.
const MIN_LENGTH = 4
const MIN_LENGTH_OF_TWO_MISTAKES = 8
const LETTERS = /^\p{L}+$/u

/** Whether a word can be mistyped or meant: numbers and symbols are as they are. */
export function canCorrect(text: string): boolean {
  return text.length >= MIN_LENGTH && LETTERS.test(text)
}

/** The characters of a word from last to first. */
export function reverse(text: string): string {
  return Array.from(text).toReversed().join('')
}

/**
 * Looks for words near `text` in the shard where it would stand, which finds mistakes towards its end, and in the
 * shard of the words spelled backwards, which finds those towards its beginning.
 */
export function findCorrections(
  text: string,
  shard: Shard | undefined,
  reversed: Shard | undefined,
): Corrections {
  const limit = text.length >= MIN_LENGTH_OF_TWO_MISTAKES ? 2 : 1
  const letters = signature(text)
  const found = new Map<string, { readonly distance: number; readonly count: number }>()
  const consider = (form: string, count: number): void => {
    if (Math.abs(form.length - text.length) > limit || found.has(form) || !canCorrect(form)) return
    if (signatureDistance(letters, signature(form)) > 2 * limit) return
    const distance = editDistance(text, form, limit)
    if (distance <= limit) found.set(form, { distance, count })
  }
  if (shard !== undefined) {
    scanEntries(shard, '', '\uffff', ({ term, forms }) => {
      for (const form of forms) consider(form, term.count)
    })
  }
  if (reversed !== undefined) {
    scanEntries(reversed, '', '\uffff', ({ term }) => {
      if (Math.abs(term.key.length - text.length) <= limit) consider(reverse(term.key), term.count)
    })
  }
  return nearest(found)
}

function nearest(
  found: ReadonlyMap<string, { readonly distance: number; readonly count: number }>,
): Corrections {
  const sorted = [...found].toSorted(
    ([a, one], [b, other]) =>
      one.distance - other.distance || other.count - one.count || (a < b ? -1 : 1),
  )
  const distance = sorted[0]?.[1].distance ?? 0
  const forms = sorted
    .filter(([, candidate]) => candidate.distance === distance)
    .slice(0, MAX_CORRECTIONS)
    .map(([form]) => form)
  return { forms, distance }
}

/** One match for the words that a mistyped one may be. */
export function mergeCorrections(
  { forms, distance }: Corrections,
  matches: readonly Match[],
): Match | undefined {
  const [correction] = forms
  if (correction === undefined || matches.length === 0) return undefined
  const weight = WEIGHTS[distance] ?? 0
  return {
    lists: matches.flatMap(({ lists }) => lists.map(({ postings }) => ({ postings, weight }))),
    exact: undefined,
    forms: matches.flatMap((match) => match.forms),
    strength: Math.max(...matches.map(({ strength }) => strength)),
    correction,
  }
}
