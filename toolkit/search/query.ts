/** What is asked: the words of a query, bounded, each with its stem, and what its quotes and minus signs say. */
import type { Stem } from './stem.ts'
import { isUnspaced, tokenize, type Token } from './tokenize.ts'

/** Longer queries are cut. */
export const MAX_QUERY_LENGTH = 200
// Long questions gain until about here, and every word costs a list.
const MAX_WORDS = 31
const MAX_PHRASES = 4

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
  /** Whether it stands in quotes, where nothing is corrected. */
  readonly quoted: boolean
  /** How often it is asked for. */
  count: number
}

/** Written forms that stand next to each other. */
export interface Phrase {
  readonly forms: readonly string[]
  /** Where each stands behind the first. */
  readonly offsets: readonly number[]
  /** What pages do with it: `has` it, do `not` have it, or are better with it. */
  readonly kind: 'has' | 'not' | 'better'
}

export interface Query {
  readonly text: string
  readonly words: readonly Word[]
  readonly phrases: readonly Phrase[]
  /** Words that pages must not have. */
  readonly excluded: readonly Pick<Word, 'text' | 'stem'>[]
  /** The whole words in their order, as titles and pins are known by. */
  readonly title: readonly string[]
}

// A phrase in any quotes, or a word behind a minus. `-f` is a flag, `-5` a number; and between two letters of Hebrew
// stands no quotation mark, but the sign of an abbreviation.
const MARK = String.raw`["“”„«»](?!(?<=[\u05d0-\u05ea]")[\u05d0-\u05ea])`
const INNER = String.raw`(?:[^"“”„«»]|(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea]))`
const MARKED = new RegExp(
  String.raw`(?<!\S)(-?)(?:["“”„«»](${INNER}+)${MARK}|(?<=-)(?=[^\0-\x7f]|[^\s\d"-][^\s"])((?:(?!\s)${INNER})+))`,
  'g',
)
const MARKS = new RegExp(MARK, 'g')

/** A text without the quotation marks in it. */
export function withoutQuotes(text: string): string {
  return text.replace(MARKS, '')
}

/** Reads any text as a query. */
export function parseQuery(input: string, stem: Stem, language?: string): Query {
  const text = input.slice(0, MAX_QUERY_LENGTH).toWellFormed()
  const tokens: (Token & { readonly quoted?: boolean })[] = []
  const phrases: Phrase[] = []
  const excluded: { readonly text: string; readonly stem: string }[] = []
  const plain = text.replace(MARKED, (all: string, minus: string, quote, word, at: number) => {
    const inner = String(quote ?? word)
    const from = at + all.indexOf(inner)
    const cut = tokenize(inner, language)
    if (minus === '') {
      tokens.push(
        ...cut.map((token) => ({
          ...token,
          start: from + token.start,
          end: from + token.end,
          quoted: true,
        })),
      )
    }
    const phrase = toPhrase(cut, minus === '' ? 'has' : 'not')
    const [only] = cut
    if (minus !== '' && quote === undefined && only && phrase.forms.length === 1) {
      excluded.push({ text: only.text, stem: stem(only.text) })
    } else if (phrase.forms.length > 0) {
      phrases.push(phrase)
    }
    return ' '.repeat(all.length)
  })
  const unquoted = tokenize(plain, language)
  const sorted = [...tokens, ...unquoted].toSorted((a, b) => a.start - b.start)
  return {
    text,
    words: toWords(sorted, stem, text.length),
    phrases: [...phrases, ...toRuns(unquoted)].slice(0, MAX_PHRASES),
    excluded: excluded.slice(0, MAX_PHRASES),
    title: sorted.flatMap((token) => (token.part ? [] : token.text)),
  }
}

function toWords(
  tokens: readonly (Token & { readonly quoted?: boolean })[],
  stem: Stem,
  length: number,
): Word[] {
  const words: Word[] = []
  let whole = 0
  for (const { text, start, end, part, quoted = false } of tokens) {
    const known = words.findIndex((word) => word.text === text)
    const word = words[known]
    if (!part) whole = word === undefined ? words.length : known
    if (word !== undefined) {
      word.count++
    } else if (words.length < MAX_WORDS) {
      words.push({
        text,
        stem: stem(text),
        start,
        end,
        whole: part ? whole : undefined,
        open: end === length,
        quoted,
        count: 1,
      })
    }
  }
  return words
}

/** One form for each position: pieces rather than a whole that has some, so that either spelling is found. */
function toPhrase(tokens: readonly Token[], kind: Phrase['kind']): Phrase {
  const wholes = tokens.filter(({ part }) => !part)
  const forms = new Map<number, string>()
  let end = 0
  for (const token of wholes.length > 1 ? tokens : wholes) {
    const { part, position, text } = token
    if (!part) ({ end } = token)
    const isSplit = tokens.some((other) => other.position > position && other.start < end)
    if (!forms.has(position) || (part && isSplit)) forms.set(position, text)
  }
  const [first = 0] = forms.keys()
  return { forms: [...forms.values()], offsets: [...forms.keys()].map((at) => at - first), kind }
}

/** Words of scripts without spaces: pages that have their pairs in a row are better. */
function toRuns(tokens: readonly Token[]): Phrase[] {
  const runs: Token[][] = []
  for (const token of tokens) {
    if (!isUnspaced(token.text)) continue
    const last = runs.at(-1)?.at(-1)
    if (last && last.position + 1 === token.position && token.start < last.end) {
      runs.at(-1)?.push(token)
    } else runs.push([token])
  }
  return runs.filter(({ length }) => length > 1).map((run) => toPhrase(run, 'better'))
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
