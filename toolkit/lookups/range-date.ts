/**
 * Dates as texts in the order of time: `2026-11-27`, with a time of the day `2026-11-27T09:30:00` and up to nine digits
 * of a second, in UTC. The first moment of a day is the day alone.
 */

/** Of RFC 3339; the zone, the seconds and, from the right, every part of the date may be left out. */
const EXTENDED =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/i
/** The day in the basic format of ISO 8601. */
const BASIC = /^(\d{4})(\d\d)(\d\d)$/

const MINUTE = 60_000
/** Nanoseconds. */
const SECOND = 1e9

/** What a date stands for: a year, a month, a day, a minute, a second or a part of one. */
export interface Period {
  readonly start: string
  /** The first moment after it; `null` where that is after the year 9999. */
  readonly end: string | null
  /** As people write it: `2026`, `2026-11`, `2026-11-27`, `2026-11-27T09:30:00Z`. */
  readonly value: string
}

/** A date of ISO 8601 in the years 0 to 9999, proleptic Gregorian. A time without a zone is in UTC, as a day is. */
export function parseDate(text: string): Period | undefined {
  const [, year, month, day, hour, minute, second, fraction, zone] =
    EXTENDED.exec(text.replace(BASIC, '$1-$2-$3')) ?? []
  if (year === undefined) return undefined
  if (hour === undefined) return toDays(Number(year), toNumber(month), toNumber(day))
  const midnight = utc(Number(year), Number(month) - 1, Number(day))
  const offset = parseZone(zone)
  if (midnight === undefined || offset === undefined) return undefined
  if (Number(hour) > 23 || Number(minute) > 59) return undefined
  const at = midnight + (Number(hour) * 60 + Number(minute) - offset) * MINUTE
  return toTime(at, second, fraction)
}

/** @param month - from 1 */
function toDays(year: number, month?: number, day?: number): Period | undefined {
  const start = utc(year, (month ?? 1) - 1, day ?? 1)
  if (start === undefined) return undefined
  const text = encode(start, 0)
  if (text === null) return undefined
  const value = text.slice(0, [4, 7, 10][month === undefined ? 0 : day === undefined ? 1 : 2])
  const date = new Date(start)
  if (month === undefined) date.setUTCFullYear(year + 1)
  else if (day === undefined) date.setUTCMonth(month)
  else date.setUTCDate(day + 1)
  return { start: text, end: encode(date.getTime(), 0), value }
}

/** @param at - the minute, in milliseconds since 1970 */
function toTime(at: number, second = '', fraction = ''): Period | undefined {
  const nanoseconds = Number(second) * SECOND + Number(fraction.padEnd(9, '0'))
  const start = encode(at, nanoseconds)
  if (start === null || !isSecond(Number(second), at)) return undefined
  const step = second === '' ? 60 * SECOND : 10 ** (9 - fraction.length)
  const next = nanoseconds + step
  const end = next < 60 * SECOND ? encode(at, next) : encode(at + MINUTE, 0)
  return { start, end, value: start.length === 10 ? `${start}T00:00:00Z` : `${start}Z` }
}

/** A leap second is the last of a day in UTC. */
function isSecond(second: number, at: number): boolean {
  return second < 60 || (second === 60 && (at + MINUTE) % (1440 * MINUTE) === 0)
}

/** Minutes east of UTC. */
function parseZone(zone = 'Z'): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(3).replace(':', ''))
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** The first moment of a day that there is. @param month - from 0 */
function utc(year: number, month: number, day: number): number | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getUTCMonth() === month && date.getUTCDate() === day ? date.getTime() : undefined
}

/** `null` outside of the years 0 to 9999. @param nanoseconds - since the minute */
function encode(at: number, nanoseconds: number): string | null {
  const iso = new Date(at).toISOString()
  if (iso.length > 24) return null
  const second = String(Math.floor(nanoseconds / SECOND)).padStart(2, '0')
  const fraction = String(nanoseconds % SECOND)
    .padStart(9, '0')
    .replace(/0+$/, '')
  const time = `${iso.slice(11, 16)}:${second}${fraction && `.${fraction}`}`
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits)
}
