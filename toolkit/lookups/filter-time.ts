/**
 * What a filter of times means. A day and a minute are the whole of it, a time with seconds is one moment, however many
 * digits of its fraction are written. Times of a column are written alike, so that their texts are in the order of time:
 * what is asked becomes spans of such texts.
 */
import type { Scalar } from './format.ts'
import type { Filter } from './question.ts'

/** Texts from `low` to before `high`, which may be none; without one there is no end. */
export interface Span {
  readonly low?: string | undefined
  readonly high?: string | undefined
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?$/

// In ASCII, comes after all that a time can go on with.
const PAST = '~'

/** The length of a time without a fraction: `2026-11-27T08:30:00Z`. */
const WHOLE_LENGTH = 20

/** How many digits the fraction of a column's times has, by one of them: 3 for `2026-11-27T08:30:00.000Z`. */
export function digitsOf(time: Scalar): number {
  return Math.max(0, String(time).length - WHOLE_LENGTH - 1)
}

/**
 * The texts that `eq`, `in` or an operator of order asks for; for `ne`, those that it leaves out.
 * @param digits - of the column's times: see {@link digitsOf}
 */
export function timeSpans({ operator, values }: Filter, digits: number): Span[] {
  const spans = values.map((value) => spanOf(value, digits))
  const [first, last = first] = spans
  const [low, high] = [first?.low, first?.high]
  if (operator === 'lt' || operator === 'lte') return [{ high: operator === 'lt' ? low : high }]
  if (operator === 'gt' || operator === 'gte') return [{ low: operator === 'gt' ? high : low }]
  return operator === 'between' ? [{ low, high: last?.high }] : spans
}

/** Whether a time meets a filter; not for `null`, `prefix` and `contains`. */
export function createTimeTest(filter: Filter): (item: Scalar) => boolean {
  let digits = -1
  let spans: readonly Span[] = []
  const isWithin = (item: Scalar): boolean => {
    if (typeof item !== 'string') return false
    if (digits !== digitsOf(item)) {
      digits = digitsOf(item)
      spans = timeSpans(filter, digits)
    }
    return spans.some(({ low = '', high }) => item >= low && (high === undefined || item < high))
  }
  return filter.operator === 'ne' ? (item) => !isWithin(item) : isWithin
}

function spanOf(value: Scalar, digits: number): Span {
  const { base, fraction, isWhole } = readTime(value)
  if (isWhole) return { low: base, high: base + PAST }
  // The last time of the column that is not after the moment.
  const written = digits === 0 ? base : `${base}.${fraction.slice(0, digits).padEnd(digits, '0')}`
  const high = written + PAST
  return { low: fraction.length > digits ? high : written, high }
}

interface Time {
  /** In UTC, without its zone and its fraction. */
  readonly base: string
  /** Without zeros at its end. */
  readonly fraction: string
  /** Whether it is a day or a minute. */
  readonly isWhole: boolean
}

function readTime(value: Scalar): Time {
  const text = String(value).trim().toUpperCase().replace(' ', 'T')
  const [, day, minute, second, fraction = '', zone = 'Z'] = TIME.exec(text) ?? []
  if (day === undefined || minute === undefined) return { base: text, fraction: '', isWhole: true }
  const start = toUtc(`${day}T${minute}`, zone)
  if (second === undefined) return { base: start, fraction: '', isWhole: true }
  return { base: `${start}:${second}`, fraction: fraction.replace(/0+$/, ''), isWhole: false }
}

/** A minute in UTC; one that does not exist, or is not in the years 0 to 9999 there, as it is. */
function toUtc(minute: string, zone: string): string {
  if (zone === 'Z') return minute
  const time = Date.parse(`${minute}:00${zone}`)
  const utc = Number.isNaN(time) ? '' : new Date(time).toISOString()
  return /^\d{4}-/.test(utc) ? utc.slice(0, minute.length) : minute
}
