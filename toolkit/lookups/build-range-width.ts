/** How wide a range is, as a text in the order of widths. */
import { decodeNumber, encodeNumber } from './range-number.ts'
import type { RangeKind } from './range.ts'

/** Wider than any hexadecimal number. */
const ENDLESS = 'g'
const DIGITS = 36

/**
 * The width of a range: of addresses how many, of dates nanoseconds, of numbers the difference of its ends as a number.
 * A range within another is never wider; where rounding makes it as wide, it still starts later or ends first. Texts
 * have no width.
 */
export function rangeWidth(kind: RangeKind, start: string, end: string | null): string {
  if (kind === 'text' || kind === 'hex') return ''
  if (start === '' || end === null) return ENDLESS
  if (kind === 'number') return encodeNumber(decodeNumber(before(end)) - decodeNumber(start))
  const [from, to] =
    kind === 'ip' ? [toInteger(start), toInteger(end)] : [toTime(start), toTime(end)]
  return (to - from).toString(16).padStart(DIGITS, '0')
}

/** The largest text that is inside. */
function before(end: string): string {
  return (toInteger(end) - 1n).toString(16).padStart(end.length, '0')
}

function toInteger(digits: string): bigint {
  return BigInt(`0x${digits}`)
}

/** Nanoseconds since 1970. */
function toTime(text: string): bigint {
  const [day = '', time = '00:00:00'] = text.split('T')
  const [hours, minutes, seconds = ''] = time.split(':')
  const [whole = '', fraction = ''] = seconds.split('.')
  const second = (Number(hours) * 60 + Number(minutes)) * 60 + Number(whole)
  return BigInt(Date.parse(day) / 1000 + second) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))
}
