/** The terms of a site with the weight of each in each section (BM25F), from the text of its pages. */
import type { SearchPage } from './build-extract.ts'
import { encodePostings, type Posting } from './postings.ts'
import { createImpact, type Impact, type Unit } from './build-impact.ts'
import { canCorrect, reverse } from './correct.ts'
import { formKey, splitKey, titleKey, type Term } from './shard.ts'
import type { Stem } from './stem.ts'
import { tokenize } from './tokenize.ts'

/** All terms of one stem: its own key and those of its written forms. They stay in one shard. */
export type TermGroup = readonly Term[]

// No query reads more of a stem's list, and an exact form's list is only a bonus.
const MAX_STEM_POSTINGS = 4096
const MAX_FORM_POSTINGS = 1024

/** Where one written form stands: parallel lists, the units ascending. */
interface Occurrences {
  readonly units: number[]
  readonly heads: number[]
  readonly bodies: number[]
}

interface Collection {
  readonly units: Unit[]
  readonly stems: Map<string, Map<string, Occurrences>>
  readonly stemOf: Map<string, string>
  readonly stem: Stem
}

/** Builds every term, in groups that are sorted by key. */
export function buildTerms(pages: readonly SearchPage[], stem: Stem): TermGroup[] {
  const collection: Collection = { units: [], stems: new Map(), stemOf: new Map(), stem }
  pages.forEach((page, number) => addPage(collection, page, number))
  const impactOf = createImpact(collection.units)
  const stems = [...collection.stems].toSorted(([a], [b]) => compare(a, b))
  return [
    ...titleTerms(pages),
    ...stems.map(([key, forms]) => encodeStem(key, forms, collection.units, impactOf)),
  ]
}

/** The written forms that a mistyped word may be meant for, spelled backwards and sorted, without posting lists. */
export function reverseForms(groups: readonly TermGroup[]): TermGroup[] {
  return groups
    .flatMap((group) => {
      const written = group.length > 1 ? group.slice(1) : group
      return written.flatMap(({ key, count: units }) => {
        const parts = splitKey(key)
        const form = parts?.form ?? parts?.stem ?? ''
        return canCorrect(form)
          ? [{ key: reverse(form), count: units, postings: new Uint8Array() }]
          : []
      })
    })
    .toSorted((a, b) => compare(a.key, b.key))
    .map((term) => [term])
}

/** UTF-16 order, which `sort` uses by default and the reader compares by. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function addPage(collection: Collection, page: SearchPage, number: number): void {
  page.sections.forEach((section, index) => {
    const counts = new Map<string, { head: number; body: number }>()
    const head = count(counts, index === 0 ? page.title : section.title, 1, 'head')
    const body = section.pieces.reduce(
      (sum, { text, weight }) => sum + count(counts, text, weight, 'body'),
      index === 0 ? count(counts, page.description, 1, 'body') : 0,
    )
    const unit = collection.units.push({ page: number, section: index, head, body }) - 1
    for (const [form, { head: inHead, body: inBody }] of counts) {
      const occurrences = occurrencesOf(collection, form)
      occurrences.units.push(unit)
      occurrences.heads.push(inHead)
      occurrences.bodies.push(inBody)
    }
  })
}

/** Counts the words of a text, and gives how many it has without their pieces. */
function count(
  counts: Map<string, { head: number; body: number }>,
  text: string,
  weight: number,
  field: 'head' | 'body',
): number {
  let length = 0
  for (const token of tokenize(text)) {
    const found = counts.get(token.text) ?? { head: 0, body: 0 }
    found[field] += token.weight * weight
    counts.set(token.text, found)
    if (!token.part) length++
  }
  return length
}

function occurrencesOf({ stems, stemOf, stem }: Collection, form: string): Occurrences {
  const key = stemOf.get(form) ?? stem(form)
  stemOf.set(form, key)
  const forms = stems.get(key) ?? new Map<string, Occurrences>()
  stems.set(key, forms)
  const occurrences = forms.get(form) ?? { units: [], heads: [], bodies: [] }
  forms.set(form, occurrences)
  return occurrences
}

function encodeStem(
  key: string,
  forms: ReadonlyMap<string, Occurrences>,
  units: readonly Unit[],
  impactOf: Impact,
): TermGroup {
  const merged = mergeForms([...forms.values()])
  const own = encodeTerm(key, merged, MAX_STEM_POSTINGS, units, impactOf)
  if (forms.size === 1) {
    // The only form has the stem's list; where it is spelled like the stem, even its name says nothing new.
    const [form = ''] = forms.keys()
    if (form === key) return [own]
    return [own, { key: formKey(key, form), count: own.count, postings: new Uint8Array() }]
  }
  const sorted = [...forms].toSorted(([a], [b]) => compare(a, b))
  return [
    own,
    ...sorted.map(([form, occurrences]) =>
      encodeTerm(formKey(key, form), occurrences, MAX_FORM_POSTINGS, units, impactOf),
    ),
  ]
}

function mergeForms(forms: readonly Occurrences[]): Occurrences {
  const [only] = forms
  if (only !== undefined && forms.length === 1) return only
  const sums = new Map<number, { head: number; body: number }>()
  for (const { units, heads, bodies } of forms) {
    units.forEach((unit, at) => {
      const sum = sums.get(unit) ?? { head: 0, body: 0 }
      sum.head += heads[at] ?? 0
      sum.body += bodies[at] ?? 0
      sums.set(unit, sum)
    })
  }
  const units = [...sums.keys()].toSorted((a, b) => a - b)
  return {
    units,
    heads: units.map((unit) => sums.get(unit)?.head ?? 0),
    bodies: units.map((unit) => sums.get(unit)?.body ?? 0),
  }
}

function encodeTerm(
  key: string,
  { units: places, heads, bodies }: Occurrences,
  limit: number,
  units: readonly Unit[],
  impactOf: Impact,
): Term {
  const postings: Posting[] = []
  places.forEach((place, at) => {
    const unit = units[place]
    if (unit === undefined) return
    const impact = impactOf(unit, heads[at] ?? 0, bodies[at] ?? 0, places.length)
    if (impact > 0) postings.push({ page: unit.page, section: unit.section, impact })
  })
  const best =
    postings.length <= limit
      ? postings
      : postings.toSorted((a, b) => b.impact - a.impact).slice(0, limit)
  return { key, count: postings.length, postings: encodePostings(best) }
}

/** Titles are terms too, so that a page that is called what was asked for is found without reading every title. */
function titleTerms(pages: readonly SearchPage[]): TermGroup[] {
  const titles = new Map<string, number[]>()
  pages.forEach(({ title }, page) => {
    const words = titleWords(title)
    if (words.length === 0) return
    const key = titleKey(words)
    const found = titles.get(key) ?? []
    titles.set(key, found)
    if (found.length < MAX_FORM_POSTINGS) found.push(page)
  })
  return [...titles]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([key, found]) => [
      {
        key,
        count: found.length,
        postings: encodePostings(found.map((page) => ({ page, section: 0, impact: 1 }))),
      },
    ])
}

/** The words that a title is recognised by: whole ones, folded. */
function titleWords(title: string): string[] {
  return tokenize(title).flatMap(({ text, part }) => (part ? [] : [text]))
}
