/** Which values mean something in a column of a backup, by the type of the column. */
import type { ColumnType, Value } from './backup-columns.ts'

/** The most bytes of a text: a value of D1 has at most 2,000,000. */
const MAX_TEXT_BYTES = 1_900_000

const SECRET_BYTES = 32

interface Format {
  /** What is expected, with its article. */
  readonly expected: string
  readonly fits: (value: unknown) => boolean
}

/** Whether a value may stand in a column of this type. */
export function isOfType(value: unknown, type: ColumnType): value is Value {
  return FORMATS[type].fits(value)
}

/** What a column of this type takes: `a whole number`. */
export function describeType(type: ColumnType): string {
  return FORMATS[type].expected
}

const TEXT: Format = {
  expected: `a text of at most ${MAX_TEXT_BYTES} bytes`,
  fits: (value) => typeof value === 'string' && isShort(value),
}

const TIME: Format = {
  expected: 'a time like 2026-01-31T12:00:00.000Z',
  fits: (value) => typeof value === 'string' && isTime(value),
}

const FORMATS: Readonly<Record<ColumnType, Format>> = {
  text: TEXT,
  'text?': orNull(TEXT),
  integer: { expected: 'a whole number', fits: Number.isSafeInteger },
  real: { expected: 'a number', fits: Number.isFinite },
  id: matching('an id of 32 hexadecimal digits', /^[0-9a-f]{32}$/),
  hash: matching('a hash of 64 hexadecimal digits', /^[0-9a-f]{64}$/),
  time: TIME,
  'time?': orNull(TIME),
  list: {
    expected: `a JSON list as ${TEXT.expected}`,
    fits: (value) => typeof value === 'string' && isShort(value) && isList(value),
  },
  secret: {
    expected: `${SECRET_BYTES} bytes as Base64`,
    fits: (value) => typeof value === 'string' && decodeSecret(value) !== undefined,
  },
  state: oneOf('accepted', 'quarantined', 'archived'),
  mark: orNull(oneOf('spam', 'ham')),
  'delivery state': oneOf('new', 'done', 'dead'),
  'delivery kind': oneOf('notify', 'autoresponse'),
}

/** The bytes of a key; `undefined` for a text that is none. */
export function decodeSecret(base64: string): Uint8Array<ArrayBuffer> | undefined {
  // So long is Base64 of so many bytes; the pattern is exact in its padding, which decoders are not.
  if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) return undefined
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function matching(expected: string, pattern: RegExp): Format {
  return { expected, fits: (value) => typeof value === 'string' && pattern.test(value) }
}

function oneOf(...words: readonly string[]): Format {
  return {
    expected: words.map((word) => `"${word}"`).join(' or '),
    fits: (value) => typeof value === 'string' && words.includes(value),
  }
}

function orNull({ expected, fits }: Format): Format {
  return { expected: `${expected} or null`, fits: (value) => value === null || fits(value) }
}

/** No character has more than three bytes for each of its UTF-16 units: few texts have to be counted. */
function isShort(text: string): boolean {
  if (text.length * 3 <= MAX_TEXT_BYTES) return true
  return text.length <= MAX_TEXT_BYTES && new TextEncoder().encode(text).length <= MAX_TEXT_BYTES
}

/** A day that no month has would be read as one of the next. */
function isTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return false
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === text.slice(0, 19)
}

function isList(json: string): boolean {
  try {
    return Array.isArray(JSON.parse(json))
  } catch {
    return false
  }
}
