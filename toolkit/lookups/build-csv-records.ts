/**
 * Cuts text into the records of CSV (RFC 4180), chunk by chunk, so that no file is ever held whole. Records end with LF,
 * CR LF or CR, also mixed. What is no CSV is told with its line. (uDSV, which is as fast, neither tells lines nor refuses
 * records of another length, and takes one kind of line end.)
 */
import { BuildError } from '../core/errors.ts'

export interface Dialect {
  readonly delimiter: string
  /** Empty where quotes are letters like any other. */
  readonly quote: string
}

/** The longest record, in UTF-16 code units: a row of it would be over the limit of a row. */
export const MAX_RECORD_LENGTH: number = 512 * 1024

/** Takes the fields of a record, which are not unquoted or trimmed any more, and the line it starts in, from 1. */
export type TakeRecord = (fields: string[], line: number) => void

export interface RecordCutter {
  /** @throws {BuildError} for text that is no CSV, with the line */
  push(text: string): void
  /** Takes what is left for the last record. */
  end(): void
}

/**
 * Lines that are empty are passed over. Blanks around quotes are not part of the field; all others are.
 * @param file - for messages
 */
export function createRecordCutter(
  dialect: Dialect,
  file: string,
  take: TakeRecord,
  firstLine = 1,
): RecordCutter {
  let rest = ''
  let line = firstLine
  const cut = (text: string, isLast: boolean): void => {
    const cutter = new Cutter(dialect, file, rest + text, isLast, line)
    cutter.cut(take)
    rest = cutter.rest()
    line = cutter.line
    if (rest.length > MAX_RECORD_LENGTH) refuseLength(file, line, cutter.openedIn)
  }
  return { push: (text) => cut(text, false), end: () => cut('', true) }
}

function refuseLength(file: string, line: number, openedIn: number | undefined): never {
  const limit = `within ${MAX_RECORD_LENGTH} characters`
  throw openedIn === undefined
    ? new BuildError(`expected the record to end ${limit}`, { file, line })
    : new BuildError(`expected the quote that opens here to be closed ${limit}`, {
        file,
        line: openedIn,
      })
}

const LF = 10
const CR = 13
const SPACE = 32
const TAB = 9

/** Cuts the records of one chunk. */
class Cutter {
  /** The line in which the next record starts. */
  line: number
  /** The line of a quote that the chunk does not close. */
  openedIn: number | undefined
  readonly #dialect: Dialect
  readonly #file: string
  readonly #text: string
  readonly #isLast: boolean
  readonly #delimiters: Finder
  readonly #quotes: Finder
  readonly #feeds: Finder
  readonly #returns: Finder
  #at = 0

  constructor(dialect: Dialect, file: string, text: string, isLast: boolean, line: number) {
    this.#dialect = dialect
    this.#file = file
    this.#text = text
    this.#isLast = isLast
    this.line = line
    this.#delimiters = new Finder(text, dialect.delimiter)
    this.#quotes = new Finder(text, dialect.quote)
    this.#feeds = new Finder(text, '\n')
    this.#returns = new Finder(text, '\r')
  }

  cut(take: TakeRecord): void {
    const text = this.#text
    while (this.#at < text.length) {
      const at = this.#at
      const end = this.#findLineEnd(at)
      if (this.#quotes.next(at) < end) {
        const before = this.line
        const fields = this.#cutQuoted()
        if (fields === undefined) return
        take(fields, before)
        continue
      }
      if (!this.#hasLineEnd(end)) return
      // Most records have no quotes: nothing is faster than this.
      if (end > at) take(this.#split(at, end), this.line)
      this.#pass(end)
    }
  }

  #split(start: number, end: number): string[] {
    const fields: string[] = []
    let at = start
    for (;;) {
      const next = this.#delimiters.next(at)
      if (next >= end) break
      fields.push(this.#text.slice(at, next))
      at = next + 1
    }
    fields.push(this.#text.slice(at, end))
    return fields
  }

  /** The record that is not whole yet. */
  rest(): string {
    return this.#text.slice(this.#at)
  }

  /** Where the line ends that `at` is in: the end of the text, where none does. */
  #findLineEnd(at: number): number {
    return Math.min(this.#feeds.next(at), this.#returns.next(at), this.#text.length)
  }

  /** Whether a line does end there: a CR that ends a chunk may be half of a CR LF. */
  #hasLineEnd(end: number): boolean {
    if (this.#isLast) return true
    return end < this.#text.length - (this.#text.charCodeAt(end) === CR ? 1 : 0)
  }

  /** Goes on after a line end. */
  #pass(end: number): void {
    const isPair = this.#text.charCodeAt(end) === CR && this.#text.charCodeAt(end + 1) === LF
    this.#at = end + (isPair ? 2 : 1)
    this.line++
  }

  /** The fields of a record that has quotes; not there when the chunk ends before it does. */
  #cutQuoted(): string[] | undefined {
    const fields: string[] = []
    const first = this.line
    let at = this.#at
    for (;;) {
      const start = this.#passBlanks(at)
      const isQuoted = this.#quotes.next(start) === start
      const end = isQuoted ? this.#closeField(start, fields) : this.#endField(at, fields)
      if (end === undefined) {
        this.line = first
        return undefined
      }
      if (this.#delimiters.next(end) === end) {
        at = end + 1
        continue
      }
      this.#pass(end)
      return fields
    }
  }

  /** Adds the field that starts at `at` without a quote; returns its end. */
  #endField(at: number, fields: string[]): number | undefined {
    const lineEnd = this.#findLineEnd(at)
    const end = Math.min(this.#delimiters.next(at), lineEnd)
    if (end === lineEnd && !this.#hasLineEnd(lineEnd)) return undefined
    fields.push(this.#text.slice(at, end))
    return end
  }

  /** Adds the field whose quote is at `open`; returns where its delimiter or line end is. */
  #closeField(open: number, fields: string[]): number | undefined {
    const { quote } = this.#dialect
    const opened = this.line
    let close = this.#quotes.next(open + 1)
    let isDoubled = false
    while (close < this.#text.length && this.#quotes.next(close + 1) === close + 1) {
      isDoubled = true
      close = this.#quotes.next(close + 2)
    }
    const end = this.#passBlanks(close + 1)
    if (close === Infinity || (end >= this.#text.length && !this.#isLast)) {
      this.openedIn = opened
      if (this.#isLast) this.#refuse(opened, 'expected the quote that opens here to be closed')
      return undefined
    }
    const field = this.#text.slice(open + 1, close)
    this.line += countLineEnds(field)
    const lineEnd = this.#findLineEnd(end)
    if (lineEnd === end && !this.#hasLineEnd(end)) return undefined
    if (end !== lineEnd && this.#delimiters.next(end) !== end) this.#refuseAfter(end, opened)
    fields.push(isDoubled ? field.replaceAll(quote + quote, quote) : field)
    return end
  }

  #passBlanks(at: number): number {
    const { delimiter } = this.#dialect
    let end = at
    for (;;) {
      const code = this.#text.charCodeAt(end)
      if ((code !== SPACE && code !== TAB) || code === delimiter.charCodeAt(0)) return end
      end++
    }
  }

  #refuseAfter(at: number, opened: number): never {
    const start = Math.max(
      this.#text.lastIndexOf('\n', at - 1),
      this.#text.lastIndexOf('\r', at - 1),
    )
    const where = opened === this.line ? '' : ` that opens in line ${opened}`
    const got = JSON.stringify(this.#text.slice(at, at + 20).split(/[\r\n]/, 1)[0])
    this.#refuse(
      this.line,
      `column ${at - start}: expected ${JSON.stringify(this.#dialect.delimiter)} or the end of the line after the quoted field${where} (a quote within one is doubled), got ${got}`,
    )
  }

  #refuse(line: number, message: string): never {
    throw new BuildError(message, { file: this.#file, line })
  }
}

/** Finds a character again and again from growing positions, and looks at each place of the text once. */
class Finder {
  readonly #text: string
  readonly #wanted: string
  #found = -1

  constructor(text: string, wanted: string) {
    this.#text = text
    this.#wanted = wanted
    if (wanted === '') this.#found = Infinity
  }

  /** The first place that is not before `at`; `Infinity` where there is none. */
  next(at: number): number {
    if (this.#found >= at) return this.#found
    const found = this.#text.indexOf(this.#wanted, at)
    this.#found = found < 0 ? Infinity : found
    return this.#found
  }
}

function countLineEnds(text: string): number {
  return text.includes('\n') || text.includes('\r') ? text.split(/\r\n|\r|\n/).length - 1 : 0
}
