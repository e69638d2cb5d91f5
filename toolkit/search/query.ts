/** What is asked: the words of a query, bounded, each with its stem. */
import type { Stem } from './stem.ts'
import { tokenize } from './tokenize.ts'

/** Longer queries are cut. */
export const MAX_QUERY_LENGTH = 200
// Long questions gain until about here, and every word costs a list.
const MAX_WORDS = 31

export interface Word {
  /** As `tokenize` gives it. */
  readonly text: string
  readonly stem: string
  /** UTF-16 offsets into the query's text. */
  readonly start: number
  readonly end: number
  /** The word of which this is a piece, by its place in the list; undefined for whole words. */
  readonly whole: number | undefined
  /** Whether it may go on: it is the last, and no blank follows. */
  readonly open: boolean
  /** How often it is asked for. */
  count: number
}

export interface Query {
  readonly text: string
  readonly words: readonly Word[]
}

export function parseQuery(input: string, stem: Stem): Query {
  const text = input.slice(0, MAX_QUERY_LENGTH).toWellFormed()
  const words: Word[] = []
  let whole = 0
  for (const token of tokenize(text)) {
    const known = words.findIndex((word) => word.text === token.text)
    const word = words[known]
    if (!token.part) whole = word === undefined ? words.length : known
    if (word !== undefined) {
      word.count++
    } else if (words.length < MAX_WORDS) {
      words.push({
        text: token.text,
        stem: stem(token.text),
        start: token.start,
        end: token.end,
        whole: token.part ? whole : undefined,
        open: token.end === text.length,
        count: 1,
      })
    }
  }
  return { text, words }
}

/** The query with some of its words put otherwise: `[start, end, text]`, in order. */
export function replaceWords(
  text: string,
  changes: readonly (readonly [start: number, end: number, text: string])[],
): string {
  let result = ''
  let at = 0
  for (const [start, end, replacement] of changes) {
    if (start < at) continue
    result += text.slice(at, start) + replacement
    at = end
  }
  return result + text.slice(at)
}
