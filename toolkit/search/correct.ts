/** Which words of the site a mistyped word was meant to be. */
import { editDistance, signature, signatureDistance } from './distance.ts'
import type { Shards } from './files.ts'
import { shardOf } from './format.ts'
import { matchWord, type Match } from './match.ts'
import type { Query, Word } from './query.ts'
import { scanForms } from './scan-forms.ts'
import type { Shard } from './shard.ts'
import { intersect } from './synonyms.ts'
import type { Change, Lookup, Matches } from './words.ts'

// Each may take six reads.
const MAX_CORRECTED_WORDS = 3
const MAX_CORRECTIONS = 3
/** What the impact of a corrected word is multiplied by, by its distance. */
const WEIGHTS = [1, 0.6, 0.4]
// Between shorter words a single letter is the difference, not a mistake.
const MIN_LENGTH = 4
const MIN_LENGTH_OF_TWO_MISTAKES = 8
/** Of an unfinished word, so many letters must be there. */
const MIN_OPEN_LENGTH = 5
/** Of words that are written apart or together. */
const MIN_HALF = 3
/** What an unfinished word is further away than a finished one. */
const OPEN_DISTANCE = 0.5
/** In words up to this long, swapped letters in the middle leave too little on either side to find them by. */
const MAX_SWAPPED = 6
const LETTERS = /^\p{L}+$/u

/** Whether a word can be mistyped or meant: numbers and symbols are as they are. */
export function canCorrect(text: string): boolean {
  return text.length >= MIN_LENGTH && LETTERS.test(text)
}

/** The characters of a word from last to first. */
export function reverse(text: string): string {
  return Array.from(text).toReversed().join('')
}

/** What a word may have been meant to be. */
interface Meant {
  readonly word: Word
  /** Written forms of the site at the same distance, the commonest first; or the two halves of it. */
  readonly forms: readonly string[]
  readonly isSplit: boolean
  readonly weight: number
}

/** Finds what words that are on no page were meant to be, with two rounds of reading. */
export async function correctWords(
  lookup: Lookup,
  query: Query,
  found: Matches,
  missing: readonly Word[],
): Promise<Matches> {
  const joined = await joinWords(lookup, query, found, missing)
  const wrong = missing
    .filter((word) => canCorrect(word.text) && !joined.changes.some(([at]) => at === word.start))
    .slice(0, MAX_CORRECTED_WORDS)
  const meant = await findMeant(lookup, wrong)
  return meant.length === 0 ? joined : matchMeant(lookup, query, joined, meant)
}

/** Two words that the site writes as one: `post gres`. */
async function joinWords(
  { files, reads, stem }: Lookup,
  { words }: Query,
  found: Matches,
  missing: readonly Word[],
): Promise<Matches> {
  const wholes = words.filter(({ whole }) => whole === undefined)
  const pairs = wholes.flatMap((first, at) => {
    const second = wholes[at + 1]
    if (second === undefined || !(missing.includes(first) || missing.includes(second))) return []
    const text = first.text + second.text
    return canCorrect(text) ? [{ first, second, text, stem: stem(text) }] : []
  })
  const { shards: list } = files.index
  const shards = await files.shards(
    'shards',
    pairs.slice(0, MAX_CORRECTED_WORDS).map((pair) => shardOf(list, pair.stem)),
    reads,
  )
  const matches = [...found.matches]
  const changes: Change[] = []
  for (const { first, second, ...word } of pairs) {
    const shard = shards.get(shardOf(list, word.stem))
    const match = shard && matchWord(word, shard)
    if (!match?.forms.includes(word.text)) continue
    for (const half of [first, second]) matches[words.indexOf(half)] = match
    changes.push([first.start, second.end, word.text])
  }
  return { matches, changes, shards: new Map([...found.shards, ...shards]) }
}

async function findMeant(
  { files, reads }: Lookup,
  wrong: readonly Word[],
): Promise<readonly Meant[]> {
  const { index } = files
  const forward = wrong.map(({ text }) => nearWords(text).map((key) => shardOf(index.shards, key)))
  const backward = wrong.map(({ text }) => shardOf(index.reversed, reverse(text)))
  const [shards, reversed] = await Promise.all([
    files.shards('shards', forward.flat(), reads),
    files.shards('reversed', backward, reads),
  ])
  return wrong.flatMap((word, at) => {
    const near = [...new Set(forward[at])].flatMap((number) => shards.get(number) ?? [])
    return findNear(word, near, reversed.get(backward[at] ?? -1))
  })
}

/** The words beside which a mistyped one may be meant to stand. */
function nearWords(text: string): string[] {
  if (text.length > MAX_SWAPPED) return [text]
  const swaps = [1, 2].map(
    (at) => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
  )
  return [text, ...swaps]
}

interface Candidate {
  readonly form: string
  readonly distance: number
  readonly count: number
}

/**
 * Looks for words near a word in the shards where it would stand, which finds mistakes towards its end, and in the
 * shard of the words spelled backwards, which finds those towards its beginning.
 */
function findNear(word: Word, shards: readonly Shard[], reversed: Shard | undefined): Meant[] {
  const { text } = word
  const limit = text.length >= MIN_LENGTH_OF_TWO_MISTAKES ? 2 : 1
  const isOpen = word.open && text.length >= MIN_OPEN_LENGTH
  const letters = signature(text)
  const found = new Map<string, Candidate>()
  const starts: string[] = []
  const ends = new Set<string>()
  const mayBe = (length: number, bits: number): boolean => {
    const longer = length - text.length
    if (longer < 0 && length >= MIN_HALF && (bits & ~letters) === 0) return true
    if (longer < -limit || (longer > limit && !isOpen)) return false
    // An unfinished word has fewer letters than what it begins.
    return signatureDistance(letters, longer > limit ? bits & letters : bits) <= 2 * limit
  }
  const consider = (form: string, count: number, distance: number): void => {
    if (distance < Infinity && !found.has(form) && canCorrect(form)) {
      found.set(form, { form, distance, count })
    }
  }
  for (const shard of shards) {
    scanForms(shard, mayBe, (form, count) => {
      consider(form, count, distanceTo(text, form, limit, isOpen))
      if (text.startsWith(form)) starts.push(form)
    })
  }
  if (reversed !== undefined) {
    const backwards = reverse(text)
    scanForms(reversed, mayBe, (key, count) => {
      const distance = distanceTo(backwards, key, limit, false)
      const isEnd = backwards.startsWith(key)
      if (distance < Infinity) consider(reverse(key), count, distance)
      if (isEnd) ends.add(reverse(key))
    })
  }
  return nearest(word, [...found.values()], starts, ends)
}

/** How many mistakes lie between a word and another, or, if it is unfinished, the beginning of it; `Infinity` for too many. */
function distanceTo(text: string, form: string, limit: number, isOpen: boolean): number {
  const whole = editDistance(text, form, limit)
  if (whole <= limit) return whole
  const begun = isOpen ? editDistance(text, form, 1, true) : Infinity
  // Of equals, what is finished comes first.
  return begun <= 1 ? begun + OPEN_DISTANCE : Infinity
}

function nearest(
  word: Word,
  found: readonly Candidate[],
  starts: readonly string[],
  ends: ReadonlySet<string>,
): Meant[] {
  const sorted = found.toSorted(
    (a, b) => a.distance - b.distance || b.count - a.count || (a.form < b.form ? -1 : 1),
  )
  const distance = sorted[0]?.distance ?? Infinity
  const start = starts.find((form) => ends.has(word.text.slice(form.length)))
  if (start !== undefined && distance > 1) {
    const forms = [start, word.text.slice(start.length)]
    return [{ word, forms, isSplit: true, weight: WEIGHTS[1] ?? 1 }]
  }
  const forms = sorted
    .filter((candidate) => candidate.distance === distance)
    .slice(0, MAX_CORRECTIONS)
    .map(({ form }) => form)
  const weight = WEIGHTS[Math.floor(distance)] ?? 0
  return forms.length === 0 ? [] : [{ word, forms, isSplit: false, weight }]
}

async function matchMeant(
  { files, reads, stem }: Lookup,
  { words }: Query,
  found: Matches,
  meant: readonly Meant[],
): Promise<Matches> {
  const { shards: list } = files.index
  const matches = [...found.matches]
  const changes = [...found.changes]
  const corrected: { readonly word: Word; readonly text: string }[] = []
  // A piece that is corrected tells what the whole was meant to be.
  const all = meant.flatMap(({ word, forms, isSplit, weight }) => {
    const whole = word.whole === undefined ? undefined : words[word.whole]
    const [first = ''] = forms
    const texts = whole && !isSplit ? [whole.text.replace(word.text, first)] : []
    return [
      { word, forms, isSplit, weight },
      ...(whole ? [{ word: whole, forms: texts, isSplit: false, weight }] : []),
    ]
  })
  const shards = await files.shards(
    'shards',
    all.flatMap(({ forms }) => forms.map((form) => shardOf(list, stem(form)))),
    reads,
  )
  const known: Shards = new Map([...found.shards, ...shards])
  for (const { word, forms, isSplit, weight } of all) {
    const each = forms.map((text) => {
      const key = stem(text)
      const shard = known.get(shardOf(list, key))
      return shard && matchWord({ text, stem: key }, shard)
    })
    const match = isSplit ? intersect(each) : mergeMatches(each)
    if (match === undefined || matches[words.indexOf(word)] !== undefined) continue
    matches[words.indexOf(word)] = weigh(match, weight)
    corrected.push({ word, text: isSplit ? forms.join(' ') : (forms[0] ?? '') })
  }
  // Pieces first: what they change leaves the rest of a word as it was typed.
  const isPiece = ({ whole }: Word): number => (whole === undefined ? 1 : 0)
  for (const { word, text } of corrected.toSorted((a, b) => isPiece(a.word) - isPiece(b.word))) {
    const { start, end } = word
    if (!changes.some(([from, to]) => from < end && start < to)) changes.push([start, end, text])
  }
  return { matches, changes: changes.toSorted(([a], [b]) => a - b), shards: known }
}

/** One match for the words that a mistyped one may be. */
function mergeMatches(each: readonly (Match | undefined)[]): Match | undefined {
  const matches = each.filter((match) => match !== undefined)
  if (matches.length === 0) return undefined
  return {
    lists: matches.flatMap(({ lists }) => lists),
    exact: matches[0]?.exact,
    forms: matches.flatMap(({ forms }) => forms),
    strength: Math.max(...matches.map(({ strength }) => strength)),
  }
}

function weigh(match: Match, weight: number): Match {
  const lists = match.lists.map((list) => ({ ...list, weight: list.weight * weight }))
  return { ...match, lists, exact: match.exact && { ...match.exact, weight: 0.5 * weight } }
}
