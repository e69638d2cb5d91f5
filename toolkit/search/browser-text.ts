/**
 * Stands in the browser's script for `fold.ts` and `tokenize.ts`, and gives the same for plain words of English. What
 * needs more fails until all of it is loaded, and is asked again then.
 */
import type * as All from './browser-text-all.ts'

// Words that stand alone, as they are mostly asked for: `What is a form?`
const PLAIN = /^(?:[A-Z]?[a-z0-9]{0,63}[.,:;?!]*(?: |$))*$/
// The letters of Latin-1, punctuation and common signs fold by themselves; in English none of them is kept.
const FOREIGN =
  /[^\0-\x7f\xa1-\xff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122\u2190-\u2bff]|[æðøþß]/i
const ENGLISH = /^(?:en\b|$)/i
// From Thai on, and two tones of Bopomofo.
const MAYBE_UNSPACED = /[\u02ea\u02eb\u0e00-\uffff]/

let all: typeof All | undefined

/** Loads the rest, once. */
export async function loadText(): Promise<void> {
  all ??= await import('./browser-text-all.ts')
}

/** Thrown by what needs the rest, which is on its way. */
class TextMissing extends Error {
  readonly ready = loadText()
}

/** Answers; where the rest was missing, when it is there. */
export async function withText<T>(answer: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await answer()
    } catch (error) {
      // Each part of the script has this module for itself, and fails once at most.
      if (!(error instanceof Error && 'ready' in error)) throw error
      await error.ready
    }
  }
}

export const tokenize: typeof All.tokenize = (text, language) =>
  PLAIN.test(text)
    ? Array.from(text.matchAll(/\w+/g), ({ 0: word, index }, position) => ({
        text: word.toLowerCase(),
        start: index,
        end: index + word.length,
        part: false,
        weight: 1,
        position,
      }))
    : need().tokenize(text, language)

export const isUnspaced: typeof All.isUnspaced = (token) =>
  MAYBE_UNSPACED.test(token) && need().isUnspaced(token)

export const fold: typeof All.fold = (text, language = '') =>
  FOREIGN.test(text) || !ENGLISH.test(language)
    ? need().fold(text, language || undefined)
    : text
        .normalize('NFKD')
        .replace(/([a-z])[\u0300-\u036f]+/gi, '$1')
        .normalize('NFKC')
        .toLowerCase()

function need(): typeof All {
  if (!all) throw new TextMissing()
  return all
}
