/** Which alphabets a text is written in, and whether they are those of the page. */

const LETTERS = /\p{L}+/gu
const LATIN = /[\p{L}&&\p{scx=Latn}]+/gv

/** The letters of a script, by its ISO 15924 code as the likely one of a language. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Latn: LATIN,
  Cyrl: /[\p{L}&&\p{scx=Cyrl}]+/gv,
  Grek: /[\p{L}&&\p{scx=Grek}]+/gv,
  Arab: /[\p{L}&&\p{scx=Arab}]+/gv,
  Hebr: /[\p{L}&&\p{scx=Hebr}]+/gv,
  Deva: /[\p{L}&&\p{scx=Deva}]+/gv,
  Beng: /[\p{L}&&\p{scx=Beng}]+/gv,
  Taml: /[\p{L}&&\p{scx=Taml}]+/gv,
  Thai: /[\p{L}&&\p{scx=Thai}]+/gv,
  Geor: /[\p{L}&&\p{scx=Geor}]+/gv,
  Armn: /[\p{L}&&\p{scx=Armn}]+/gv,
  Hans: /[\p{L}&&[\p{scx=Hani}\p{scx=Bopo}]]+/gv,
  Hant: /[\p{L}&&[\p{scx=Hani}\p{scx=Bopo}]]+/gv,
  Jpan: /[\p{L}&&[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}]]+/gv,
  Kore: /[\p{L}&&[\p{scx=Hani}\p{scx=Hang}]]+/gv,
}

// A name or a greeting is shorter.
const MIN_FOREIGN = 25
const MIN_FOREIGN_SHARE = 0.5

const MIXED =
  /\p{Script=Latin}(?=[\p{Script=Cyrillic}\p{Script=Greek}])|[\p{Script=Cyrillic}\p{Script=Greek}](?=\p{Script=Latin})/gu
// One may be a slip of the keyboard, or a foreign word with an ending of one's own.
const MIN_MIXED = 3

/**
 * Whether most of a text is in letters that are neither Latin nor of the page's language. Latin letters are not foreign
 * anywhere, since people write English to a page that they can read but not answer.
 */
export function isForeign(value: string, language: string): boolean {
  const home = SCRIPTS[likelyScript(language)]
  if (home === undefined || isAscii(value)) return false
  const letters = count(value, LETTERS)
  const foreign = letters - count(value, LATIN) - (home === LATIN ? 0 : count(value, home))
  return foreign >= MIN_FOREIGN && foreign / letters >= MIN_FOREIGN_SHARE
}

/** Whether words mix Latin letters with the Cyrillic or Greek ones that look like them. */
export function hasMixedWords(value: string): boolean {
  return !isAscii(value) && (value.match(MIXED) ?? []).length >= MIN_MIXED
}

function likelyScript(language: string): string {
  try {
    return new Intl.Locale(language).maximize().script ?? ''
  } catch {
    // A page may have any `lang`.
    return ''
  }
}

function isAscii(value: string): boolean {
  return /^[\0-\x7f]*$/.test(value)
}

function count(value: string, letters: RegExp): number {
  let sum = 0
  for (const run of value.match(letters) ?? []) sum += run.length
  return sum
}
