/** Which pages quotes and minus signs leave: those that have each phrase, and no excluded word. */
import type { Shards } from './files.ts'
import { shardOf } from './format.ts'
import { matchWord, type WeighedList } from './match.ts'
import { readPlaces } from './places.ts'
import { encodePostings, readPostings } from './postings.ts'
import type { Phrase, Query, Word } from './query.ts'
import { findTerm, type Term } from './shard.ts'
import type { Lookup } from './words.ts'

// More forms of an excluded word would take more reads.
const MAX_FORMS = 3
const MAX_SECTIONS = 65_536

export interface Restriction {
  /** By page, 1 where it may be found; all, where there is none. */
  readonly allowed: Uint8Array | undefined
  /** The sections that have a phrase, for ranking them above others; their impact is 1. */
  readonly better: readonly WeighedList[]
}

/** Finds what the phrases and excluded words of a query leave. Where there are too many words to read, any may stand. */
export async function restrict(lookup: Lookup, query: Query): Promise<Restriction> {
  const { files, reads } = lookup
  const { index } = files
  const { phrases, excluded } = query
  const stems = await files.shards(
    'shards',
    excluded.map(({ stem }) => shardOf(index.shards, stem)),
    reads,
  )
  const cut = excluded.flatMap((word) => formsOfCut(lookup, word, stems))
  const forms = [...new Set([...phrases.flatMap((phrase) => phrase.forms), ...cut])]
  const shards = await files.shards(
    'places',
    forms.map((form) => shardOf(index.places, form)),
    reads,
  )
  const placesOf = (form: string): Term | undefined => {
    const shard = shards.get(shardOf(index.places, form))
    return shard ? (findTerm(shard, form) ?? NONE) : undefined
  }
  let allowed: Uint8Array | undefined
  const better: WeighedList[] = []
  for (const phrase of phrases) {
    const units = findPhrase(phrase, placesOf)
    if (units === undefined) continue
    if (units.length > 0 && phrase.kind !== 'not') {
      const postings = units.map((unit) => ({ ...toUnit(unit), impact: 1 }))
      better.push({ postings: encodePostings(postings), weight: 1 })
    }
    if (phrase.kind === 'better') continue
    const isWanted = phrase.kind === 'has' ? 1 : 0
    const next = new Uint8Array(index.pages).fill(1 - isWanted)
    for (const unit of units) next[toUnit(unit).page] = isWanted
    allowed = both(allowed, next)
  }
  if (excluded.length > 0) {
    const next = new Uint8Array(index.pages).fill(1)
    const exclude = (page: number): void => void (next[page] = 0)
    for (const { stem } of excluded) {
      const shard = stems.get(shardOf(index.shards, stem))
      const postings = shard && findTerm(shard, stem)?.postings
      if (postings) readPostings(postings, Infinity, exclude)
    }
    for (const form of cut) readPlaces(placesOf(form)?.postings ?? NONE.postings, exclude)
    allowed = both(allowed, next)
  }
  return { allowed, better }
}

const NONE: Term = { key: '', count: 0, postings: new Uint8Array() }

/** The forms of a word whose list was cut: their places tell of more pages. */
function formsOfCut(
  { files: { index } }: Lookup,
  word: Pick<Word, 'text' | 'stem'>,
  stems: Shards,
): readonly string[] {
  const shard = stems.get(shardOf(index.shards, word.stem))
  const term = shard && findTerm(shard, word.stem)
  if (shard === undefined || term === undefined) return []
  let read = 0
  readPostings(term.postings, Infinity, () => read++)
  return read < term.count ? (matchWord(word, shard)?.forms.slice(0, MAX_FORMS) ?? []) : []
}

function both(a: Uint8Array | undefined, b: Uint8Array): Uint8Array {
  return a === undefined ? b : b.map((value, at) => value & (a[at] ?? 0))
}

function toUnit(unit: number): { readonly page: number; readonly section: number } {
  return { page: Math.floor(unit / MAX_SECTIONS), section: unit % MAX_SECTIONS }
}

/** The sections that have a phrase, as page × `MAX_SECTIONS` + section, ascending; undefined where none of it was read. */
function findPhrase(
  { forms, offsets }: Phrase,
  placesOf: (form: string) => Term | undefined,
): readonly number[] | undefined {
  const slots = forms.flatMap((form, at) => {
    const term = placesOf(form)
    return term === undefined ? [] : [{ term, offset: offsets[at] ?? 0 }]
  })
  // The rarest word first, so that there is little to compare the others with.
  const [first, ...others] = slots.toSorted((a, b) => a.term.count - b.term.count)
  if (first === undefined) return undefined
  let units: number[] = []
  let starts: (readonly number[])[] = []
  readPlaces(first.term.postings, (page, section, positions) => {
    units.push(page * MAX_SECTIONS + section)
    starts.push(positions.map((position) => position - first.offset))
  })
  for (const { term, offset } of others) {
    const left: (readonly number[] | undefined)[] = []
    let at = 0
    let read = 0
    readPlaces(term.postings, (page, section, positions) => {
      read++
      const unit = page * MAX_SECTIONS + section
      while ((units[at] ?? Infinity) < unit) at++
      if (units[at] !== unit) return
      left[at] = starts[at]?.filter((start) => positions.includes(start + offset)) ?? []
    })
    // A list that was cut leaves open what is in the sections that it lacks.
    const isCut = read < term.count
    const next = starts.map((own, place) => left[place] ?? (isCut ? own : []))
    units = units.filter((_, place) => next[place]?.length)
    starts = next.filter(({ length }) => length > 0)
  }
  return units
}
