/** What type a value is of: of texts as a file has them, and of values that have types already. */
import type { Cell, ColumnType } from './format.ts'

const EXPONENT = /^[eE][+-]?\d+$/
const TIME =
  /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

const MINUS = 45
const POINT = 46
const ZERO = 48

/** The types that the text of a file can be read as, where its column has it declared or nothing speaks against it. */
export type TextType = Exclude<ColumnType, 'mixed'>

/**
 * The most exact type that a text can be read as; blanks around it do not count. A number is written as in JSON
 * (RFC 8259): what has a plus, leading zeros, hexadecimal digits, or more digits than JavaScript holds stays a text.
 */
export function typeOfText(text: string): TextType {
  if (toInteger(text) !== undefined) return 'integer'
  if (toNumber(text) !== undefined) return 'number'
  if (toBoolean(text) !== undefined) return 'boolean'
  if (isDate(text)) return 'date'
  return isSortableTime(text) ? 'datetime' : 'string'
}

/** A text as a value of a type; nothing where it is none. A list is parted by `; `. */
export function readText(type: TextType, text: string): Cell | undefined {
  switch (type) {
    case 'string':
      return text
    case 'integer':
      return toInteger(text)
    case 'number':
      return toNumber(text)
    case 'boolean':
      return toBoolean(text)
    case 'date':
      return isDate(text) ? text : undefined
    case 'datetime':
      return isSortableTime(text) ? text : undefined
    case 'list':
      return text.split('; ')
  }
}

/** The type of a value that has one. */
export function typeOfValue(value: Exclude<Cell, null>): ColumnType {
  switch (typeof value) {
    case 'string':
      if (isDate(value)) return 'date'
      return isSortableTime(value) ? 'datetime' : 'string'
    case 'number':
      return Number.isSafeInteger(value) ? 'integer' : 'number'
    case 'boolean':
      return 'boolean'
    default:
      return 'list'
  }
}

const TEXTS: readonly ColumnType[] = ['string', 'date', 'datetime']
const NUMBERS: readonly ColumnType[] = ['integer', 'number']

/** The type that holds the values of two; `mixed` where there is none. */
export function joinTypes(a: ColumnType, b: ColumnType): ColumnType {
  if (a === b) return a
  if (TEXTS.includes(a) && TEXTS.includes(b)) return 'string'
  return NUMBERS.includes(a) && NUMBERS.includes(b) ? 'number' : 'mixed'
}

/** An integer as JavaScript writes it, of at most 2^53 - 1. */
export function toInteger(text: string): number | undefined {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0
  const { length } = text
  if (length === start || length > start + 16) return undefined
  // A leading zero, and minus zero.
  if (text.charCodeAt(start) === ZERO && length > 1) return undefined
  let value = 0
  for (let at = start; at < length; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (!(digit >= 0 && digit <= 9)) return undefined
    value = value * 10 + digit
  }
  if (value > Number.MAX_SAFE_INTEGER) return undefined
  return start === 1 ? -value : value
}

/** A number of JSON that is finite; an integer only when JavaScript holds it exactly. Minus zero is zero. */
export function toNumber(text: string): number | undefined {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0
  let end = passDigits(text, start)
  if (end === start || (text.charCodeAt(start) === ZERO && end > start + 1)) return undefined
  const isInteger = end === text.length
  if (text.charCodeAt(end) === POINT) {
    const fraction = end + 1
    end = passDigits(text, fraction)
    if (end === fraction) return undefined
  }
  if (end < text.length && !EXPONENT.test(text.slice(end))) return undefined
  const value = Number(text)
  if (isInteger ? !Number.isSafeInteger(value) : !Number.isFinite(value)) return undefined
  return value === 0 ? 0 : value
}

function passDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9
}

function toBoolean(text: string): boolean | undefined {
  if (text.length < 4 || text.length > 5) return undefined
  const lower = text.toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : undefined
}

/** A day of the Gregorian calendar: `2026-11-27` (RFC 3339, `full-date`). */
export function isDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== MINUS || text.charCodeAt(7) !== MINUS)
    return false
  const year = toDigits(text, 0, 4)
  const month = toDigits(text, 5, 7)
  const day = toDigits(text, 8, 10)
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
}

/** -1 for what are no digits. */
function toDigits(text: string, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (!isDigit(code)) return -1
    value = value * 10 + code - ZERO
  }
  return value
}

function daysOf(year: number, month: number): number {
  if (month === 4 || month === 6 || month === 9 || month === 11) return 30
  if (month !== 2) return 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** A time of RFC 3339 (`date-time`), in any zone. */
export function isTime(text: string): boolean {
  const match = text.length < 20 ? null : TIME.exec(text)
  return match !== null && isDate(match[1] ?? '')
}

/** A time in UTC with a capital `T` and `Z`: such texts of one length are in the order of time. */
export function isSortableTime(text: string): boolean {
  return text.length >= 20 && text[10] === 'T' && text.endsWith('Z') && isTime(text)
}

/** A time of RFC 3339 in UTC, to the millisecond, so that all are in the order of time: `2026-11-27T08:00:00.000Z`. */
export function toSortableTime(text: string): string | undefined {
  if (!isTime(text)) return undefined
  const isLeap = text.slice(17, 19) === '60'
  const second = isLeap ? '59' : text.slice(17, 19)
  const time = Date.parse(`${text.slice(0, 17)}${second}${text.slice(19)}`.toUpperCase())
  const date = new Date(time + (isLeap ? 1000 : 0))
  const year = date.getUTCFullYear()
  return Number.isFinite(time) && year >= 0 && year <= 9999 ? date.toISOString() : undefined
}
