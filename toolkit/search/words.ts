/** What each word of a query found in the dictionary: itself, what it begins, or what it was meant to be. */
import { canCorrect, findCorrections, mergeCorrections, reverse } from './correct.ts'
import type { Files } from './files.ts'
import { shardOf, type SearchIndex } from './format.ts'
import { canOpen, matchOpen, matchWord, openFrom, type Match } from './match.ts'
import type { Query, Word } from './query.ts'
import { findTerm, titleKey, type Shard } from './shard.ts'
import type { Stem } from './stem.ts'

const MAX_OPEN_SHARDS = 3
// Each may take five reads.
const MAX_CORRECTED_WORDS = 2

/** A query and what made its stems. */
export interface Asked {
  readonly query: Query
  readonly stem: Stem
}

export interface Matched {
  /** By word of the query. */
  readonly matches: readonly (Match | undefined)[]
  /** The list of the pages that are called exactly what was asked for. */
  readonly titles: Uint8Array | undefined
}

/** Looks up all words of a query. The files that they need are read at the same time. */
export async function matchQuery(files: Files, asked: Asked): Promise<Matched> {
  const { index } = files
  const { query } = asked
  const title = titleKey(
    query.words.filter(({ whole }) => whole === undefined).map(({ text }) => text),
  )
  const titleShard = shardOf(index.shards, title)
  // Long words are rare ones: where there are too many to read, they decide.
  const byLength = query.words.toSorted((a, b) => b.text.length - a.text.length)
  const shards = await files.shards([
    titleShard,
    ...byLength.map(({ stem }) => shardOf(index.shards, stem)),
    ...query.words.flatMap((word) => (canOpen(word) ? openShards(index, word) : [])),
  ])
  const found = query.words.map((word) => matchPresent(index, word, shards))
  const missing = query.words.filter(
    ({ text, stem }, at) =>
      found[at] === undefined &&
      shards.has(shardOf(index.shards, stem)) &&
      canCorrect(text) &&
      !hasFoundPiece(query, found, at),
  )
  const titleTerm = shards.get(titleShard)
  return {
    matches: await correctMatches(files, asked, found, missing.slice(0, MAX_CORRECTED_WORDS)),
    titles: titleTerm && findTerm(titleTerm, title)?.postings,
  }
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
  shards: ReadonlyMap<number, Shard>,
): Match | undefined {
  const shard = shards.get(shardOf(index.shards, word.stem))
  const hit = shard && matchWord(word, shard)
  return canOpen(word) ? matchOpen(word, pick(shards, openShards(index, word)), hit) : hit
}

function pick(shards: ReadonlyMap<number, Shard>, numbers: readonly number[]): Shard[] {
  return numbers.flatMap((number) => shards.get(number) ?? [])
}

async function correctMatches(
  files: Files,
  { query, stem }: Asked,
  matches: readonly (Match | undefined)[],
  missing: readonly Word[],
): Promise<readonly (Match | undefined)[]> {
  if (missing.length === 0) return matches
  const found = await findMeant(files, stem, missing)
  return query.words.map((word, at) => {
    const place = missing.indexOf(word)
    return place < 0 ? matches[at] : found[place]
  })
}

/** Finds what each of some words was meant to be, with two rounds of reading. */
async function findMeant(
  files: Files,
  stem: Stem,
  missing: readonly Word[],
): Promise<(Match | undefined)[]> {
  const { index } = files
  const near = missing.map(
    ({ text }) => [shardOf(index.shards, text), shardOf(index.reversed, reverse(text))] as const,
  )
  const [shards, reversed] = await Promise.all([
    files.shards(near.map(([forward]) => forward)),
    files.reversed(near.map(([, backward]) => backward)),
  ])
  const corrections = missing.map(({ text }, at) => {
    const [forward = -1, backward = -1] = near[at] ?? []
    return findCorrections(text, shards.get(forward), reversed.get(backward))
  })
  const stems = corrections.flatMap(({ forms }) => forms.map(stem))
  const found = await files.shards(stems.map((key) => shardOf(index.shards, key)))
  return corrections.map((correction) => {
    const matches = correction.forms.flatMap((text) => {
      const key = stem(text)
      const shard = found.get(shardOf(index.shards, key))
      return (shard && matchWord({ text, stem: key }, shard)) ?? []
    })
    return mergeCorrections(correction, matches)
  })
}

/** A word of which a piece is on the site is spelled as it was meant. */
function hasFoundPiece(
  { words }: Query,
  matches: readonly (Match | undefined)[],
  whole: number,
): boolean {
  return words.some((word, at) => word.whole === whole && matches[at] !== undefined)
}
