/** Guesses what identifies a row. */
import type { InspectedColumn, InspectedSource } from './build-source-inspect.ts'
import { wordsOf } from './build-guess-words.ts'

const MAX_LENGTH = 200
/** What names a row stands before what is said of it. */
const FIRST = 18
/** Of so many columns all pairs are tried, and of half as many all threes. */
const MAX_PAIRED = 10

const WHOLE: Readonly<Record<string, number>> = {
  id: 100,
  key: 95,
  code: 90,
  uuid: 88,
  slug: 86,
  isbn: 86,
  name: 50,
  title: 45,
}
const PARTS: Readonly<Record<string, number>> = {
  id: 80,
  ident: 78,
  identifier: 78,
  uuid: 78,
  guid: 78,
  key: 78,
  code: 76,
  iata: 75,
  icao: 74,
  iso: 74,
  slug: 74,
  isbn: 74,
  issn: 74,
  ean: 74,
  sku: 74,
  nr: 70,
  no: 60,
  number: 60,
  nummer: 70,
  ref: 65,
  symbol: 60,
  domain: 55,
  name: 40,
  from: 35,
  start: 35,
  network: 35,
}
/** What a value measures does not name a row, though no two may be alike. */
const MEASURES =
  /^(?:lat|lng|lon|long|latitude|longitude|x|y|population|count|score|rank|price|amount|area|size|weight|height|length|distance|elevation|description|notes?|comment|text|url|link|image|geo|coordinates?)$/

/** What may identify a row: one column, then two, then three together; the best first. */
export function keyCandidates({ columns, rows }: InspectedSource): (readonly string[])[] {
  const single = singleKey(columns)
  if (single !== undefined) return [[single]]
  const parts = columns
    .filter((column) => canBePart(column) && column.distinct !== 1)
    .map((column) => ({ column, score: scoreOf(column) }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ column }) => column)
  const pairs = combine(parts.slice(0, MAX_PAIRED), 2)
  const threes = combine(parts.slice(0, MAX_PAIRED / 2), 3)
  return [...pairs, ...threes]
    .filter((key) => key.reduce((most, { distinct = rows }) => most * distinct, 1) >= rows)
    .map((key) => key.map(({ name }) => name))
}

/** The column that names a row best, of those of which no two rows have the same value. */
function singleKey(columns: readonly InspectedColumn[]): string | undefined {
  const [best] = columns
    .map((column, at) => ({ column, bonus: at === 0 ? FIRST : -Math.min(at, 20) }))
    .filter(({ column }) => column.isUnique === true && canBePart(column))
    .map(({ column, bonus }) => ({ name: column.name, score: scoreOf(column) + bonus }))
    .toSorted((a, b) => b.score - a.score)
  return best !== undefined && best.score > -40 ? best.name : undefined
}

function canBePart({ filled, type, maxLength }: InspectedColumn): boolean {
  const isKind = ['string', 'integer', 'date', 'datetime'].includes(type)
  return filled === 1 && isKind && maxLength <= MAX_LENGTH
}

function scoreOf({ name, type, maxLength, title = name }: InspectedColumn): number {
  const words = wordsOf(title)
  const whole = words.length === 1 ? WHOLE[words[0] ?? ''] : undefined
  const part = Math.max(0, ...words.map((word) => PARTS[word] ?? 0))
  const byName = whole ?? part
  const byType = type === 'string' ? 20 : type === 'integer' ? 5 : 0
  const isMeasure = words.some((word) => MEASURES.test(word))
  return byName + byType - (maxLength > 40 ? maxLength / 4 : 0) - (isMeasure ? 50 : 0)
}

function combine<T>(items: readonly T[], size: number): (readonly T[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, at) =>
    combine(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]),
  )
}
