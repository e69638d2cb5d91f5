/** What is known of a column of a chunk without reading it: whether it can have rows that meet a filter, or sort first. */
import { FormatError } from '../core/errors.ts'
import { isCount, isRecord } from './chunk-file.ts'
import { compareScalars } from './chunk-order.ts'
import { createItemTest, isLoose, toBounds } from './filter.ts'
import { digitsOf, timeSpans } from './filter-time.ts'
import type { ColumnType, Scalar } from './format.ts'
import type { Filter } from './question.ts'

/** Of a column with few short values all of them are kept. */
const MAX_VALUES = 32
const MAX_VALUES_LENGTH = 256
/** Longer texts are bounded by their beginning. UTF-16 code units. */
const MAX_TEXT = 24

export interface Zone {
  /** How many rows are empty. */
  readonly empty: number
  /** How many different cells there are. */
  readonly entries: number
  /** How long their texts are together, in UTF-16 code units. */
  readonly length: number
  /** Whether some cell is a list. */
  readonly lists: boolean
  /** All values (of lists: all items) in their order, where they are few. */
  readonly values?: readonly Scalar[]
  /** Else no value comes before it. */
  readonly min?: Scalar
  /** Else no value comes after it; not there where no text is known that comes after all. */
  readonly max?: Scalar
}

/** Describes a column. @param values - all of them in their order */
export function toZone(
  counts: Pick<Zone, 'empty' | 'entries' | 'length' | 'lists'>,
  values: readonly Scalar[],
): Zone {
  const [first] = values
  const last = values.at(-1)
  const few = values.length <= MAX_VALUES && JSON.stringify(values).length <= MAX_VALUES_LENGTH
  if (few || first === undefined || last === undefined) return { ...counts, values }
  const max = typeof last === 'string' ? toUpper(last) : last
  return {
    ...counts,
    min: typeof first === 'string' ? first.slice(0, MAX_TEXT) : first,
    ...(max === undefined ? {} : { max }),
  }
}

/** Reads a zone of a header. @throws {FormatError} */
export function readZone(zone: unknown): Zone {
  if (isRecord(zone)) {
    const { empty, entries, length, lists, values, min, max } = zone
    if (isCount(empty) && isCount(entries) && isCount(length)) {
      return {
        empty,
        entries,
        length,
        lists: lists === true,
        ...(Array.isArray(values) ? { values: values.filter(isScalar) } : {}),
        ...(isScalar(min) ? { min } : {}),
        ...(isScalar(max) ? { max } : {}),
      }
    }
  }
  throw new FormatError('expected what is known of a column of a chunk')
}

/** Whether some of `rows` rows may meet a filter. */
export function mayMeet(zone: Zone, rows: number, type: ColumnType, filter: Filter): boolean {
  const { operator, values: asked } = filter
  if (operator === 'null') return asked[0] === true ? zone.empty > 0 : zone.empty < rows
  if (operator === 'ne') {
    return zone.empty > 0 || (zone.values?.some(createItemTest(type, filter)) ?? true)
  }
  if (zone.values !== undefined) return zone.values.some(createItemTest(type, filter))
  // What is written and what is folded have another order than the values.
  if (isLoose(type) || operator === 'prefix' || operator === 'contains') return true
  if (type === 'datetime') {
    // Of very exact times only the beginning is known.
    const time = String(zone.min)
    if (!time.endsWith('Z')) return true
    return timeSpans(filter, digitsOf(time)).some(({ low, high }) => overlaps(zone, low, high))
  }
  const bounds = toBounds(operator, asked)
  if (bounds === undefined) return asked.some((value) => overlaps(zone, value, value))
  return overlaps(zone, bounds.low, bounds.high)
}

/**
 * The best value that a row can have in the order of an answer; `null` where all rows are empty, `undefined` where it is
 * not known.
 */
export function bestOf(zone: Zone, descending: boolean): Scalar | null | undefined {
  if (zone.entries === 0) return null
  // Of lists only the items are known.
  if (zone.lists) return undefined
  const { values, min, max } = zone
  if (values !== undefined) return descending ? values.at(-1) : values[0]
  return descending ? max : min
}

/** The worst value, as {@link bestOf}. */
export function worstOf(zone: Zone, descending: boolean): Scalar | null | undefined {
  return zone.empty > 0 ? null : bestOf(zone, !descending)
}

function overlaps({ min, max }: Zone, low: Scalar | undefined, high: Scalar | undefined): boolean {
  const startsAfter = high !== undefined && min !== undefined && compareScalars(min, high) > 0
  const endsBefore = low !== undefined && max !== undefined && compareScalars(max, low) < 0
  return !startsAfter && !endsBefore
}

/** A short text that does not come before `text`. */
function toUpper(text: string): string | undefined {
  if (text.length <= MAX_TEXT) return text
  let end = MAX_TEXT
  while (end > 0 && text.charCodeAt(end - 1) === 0xffff) end--
  if (end === 0) return undefined
  return text.slice(0, end - 1) + String.fromCharCode(text.charCodeAt(end - 1) + 1)
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
