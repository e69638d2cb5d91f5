/** What of a text lies one typing mistake from what was asked. */
import { countShared } from './rank.ts'

/** A text of which only the beginning is known needs so much of it behind a mistake. */
const MIN_REST = 3

/** What can be looked for instead. */
export interface Correction {
  /** What the text begins with. */
  readonly text: string
  /** Whether it is the whole text. */
  readonly isWhole: boolean
}

/**
 * The beginning of `text` that is one mistake from `asked`: a letter too much, missing or wrong, or two neighbours
 * swapped (Damerau 1964). Of several the whole text comes first, then the swap, then the shortest: what follows a
 * mistake at the end is not known.
 */
export function correctText(asked: string, text: string): Correction | undefined {
  const at = countShared(asked, text)
  if (at === asked.length) return undefined
  const goesOn = (askedAt: number, textAt: number): number => {
    const rest = asked.slice(askedAt)
    return text.startsWith(rest, textAt) ? textAt + rest.length : 0
  }
  const isSwap = asked[at] === text[at + 1] && asked[at + 1] === text[at] && at + 1 < text.length
  const lengths = [
    isSwap ? goesOn(at + 2, at + 2) : 0,
    goesOn(at + 1, at),
    at < text.length ? goesOn(at + 1, at + 1) : 0,
    at < text.length ? goesOn(at, at + 1) : 0,
  ].filter((length) => length > 0)
  const length = lengths.includes(text.length) ? text.length : lengths[0]
  if (length === undefined) return undefined
  const beginning = text.slice(0, length)
  return beginning.isWellFormed() ? { text: beginning, isWhole: length === text.length } : undefined
}

/**
 * The same of a text of which only `start` is known, and which is longer: what follows is taken to be as it was asked.
 * Some of them are of no text.
 */
export function correctStart(asked: string, start: string): string[] {
  const at = countShared(asked, start)
  if (at === asked.length || at + MIN_REST > start.length) return []
  const goOn = (askedAt: number, startAt: number): string[] => {
    const rest = start.slice(startAt)
    return asked.startsWith(rest, askedAt) ? [start + asked.slice(askedAt + rest.length)] : []
  }
  const isSwap = asked[at] === start[at + 1] && asked[at + 1] === start[at]
  return [
    ...(isSwap ? goOn(at + 2, at + 2) : []),
    ...goOn(at + 1, at),
    ...goOn(at + 1, at + 1),
    ...goOn(at, at + 1),
  ]
}
