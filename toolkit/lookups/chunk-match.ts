/** Which cells of a chunk meet a filter: decided once for each different cell, not for each row. */
import { fold } from '../core/fold.ts'
import type { ColumnChunk, Lists } from './chunk-column.ts'
import type { Values } from './chunk-values.ts'
import { createItemTest, isLoose, toBounds } from './filter.ts'
import { digitsOf, timeSpans } from './filter-time.ts'
import type { ColumnType, Scalar } from './format.ts'
import type { Filter } from './question.ts'

/** For each code of a column 1 where its cell meets the filter, else 0. */
export function matchCodes(column: ColumnChunk, type: ColumnType, filter: Filter): Uint8Array {
  const { operator, values } = filter
  if (operator === 'null') {
    const wanted = values[0] === true ? 1 : 0
    return new Uint8Array(column.entries + 1).fill(1 - wanted).fill(wanted, 0, 1)
  }
  const matches = matchValues(column.values, type, filter)
  const codes =
    column.lists === undefined ? matches : matchLists(column.entries, column.lists, matches)
  // What `ne` asks for is what `eq` leaves, empty cells too.
  return operator === 'ne' ? codes.map((match) => 1 - match) : codes
}

/** For each code 1 where some item matches. */
function matchLists(entries: number, { offsets, items }: Lists, matches: Uint8Array): Uint8Array {
  const codes = new Uint8Array(entries + 1)
  for (let entry = 0; entry < entries; entry++) {
    const end = offsets[entry + 1] ?? 0
    for (let at = offsets[entry] ?? 0; at < end; at++) {
      if (matches[(items[at] ?? 0) + 1] === 1) codes[entry + 1] = 1
    }
  }
  return codes
}

/** Behind a first zero, for each value 1 where it meets the filter; for `ne`, where it is equal. */
function matchValues(values: Values, type: ColumnType, filter: Filter): Uint8Array {
  const { operator, values: asked } = filter
  const all = new Uint8Array(values.size + 1)
  const matches = all.subarray(1)
  if (operator === 'prefix' || operator === 'contains') {
    matchTexts(values, matches, operator, fold(String(asked[0])))
    matchOthers(values, matches, createItemTest(type, filter))
    return all
  }
  if (type === 'datetime') {
    matchTimes(values, matches, filter)
    return all
  }
  const bounds = toBounds(operator, asked)
  if (bounds === undefined) {
    for (const value of isLoose(type) ? asked.flatMap(spellings) : asked) {
      const at = values.countBefore(value)
      if (at < values.size && values.at(at) === value) matches[at] = 1
    }
    return all
  }
  const { low, high, open } = bounds
  const [start, end] = values.segment(typeof (low ?? high))
  const from =
    low === undefined ? start : values.countBefore(low) + (open ? equals(values, low) : 0)
  const to = high === undefined ? end : values.countBefore(high) + (open ? 0 : equals(values, high))
  matches.fill(1, Math.min(from, to), to)
  return all
}

/** Times of a column are written alike. */
function matchTimes(values: Values, matches: Uint8Array, filter: Filter): void {
  const [start, end] = values.segment('string')
  if (start === end) return
  for (const { low, high } of timeSpans(filter, digitsOf(values.at(start)))) {
    const from = low === undefined ? start : values.countBefore(low)
    const to = high === undefined ? end : values.countBefore(high)
    matches.fill(1, Math.min(from, to), to)
  }
}

/** How many values are equal: none or one. */
function equals(values: Values, value: Scalar): number {
  const at = values.countBefore(value)
  return at < values.size && values.at(at) === value ? 1 : 0
}

/** All values that are written like one. */
function spellings(value: Scalar): Scalar[] {
  const text = String(value)
  const number = Number(text)
  const isNumber = Number.isFinite(number) && String(number) === text
  const isBoolean = text === 'true' || text === 'false'
  return [text, ...(isNumber ? [number] : []), ...(isBoolean ? [text === 'true'] : [])]
}

function matchTexts(
  values: Values,
  matches: Uint8Array,
  operator: 'prefix' | 'contains',
  needle: string,
): void {
  const [start, end] = values.segment('string')
  if (needle === '') matches.fill(1, start, end)
  if (needle === '' || start === end) return
  const { text, offsets } = values.folded()
  if (operator === 'prefix') {
    for (let at = 0; at < end - start; at++) {
      const from = offsets[at] ?? 0
      const fits = from + needle.length <= (offsets[at + 1] ?? 0)
      if (fits && text.startsWith(needle, from)) matches[start + at] = 1
    }
    return
  }
  let entry = 0
  let found = text.indexOf(needle)
  while (found >= 0) {
    while (entry < end - start && (offsets[entry + 1] ?? 0) <= found) entry++
    const next = offsets[entry + 1] ?? 0
    // What is found may begin in one text and end in the next.
    const inside = found + needle.length <= next
    if (inside) matches[start + entry] = 1
    found = text.indexOf(needle, inside ? next : found + 1)
  }
}

/** Numbers and booleans of a column of several types, as they are written. */
function matchOthers(values: Values, matches: Uint8Array, test: (value: Scalar) => boolean): void {
  const [start] = values.segment('string')
  for (let at = 0; at < start; at++) if (test(values.at(at))) matches[at] = 1
}
