/** One way to fold text, for the index, the query, and the keys of a lookup: the same bytes everywhere. */

// NFKD splits these into nothing, so they are spelled out; the rest of Latin decomposes by itself.
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
}
const SPELLED_OUT = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

// Only after Latin, Greek and Cyrillic letters is a mark an accent. Kana voicing, Thai vowels and Hangul are letters.
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu
const PLAIN = /^[ -~\s]*$/

// Letters of an alphabet, which its readers do not take for others with a mark (CLDR’s collation has them apart).
const KEPT =
  'az:çəğöşü bs,hr,sh,sr:čćđšž cs:čřšž da,nb,nn,no:æøå eo:ĉĝĥĵŝŭ es,eu,fil,gl:ñ et:õäöüšž fi,sv:åäö fo:áðíóúýæø ' +
  'hu:áéíóöőúüű is:áðéíóúýþæö lt:ąčęėįšųūž lv:āčēģīķļņšūž mt:ċġħż pl:ąćęłńóśźż ro:ăâîșț sk:äčôšž sl:čšž sq:çë ' +
  'tr:çğöşü vi:à-ỹ'
// Where a keyboard has no umlauts: `Zuerich`, `Aarhus`.
const DIGRAPHS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }
const HAS_DIGRAPHS = /^(?:da|n[bno])\b/i

// Marks that say how to read a letter: accents, vowel points, hamza on its seat.
const READINGS = /([\p{sc=Latn}\p{sc=Grek}\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}])\p{M}+/gu
// Of Cyrillic only the stress, and the dots of `ё`: `й` and `ї` are letters. Of Devanagari the nukta. Then what is a
// letter to Unicode alone: the okina and other apostrophes, and the line that widens Arabic.
const MARKS =
  /(?<=[а-яєіїў]\u0308?)(?<![гк])[\u0300\u0301]|(?<=е\u0301?)\u0308|\p{VS}|\u034f|\u093c|[\u0483-\u0487]|[\u02b9-\u02bc\u0640]/gu
// Final sigma, schwa; Arabic forms of yeh, kaf and teh; candrabindu.
const VARIANTS: Readonly<Record<string, string>> = {
  ...LETTERS,
  ς: 'σ',
  ə: 'e',
  '\u0649': '\u064a',
  '\u06cc': '\u064a',
  '\u06a9': '\u0643',
  '\u0629': '\u0647',
  '\u0901': '\u0902',
}
const VARIANT = new RegExp(`[${Object.keys(VARIANTS).join('')}]`, 'g')
const DIGIT = /(?![0-9])\p{Nd}/gu

/**
 * Lower case without accents: `Zürich` and `ZURICH` are `zurich`, `Straße` is `strasse`, `が` stays.
 * @param language - a BCP 47 tag: its own letters stay (`Åre` is `åre` in `sv`), and what each script writes in more than
 *   one way is one: `ё` and `е`, `أ` and `ا`, digits of every script. Without it, the folding of lookups.
 */
export function fold(text: string, language?: string): string {
  // Most text is plain: the slow way is only for what needs it.
  if (PLAIN.test(text)) return text.toLowerCase()
  if (language !== undefined) return foldKept(lowerCase(text, language), language)
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(SPELLED_OUT, (letter) => LETTERS[letter] ?? letter)
}

/** How a word may be typed: as `fold` has it, then without the letters of the language, then with `ue` for `ü`. */
export function foldAll(text: string, language: string): readonly string[] {
  if (PLAIN.test(text)) return [text.toLowerCase()]
  const lower = lowerCase(text, language)
  const kept = keptIn(language)
  const isLetter = HAS_DIGRAPHS.test(language) ? '' : kept
  const typed = lower.replace(/[äöüøå]/g, (letter) =>
    isLetter.includes(letter) ? letter : (DIGRAPHS[letter] ?? letter),
  )
  const spellings = new Set([foldKept(lower, language)])
  if (kept !== '') spellings.add(foldMarks(lower))
  if (typed !== lower) spellings.add(foldMarks(typed))
  return [...spellings]
}

const letters = new Map<string, string>()

/** The letters of a language that stay, as a class of a pattern. */
function keptIn(language: string): string {
  const primary = language.split('-')[0] ?? ''
  const kept =
    letters.get(primary) ?? RegExp(`\\b${primary}\\b[^ ]*:(\\S+)`, 'i').exec(KEPT)?.[1] ?? ''
  letters.set(primary, kept)
  return kept
}

/** Romanian’s `ş` and `ţ` are typed for `ș` and `ț`; in Turkish they are letters. */
function lowerCase(text: string, language: string): string {
  const lower = text.normalize('NFKC').toLowerCase()
  return /^ro\b/i.test(language) ? lower.replaceAll('ş', 'ș').replaceAll('ţ', 'ț') : lower
}

function foldKept(lower: string, language: string): string {
  const kept = keptIn(language)
  return kept === '' ? foldMarks(lower) : lower.replace(RegExp(`[^${kept}]+`, 'g'), foldMarks)
}

function foldMarks(lower: string): string {
  return lower
    .normalize('NFKD')
    .replace(READINGS, '$1')
    .replace(MARKS, '')
    .normalize('NFKC')
    .replace(VARIANT, (letter) => VARIANTS[letter] ?? letter)
    .replace(DIGIT, toDigit)
}

/** The digits of a script are a run of ten, from zero. */
function toDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String((code - zero) % 10)
}
