/** Reads the tags and texts of regular HTML. What it does not know, it leaves to the parser. */
import { attribute, elements, parsePage, textContent } from '../page/build-page.ts'

export interface Attribute {
  name: string
  value: string
}

/** A start tag. */
export interface Tag {
  readonly name: string
  readonly attrs: Attribute[]
  readonly isSelfClosing: boolean
  /** The offset behind it. */
  readonly end: number
}

const MAX_KNOWN = 10_000
const NOT_FOUND = -1

const EQUALS = 0x3d
const CLOSE = 0x3e
const SLASH = 0x2f
const QUOTE = 0x22
const APOSTROPHE = 0x27

// What a character may be in a tag.
const BLANK = 1
const LETTER = 2
const IN_NAME = 4
const IN_ATTRIBUTE = 8
const ENDS_VALUE = 16
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  const kinds = [/[ \t\n\f]/, /[a-zA-Z]/, /[\w:-]/, /[\w:.@-]/, /[ \t\n\f"'=<>`]/]
  return kinds.reduce((sum, kind, at) => sum + (kind.test(character) ? 2 ** at : 0), 0)
})

/** Reads the start tag whose name is at `at`; `undefined` for one that is not regular. */
export function scanTag(source: string, at: number): Tag | undefined {
  if (!isKind(source, at, LETTER)) return undefined
  let end = skip(source, at, IN_NAME)
  const name = readName(source, at, end)
  let attrs: Attribute[] = []
  for (;;) {
    let next = skip(source, end, BLANK)
    const code = source.charCodeAt(next)
    if (code === CLOSE) return { name, attrs, isSelfClosing: false, end: next + 1 }
    if (code === SLASH) {
      if (source.charCodeAt(next + 1) === CLOSE)
        return { name, attrs, isSelfClosing: true, end: next + 2 }
      end = next + 1
      continue
    }
    end = skip(source, next, IN_ATTRIBUTE)
    if (end === next) return undefined
    const attributeName = readName(source, next, end)
    next = skip(source, end, BLANK)
    let value = ''
    if (source.charCodeAt(next) === EQUALS) {
      const start = skip(source, next + 1, BLANK)
      end = valueEnd(source, start)
      if (end === NOT_FOUND) return undefined
      value = valueAt(source, start, end)
    }
    attrs = withAttribute(attrs, attributeName, value)
  }
}

function isKind(source: string, at: number, kind: number): boolean {
  return ((KINDS[source.charCodeAt(at)] ?? 0) & kind) > 0
}

function skip(source: string, from: number, kind: number): number {
  let at = from
  while (isKind(source, at, kind)) at++
  return at
}

/** The offset behind a value. */
function valueEnd(source: string, start: number): number {
  const code = source.charCodeAt(start)
  if (code === QUOTE || code === APOSTROPHE) {
    const end = source.indexOf(code === QUOTE ? '"' : "'", start + 1)
    return end < 0 ? NOT_FOUND : end + 1
  }
  let end = start
  while (end < source.length && !isKind(source, end, ENDS_VALUE)) end++
  return end === start ? NOT_FOUND : end
}

function valueAt(source: string, start: number, end: number): string {
  const code = source.charCodeAt(start)
  const isQuoted = code === QUOTE || code === APOSTROPHE
  const text = isQuoted ? source.slice(start + 1, end - 1) : source.slice(start, end)
  return text.includes('&') ? decodeValue(text) : text
}

/** The first of one name counts. A list of its very length takes least room. */
function withAttribute(attrs: Attribute[], name: string, value: string): Attribute[] {
  if (attrs.length === 0) return [{ name, value }]
  return attrs.some((other) => other.name === name) ? attrs : [...attrs, { name, value }]
}

/** Names in lower case, by what their letters add up to. */
const names = new Map<number, string>()

/** A name in lower case: the same string each time, which sets know by its hash. */
function readName(source: string, start: number, end: number): string {
  let sum = end - start
  for (let at = start; at < end; at++) sum = (Math.imul(sum, 31) + source.charCodeAt(at)) | 0
  const known = names.get(sum)
  if (known?.length === end - start && source.startsWith(known, start)) return known
  const name = source.slice(start, end).toLowerCase()
  // A slice would keep the text that it was cut from in memory.
  if (names.size < MAX_KNOWN) names.set(sum, Buffer.from(name).toString())
  return name
}

/**
 * The name of the end tag at `at`, where its `</` starts, if it is regular: `</name>`.
 * @param expected - what it most likely is
 */
export function scanEndTag(source: string, at: number, expected: string): string | undefined {
  const start = at + 2
  if (source.startsWith(expected, start) && source.charCodeAt(start + expected.length) === CLOSE)
    if (expected !== '') return expected
  if (!isKind(source, start, LETTER)) return undefined
  const end = skip(source, start, IN_NAME)
  const isClosed = source.charCodeAt(skip(source, end, BLANK)) === CLOSE
  return isClosed ? readName(source, start, end) : undefined
}

/** Decodes the character references of a text. */
export function decodeText(text: string): string {
  return text.includes('&') ? text.replace(/&[#\w]+;?/g, decodeReference) : text
}

/** In a value, what follows a reference without a semicolon matters, too. */
function decodeValue(value: string): string {
  return value.replace(/&[#\w]+[;=]?/g, decodeValueReference)
}

// The parser knows the two thousand names; a page uses few of them.
const decodeReference = remember((reference) =>
  textContent(parsePage('', `<p>${reference}`).document),
)
const decodeValueReference = remember((reference) => {
  const all = elements(parsePage('', `<p title="${reference}">`).document)
  return all.map((element) => attribute(element, 'title') ?? '').join('')
})

function remember(read: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (known.size < MAX_KNOWN) known.set(text, value)
    return value
  }
}
