/**
 * What the full-text index of SQLite (FTS5, with its tokenizer `unicode61`) is given of a submission, and the expression
 * that a query becomes. Both pass through the same function, so that what is stored and what is asked for meet.
 */
import { fold } from '../core/fold.ts'
import { cut } from './summary.ts'

/** The most UTF-16 units of a submission that are indexed. */
export const MAX_SEARCH_TEXT = 50_000

/** So many words and phrases of a query are heeded. */
const MAX_TERMS = 20
const MAX_QUERY = 1000

// Where no blanks stand between words, each character is a token, and a word is a phrase of them. Korean has blanks, but
// its particles cling to the word.
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc`
const UNSPACED_RUN = new RegExp(`[${UNSPACED}]+`, 'gu')
const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]$`, 'u')

// What `unicode61` makes tokens of; a phrase without any of it is found nowhere.
const IN_TOKEN = /[\p{L}\p{N}\p{Co}]/u

// Folding looks back over all marks from each of them. The half-width marks are marks once they are folded.
const MANY_MARKS = /([\p{M}\uff9e\uff9f]{4})[\p{M}\uff9e\uff9f]+/gu

const TERM = /(-*)(?:"([^"]*)"?|([^\s"]+))/g

/** What every hit has in common. */
export interface Facets {
  readonly form?: string
  readonly state?: string
}

/** The text that a submission is found by: what was sent, and how its files are called; no names of fields. */
export function toSearchText(
  fields: readonly (readonly [name: string, values: readonly string[]])[],
  extra: readonly (readonly [name: string, value: string])[],
  fileNames: readonly string[],
): string {
  const parts = [
    ...fields.flatMap(([, values]) => values),
    ...extra.map(([, value]) => value),
    ...fileNames,
  ]
  return cut(toIndexed(cut(parts.join('\n'), MAX_SEARCH_TEXT)), MAX_SEARCH_TEXT)
}

/**
 * The expression to `MATCH`: every word and every "phrase" has to be in the text, the last word as the beginning of one;
 * what stands behind a `-` must not be in it. Any text gives a valid expression (SQLite, "FTS5 Query Syntax").
 * @returns `undefined` where there is no word to look for
 */
export function toMatch(query: string, facets: Facets = {}): string | undefined {
  const terms = parseTerms(query)
  const wanted = terms.filter(({ isExcluded }) => !isExcluded).map(({ match }) => match)
  const excluded = terms.filter(({ isExcluded }) => isExcluded).map(({ match }) => match)
  const tokens = toFacetTokens(facets).map(quote)
  const required = [
    ...(tokens.length === 0 ? [] : [`facets : (${tokens.join(' AND ')})`]),
    ...(wanted.length === 0 ? [] : [`text : (${wanted.join(' AND ')})`]),
  ]
  if (terms.length === 0 || required.length === 0) return undefined
  const all = `(${required.join(' AND ')})`
  return excluded.length === 0 ? all : `${all} NOT text : (${excluded.join(' OR ')})`
}

interface Term {
  readonly match: string
  readonly isExcluded: boolean
}

function parseTerms(query: string): Term[] {
  const text = cut(query, MAX_QUERY).trim()
  const terms = [...text.matchAll(TERM)].flatMap(([all, minus = '', phrase, word = '']) => {
    const indexed = toIndexed(phrase ?? word)
    if (!IN_TOKEN.test(indexed)) return []
    // A word is only unfinished where the query ends with it.
    const isUnfinished = phrase === undefined && minus === '' && text.endsWith(all)
    const isPrefix = isUnfinished && !ENDS_UNSPACED.test(indexed)
    return { match: quote(indexed) + (isPrefix ? ' *' : ''), isExcluded: minus !== '' }
  })
  return terms.slice(0, MAX_TERMS)
}

/** The words of `leanto_search.facets`, as `indexPending` writes them. `unicode61` would cut a name at its hyphens. */
function toFacetTokens({ form, state }: Facets): string[] {
  return [
    ...(form === undefined ? [] : [`f${form.replaceAll('-', 'ß')}`]),
    ...(state === undefined ? [] : [`s${state}`]),
  ]
}

/** A string of FTS5: within one, nothing but its quotation marks means anything. */
function quote(text: string): string {
  return `"${text.replaceAll(/\p{Cc}/gu, ' ').replaceAll('"', '""')}"`
}

function toIndexed(text: string): string {
  const plain = text.toWellFormed().replaceAll(/\p{Cc}/gu, ' ')
  return fold(plain.replaceAll(MANY_MARKS, '$1'))
    .replaceAll(UNSPACED_RUN, (run) => ` ${run.replaceAll(/./gsu, '$& ')}`)
    .trim()
}
