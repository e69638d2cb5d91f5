/**
 * Links that mark on their target what was searched for: text directives, as in `/price/#fees:~:text=the-,fee,-of`
 * (WICG, "Text Fragments"). A browser that finds no such text goes to the anchor.
 */
import type { Marked } from '../page/format.ts'

// The first is the one that is gone to; each further one costs the browser a search of the page.
const MAX_DIRECTIVES = 3
/** In UTF-16 units. What is longer than a word, as text without blanks is, goes without its neighbours. */
const MAX_PIECE = 40

/** The address with a directive for the marked words, each between the words beside it, which name the place. */
export function withDirective(url: string, { text, marks }: Marked): string {
  const directives = new Map<string, string>()
  for (const [from, to] of joinMarks(text, marks)) {
    const [start, end] = toPiece(text, from, to)
    const key = text.slice(start, end).toLowerCase()
    if (!directives.has(key)) directives.set(key, toDirective(text, start, end))
    if (directives.size === MAX_DIRECTIVES) break
  }
  if (directives.size === 0) return url
  const mark = url.includes('#') ? ':~:' : '#:~:'
  return `${url}${mark}${[...directives.values()].join('&')}`
}

/** Words that only a blank parts are one text: so they stand on the page. */
function joinMarks(text: string, marks: Marked['marks']): (readonly [number, number])[] {
  const joined: (readonly [number, number])[] = []
  for (const [start, end] of marks) {
    const last = joined.at(-1)
    if (last !== undefined && text.slice(last[1], start) === ' ')
      joined[joined.length - 1] = [last[0], end]
    else joined.push([start, end])
  }
  return joined
}

/** A text must begin and end with a word, so what hangs on it belongs to it: `(fee)` for `fee`. */
function toPiece(text: string, from: number, to: number): readonly [start: number, end: number] {
  const start = text.lastIndexOf(' ', from - 1) + 1
  const end = endOf(text, to)
  return from - start > MAX_PIECE || end - to > MAX_PIECE ? [from, to] : [start, end]
}

function toDirective(text: string, start: number, end: number): string {
  const before = isBlank(text, start - 1)
    ? text.slice(text.lastIndexOf(' ', start - 2) + 1, start - 1)
    : ''
  const after = isBlank(text, end) ? text.slice(end + 1, endOf(text, end + 1)) : ''
  const prefix = isContext(before) ? `${encode(before)}-,` : ''
  const suffix = isContext(after) ? `,-${encode(after)}` : ''
  return `text=${prefix}${encode(text.slice(start, end))}${suffix}`
}

function endOf(text: string, from: number): number {
  const blank = text.indexOf(' ', from)
  return blank < 0 ? text.length : blank
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' '
}

/** An ellipsis stands for what was cut off. */
function isContext(piece: string): boolean {
  return piece !== '' && piece !== '…' && piece.length <= MAX_PIECE
}

/** The hyphen is a sign of the directive, as are the comma and the ampersand. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D')
}
