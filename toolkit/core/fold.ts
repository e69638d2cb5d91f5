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
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu

/** Lower case without accents: `Zürich` and `ZURICH` are `zurich`, `Straße` is `strasse`, `が` stays. */
export function fold(text: string): string {
  // Most text is plain: the slow way is only for what needs it.
  if (/^[ -~\s]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(SPELLED_OUT, (letter) => LETTERS[letter] ?? letter)
}
