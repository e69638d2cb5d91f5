/** A line of the part `typos`: the texts of a lookup, sorted by what stands behind a mistake. See `format.md`. */
import { FormatError } from '../core/errors.ts'
import { countShared } from './rank.ts'

/** So much of a text is kept behind each place at which it is cut. UTF-16 code units, as all here. */
export const TAIL_LENGTH = 6

/** Texts are cut behind their first code unit, their second, and so on to this one. */
export const MAX_HEAD_LENGTH = 6

/** So much of a text is kept where it stands uncut, for mistakes with little behind them, or much before. */
export const START_LENGTH = 10

/** Begins the tail of what stands uncut. Folded text has no upper case, so no other tail begins with it. */
export const START = 'A'

/** Ends the tail of a text that ends with it. Folded text has no comma. */
export const END = ','

/** The shortest text of a line. */
export const MIN_GROUP = 2

/** The highest likelihood. */
export const MAX_LIKELIHOOD = 4095

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
const SHARED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ENTRY = /([A-Z])([\w-])([\w-])([^;]*);([^A-Z]*)/g

/** A text of the lookup, cut in two. */
export interface TypoEntry {
  readonly head: string
  /** Ends with {@link END} where the text does; else it goes on. */
  readonly tail: string
  /** How likely it is to be meant, from 0 to {@link MAX_LIKELIHOOD}. */
  readonly likelihood: number
}

/** @param entries - sorted by tail; each begins with `group` */
export function encodeTypoLine(group: string, entries: readonly TypoEntry[]): string {
  let last = group
  let text = ''
  for (const { head, tail, likelihood } of entries) {
    const shared = countShared(last, tail)
    const digits = DIGITS.charAt(likelihood >> 6) + DIGITS.charAt(likelihood & 63)
    text += `${SHARED.charAt(shared)}${digits}${tail.slice(shared)};${head}`
    last = tail
  }
  return JSON.stringify([group, text])
}

/** @throws {FormatError} when the line is none of `typos` */
export function decodeTypoLine([group, text]: readonly unknown[]): TypoEntry[] {
  if (typeof group !== 'string' || typeof text !== 'string') {
    throw new FormatError('expected two texts in each line of the part "typos"')
  }
  let last = group
  return Array.from(
    text.matchAll(ENTRY),
    ([, shared = '', high = '', low = '', rest, head = '']) => {
      last = `${last.slice(0, SHARED.indexOf(shared))}${rest}`
      const likelihood = DIGITS.indexOf(high) * 64 + DIGITS.indexOf(low)
      return { head, tail: last, likelihood }
    },
  )
}

/**
 * How likely a text is to be meant, from the larger the likelier: a whole value before a later word of one, then by the
 * number on a logarithmic scale, 16 steps to the double.
 * @param weight - the rank, or how often the text is there where a lookup has none
 */
export function toLikelihood(isLaterWord: boolean, weight: number): number {
  const size = Math.sign(weight) * Math.log2(1 + Math.abs(weight))
  const level = Math.min(Math.max(Math.round(1024 + 16 * size), 0), 2047)
  return (isLaterWord ? 0 : 2048) + (Number.isNaN(level) ? 0 : level)
}
