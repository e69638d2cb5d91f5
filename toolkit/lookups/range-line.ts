/** The lines of the part `range`: `[start, end, key, ...cells]`, read without parsing the whole of them. */
import { FormatError } from '../core/errors.ts'

/** The first two items of a line. */
export interface RangeHead {
  readonly start: string
  /** Where the range has ended; `null` for one without an end. */
  readonly end: string | null
  /** Where the rest of the line begins: the key. */
  readonly rest: number
}

/** A line of the row whose own line is `row`: `[key, ...cells]`. */
export function encodeRange(start: string, end: string | null, row: string): string {
  return `[${JSON.stringify(start)},${JSON.stringify(end)},${row.slice(1)}`
}

/** Reads the head of the line that starts at `at`. */
export function readHead(text: string, at: number): RangeHead {
  const start = readString(text, at + 1)
  if (text.startsWith('null,', start.end + 1)) {
    return { start: start.text, end: null, rest: start.end + 6 }
  }
  const end = readString(text, start.end + 1)
  return { start: start.text, end: end.text, rest: end.end + 1 }
}

/** Reads the JSON string at `at`, and says where it ends: after its closing quote. */
export function readString(
  json: string,
  at: number,
): { readonly text: string; readonly end: number } {
  let quote = json.indexOf('"', at + 1)
  let isPlain = true
  while (quote >= 0 && isEscaped(json, quote)) {
    isPlain = false
    quote = json.indexOf('"', quote + 1)
  }
  if (json[at] !== '"' || quote < 0) throw new FormatError('expected a line of a range')
  const text = json.slice(at + 1, quote)
  // Few texts hold an escape, and most lines are only looked at to find another.
  const isLiteral = isPlain && !text.includes('\\')
  return { text: isLiteral ? text : String(JSON.parse(`"${text}"`)), end: quote + 1 }
}

function isEscaped(json: string, quote: number): boolean {
  let start = quote
  while (json[start - 1] === '\\') start--
  return (quote - start) % 2 === 1
}
