/** The range of a row: from its cells to two texts. */
import { BuildError } from '../core/errors.ts'
import type { PartContext, SortedRow } from './build-part.ts'
import { readAddresses, readBlockOfAddresses } from './build-range-ip.ts'
import type { RangeOptions } from './define.ts'
import type { Cell } from './format.ts'
import { MAX_KEY_LENGTH } from './question.ts'
import { parseDate } from './range-date.ts'
import { encodeNumber, parseNumber } from './range-number.ts'
import { endOfPrefix, parseHex } from './range-text.ts'
import { expectedValue, quote, type RangeKind } from './range.ts'

const INTEGER = /^[+-]?\d+$/
const OPEN: Interval = { start: '', end: null }

/** Texts from `start` to before `end`; without an end where that is `null`. */
export interface Interval {
  readonly start: string
  readonly end: string | null
  /** Whether the row says an address within the block, and not its first. */
  readonly isMasked?: boolean
}

/** Reads the range of each row; `undefined` for a row that has none. */
export type IntervalReader = (row: SortedRow) => Interval | undefined

/** @throws {BuildError} from the reader, for a row whose range cannot be read */
export function createIntervalReader(
  { columns, file }: Pick<PartContext, 'columns' | 'file'>,
  range: RangeOptions,
): IntervalReader {
  const names = columnsOf(range)
  const indexes = names.map((name) => columns.findIndex((column) => column.name === name))
  const read = createReader(range)
  return ({ key, cells }) => {
    const values = indexes.map((at) => cells[at] ?? null)
    const texts = values.map((cell) => toText(range.kind, cell))
    if (texts.every((text) => text === '')) return undefined
    const interval = values.some(isList) ? 'one value in a cell' : read(...texts)
    if (typeof interval !== 'string') return interval
    const got = names.map((name, at) => `${quote(texts[at] ?? '')} in "${name}"`).join(' and ')
    throw new BuildError(`expected ${interval}, got ${got} of the row with the key ${quote(key)}`, {
      file,
    })
  }
}

/** The columns that say the range of a row. */
export function columnsOf(range: RangeOptions): readonly string[] {
  if ('cidr' in range) return [range.cidr]
  return 'prefix' in range ? [range.prefix] : [range.from, range.to]
}

/** From the texts of cells, of which one is not empty, to the range, or to what was expected. */
type Reader = (first?: string, second?: string) => Interval | string

function createReader(range: RangeOptions): Reader {
  if ('cidr' in range) return (cidr = '') => readBlockOfAddresses(cidr)
  if ('prefix' in range) return (prefix = '') => readPrefix(range.kind, prefix)
  const { kind } = range
  if (kind === 'ip') return (from = '', to = '') => inOrder(readAddresses(from, to))
  return (from = '', to = '') => inOrder(readEnds(kind, from, to))
}

/** An end that is left out is open. */
function readEnds(kind: 'number' | 'date' | 'text', from: string, to: string): Interval | string {
  const first = from === '' ? OPEN : readValue(kind, from)
  const last = to === '' ? OPEN : readValue(kind, to)
  if (typeof first === 'string') return first
  return typeof last === 'string' ? last : { start: first.start, end: last.end }
}

/** What a value stands for: of a day all of it, of a number or a text itself. */
function readValue(kind: 'number' | 'date' | 'text', text: string): Interval | string {
  if (kind === 'number') return readNumber(text)
  const interval = kind === 'date' ? parseDate(text) : readText(text)
  return interval ?? `${expectedValue(kind)}, or nothing for an open end`
}

function readNumber(text: string): Interval | string {
  const value = parseNumber(text)
  if (value === undefined) return `${expectedValue('number')}, or nothing for an open end`
  // Two integers that are the same number would be one.
  if (INTEGER.test(text) && BigInt(value) !== BigInt(text.replace('+', ''))) {
    return 'an integer that is exact as a number of 64 bits, or ranges of the kind "text"'
  }
  const start = encodeNumber(value)
  return { start, end: (BigInt(`0x${start}`) + 1n).toString(16).padStart(16, '0') }
}

function readText(text: string): Interval | undefined {
  return text.length > MAX_KEY_LENGTH ? undefined : { start: text, end: `${text}\u0000` }
}

function readPrefix(kind: RangeKind, prefix: string): Interval | string {
  const start = kind === 'hex' ? readHex(prefix) : prefix
  if (start === undefined || start === '' || start.length > MAX_KEY_LENGTH) {
    return kind === 'hex'
      ? 'hexadecimal digits such as 00:1A:2B or 00:1B:C5:00:00:00/36'
      : expectedValue(kind)
  }
  return { start, end: endOfPrefix(start) }
}

/** Digits, of which the first bits count where their number is said: `00:1B:C5:00:00:00/36`. */
function readHex(text: string): string | undefined {
  const [, digits = text, bits] = /^(.*)\/(\d{1,4})$/.exec(text) ?? []
  const hex = parseHex(digits)
  if (bits === undefined || hex === undefined) return hex
  const length = Number(bits) / 4
  return Number.isInteger(length) && length <= hex.length ? hex.slice(0, length) : undefined
}

function inOrder(interval: Interval | string): Interval | string {
  if (typeof interval === 'string' || interval.end === null) return interval
  return interval.start < interval.end ? interval : 'a range that does not end before it starts'
}

function toText(kind: RangeKind, cell: Cell): string {
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'number') return toNumberText(kind, cell)
  if (cell === null) return ''
  return typeof cell === 'boolean' ? String(cell) : JSON.stringify(cell)
}

function toNumberText(kind: RangeKind, value: number): string {
  // A column of years is one of numbers.
  if (kind === 'date' && value >= 0) return String(value).padStart(4, '0')
  // So large a number has lost its last digits: it is no address any more.
  if (kind === 'ip' && !Number.isSafeInteger(value)) return value.toExponential()
  return String(value)
}

function isList(cell: Cell): boolean {
  return Array.isArray(cell)
}

/** Whether one end comes before another; `null` is after all. */
export function endsBefore(a: string | null, b: string | null): boolean {
  if (a === null) return false
  return b === null || a < b
}
