/** Dates and times as HTML writes them ("Dates and times"), as numbers that can be compared and stepped. */

const MINUTE = 60_000
const DAY = 86_400_000
const WEEK = 7 * DAY

// The last date that ECMAScript, and with it every engine, can count to.
const MAX_TIME = 8.64e15

/** `2026-11-23` → milliseconds since 1970-01-01. */
export function parseDate(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4,})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const time = toTime(year, month, day)
  if (time === undefined) return undefined
  const date = new Date(time)
  // The 30th of February rolls over into March.
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day ? time : undefined
}

/** `2026-11` → months since 1970-01. */
export function parseMonth(text: string): number | undefined {
  const [, year, month] = /^(\d{4,})-(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || month < 1 || month > 12) return undefined
  if (toTime(year, month, 1) === undefined) return undefined
  return (year - 1970) * 12 + month - 1
}

/** `2026-W48` → milliseconds since 1970-01-01 to the Monday of the week (ISO 8601). */
export function parseWeek(text: string): number | undefined {
  const [, year, week] = /^(\d{4,})-W(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year === undefined || week === undefined || week < 1) return undefined
  const first = firstMonday(year)
  const next = firstMonday(year + 1)
  if (first === undefined) return undefined
  const monday = first + (week - 1) * WEEK
  return monday <= MAX_TIME && (next === undefined ? week <= 53 : monday < next)
    ? monday
    : undefined
}

/** `13:05`, `13:05:09` or `13:05:09.5` → milliseconds since midnight. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/.exec(text)
  if (match === null) return undefined
  const [hour = 0, minute = 0, second = 0] = match.slice(1, 4).map((part) => Number(part ?? 0))
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return (
    hour * 60 * MINUTE + minute * MINUTE + second * 1000 + Number((match[4] ?? '').padEnd(3, '0'))
  )
}

/** `2026-11-23T13:05` → milliseconds since 1970-01-01T00:00. A blank may stand for the `T`. */
export function parseLocalTime(text: string): number | undefined {
  const [, dateText = '', timeText = ''] = /^([\d-]+)[T ]([\d:.]+)$/.exec(text) ?? []
  const date = parseDate(dateText)
  const time = parseTime(timeText)
  if (date === undefined || time === undefined) return undefined
  return date + time <= MAX_TIME ? date + time : undefined
}

function toTime(year: number, month: number, day: number): number | undefined {
  if (year < 1 || month < 1 || month > 12) return undefined
  // `Date.UTC` takes the years 0 to 99 for those of the last century.
  const time = new Date(0).setUTCFullYear(year, month - 1, day)
  return Number.isNaN(time) ? undefined : time
}

/** The Monday of week 1, the week with the year's first Thursday. */
function firstMonday(year: number): number | undefined {
  const fourth = toTime(year, 1, 4)
  if (fourth === undefined) return undefined
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY
}
