/** Dates and times as HTML writes them ("Dates and times"), as numbers that can be compared and stepped. */

const DAY = 86_400_000
const WEEK = 7 * DAY

// The last date that ECMAScript, and with it every engine, can count to.
const MAX_TIME = 8.64e15

/** `2026-11-23` → milliseconds since 1970-01-01. */
export function parseDate(text: string): number | undefined {
  const [, year = 0, month = 0, day = 0] = /^(\d{4,})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  // `Date.UTC` takes the years 0 to 99 for those of the last century.
  const date = new Date(new Date(0).setUTCFullYear(year, month - 1, day))
  // The 30th of February rolls over into March.
  const isReal = year > 0 && date.getUTCMonth() + 1 === month && date.getUTCDate() === day
  return isReal ? date.getTime() : undefined
}

/** `2026-11` → months since 1970-01. */
export function parseMonth(text: string): number | undefined {
  const first = parseDate(`${text}-01`)
  if (first === undefined) return undefined
  const date = new Date(first)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

/** `2026-W48` → milliseconds since 1970-01-01 to the Monday of the week (ISO 8601). */
export function parseWeek(text: string): number | undefined {
  const [, year = '', week = ''] = /^(\d{4,})-W(\d\d)$/.exec(text) ?? []
  // Week 1 has the year's first Thursday, and with it the 4th of January.
  const fourth = parseDate(`${year}-01-04`)
  if (fourth === undefined) return undefined
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY + (Number(week) - 1) * WEEK
  const thursday = new Date(monday + 3 * DAY)
  return thursday.getUTCFullYear() === Number(year) ? monday : undefined
}

/** `13:05`, `13:05:09` or `13:05:09.5` → milliseconds since midnight. */
export function parseTime(text: string): number | undefined {
  const time = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?$/.exec(text)
  if (time === null) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
  return Math.round((hours * 60 + minutes) * 60_000 + seconds * 1000)
}

/** `2026-11-23T13:05` → milliseconds since 1970-01-01T00:00. A blank may stand for the `T`. */
export function parseLocalTime(text: string): number | undefined {
  const [day = '', hour = '', ...more] = text.split(/[T ]/)
  const date = parseDate(day)
  const time = parseTime(hour)
  if (date === undefined || time === undefined || more.length > 0) return undefined
  return date + time <= MAX_TIME ? date + time : undefined
}
