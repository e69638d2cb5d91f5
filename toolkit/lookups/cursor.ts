/** The cursor of a list: after which row the next page begins, as a text for URLs. */
import { fnv1a } from '../core/hash.ts'
import type { Cell, LookupIndex } from './format.ts'
import { QuestionError, type ListQuestion } from './question.ts'

/**
 * A longer cursor is none of ours: a key of 500 code units is 3000 bytes of JSON at most, values are as many, and base64
 * writes 4 characters for 3 bytes.
 */
export const MAX_CURSOR_LENGTH = 8400

/** Longer values to sort by are left out: URLs have limits. UTF-16 code units of their JSON. */
const MAX_VALUES_LENGTH = 1000

export interface Cursor {
  /** What tells this question from others. */
  readonly question: string
  /** The hash of the lookup: whether the data is still the same, and `place` exact. */
  readonly data: string
  readonly key: string
  /**
   * Which row of this key. In the order of the key: the number of its block among those that can have the key, and its
   * number among the rows of the key there. Else: its number among all rows, and 1 where the page ended between rows, at
   * the first one with this key or a later one.
   */
  readonly place: readonly [number, number]
  /** What the row has under the columns that are sorted by; not there where it is too long. */
  readonly values?: readonly Cell[]
}

/** Base64url (RFC 4648, section 5, without padding) of JSON. */
export function encodeCursor({ question, data, key, place, values }: Cursor): string {
  const kept = values !== undefined && JSON.stringify(values).length <= MAX_VALUES_LENGTH
  const json = JSON.stringify([question, data, key, ...place, ...(kept ? [values] : [])])
  const bytes = new TextEncoder().encode(json)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** @throws {QuestionError} for a text that is no cursor, or one of another question */
export function decodeCursor(text: string, question: string): Cursor {
  const cursor = text.length <= MAX_CURSOR_LENGTH ? parse(text) : undefined
  if (cursor === undefined) {
    const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
    throw new QuestionError(`expected the "next" of a page as the cursor, got ${shown}`)
  }
  if (cursor.question === question) return cursor
  throw new QuestionError(
    'the cursor is of another question: expected the "next" of a page with the same filters and order',
  )
}

/** What tells a question from others as far as its cursors go: the lookup, the filters in any order, the sort. */
export function questionHash(
  { name }: Pick<LookupIndex, 'name'>,
  { filters, sort }: Pick<ListQuestion, 'filters' | 'sort'>,
): string {
  const conditions = filters.map(({ column, operator, values }) =>
    JSON.stringify([column, operator, values]),
  )
  const order = sort.map(({ column, descending }) => [column, descending])
  // oxlint-disable-next-line unicorn/require-array-sort-compare -- any order will do
  return fnv1a(JSON.stringify([name, conditions.toSorted(), order])).toString(36)
}

function parse(text: string): Cursor | undefined {
  let items: unknown
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    items = JSON.parse(
      new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))),
    )
  } catch {
    return undefined
  }
  if (!Array.isArray(items)) return undefined
  const [question, data, key, first, second, values]: unknown[] = items
  if (typeof question !== 'string' || typeof data !== 'string' || typeof key !== 'string') {
    return undefined
  }
  if (!isPlace(first) || !isPlace(second)) return undefined
  const cursor = { question, data, key, place: [first, second] as const }
  if (values === undefined) return cursor
  return Array.isArray(values) && values.every(isCell) ? { ...cursor, values } : undefined
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isCell(value: unknown): value is Cell {
  if (Array.isArray(value)) return value.every(isItem)
  return value === null || typeof value === 'boolean' || isItem(value)
}

function isItem(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
