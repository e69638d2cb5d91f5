/** Which terms of the dictionary a word of the query means: itself, and what it begins. */
import { maxImpact } from './postings.ts'
import type { Word } from './query.ts'
import { formKey, scanTerms, splitKey, type Shard, type Term } from './shard.ts'

/** A posting list and what its impacts are multiplied by. */
export interface WeighedList {
  readonly postings: Uint8Array
  readonly weight: number
}

/** What one word of the query found. */
export interface Match {
  /** A section counts once, by the best of these. */
  readonly lists: readonly WeighedList[]
  /** The list of the very form that was asked for, a bonus. */
  readonly exact: WeighedList | undefined
  /** The written forms that the lists stand for, to be marked in excerpts. */
  readonly forms: readonly string[]
  /** The largest impact of all lists. */
  readonly strength: number
}

// Each weight was chosen so that what was typed stays above what it may mean.
const EXACT_WEIGHT = 0.5
const OPEN_WEIGHT = 0.8
const OPEN_WEIGHT_BESIDE_HIT = 0.3
// Below the least that a page of the hit itself can have: a list has sixteen levels.
const OPEN_WEIGHT_BESIDE_ONLY_HIT = 0.06
const MAX_EXPANSIONS = 12
const MAX_FORMS = 200
// One letter begins too much to be of use, unless it is a syllable or more.
const MIN_OPEN_LENGTH = 2

/** The key from which on words may be found that `text` begins; their stems can be a little shorter. */
export function openFrom(text: string): string {
  return text.slice(0, Math.max(MIN_OPEN_LENGTH, text.length - 3)).toWellFormed()
}

/** Whether words that `text` begins are looked for. */
export function canOpen({ text, open }: Word): boolean {
  return text.length >= MIN_OPEN_LENGTH ? open : !/^[ -~]*$/.test(text)
}

/** Looks a word up as it stands. */
export function matchWord(
  { text, stem }: Pick<Word, 'text' | 'stem'>,
  shard: Shard,
): Match | undefined {
  let own: Term | undefined
  let exact: Term | undefined
  const forms: string[] = []
  const prefix = formKey(stem, '')
  const wanted = prefix + text
  scanTerms(shard, stem, (term) => {
    if (term.key === stem) own = term
    else if (!term.key.startsWith(prefix)) return false
    else forms.push(term.key.slice(prefix.length))
    if (term.key === wanted) exact = term
    return forms.length < MAX_FORMS
  })
  if (own === undefined) return undefined
  if (forms.length === 0) forms.push(stem)
  // The only form of a stem has the list of the stem.
  const isOnly = exact?.postings.length === 0 || (forms.length === 1 && forms[0] === text)
  const postings = isOnly ? own.postings : exact?.postings
  return {
    lists: [{ postings: own.postings, weight: 1 }],
    exact: postings && { postings, weight: EXACT_WEIGHT },
    forms,
    strength: maxImpact(own.postings),
  }
}

/** A stem with its written forms. */
interface Entry {
  readonly stem: string
  readonly term: Term
  readonly forms: readonly string[]
}

/**
 * Adds the words that an unfinished one begins, below what it is itself.
 * @param isAlone - whether it is the only word: then no page of the hit comes after one of these
 */
export function matchOpen(
  { text, stem }: Word,
  shards: readonly Shard[],
  hit: Match | undefined,
  isAlone: boolean,
): Match | undefined {
  const found: Entry[] = []
  for (const shard of shards) {
    scanEntries(shard, openFrom(text), `${text}\uffff`, (entry) => {
      if (entry.stem !== stem && entry.forms.some((form) => form.startsWith(text)))
        found.push(entry)
    })
  }
  const best = found.toSorted((a, b) => b.term.count - a.term.count).slice(0, MAX_EXPANSIONS)
  if (best.length === 0) return hit
  const beside = isAlone ? OPEN_WEIGHT_BESIDE_ONLY_HIT : OPEN_WEIGHT_BESIDE_HIT
  return {
    lists: [...(hit?.lists ?? []), ...best.map(({ term }) => weighOpen(term, hit, beside))],
    exact: hit?.exact,
    forms: [
      ...(hit?.forms ?? []),
      ...best.flatMap(({ forms }) => forms.filter((form) => form.startsWith(text))),
    ],
    strength: hit?.strength ?? Math.max(...best.map(({ term }) => maxImpact(term.postings))),
  }
}

/** A rare continuation weighs more than a common whole word by itself; beside one it must not. */
function weighOpen({ postings }: Term, hit: Match | undefined, beside: number): WeighedList {
  if (hit === undefined) return { postings, weight: OPEN_WEIGHT }
  return { postings, weight: beside * Math.min(1, hit.strength / maxImpact(postings)) }
}

/** Visits the stems of a shard with their written forms, from the key `from` to the key `to`. */
function scanEntries(shard: Shard, from: string, to: string, visit: (entry: Entry) => void): void {
  let own: Term | undefined
  let forms: string[] = []
  const flush = (): void => {
    if (own !== undefined)
      visit({ stem: own.key, term: own, forms: forms.length > 0 ? forms : [own.key] })
  }
  scanTerms(shard, from, (term) => {
    const { form, title } = splitKey(term.key)
    if (title !== undefined) return true
    if (form === undefined) {
      flush()
      own = undefined
      forms = []
      if (term.key > to) return false
      own = term
    } else {
      forms.push(form)
    }
    return true
  })
  flush()
}
