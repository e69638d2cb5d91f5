/**
 * Cuts text into the words that are indexed and searched. Pages and queries pass through the same function, and it
 * depends on Unicode and the language alone, so that what a page says and what is asked for it always meet.
 * Every letter and every digit lies within a token.
 */
import { fold, foldAll } from '../core/fold.ts'
import {
  CHARACTER,
  EDGES,
  HAS_UNSPACED,
  NOT_PLAIN,
  PLAIN_PATTERNS,
  PLAIN_WORD,
  SIGN,
  SUFFIX,
  SYMBOL,
  TONES,
  UNICODE_PATTERNS,
  UNSPACED_RUN,
  type Patterns,
} from './token-patterns.ts'

export interface Token {
  /** Folded by `fold`, without the hyphens and underscores within it; at most 64 code units. */
  readonly text: string
  /** UTF-16 offsets into the text that was cut. */
  readonly start: number
  readonly end: number
  /** Whether it is a piece or another spelling of the whole before it: `user` of `getUserName`, `zuerich` of `Zürich`. */
  readonly part: boolean
  /** How much an occurrence counts: a piece that only capitals set apart is half a word, and so is another spelling. */
  readonly weight: number
  /** Which word of the text it is, from 0. A whole has the place of its first piece, a symbol that of the next word. */
  readonly position: number
}

// What is longer is cut into so much at a time: hashes and encoded data are found by how they begin.
const MAX_LENGTH = 64
const HALF = 0.5
const MAX_KNOWN = 10_000
// `3.11` of `3.11.2`
const VERSION = /^\d+[.]\d+(?=[.])/

// What a character of plain text may do. A joint within a word goes on with it, one at its end is none.
const OTHER = 0
const SMALL = 1
const CAPITAL = 2
const JOINT = 3
const SIGN_OR_MORE = 4
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  const kinds = [/[a-z0-9]/, /[A-Z]/, /[-_.:,'"]/, /[+#@$]/]
  return kinds.findIndex((kind) => kind.test(character)) + 1
})

/** A text that is being cut. */
interface Cut {
  readonly text: string
  readonly language: string | undefined
  readonly patterns: Patterns
  readonly tokens: Token[]
  position: number
}

/** How a token counts. */
type Role = Pick<Token, 'part' | 'weight' | 'position'>

/**
 * The tokens of a text, by where they start; a whole comes before its pieces.
 * @param language - a BCP 47 tag, as of `fold`
 */
export function tokenize(text: string, language?: string): Token[] {
  const patterns = NOT_PLAIN.test(text) ? UNICODE_PATTERNS : PLAIN_PATTERNS
  const cut: Cut = { text, language, patterns, tokens: [], position: 0 }
  let at = 0
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind === OTHER) at++
    else at = (kind < JOINT && addPlain(cut, at, kind)) || addMatch(cut, at)
  }
  return cut.tokens
}

/** Whether a token has characters of a script that has no spaces between words. */
export function isUnspaced(token: string): boolean {
  return NOT_PLAIN.test(token) && HAS_UNSPACED.test(token)
}

function kindAt(text: string, at: number): number {
  return KINDS[text.charCodeAt(at)] ?? (at < text.length ? SIGN_OR_MORE : OTHER)
}

/** Adds what is surely one plain word, as most are, and gives where it ends; 0 if it may be more. */
function addPlain(cut: Cut, start: number, kind: number): number {
  const { text } = cut
  let end = start + 1
  while (KINDS[text.charCodeAt(end)] === SMALL) end++
  const next = kindAt(text, end)
  const isAlone = next === OTHER || (next === JOINT && kindAt(text, end + 1) === OTHER)
  if (!isAlone || end - start > MAX_LENGTH) return 0
  const word = text.slice(start, end)
  const folded = kind === CAPITAL ? word.toLowerCase() : word
  push(cut, folded, start, end, { part: false, weight: 1, position: cut.position++ })
  return end
}

function push({ tokens }: Cut, text: string, start: number, end: number, role: Role): void {
  const { part, weight, position } = role
  if (text !== '')
    tokens.push({ text: text.slice(0, MAX_LENGTH), start, end, part, weight, position })
}

/** Adds what the patterns find at a place, and gives where to go on. */
function addMatch(cut: Cut, start: number): number {
  const { text, patterns, position } = cut
  patterns.word.lastIndex = start
  const raw = patterns.word.exec(text)?.[0]
  if (raw !== undefined) {
    const add = patterns.apostrophe.test(raw) ? addChain : addAny
    add(cut, raw, start)
    return start + raw.length
  }
  const size = (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1
  SYMBOL.lastIndex = start
  const symbol = patterns === PLAIN_PATTERNS ? undefined : SYMBOL.exec(text)?.[0]
  if (symbol === undefined) return start + size
  const end = start + symbol.length
  const folded = fold(symbol, cut.language).replace(TONES, '') || symbol
  push(cut, folded, start, end, { part: false, weight: 1, position })
  return end
}

/**
 * Adds words with apostrophes between them, and how they are spelled without. The `l` of `l’homme` and the `s` of
 * `owner’s` say nothing apart from their word.
 */
function addChain(cut: Cut, raw: string, start: number): void {
  const { tokens, position } = cut
  const pieces = raw.split(cut.patterns.apostrophe)
  const first = tokens.length
  const isShort = raw.length <= MAX_LENGTH
  const isWord = (piece: string): boolean => clean(cut, piece).length > 1
  const hasWord = isShort && pieces.some(isWord)
  let at = start
  for (const piece of pieces) {
    if (!hasWord || isWord(piece)) addAny(cut, piece, at)
    at += piece.length + 1
  }
  const [word, ...others] = tokens.splice(first)
  if (word === undefined) return
  tokens.push(isShort ? { ...word, start } : word)
  if (isShort) push(cut, clean(cut, raw), start, at - 1, { part: true, weight: HALF, position })
  for (const other of others) tokens.push(other)
}

function addAny(cut: Cut, raw: string, start: number): void {
  const add = isUnspaced(raw) ? addMixed : addWord
  add(cut, raw, start)
}

function addMixed(cut: Cut, raw: string, start: number): void {
  let at = 0
  for (const run of raw.matchAll(UNSPACED_RUN)) {
    addBetween(cut, raw.slice(at, run.index), start + at)
    addPairs(cut, run[0], start + run.index)
    at = run.index + run[0].length
  }
  addBetween(cut, raw.slice(at), start + at)
}

function addBetween(cut: Cut, raw: string, start: number): void {
  const word = raw.replace(EDGES, '')
  if (word !== '') addWord(cut, word, start + raw.indexOf(word))
}

function addPairs(cut: Cut, run: string, start: number): void {
  const characters = run.match(CHARACTER) ?? []
  let at = start
  characters.forEach((character, index) => {
    const next = characters[index + 1]
    if (next !== undefined || index === 0) {
      addToken(cut, character + (next ?? ''), at, {
        part: false,
        weight: 1,
        position: cut.position,
      })
    }
    at += character.length
  })
}

function addWord(cut: Cut, raw: string, start: number): void {
  const { position } = cut
  const whole = { part: false, weight: 1, position }
  if (cut.patterns.simple.test(raw)) return addToken(cut, raw, start, whole)
  const sign = SIGN.exec(raw)?.[0] ?? ''
  const suffix = SUFFIX.exec(raw)?.[0] ?? ''
  const core = raw.slice(sign.length, raw.length - suffix.length)
  const part = sign + suffix !== ''
  if (part) {
    push(cut, sign + fold(core, cut.language) + suffix, start, start + raw.length, whole)
    cut.position = position + 1
    // `C` of `C++` is another language.
    if (clean(cut, core).length < 2) return
  }
  addToken(cut, core, start + sign.length, { ...whole, part })
  addParts(cut, core, start + sign.length, position)
}

/** Adds the pieces of a word. The first has the place of the whole, the others take the next ones. */
function addParts(cut: Cut, core: string, start: number, position: number): void {
  const { patterns } = cut
  const whole = clean(cut, core)
  const version = VERSION.exec(core)?.[0] ?? ''
  if (version !== '') {
    addToken(cut, version, start, { part: true, weight: HALF, position })
  }
  if (patterns.numeric.test(core)) return
  let at = 0
  let next = position
  let isCapital = false
  const add = (to: number): void => {
    const raw = core.slice(at, to)
    const text = clean(cut, raw)
    if (text === '') return
    const role = { part: true, weight: isCapital ? HALF : 1, position: next }
    if (text.length > 1 && text !== whole) addToken(cut, raw, start + at, role)
    next++
  }
  for (const boundary of core.matchAll(patterns.boundary)) {
    const isNextCapital = boundary[0] === ''
    isCapital ||= isNextCapital
    add(boundary.index)
    at = boundary.index + boundary[0].length
    isCapital = isNextCapital
  }
  if (at > 0) add(core.length)
  cut.position = Math.max(cut.position, next)
}

/** Adds a word in all its spellings; a long one in lengths that follow each other. */
function addToken(cut: Cut, raw: string, start: number, role: Role): void {
  let { position } = role
  for (let at = 0; at < raw.length; position++) {
    const from = start + at
    const slice = raw.slice(at, sliceEnd(raw, at))
    at += slice.length
    const [own = '', ...others] = spell(cut, slice)
    push(cut, own, from, start + at, position === role.position ? role : { ...role, position })
    for (const other of others) {
      push(cut, other, from, start + at, { part: true, weight: HALF, position })
    }
  }
  cut.position = Math.max(cut.position, position)
}

function sliceEnd(raw: string, at: number): number {
  const end = at + MAX_LENGTH
  if (end >= raw.length) return raw.length
  // Not within a character.
  return /[\udc00-\udfff]/.test(raw.charAt(end)) ? end - 1 : end
}

/** A word as it is indexed: without what only joins its pieces. */
function clean(cut: Cut, raw: string): string {
  return spell(cut, raw)[0] ?? ''
}

let known = new Map<string, readonly string[]>()
let knownLanguage: string | undefined

/** The spellings of a word. Most come again and again, and folding is slow. */
function spell({ language, patterns }: Cut, raw: string): readonly string[] {
  if (PLAIN_WORD.test(raw)) return [raw.toLowerCase()]
  if (known.size > MAX_KNOWN || knownLanguage !== language) {
    known = new Map()
    knownLanguage = language
  }
  const found = known.get(raw)
  if (found !== undefined) return found
  const spellings = language === undefined ? [fold(raw)] : foldAll(raw, language)
  const cleaned = spellings.map((spelling) => spelling.replace(patterns.dropped, ''))
  // Longer ones would be slices of the text that they were cut from, and keep all of it in memory.
  if (raw.length < 13) known.set(raw, cleaned)
  return cleaned
}
