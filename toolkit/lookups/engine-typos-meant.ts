/** What a mistyped text may have been meant to be. */
import { locateFrom, type Source } from './files.ts'
import type { Correction } from './find-correct.ts'
import type { Part } from './format.ts'
import { compareText } from './rank.ts'

/** What a text may have been meant to be: something that texts of the lookup begin with. */
export interface Meant extends Correction {
  /** As `find-typo-line.ts` has it. */
  readonly likelihood: number
}

/** What was found so far, by its text. */
export type FoundMeant = Map<string, Meant>

export function compareMeant(a: Meant, b: Meant): number {
  if (a.isWhole !== b.isWhole) return a.isWhole ? -1 : 1
  return b.likelihood - a.likelihood || compareText(a.text, b.text)
}

export function hasWhole(found: FoundMeant): boolean {
  return Array.from(found.values()).some(({ isWhole }) => isWhole)
}

export function addMeant(found: FoundMeant, asked: string, meant: Meant): void {
  // A digit is never taken for another: a number that is not there is not nearly one that is.
  if (digitsOf(meant.text) !== digitsOf(asked)) return
  const text = meant.text.trimEnd()
  const known = found.get(text)
  if (known === undefined || compareMeant(meant, known) < 0) found.set(text, { ...meant, text })
}

function digitsOf(text: string): string {
  return text.replace(/\P{Nd}+/gu, '')
}

/** The length of the shortest beginning of a text whose lines are all in the block where the text would be. */
export async function sharedLength(source: Source, part: Part, text: string): Promise<number> {
  const [block, next] = await locateFrom(source, part, text, 2)
  const isAlone = (start: string): boolean =>
    (block === undefined || block[0] === '' || block[0] < start) &&
    (next === undefined || next[0].slice(0, start.length) > start)
  let length = 0
  while (length < text.length && !isAlone(text.slice(0, length))) length++
  return length
}
