/** Guesses what columns are for: to be found in, to put the found in order, to narrow rows and to sort them by. */
import type { InspectedColumn } from './build-source-inspect.ts'
import { wordsOf } from './build-guess-words.ts'

const MAX_FIND = 4
const MAX_FILTERS = 6
const MAX_SORTS = 6
/** A list of choices that is longer is no choice. */
const MAX_CHOICES = 300
const FEW_CHOICES = 50
const MAX_TEXT = 300

const NAMES =
  'name title label titel bezeichnung nom nombre nome city town place station stadt ort ville ciudad company firma'.split(
    ' ',
  )
const RANKS =
  'population pop inhabitants einwohner habitants popularity score rating stars votes downloads passengers visits views frequency freq count total sales revenue'.split(
    ' ',
  )
const MEASURES = new Set([
  ...RANKS,
  ...'year jahr age price amount elevation height length area'.split(' '),
])

/** What has another use already. */
export interface Taken {
  readonly key: readonly string[]
  /** Columns of degrees, of the ends of ranges, of points as text. */
  readonly others: readonly string[]
}

/** Texts with many different values, names first. */
export function guessFind(
  columns: readonly InspectedColumn[],
  rows: number,
  taken: Taken,
): string[] {
  const found = columns
    .filter((column) => !taken.others.includes(column.name) && isFindable(column, rows))
    .filter((column) => isNamed(column.name) || !isChoice(column, rows))
    .map((column, at) => ({ name: column.name, score: scoreOf(column, taken) - at / 1000 }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_FIND)
    .map(({ name }) => name)
  return found
}

/** A column of numbers that says how much a row matters. */
export function guessRank(columns: readonly InspectedColumn[]): string | undefined {
  const numbers = columns.filter(({ type, filled }) => isNumeric(type) && filled > 0.5)
  for (const word of RANKS) {
    const column = numbers.find(({ name }) => wordsOf(name).includes(word))
    if (column !== undefined) return column.name
  }
  return undefined
}

/** Columns with few different values. */
export function guessFilters(
  columns: readonly InspectedColumn[],
  rows: number,
  taken: Taken,
): string[] {
  const used = new Set([...(taken.key.length === 1 ? taken.key : []), ...taken.others])
  return columns
    .filter((column) => isChoice(column, rows) && !used.has(column.name))
    .slice(0, MAX_FILTERS)
    .map(({ name }) => name)
}

/** Numbers and times, and what rows are called. */
export function guessSorts(
  columns: readonly InspectedColumn[],
  taken: Taken,
  label: string | undefined,
): string[] {
  const used = new Set([...(taken.key.length === 1 ? taken.key : []), ...taken.others])
  const measures = columns.filter(
    ({ name, type, filled }) =>
      (isNumeric(type) || type === 'date' || type === 'datetime') && filled > 0 && !used.has(name),
  )
  const names = measures.map(({ name }) => name).slice(0, MAX_SORTS)
  return label === undefined || names.includes(label) ? names : [...names, label]
}

function isFindable(
  { name, type, min, max, maxLength, distinct, filled }: InspectedColumn,
  rows: number,
): boolean {
  const isText = type === 'string' || type === 'list' || type === 'mixed'
  if (!isText || filled === 0 || maxLength > MAX_TEXT) return false
  const isAddress = [min, max].some((value) => /^(?:https?:\/\/|data:)/i.test(String(value)))
  // Numbers with commas, hashes and the like are no words; a code with letters is.
  const isWordless = type === 'string' && [min, max].every((value) => !/\p{L}/u.test(String(value)))
  const isHash = [min, max].every((value) => /^[\da-f-]{24,}$/i.test(String(value)))
  if (isAddress || isHash || (isWordless && !isNamed(name))) return false
  return (
    distinct === undefined ||
    distinct >= Math.min(FEW_CHOICES, Math.max(2, rows / 2)) ||
    isNamed(name)
  )
}

function isNamed(name: string): boolean {
  return wordsOf(name).some((word) => NAMES.includes(word))
}

/** A name comes first; then what is written most, and a code last: people type names. */
function scoreOf(
  { name, title = name, maxLength, distinct }: InspectedColumn,
  taken: Taken,
): number {
  const words = wordsOf(title)
  const named = NAMES.findIndex((word) => words.includes(word))
  const byName = named < 0 ? 0 : 200 - named - words.length * 10
  const many = distinct === undefined ? 40 : Math.min(40, distinct / 10)
  const tooLong = maxLength > 120 ? 60 : 0
  return byName + many + (taken.key.includes(name) ? -5 : 0) - tooLong
}

function isChoice(
  { name, type, distinct, filled, maxLength }: InspectedColumn,
  rows: number,
): boolean {
  if (type === 'boolean') return filled > 0
  if (distinct === undefined || distinct < 2 || maxLength > 60) return false
  const isFew = distinct <= FEW_CHOICES ? rows >= distinct * 2 : rows >= distinct * 10
  if (!isFew || distinct > MAX_CHOICES) return false
  if (type === 'string' || type === 'list') return true
  return type === 'integer' && distinct <= 12 && !wordsOf(name).some((word) => MEASURES.has(word))
}

function isNumeric(type: InspectedColumn['type']): boolean {
  return type === 'integer' || type === 'number'
}
