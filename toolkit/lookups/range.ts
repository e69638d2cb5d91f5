/** A value that a visitor asks the row of, as the text that ranges are sorted by. */
import type { RangeOptions } from './define.ts'
import { MAX_KEY_LENGTH, QuestionError } from './question.ts'
import { parseDate } from './range-date.ts'
import { formatIp, parseAddress, toFamily } from './range-ip.ts'
import { encodeNumber, parseNumber } from './range-number.ts'
import { parseHex } from './range-text.ts'

export type RangeKind = RangeOptions['kind']

export interface RangePoint {
  /** In the order of UTF-16 code units; a range holds it from its `start` to before its `end`. */
  readonly text: string
  /** The value as it was understood: `2001:db8::1`. */
  readonly value: string
}

/** What a value of each kind is, and one; for messages and fields. */
export const RANGE_VALUES: Readonly<
  Record<RangeKind, { readonly expected: string; readonly example: string }>
> = {
  ip: { expected: 'an IPv4 or IPv6 address', example: '192.0.2.1 or 2001:db8::1' },
  number: { expected: 'a number', example: '1234.5' },
  date: { expected: 'a date, or a date and a time', example: '2026-11-27 or 2026-11-27T09:30:00Z' },
  text: { expected: `a text of at most ${MAX_KEY_LENGTH} characters`, example: 'SW1A 1AA' },
  hex: {
    expected: `at most ${MAX_KEY_LENGTH} hexadecimal digits`,
    example: '00:1A:2B:3C:4D:5E',
  },
}

/**
 * Reads what a visitor typed. A year, a month or a day is asked by its first moment, in UTC.
 * @throws {QuestionError} when it is no value of the kind
 */
export function toRangePoint(kind: RangeKind, typed: string): RangePoint {
  const text = typed.trim()
  const point = text === '' || text.length > MAX_KEY_LENGTH ? undefined : parsePoint(kind, text)
  if (point !== undefined) return point
  throw new QuestionError(`expected ${expectedValue(kind)}, got ${quote(text)}`)
}

/** `an IPv4 or IPv6 address such as 192.0.2.1 or 2001:db8::1` */
export function expectedValue(kind: RangeKind): string {
  const { expected, example } = RANGE_VALUES[kind]
  return `${expected} such as ${example}`
}

/** A value in a message: in quotes, and only the beginning of a long one. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}

function parsePoint(kind: RangeKind, text: string): RangePoint | undefined {
  switch (kind) {
    case 'ip': {
      const digits = parseAddress(text)
      if (digits === undefined) return undefined
      const address = toFamily(digits)
      return { text: address, value: formatIp(address) }
    }
    case 'number': {
      const number = parseNumber(text)
      return number === undefined
        ? undefined
        : { text: encodeNumber(number), value: String(number === 0 ? 0 : number) }
    }
    case 'date': {
      const period = parseDate(text)
      return period && { text: period.start, value: period.value }
    }
    case 'hex': {
      const digits = parseHex(text)
      return digits === undefined ? undefined : { text: digits, value: digits }
    }
    case 'text':
      return { text, value: text }
  }
}
