/** Texts and cells as D1 keeps them: SQLite compares bytes, and these have the order of the other engine. */
import { isEmpty } from './filter.ts'
import type { Cell, Scalar } from './format.ts'
import { decodeNumber, encodeNumber } from './range-number.ts'

/** Comes after every code unit of a text that is kept. */
export const PAST = '\u{10ffff}'

/** Ends an item, and comes before all that an item can go on with. */
const END = '\u0001'

// SQL has no text with NUL, and the end of an item needs a sign of its own: these three become two each.
const ESCAPE = '\u0002'
const ESCAPED = 0xe800
const SURROGATES = 0xd800
const MOVED_SURROGATES = 0xe000
const HIGH = 0xe000
const MOVED_HIGH = 0x10000

// oxlint-disable-next-line no-control-regex -- NUL is what it is about
const SPECIAL = /[\u0000-\u0002\ud800-\uffff]/g
// oxlint-disable-next-line no-control-regex -- it begins what was escaped
const MOVED = /\u0002[\ue800-\ue802]|[\ue000-\ue7ff]|[\u{10000}-\u{11fff}]/gu

/**
 * A text whose UTF-8 bytes are in the order of its UTF-16 code units. Code unit by code unit, so that what begins a text
 * begins what becomes of it, and what is in it is in it. Surrogates go to U+E000, what is above them to U+10000.
 */
export function toStored(text: string): string {
  return text.replace(SPECIAL, (unit) => {
    const code = unit.charCodeAt(0)
    if (code < SURROGATES) return ESCAPE + String.fromCharCode(ESCAPED + code)
    if (code < HIGH) return String.fromCharCode(code - SURROGATES + MOVED_SURROGATES)
    return String.fromCodePoint(code - HIGH + MOVED_HIGH)
  })
}

/** The text that {@link toStored} was given. */
export function fromStored(stored: string): string {
  return stored.replace(MOVED, (part) => {
    const code = part.codePointAt(0) ?? 0
    if (code >= MOVED_HIGH) return String.fromCharCode(code - MOVED_HIGH + HIGH)
    if (code >= MOVED_SURROGATES) return String.fromCharCode(code - MOVED_SURROGATES + SURROGATES)
    return String.fromCharCode(part.charCodeAt(1) - ESCAPED)
  })
}

/** What the key of a list begins with: after all others, as `compareValues` has it. */
const LIST = 'x'

/** What the keys of values of a type begin with, in the order of `compareScalars`. */
export const TAGS = { boolean: 'b', number: 'n', string: 's' } as const

/** A value as a text in the order of `compareScalars`. */
export function toScalarKey(value: Scalar): string {
  if (typeof value === 'boolean') return `${TAGS.boolean}${value ? 1 : 0}${END}`
  if (typeof value === 'number') return `${TAGS.number}${encodeNumber(value)}${END}`
  return `${TAGS.string}${toStored(value)}${END}`
}

export function fromScalarKey(key: string): Scalar {
  const rest = key.slice(1, -1)
  if (key.startsWith(TAGS.boolean)) return rest === '1'
  return key.startsWith(TAGS.number) ? decodeNumber(rest) : fromStored(rest)
}

/** A cell as a text in the order of `compareValues`; `null` for one without a value. */
export function toCellKey(cell: Cell): string | null {
  if (isEmpty(cell)) return null
  return typeof cell === 'object' ? `${LIST}${cell.map(toScalarKey).join('')}` : toScalarKey(cell)
}
