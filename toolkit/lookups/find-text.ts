/** The texts under which a value is found: one rule for what the build writes and for what a visitor types. */
import { fold } from '../core/fold.ts'
import type { Cell } from './format.ts'

/** What is longer is cut, on both sides: nobody types more, and a column of prose must not fill the disk. */
const MAX_LENGTH = 80

/** A value of many words is found at its start and at the starts of this many words after it. */
const MAX_LATER_WORDS = 7

// Signs such as `+` and `#` stay: they tell `c++` from `c#`.
const SEPARATORS = /[\s\p{Pd}\p{Pc}\p{Ps}\p{Pe}\p{Pi}\p{Pf}'"`´.,;:/\\!?¡¿]+/gu

/** Lower case, without accents, words apart by one space: `São-Paulo` is `sao paulo`, `.HTML` is `html`. */
export function toFindText(value: string): string {
  const text = fold(value.slice(0, 4 * MAX_LENGTH).toWellFormed())
    .replace(SEPARATORS, ' ')
    .trim()
  // A cut must not leave half a character.
  return text
    .slice(0, MAX_LENGTH)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()
}

/** The text of a value, then what of it begins with each later word: `new york` is found by `yo` too. */
export function toFindTexts(value: string): string[] {
  const text = toFindText(value)
  const texts = text === '' ? [] : [text]
  let at = text.indexOf(' ')
  while (at > 0 && texts.length <= MAX_LATER_WORDS) {
    texts.push(text.slice(at + 1))
    at = text.indexOf(' ', at + 1)
  }
  return texts
}

/** The values of a cell that are found: of a list each item. What is true or false is no text. */
export function toFindValues(cell: Cell | undefined): string[] {
  if (cell === undefined || cell === null || typeof cell === 'boolean') return []
  return typeof cell === 'object' ? cell.map(String) : [String(cell)]
}

/**
 * All texts under which a row is found, each with whether it begins with a later word of a value. The same text may
 * begin one value and stand within another: then it begins one.
 * @param cells - those of the columns of the find
 */
export function toRowTexts(cells: readonly (Cell | undefined)[]): Map<string, boolean> {
  const texts = new Map<string, boolean>()
  for (const value of cells.flatMap(toFindValues)) {
    for (const [at, text] of toFindTexts(value).entries()) {
      texts.set(text, at > 0 && (texts.get(text) ?? true))
    }
  }
  return texts
}
