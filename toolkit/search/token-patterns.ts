/** What the words, pieces and signs of a text look like: as patterns over plain text, and over all of Unicode. */

// Scripts without spaces between words: overlapping pairs of characters stand in for words. Korean has spaces, but
// its particles cling to the word, and pairs see through them.
const UNSPACED = String.raw`[[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Java}\p{sc=Lana}\u30fc\uff70\uff9e\uff9f]--\p{Nd}]`
const HYPHENS = String.raw`\-\u2010\u2011\u05be`
const APOSTROPHES = String.raw`'\u2018\u2019\u201b\uff07\u00b4`
// Within words but not of them: soft hyphens, joiners, bidi marks, Hebrew’s geresh.
const HIDDEN = String.raw`\p{Cf}\u05f3\u05f4`
const WORD = String.raw`[\p{L}\p{N}_][\p{L}\p{N}\p{M}${HIDDEN}_]*`
// `--flag`, `-f`, `.NET`, `@scope`, `$name`, `#tag`
const SIGNED =
  String.raw`(?<![\p{L}\p{N}_.${HYPHENS}])(?:--(?=[\p{L}])|-(?=[\p{L}](?![\p{L}\p{N}_${HYPHENS}]))|` +
  String.raw`[.](?=[\p{L}])|[@$#](?=[\p{L}_]))`
// `node:fs`, `std::vec`, `fs.readFile`, `full-text`, `owner’s`, `1,000`; Catalan’s `col·lecció`, and the quotation mark in
// abbreviations of Hebrew.
const JOINT =
  String.raw`::|[.:${HYPHENS}${APOSTROPHES}]|(?<=[\p{N}]),(?=[\p{N}]{3}(?![\p{N}]))|` +
  String.raw`(?<=[lL])\u00b7(?=[lL])|(?<=[\p{sc=Hebr}])"(?=[\p{sc=Hebr}])`
// `C++`, `C++11`, `C#`
const ENDING = String.raw`(?<=[\p{L}])(?:[+][+][0-9]*|#)(?![\p{L}\p{N}_+#])`
// Where capitals set pieces apart, and the joiner that Persian writes between a word and its endings.
const CHANGE =
  String.raw`(?<=[\p{Ll}\p{M}\p{N}])(?=[\p{Lu}])|(?<=[\p{Lu}])(?=[\p{Lu}][\p{Ll}\p{M}])|` +
  String.raw`(?<=[\p{sc=Arab}])\u200c+`

export interface Patterns {
  /** A word with all that joins its pieces, at a place. */
  readonly word: RegExp
  /** Surely without pieces. */
  readonly simple: RegExp
  readonly numeric: RegExp
  /** Between `get` and `User`, between `XML` and `Http`, and at every separator. */
  readonly boundary: RegExp
  /** Between words that are written as one; in Cyrillic and Hebrew it is within words. */
  readonly apostrophe: RegExp
  /** What is not indexed of a word. */
  readonly dropped: RegExp
}

export const UNICODE_PATTERNS: Patterns = createPatterns((source) => source, 'u')
const ASCII = new Map([
  ['L', 'A-Za-z'],
  ['Lu', 'A-Z'],
  ['Ll', 'a-z'],
  ['N', '0-9'],
])
/** The same for plain text. The tables of Unicode take milliseconds to compile, which plain questions need not wait for. */
export const PLAIN_PATTERNS: Patterns = createPatterns(
  // What plain text does not have, for all the rest.
  (source) => source.replace(/\\p\{(.+?)\}/g, (_, name) => ASCII.get(name) ?? '\\uffff'),
  '',
)

export const NOT_PLAIN: RegExp = /[^\0-\x7f]/
export const PLAIN_WORD: RegExp = /^[A-Z]?[a-z0-9]+$/
export const SIGN: RegExp = /^(?:-{1,2}|[.@$#])/
export const SUFFIX: RegExp = /(?:\+\+[0-9]*|#)$/
/** What is left of a joint where a script without spaces begins or ends. */
export const EDGES: RegExp =
  /^[.,:\-\u2010\u2011'\u2018\u2019]+|[.,:\-\u2010\u2011'\u2018\u2019]+$/g
export const HAS_UNSPACED: RegExp = new RegExp(UNSPACED, 'v')
export const UNSPACED_RUN: RegExp = new RegExp(
  String.raw`${UNSPACED}[${UNSPACED}\p{M}\p{Cf}]*`,
  'gv',
)
/** With its marks; vowels and finals of Korean that are written out. */
export const CHARACTER: RegExp = /.[\p{M}\p{Cf}\u1160-\u11ff\uff9e\uff9f]*/gsu
/** Emoji with all that is joined to them, flags, and the other signs but for what draws lines. */
export const SYMBOL: RegExp =
  /\p{RI}{2}|\p{ExtPict}[\p{M}\p{EMod}]*(?:\u200d\p{ExtPict}[\p{M}\p{EMod}]*)*|(?![\0-\x7f\u2500-\u259f\ufffc\ufffd])[\p{Sm}\p{Sc}\p{So}]/uy
export const TONES: RegExp = /[\p{EMod}\ufe0f]/gu

function createPatterns(adapt: (source: string) => string, flags: string): Patterns {
  const create = (source: string, more = ''): RegExp => new RegExp(adapt(source), flags + more)
  return {
    word: create(`(?:${SIGNED})?${WORD}(?:(?:${JOINT})${WORD})*(?:${ENDING})?`, 'y'),
    simple: create(String.raw`^[\p{L}][\p{Ll}\p{Lo}\p{M}0-9]*$`),
    numeric: create(String.raw`^[\p{N}.:]+$`),
    boundary: create(`[_.,:${HYPHENS}]+|${CHANGE}`, 'g'),
    apostrophe: create(String.raw`(?<![\p{sc=Cyrl}\p{sc=Hebr}])[${APOSTROPHES}]`),
    dropped: create(String.raw`[_,"\u00b7${HIDDEN}${HYPHENS}${APOSTROPHES}]`, 'g'),
  }
}
