/** Whether a submission says the same again and again. */
import { withoutLinks } from './spam-links.ts'
import type { SpamText } from './spam.ts'

// A word of greeting may well stand in two fields.
const MIN_EQUAL = 6

const MIN_WORDS = 8
const MIN_LETTERS = 4

// Twice is how people write; what comes a third time is counted.
const USUAL = 2
const MAX_SHARE = 0.2

/** Whether a long text is that of another field, too. Two short fields may well agree: a street in two addresses. */
export function hasEqualTexts(texts: readonly SpamText[]): boolean {
  const counts = countEach(texts.map(({ value }) => value.trim()))
  return texts.some(({ isMultiline, value }) => {
    const text = value.trim()
    return isMultiline && text.length >= MIN_EQUAL && (counts.get(text) ?? 0) > 1
  })
}

/**
 * Whether a good part of a text's words has come twice before. Neither short words count, which every language repeats,
 * nor those within links, of which a log may have many alike.
 */
export function isRepetitive(value: string): boolean {
  const words = withoutLinks(value)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu)
  if (words === null || words.length < MIN_WORDS) return false
  let repeated = 0
  for (const [word, count] of countEach(words)) {
    if (word.length >= MIN_LETTERS) repeated += Math.max(0, count - USUAL)
  }
  return repeated / words.length >= MAX_SHARE
}

function countEach(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
