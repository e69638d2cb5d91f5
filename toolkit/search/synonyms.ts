/** What else is looked for with a word, or with several: what the owner of the site says means the same. */
import { shardOf } from './format.ts'
import { matchWord, type Match } from './match.ts'
import { encodePostings, maxImpact, readPostings, type Posting } from './postings.ts'
import type { Query } from './query.ts'
import { tokenize } from './tokenize.ts'
import type { Lookup, Matches } from './words.ts'

/** Of each meaning, how many words at most. */
const MAX_WORDS = 4
const MAX_MEANINGS = 6
/** What was asked for comes before what means the same. */
const WEIGHT = 0.9
const MAX_SECTIONS = 65_536

interface Meaning {
  /** The words of the query, by their places. */
  readonly at: readonly number[]
  readonly forms: readonly string[]
}

/** Adds the pages that have a synonym to what the words found. */
export async function addSynonyms(
  { files, reads, stem }: Lookup,
  query: Query,
  found: Matches,
): Promise<Matches> {
  const { index } = files
  const meanings = findMeanings(index.synonyms, query, index.language)
  if (meanings.length === 0) return found
  const stems = meanings.flatMap(({ forms }) => forms.map(stem))
  const shards = await files.shards(
    'shards',
    stems.map((key) => shardOf(index.shards, key)),
    reads,
  )
  const known = new Map([...found.shards, ...shards])
  const matches = [...found.matches]
  for (const { at, forms } of meanings) {
    const match = intersect(
      forms.map((text) => {
        const key = stem(text)
        const shard = known.get(shardOf(index.shards, key))
        return shard && matchWord({ text, stem: key }, shard)
      }),
    )
    if (match === undefined) continue
    for (const place of at) matches[place] = addMatch(matches[place], match)
  }
  return { ...found, matches, shards: known }
}

function findMeanings(
  synonyms: Readonly<Record<string, readonly string[]>>,
  { words }: Query,
  language: string,
): Meaning[] {
  const wholes = words.flatMap(({ whole, text, quoted }, at) =>
    whole === undefined && !quoted ? [{ at, text }] : [],
  )
  const meanings = wholes.flatMap((_first, from) =>
    Array.from({ length: Math.min(MAX_WORDS, wholes.length - from) }, (_, more) => {
      const run = wholes.slice(from, from + more + 1)
      const key = run.map(({ text }) => text).join(' ')
      const others = Object.hasOwn(synonyms, key) ? (synonyms[key] ?? []) : []
      return others.map((other) => ({
        at: run.map(({ at }) => at),
        forms: tokenize(other, language)
          .flatMap(({ part, text }) => (part ? [] : text))
          .slice(0, MAX_WORDS),
      }))
    }).flat(),
  )
  return meanings.slice(0, MAX_MEANINGS)
}

function addMatch(own: Match | undefined, other: Match): Match {
  const lists = other.lists.map(({ postings, weight }) => ({ postings, weight: weight * WEIGHT }))
  return {
    lists: [...(own?.lists ?? []), ...lists],
    exact: own?.exact,
    forms: [...(own?.forms ?? []), ...other.forms],
    strength: Math.max(own?.strength ?? 0, other.strength),
  }
}

/** One match for words that must stand in the same section; undefined where one of them is nowhere. */
export function intersect(each: readonly (Match | undefined)[]): Match | undefined {
  const matches = each.filter((match) => match !== undefined)
  if (matches.length < Math.max(1, each.length)) return undefined
  if (matches.length === 1) return matches[0]
  let units: ReadonlyMap<number, number> | undefined
  for (const { lists } of matches) {
    const next = new Map<number, number>()
    for (const { postings } of lists) {
      readPostings(postings, Infinity, (page, section, impact) => {
        const key = page * MAX_SECTIONS + section
        const before = units === undefined ? 0 : units.get(key)
        if (before !== undefined) next.set(key, before + impact / matches.length)
      })
    }
    units = next
  }
  const postings = encodePostings(Array.from(units ?? [], toPosting))
  if (units === undefined || units.size === 0) return undefined
  return {
    lists: [{ postings, weight: 1 }],
    exact: undefined,
    forms: matches.flatMap(({ forms }) => forms),
    strength: maxImpact(postings),
  }
}

function toPosting([key, impact]: readonly [key: number, impact: number]): Posting {
  return { page: Math.floor(key / MAX_SECTIONS), section: key % MAX_SECTIONS, impact }
}
