/** The dictionary of an index: every stem and its written forms, with the weight of each in each section (BM25F). */
import type { Impact } from './build-impact.ts'
import type { Occurrences } from './build-occurrences.ts'
import { compare } from './build-order.ts'
import { createWriter, type ByteWriter } from './bytes.ts'
import { canCorrect, reverse } from './correct.ts'
import { encodePostings, type Posting } from './postings.ts'
import { formKey, splitKey, type Term } from './shard.ts'
import type { Stem } from './stem.ts'

/** Terms that stay in one shard: a stem, its written forms, and the titles under it. */
export type TermGroup = readonly Term[]

// No query reads more of a stem's list, and an exact form's list is only a bonus.
const MAX_STEM_POSTINGS = 4096
const MAX_FORM_POSTINGS = 1024
// So that a stem with many forms still fits a shard.
const MAX_POSTINGS_OF_FORMS = 8192
const MAX_FORMS = 200

interface Dictionary {
  readonly occurrences: Occurrences
  readonly impactOf: Impact
  /** What is added up for a term, by unit; all 0 in between. */
  readonly heads: Float64Array
  readonly bodies: Float64Array
  readonly writer: ByteWriter
}

/** Builds every term, in groups that are sorted by key. */
export function buildTerms(
  occurrences: Occurrences,
  impactOf: Impact,
  stem: Stem,
  titles: ReadonlyMap<string, readonly Term[]>,
): TermGroup[] {
  const numbers = Map.groupBy(occurrences.forms.keys(), (form) =>
    stem(occurrences.forms[form] ?? ''),
  )
  const dictionary: Dictionary = {
    occurrences,
    impactOf,
    heads: new Float64Array(occurrences.units.length),
    bodies: new Float64Array(occurrences.units.length),
    writer: createWriter(),
  }
  return [...numbers.keys()].toSorted(compare).map((key) => {
    const terms = encodeStem(dictionary, key, numbers.get(key) ?? [])
    return [...terms, ...(titles.get(key) ?? [])]
  })
}

/** The written forms that a mistyped word may be meant for, spelled backwards and sorted, without posting lists. */
export function reverseForms(groups: readonly TermGroup[]): TermGroup[] {
  return groups
    .flatMap((group) => {
      const written = group.filter(({ key }) => splitKey(key).form !== undefined)
      return (written.length > 0 ? written : group.slice(0, 1)).flatMap(({ key, count }) => {
        const { stem, form = stem } = splitKey(key)
        return canCorrect(form) ? [{ key: reverse(form), count, postings: new Uint8Array() }] : []
      })
    })
    .toSorted((a, b) => compare(a.key, b.key))
    .map((term) => [term])
}

function encodeStem(dictionary: Dictionary, key: string, numbers: readonly number[]): Term[] {
  const forms = commonest(dictionary.occurrences, numbers)
  const own = encodeTerm(dictionary, key, numbers, MAX_STEM_POSTINGS)
  const [only] = forms
  if (only !== undefined && forms.length === 1) {
    // The only form has the stem's list; where it is spelled like the stem, even its name says nothing new.
    if (only.text === key) return [own]
    return [own, { key: formKey(key, only.text), count: own.count, postings: new Uint8Array() }]
  }
  const limit = Math.min(MAX_FORM_POSTINGS, Math.floor(MAX_POSTINGS_OF_FORMS / forms.length))
  return [
    own,
    ...forms.map(({ form, text }) => encodeTerm(dictionary, formKey(key, text), [form], limit)),
  ]
}

interface Form {
  readonly form: number
  readonly text: string
}

function commonest({ forms, rowsOf }: Occurrences, numbers: readonly number[]): Form[] {
  const byText = numbers
    .map((form) => ({ form, text: forms[form] ?? '' }))
    .toSorted((a, b) => compare(a.text, b.text))
  if (byText.length <= MAX_FORMS) return byText
  const unitsOf = ({ form }: Form): number => rowsOf(form).end - rowsOf(form).first
  const best = new Set(byText.toSorted((a, b) => unitsOf(b) - unitsOf(a)).slice(0, MAX_FORMS))
  return byText.filter((form) => best.has(form))
}

/** Encodes the list of the units that hold any of some forms. */
function encodeTerm(
  dictionary: Dictionary,
  key: string,
  numbers: readonly number[],
  limit: number,
): Term {
  const { occurrences, impactOf, heads, bodies, writer } = dictionary
  const units = addUp(dictionary, numbers)
  const postings: Posting[] = []
  for (const number of units) {
    const impact = impactOf(number, heads[number] ?? 0, bodies[number] ?? 0, units.length)
    heads[number] = 0
    bodies[number] = 0
    const unit = occurrences.units[number]
    if (unit !== undefined) postings.push({ page: unit.page, section: unit.section, impact })
  }
  const best =
    postings.length <= limit
      ? postings
      : postings.toSorted((a, b) => b.impact - a.impact).slice(0, limit)
  return { key, count: postings.length, postings: encodePostings(best, writer) }
}

/** Adds up what some forms count in each unit, and gives the units, ascending. */
function addUp({ occurrences, heads, bodies }: Dictionary, numbers: readonly number[]): number[] {
  const { rowsOf, unitOf, headOf, bodyOf } = occurrences
  const units: number[] = []
  for (const form of numbers) {
    const { first, end } = rowsOf(form)
    for (let row = first; row < end; row++) {
      const unit = unitOf(row)
      if (heads[unit] === 0 && bodies[unit] === 0) units.push(unit)
      heads[unit] = (heads[unit] ?? 0) + headOf(row)
      bodies[unit] = (bodies[unit] ?? 0) + bodyOf(row)
    }
  }
  return numbers.length === 1 ? units : units.toSorted((a, b) => a - b)
}
