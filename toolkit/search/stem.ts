/** The stem of a word: what `indexes` and `indexing` have in common. Each language's rules are a file of `stems`. */
import { primarySubtag } from '../core/language.ts'

/** Takes a folded word to its stem. */
export type Stem = (word: string) => string

// Written languages that inflect alike.
const SAME: ReadonlyMap<string, string> = new Map([
  ['bs', 'sr'],
  ['hr', 'sr'],
  ['ms', 'id'],
  ['nb', 'no'],
  ['nn', 'no'],
  ['sh', 'sr'],
])

// Stemmers are for words: `python3`, `node:fs` and `--all` are names. Plain ones need not wait for Unicode’s tables.
const PLAIN = /^[\0-\x7f]*$/
const PLAIN_WORD = /^[a-z]{3,}$/
const WORD = /^\p{L}[\p{L}\p{M}]{2,}$/u

/** The name of the file in `stems` that a BCP 47 language tag would have, by its first subtag: `no` for `nb-NO`. */
export function stemCode(language: string): string {
  const primary = primarySubtag(language)
  return SAME.get(primary) ?? primary
}

/**
 * The stemmer for a language, for any token: what is no word, or has no stem, stays as it is.
 * @param stems - by the name of their file in `stems`
 */
export function stemFor(stems: Readonly<Record<string, Stem>>, language: string): Stem {
  const stem = stems[stemCode(language)]
  return stem === undefined ? (word) => word : stemWords(stem)
}

/** Makes a stemmer for any token of one for words. */
export function stemWords(stem: Stem): Stem {
  return (word) => ((PLAIN.test(word) ? PLAIN_WORD : WORD).test(word) ? stem(word) || word : word)
}
