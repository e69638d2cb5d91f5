/**
 * Cuts text into the words that are indexed and searched. Pages and queries pass through the same function, and it
 * depends on Unicode alone, so that what a page says and what is asked for it always meet.
 */
import { fold } from '../core/fold.ts'

export interface Token {
  /** Folded by `fold`, without the hyphens and underscores within it. */
  readonly text: string
  /** UTF-16 offsets into the text that was cut. */
  readonly start: number
  readonly end: number
  /** Whether it is a piece of the token that came before it as a whole: `user` of `getUserName`. */
  readonly part: boolean
  /** How much an occurrence counts: a piece that only capitals set apart is half a word. */
  readonly weight: number
}

/** Longer tokens are hashes and encoded data, which nobody types. */
const MAX_TOKEN_LENGTH = 64

// Scripts without spaces between words: overlapping pairs of characters stand in for words. Korean has spaces, but
// its particles cling to the word, and pairs see through them.
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc\uff70\uff9e\uff9f`
// Soft hyphens and the joiners of Indic and Persian scripts are within words but not of them.
const INVISIBLE = String.raw`\u00ad\u200c\u200d`
const HYPHENS = String.raw`\-\u2010\u2011`

interface Patterns {
  readonly word: RegExp
  readonly numeric: RegExp
  /** Between `get` and `User`, between `XML` and `Http`, and at every separator. */
  readonly boundary: RegExp
}

/** The patterns over some classes of characters: letters, digits, capitals, small letters, and what clings to them. */
function createPatterns(
  letter: string,
  digit: string,
  capital: string,
  small: string,
  clinging: string,
  flags: string,
): Patterns {
  const inWord = `[${letter}${digit}${clinging}_]`
  const word =
    // `--flag`, `-f`, `.NET`
    `(?:(?<![${letter}${digit}_.${HYPHENS}])` +
    `(?:--(?=[${letter}])|-(?=[${letter}](?![${letter}${digit}_${HYPHENS}]))|[.](?=[${letter}])))?` +
    // `node:fs`, `std::vec`, `fs.readFile`, `full-text`, `max_connections`
    `${inWord}+(?:(?:::|[.:${HYPHENS}])${inWord}+)*` +
    // `C++`, `C#`
    `(?:(?<=[${letter}])(?:[+][+]|#)(?![${letter}${digit}_+#]))?`
  const boundary = `[_.:${HYPHENS}]+|(?<=[${small}${digit}])(?=[${capital}])|(?<=[${capital}])(?=[${capital}][${small}])`
  return {
    word: new RegExp(word, flags),
    numeric: new RegExp(`^[${digit}.:]+$`, flags.replace('g', '')),
    boundary: new RegExp(boundary, flags),
  }
}

// Both cut plain text alike. The tables of Unicode take milliseconds to compile, which plain questions need not wait for.
const PLAIN_PATTERNS = createPatterns('A-Za-z', '0-9', 'A-Z', 'a-z', '', 'g')
const UNICODE_PATTERNS = createPatterns(
  String.raw`\p{L}`,
  String.raw`\p{N}`,
  String.raw`\p{Lu}`,
  String.raw`\p{Ll}`,
  String.raw`\p{M}\uff9e\uff9f${INVISIBLE}`,
  'gu',
)
const NOT_PLAIN = /[^\0-\x7f]/
const PLAIN = /^[A-Z]?[a-z0-9]+$/
const INVISIBLES = new RegExp(`[${INVISIBLE}]`, 'g')
const DROPPED = new RegExp(`[_${HYPHENS}${INVISIBLE}]`, 'g')
const SIGN = /^(?:-{1,2}|\.)/
const SUFFIX = /(?:\+\+|#)$/
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')
const UNSPACED_RUN = new RegExp(`[${UNSPACED}][${UNSPACED}\\p{M}]*`, 'gu')
const CHARACTER = /.[\p{M}\uff9e\uff9f]*/gsu
const APOSTROPHE = /^['’]$/

/** The tokens of a text, by where they start; a whole comes before its pieces. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  const patterns = NOT_PLAIN.test(text) ? UNICODE_PATTERNS : PLAIN_PATTERNS
  for (const match of text.matchAll(patterns.word)) {
    if (isUnspaced(match[0])) addMixed(tokens, match[0], match.index)
    else if (!isElided(text, match[0], match.index)) addWord(tokens, match[0], match.index)
  }
  return tokens
}

/** Whether a token has characters of a script that has no spaces between words. */
export function isUnspaced(token: string): boolean {
  return NOT_PLAIN.test(token) && HAS_UNSPACED.test(token)
}

/** The `l` of `l’homme` and the `s` of `owner’s`: they say nothing, and apart from their word even less. */
function isElided(text: string, word: string, start: number): boolean {
  if (word.length > 1) return false
  const before = text[start - 1] ?? ''
  const after = text[start + word.length] ?? ''
  return APOSTROPHE.test(before) || APOSTROPHE.test(after)
}

function addMixed(tokens: Token[], raw: string, start: number): void {
  let at = 0
  for (const run of raw.matchAll(UNSPACED_RUN)) {
    addWord(tokens, raw.slice(at, run.index), start + at)
    addPairs(tokens, run[0], start + run.index)
    at = run.index + run[0].length
  }
  addWord(tokens, raw.slice(at), start + at)
}

function addPairs(tokens: Token[], run: string, start: number): void {
  const characters = Array.from(run.matchAll(CHARACTER))
  const pairs = characters.length === 1 ? characters : characters.slice(0, -1)
  pairs.forEach((character, index) => {
    const next = characters[index + 1] ?? character
    const from = character.index
    const to = next.index + next[0].length
    addToken(tokens, fold(run.slice(from, to)), start + from, start + to, false, 1)
  })
}

function addWord(tokens: Token[], raw: string, start: number): void {
  const end = start + raw.length
  if (PLAIN.test(raw)) {
    addToken(tokens, raw.toLowerCase(), start, end, false, 1)
    return
  }
  const sign = SIGN.exec(raw)?.[0] ?? ''
  const suffix = SUFFIX.exec(raw)?.[0] ?? ''
  const core = raw.slice(sign.length, raw.length - suffix.length)
  const word = fold(core).replace(DROPPED, '')
  if (sign !== '' || suffix !== '') {
    const symbol = sign + fold(core).replace(INVISIBLES, '') + suffix
    addToken(tokens, symbol, start, end, false, 1)
  }
  // `C` of `C++` is another language.
  const isPart = sign !== '' || suffix !== ''
  if (isPart && word.length < 2) return
  addToken(tokens, word, start + sign.length, end - suffix.length, isPart, 1)
  const patterns = NOT_PLAIN.test(core) ? UNICODE_PATTERNS : PLAIN_PATTERNS
  if (!patterns.numeric.test(core)) addParts(tokens, core, word, start + sign.length)
}

function addParts(tokens: Token[], core: string, whole: string, start: number): void {
  const { boundary: pattern } = NOT_PLAIN.test(core) ? UNICODE_PATTERNS : PLAIN_PATTERNS
  const boundaries = Array.from(core.matchAll(pattern))
  if (boundaries.length === 0) return
  let at = 0
  let isCapital = false
  const add = (to: number): void => {
    const text = fold(core.slice(at, to)).replace(INVISIBLES, '')
    if (text.length < 2 || text === whole) return
    addToken(tokens, text, start + at, start + to, true, isCapital ? 0.5 : 1)
  }
  for (const boundary of boundaries) {
    const isNextCapital = boundary[0] === ''
    isCapital ||= isNextCapital
    add(boundary.index)
    at = boundary.index + boundary[0].length
    isCapital = isNextCapital
  }
  add(core.length)
}

function addToken(
  tokens: Token[],
  text: string,
  start: number,
  end: number,
  part: boolean,
  weight: number,
): void {
  if (text === '' || text.length > MAX_TOKEN_LENGTH) return
  tokens.push({ text, start, end, part, weight })
}
