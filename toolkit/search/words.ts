/** What each word of a query found in the dictionary: itself, what it begins, or what it was meant to be. */
import type { Files, Reads, Shards } from './files.ts'
import { shardOf, type SearchIndex } from './format.ts'
import { canOpen, matchOpen, matchWord, openFrom, type Match } from './match.ts'
import { replaceWords, type Query, type Word } from './query.ts'
import { findTerm, titleKey } from './shard.ts'
import type { Stem } from './stem.ts'
import { tokenize } from './tokenize.ts'

const MAX_OPEN_SHARDS = 3
/** Titles are known by their first eighty letters. */
const MAX_TITLE_WORDS = 16
// Two letters are on every site.
const MIN_PIECE = 3

/** What a query is looked up with. */
export interface Lookup {
  readonly files: Files
  readonly reads: Reads
  readonly stem: Stem
}

/** `[start, end, text]`: what stands in the query's place instead. */
export type Change = readonly [start: number, end: number, text: string]

/** Matches by word of the query, with the shards that they came from. */
export interface Matches {
  readonly matches: readonly (Match | undefined)[]
  readonly changes: readonly Change[]
  readonly shards: Shards
}

export interface Matched {
  /** By word of the query. */
  readonly matches: readonly (Match | undefined)[]
  /** The list of the pages that are called exactly what was asked for. */
  readonly titles: Uint8Array | undefined
  /** The query that was answered in place of the one that was asked. */
  readonly corrected: string | undefined
  /** Words that are on no page. */
  readonly unknown: readonly string[]
}

/** Looks up all words of a query. The files that they need are read at the same time. */
export async function matchQuery(lookup: Lookup, query: Query): Promise<Matched> {
  const { files, reads } = lookup
  const { index } = files
  const { text, words, title } = query
  // Long words are rare ones: where there are too many to read, they decide.
  const byLength = words.toSorted((a, b) => b.text.length - a.text.length)
  const shards = await files.shards(
    'shards',
    [
      ...byLength.map(({ stem }) => shardOf(index.shards, stem)),
      ...words.flatMap((word) => (canOpen(word) ? openShards(index, word) : [])),
    ],
    reads,
  )
  const isAlone = title.length === 1
  let found: Matches = {
    matches: words.map((word) => matchPresent(index, word, shards, isAlone)),
    changes: [],
    shards,
  }
  if (Object.keys(index.synonyms).length > 0) {
    found = await (await import('./synonyms.ts')).addSynonyms(lookup, query, found)
  }
  const missing = words.filter(
    ({ quoted, whole }, at) =>
      !quoted &&
      isNowhere(lookup, query, found, at) &&
      (whole === undefined || found.matches[whole] === undefined),
  )
  if (missing.length > 0) {
    found = await (await import('./correct.ts')).correctWords(lookup, query, found, missing)
  }
  const { matches, changes } = found
  const corrected = changes.length === 0 ? undefined : replaceWords(text, changes)
  return {
    matches,
    corrected,
    titles: findTitle(lookup, corrected === undefined ? title : titleOf(corrected, index), found),
    unknown: words.flatMap(({ start, end, whole }, at) =>
      whole === undefined && isNowhere(lookup, query, found, at) ? text.slice(start, end) : [],
    ),
  }
}

function titleOf(text: string, { language }: SearchIndex): string[] {
  return tokenize(text, language).flatMap((token) => (token.part ? [] : token.text))
}

/** Whether a word was looked for and is on no page, nor are its pieces, nor what it was meant to be. */
function isNowhere(
  { files: { index } }: Lookup,
  { words }: Query,
  { matches, shards, changes }: Matches,
  at: number,
): boolean {
  const word = words[at]
  return (
    word !== undefined &&
    matches[at] === undefined &&
    shards.has(shardOf(index.shards, word.stem)) &&
    !isSpelled(words, matches, at) &&
    !changes.some(([from, to]) => from < word.end && word.start < to)
  )
}

/** A word whose pieces are on the site is spelled as it was meant. */
function isSpelled(
  words: readonly Word[],
  matches: readonly (Match | undefined)[],
  whole: number,
): boolean {
  const pieces = words.flatMap((word, at) =>
    word.whole === whole && word.text.length >= MIN_PIECE ? [matches[at]] : [],
  )
  return pieces.length > 0 && !pieces.includes(undefined)
}

function openShards(index: SearchIndex, { text }: Word): number[] {
  const first = shardOf(index.shards, openFrom(text))
  const last = shardOf(index.shards, `${text}\uffff`)
  const own = shardOf(index.shards, text)
  const from = Math.max(first, own - 1)
  const count = Math.min(last - from + 1, MAX_OPEN_SHARDS)
  return Array.from({ length: count }, (_, offset) => from + offset)
}

function matchPresent(
  index: SearchIndex,
  word: Word,
  shards: Shards,
  isAlone: boolean,
): Match | undefined {
  const shard = shards.get(shardOf(index.shards, word.stem))
  const hit = shard && matchWord(word, shard)
  if (!canOpen(word)) return hit
  const opened = openShards(index, word).flatMap((number) => shards.get(number) ?? [])
  return matchOpen(word, opened, hit, isAlone)
}

/** A title is kept beside one of its words: the one that the fewest titles have. */
function findTitle(
  { files: { index }, stem }: Lookup,
  title: readonly string[],
  { shards }: Matches,
): Uint8Array | undefined {
  for (const word of new Set(title.slice(0, MAX_TITLE_WORDS))) {
    const key = stem(word)
    const shard = shards.get(shardOf(index.shards, key))
    const term = shard && findTerm(shard, titleKey(key, title))
    if (term !== undefined) return term.postings
  }
  return undefined
}
