/** Where a text has the written forms that a query found. */
import { fold } from '../core/fold.ts'
import { isUnspaced, tokenize } from './tokenize.ts'

/** Folded written forms, with what each is worth. */
export type WantedForms = ReadonlyMap<string, number>

export interface Hit {
  readonly form: string
  /** UTF-16 offsets into the text. */
  readonly start: number
  readonly end: number
  readonly worth: number
}

// Cutting all text of ten results into words costs several milliseconds, and finding strings in it a tenth of that.
// So only the beginning of a text that seems to have none of them is cut, for the pieces of identifiers.
const MAX_TOKENIZED = 1000
// With the letter before it, which an accent of its own belongs to.
const NOT_ASCII = /[a-z]?[^\0-\x7f]+/gi
const SPECIAL = /[.*+?^${}()|[\]\\]/g
const PLAIN_LETTER = /[a-z0-9]/i
const LETTER = /[\p{L}\p{N}]/u

/**
 * Makes what finds forms in texts.
 * @param least - forms worth less are left out
 */
export function createFinder(wanted: WantedForms, least: number): (text: string) => Hit[] {
  const forms = [...wanted].filter(([, worth]) => worth > 0 && worth >= least)
  const worths = new Map(forms)
  const names = forms.map(([form]) => form)
  const unspaced = names.filter(isUnspaced)
  const pattern = createPattern(names.filter((form) => !isUnspaced(form)))
  return (text) => {
    if (names.length === 0) return []
    const folded = foldWithPlaces(text)
    const found = [...findWords(folded.text, pattern), ...findPairs(folded.text, unspaced)]
    const places =
      found.length > 0
        ? found.map(({ form, start, end }) => ({
            form,
            start: folded.place(start),
            end: folded.place(end),
          }))
        : findTokens(text, worths)
    return places
      .toSorted((a, b) => a.start - b.start)
      .map((place) => ({ ...place, worth: worths.get(place.form) ?? 0 }))
  }
}

type Place = Omit<Hit, 'worth'>

function createPattern(forms: readonly string[]): RegExp | undefined {
  if (forms.length === 0) return undefined
  // The longest first, so that a form is not cut short by another that it begins with.
  const sorted = forms.toSorted((a, b) => b.length - a.length)
  return new RegExp(sorted.map((form) => form.replace(SPECIAL, String.raw`\$&`)).join('|'), 'g')
}

interface Folded {
  readonly text: string
  /** Where a place of the folded text is in the text itself. */
  readonly place: (at: number) => number
}

function foldWithPlaces(text: string): Folded {
  let folded = ''
  let at = 0
  const shifts: (readonly [from: number, shift: number])[] = []
  for (const { 0: run, index } of text.matchAll(NOT_ASCII)) {
    folded += text.slice(at, index).toLowerCase() + fold(run)
    at = index + run.length
    const shift = at - folded.length
    if (shift !== (shifts.at(-1)?.[1] ?? 0)) shifts.push([folded.length, shift])
  }
  return {
    text: folded + text.slice(at).toLowerCase(),
    place: (position) => position + (shifts.findLast(([from]) => from <= position)?.[1] ?? 0),
  }
}

function findWords(text: string, pattern: RegExp | undefined): Place[] {
  if (pattern === undefined) return []
  return Array.from(text.matchAll(pattern), ({ 0: form, index }) => ({
    form,
    start: index,
    end: index + form.length,
  })).filter(({ start, end }) => standsAlone(text, start, end))
}

/** Letters and digits on either side make it another word. Not part of the pattern: each query would compile it anew. */
function standsAlone(text: string, start: number, end: number): boolean {
  return (
    !(isLetter(text, start) && isLetter(text, start - 1)) &&
    !(isLetter(text, end - 1) && isLetter(text, end))
  )
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  // The usual case without the table of Unicode, which takes milliseconds to compile.
  if (code < 128) return PLAIN_LETTER.test(text.charAt(at))
  return LETTER.test(text.charAt(at))
}

function findPairs(text: string, forms: readonly string[]): Place[] {
  return forms.flatMap((form) => {
    const places: Place[] = []
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      places.push({ form, start: at, end: at + form.length })
    }
    return places
  })
}

function findTokens(text: string, worths: ReadonlyMap<string, number>): Place[] {
  return tokenize(text.slice(0, MAX_TOKENIZED)).flatMap(({ text: form, start, end }) =>
    worths.has(form) ? [{ form, start, end }] : [],
  )
}
