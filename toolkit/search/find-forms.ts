/** Where a text has the written forms that a query found. */
import { fold } from '../core/fold.ts'
import { isUnspaced, tokenize } from './tokenize.ts'

/** Folded written forms, with the word of the query that each stands for, and what that is worth. */
export type WantedForms = ReadonlyMap<string, Wanted>

export interface Wanted {
  readonly word: number
  readonly worth: number
}

export interface Hit extends Wanted {
  /** UTF-16 offsets into the text. */
  readonly start: number
  readonly end: number
}

// Cutting all text of ten results into words costs several milliseconds, and finding strings in it a tenth of that.
// So only the beginning of a text that may have some of them in another spelling is cut.
const MAX_TOKENIZED = 1000
// What folding changes, but for capitals, with the letter before it, which an accent of its own belongs to. Quotation
// marks, dashes and arrows are none of it.
const FOREIGN = /[a-z]?[\u00aa-\u1fff\u2070-\u218f\u2c00-\uffff]+/gi
// What is not indexed of a word.
const DROPPED = /[-_,"'\u00ad\u00b7\u05f3\u05f4\u200b-\u2011\u2018\u2019]/g
// Letters that are typed in more than one way: those that a language keeps, and those that two letters stand for.
const KEPT = /[\u00c0-\u024f]/
const SPELLED = /[äöüøå]/i
// `User` in `getUserName`, `Http` in `XMLHttp`.
const CAPITAL = /^(?:[a-z0-9][A-Z]|[A-Z][A-Z][a-z])/
const PLAIN_LETTERS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)) ? 1 : 0,
)
const LETTER = /[\p{L}\p{N}]/u
/** An unfinished word can begin hundreds of forms, of which the first are the likeliest. */
const MAX_FORMS = 40

/**
 * Makes what finds forms in texts of a language.
 * @param least - forms worth less are left out
 */
export function createFinder(
  wanted: WantedForms,
  least: number,
  language?: string,
): (text: string) => Hit[] {
  const forms = new Map([...wanted].filter(([, { worth }]) => worth > 0 && worth >= least))
  const names = [...forms.keys()]
    .slice(0, MAX_FORMS)
    .toSorted()
    .map((form): Name => ({ form, isPair: isUnspaced(form) }))
  return (text) => {
    if (names.length === 0) return []
    const folded = foldWithPlaces(text, language)
    const found: Place[] = []
    let absent = ' '
    for (const name of names) {
      // Where there is no `create`, there is no `created`.
      if (name.form.startsWith(absent)) continue
      if (!findForm(folded, name, found)) absent = name.form
    }
    if (found.length === 0) addTokens(folded, forms, names, language, found)
    return found
      .map(({ form, start, end }) => ({ start, end, ...(forms.get(form) ?? NOTHING) }))
      .toSorted((a, b) => a.start - b.start || b.end - a.end)
  }
}

const NOTHING: Wanted = { word: 0, worth: 0 }

interface Name {
  readonly form: string
  /** Whether it is of a script without spaces between words. */
  readonly isPair: boolean
}

interface Place {
  readonly form: string
  readonly start: number
  readonly end: number
}

interface Folded {
  /** As it is written. */
  readonly raw: string
  readonly text: string
  /** Where a place of the folded text is in the text itself. */
  readonly place: (at: number) => number
}

function foldWithPlaces(text: string, language: string | undefined): Folded {
  if (text.search(FOREIGN) < 0) return { raw: text, text: text.toLowerCase(), place: (at) => at }
  let folded = ''
  let at = 0
  const shifts: (readonly [from: number, shift: number])[] = []
  for (const { 0: run, index } of text.matchAll(FOREIGN)) {
    folded += text.slice(at, index).toLowerCase() + fold(run, language)
    at = index + run.length
    const shift = at - folded.length
    if (shift !== (shifts.at(-1)?.[1] ?? 0)) shifts.push([folded.length, shift])
  }
  return {
    raw: text,
    text: folded + text.slice(at).toLowerCase(),
    place: (position) => position + (shifts.findLast(([from]) => from <= position)?.[1] ?? 0),
  }
}

/**
 * A search for each form: a pattern of all would be compiled for each query.
 * @returns whether the text has it, be it within another word
 */
function findForm(folded: Folded, { form, isPair }: Name, found: Place[]): boolean {
  const { text, place } = folded
  const first = text.indexOf(form)
  for (let at = first; at >= 0; at = text.indexOf(form, at + 1)) {
    const end = at + form.length
    if (isPair || (isBoundary(folded, at) && isBoundary(folded, end))) {
      found.push({ form, start: place(at), end: place(end) })
    }
  }
  return first >= 0
}

/** Letters and digits on either side make it another word, but for a capital that begins a piece. */
function isBoundary({ raw, text, place }: Folded, at: number): boolean {
  if (!isLetter(text, at - 1) || !isLetter(text, at)) return true
  const start = place(at)
  return CAPITAL.test(raw.slice(start - 1, start + 2))
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  // The usual case without the table of Unicode, which takes milliseconds to compile.
  if (code < 128) return PLAIN_LETTERS[code] === 1
  return LETTER.test(text.charAt(at))
}

/** Finds forms that are written in another way, in the beginning of a text that may have them. */
function addTokens(
  { raw, text }: Folded,
  forms: WantedForms,
  names: readonly Name[],
  language: string | undefined,
  found: Place[],
): void {
  const start = raw.slice(0, MAX_TOKENIZED)
  const folded = text.slice(0, MAX_TOKENIZED)
  const joined = folded.replace(DROPPED, '')
  const likely: Place[] = []
  const whole = { raw: joined, text: joined, place: (at: number) => at }
  for (const name of names) findForm(whole, name, likely)
  if (likely.length === 0 && !KEPT.test(folded) && !SPELLED.test(start)) return
  for (const token of tokenize(start, language)) {
    if (forms.has(token.text)) found.push({ form: token.text, start: token.start, end: token.end })
  }
}
