/** What stands on a new site's page as an example: real values of the first row, and addresses that have an answer. */
import { escapeHtml } from '../core/html.ts'
import { rowPath } from '../lookups/address.ts'
import type { Facts } from '../lookups/build-guess-facts.ts'
import type { Guess } from '../lookups/build-guess.ts'
import type { Cell } from '../lookups/format.ts'
import { toKey } from '../lookups/key.ts'
import { QUESTION_PARAMETERS } from '../lookups/parse-question-kind.ts'

const NUMBERS = new Set(['integer', 'number'])

/** What the page is written from. */
export interface NewPage {
  readonly name: string
  readonly facts: Facts
  readonly guess: Guess
  /** What people read of a column. */
  readonly titleOf: (column: string) => string
}

/** The cell of the first row. */
export function firstCell({ facts, guess }: NewPage, column: string): Cell {
  const { row, point } = guess.added
  if (column === row) return 1
  if (point?.near.includes(column) === true) return null
  return facts.first[facts.names.indexOf(column)] ?? null
}

/** The canonical key of the first row. */
export function firstKey(page: NewPage): string {
  const cells = page.guess.key.map((column) => firstCell(page, column))
  return toKey(cells.map((cell) => (typeof cell === 'number' ? cell : String(cell ?? ''))))
}

/** The parameter that asks for a value of a column. */
export function parameterOf(column: string): string {
  return QUESTION_PARAMETERS.some((known) => known === column) ? `${column}.eq` : column
}

/** A text as it stands in Astro, between tags and in quotes: braces would begin an expression. */
export function escapeAstro(text: string): string {
  return escapeHtml(text).replaceAll('{', '&#123;').replaceAll('}', '&#125;')
}

/** Addresses of the API that are answered with rows. */
export function exampleAddresses(page: NewPage): string[] {
  const { name, guess } = page
  const { find, near, range, filter } = guess
  const ask = (parameters: Record<string, string>): string =>
    `/api/lookups/${name}?${new URLSearchParams(parameters).toString()}`
  const [column] = filter
  const value = column === undefined ? undefined : exampleValue(page, column)
  const point = near === undefined ? undefined : examplePoint(page)
  const within = range === undefined ? undefined : exampleWithin(page)
  return [
    rowPath('/api/lookups', { name, key: guess.key }, firstKey(page)),
    ...(find.length === 0 ? [] : [ask({ find: exampleText(page), limit: '5' })]),
    ...(point === undefined ? [] : [`/api/lookups/${name}?near=${point.replace(' ', '')}&limit=5`]),
    ...(within === undefined ? [] : [ask({ contains: within })]),
    ...(column === undefined || value === undefined
      ? []
      : [ask({ [parameterOf(column)]: value, limit: '5' })]),
    `/api/lookups/${name}`,
  ]
}

/** What the first row is found by: its label, or the beginning of one that is long. */
export function exampleText(page: NewPage): string {
  const column = page.guess.find.find((name) => firstCell(page, name) !== null) ?? ''
  const cell = firstCell(page, column)
  const text = String((typeof cell === 'object' ? cell?.[0] : cell) ?? 'a')
  const words = text.replace(/\s+/g, ' ').trim().slice(0, 40)
  return text.length > 40 ? words.replace(/\s\S*$/, '') : words
}

/** The value of a column that most rows have. */
export function exampleValue({ facts }: NewPage, column: string): string | undefined {
  const found = facts.values.get(column)?.find(({ value }) => value !== null && value !== '')
  return found === undefined ? undefined : String(found.value)
}

/** A place beside the first row: `47.46, 8.55`. */
export function examplePoint(page: NewPage): string {
  const { near, added } = page.guess
  const { point } = added
  const text = point === undefined ? undefined : firstCell(page, point.from)
  const cells =
    text === undefined
      ? (near ?? []).map((column) => firstCell(page, column))
      : String(text).match(/[+-]?\d+(?:\.\d+)?/g)
  const numbers = (cells ?? []).map(Number).filter((number) => !Number.isNaN(number))
  const [lat = 0, lng = 0] = numbers
  return `${Math.round(lat * 100) / 100}, ${Math.round(lng * 100) / 100}`
}

/** A value within the range of the first row. */
export function exampleWithin(page: NewPage): string {
  const { range } = page.guess
  if (range === undefined) return ''
  const column = 'cidr' in range ? range.cidr : 'prefix' in range ? range.prefix : range.from
  const text = String(firstCell(page, column) ?? '').replace(/\/\d+$/, '')
  if (range.kind !== 'ip' || !/^\d+$/.test(text)) return text
  // Addresses are asked as people write them, not as numbers.
  const number = Number(text)
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.')
}

export function isNumber({ facts, guess }: NewPage, column: string): boolean {
  const type = facts.columns.find(({ name }) => name === column)?.type
  return column === guess.added.row || (type !== undefined && NUMBERS.has(type))
}
