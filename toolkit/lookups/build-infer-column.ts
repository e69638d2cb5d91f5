/** Infers the type of one column over all of its values, while it reads them as of the type they have had so far. */
import {
  isSortableTime,
  isTime,
  joinTypes,
  readText,
  toSortableTime,
  typeOfText,
  typeOfValue,
  type TextType,
} from './build-infer.ts'
import type { Cell, ColumnType } from './format.ts'

export interface ColumnSpec {
  readonly name: string
  /** What the owner says it is: a value that is not of it is refused. */
  readonly declared?: ColumnType | undefined
  /** What it was in the build before: the type that is tried first, and never narrowed. */
  readonly pinned?: ColumnType | undefined
  /** Whether a number must be written as JavaScript writes it, as in a key: `1.10` is another than `1.1`. */
  readonly isExact: boolean
  /** Says what is wrong with the value that is read. */
  readonly refuse: (message: string) => never
}

const EXPECTED: Readonly<Record<ColumnType, string>> = {
  string: 'a text',
  integer: 'an integer of at most 2^53 - 1',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date as 2026-11-27',
  datetime: 'a time as 2026-11-27T08:00:00Z (RFC 3339)',
  list: 'a list',
  mixed: 'a value',
}

export class ColumnReader {
  readonly name: string
  /** How many values there were. */
  filled = 0
  /** Whether values that were read before would be read in another way now. */
  isStale = false
  /** The value that made it another type than it was in the build before. */
  widenedBy: string | undefined
  readonly #spec: ColumnSpec
  #type: ColumnType | undefined
  /** Whether all values are times, though they cannot be sorted as they are written. */
  #isTimes = false
  /** How long a time is written. */
  #timeLength = 0
  /** Whether blanks alone were read as no value. */
  #hasBlanks = false
  /** Whether numbers are given as texts, since one has more digits than JavaScript holds. */
  #isDigits: boolean
  #isFrozen = false

  constructor(spec: ColumnSpec) {
    this.name = spec.name
    this.#spec = spec
    this.#type = spec.declared ?? spec.pinned
    this.#isDigits = spec.declared === 'string'
  }

  /** A column without any values may hold texts. */
  get type(): ColumnType {
    return this.#type ?? 'string'
  }

  /** Whether the owner should be told that all values are times, but in several forms. */
  get isUnsortedTimes(): boolean {
    return this.#isTimes && this.#type === 'string' && this.#spec.declared === undefined
  }

  /** Forgets what was counted. @param isFrozen - whether the type must be right now */
  restart(isFrozen: boolean): void {
    this.filled = 0
    this.isStale = false
    this.#hasBlanks = false
    this.#isFrozen = isFrozen
  }

  /** A field of a file without types: no value where it is empty. */
  readText(text: string): Cell {
    if (text === '') return null
    const cell = this.#readAs(text)
    if (cell === undefined) return this.#widenByText(text)
    this.filled++
    return cell
  }

  /** A value that has a type; a `bigint` only where the source can be read again. */
  readValue(value: Cell | bigint): Cell {
    if (value === null) return null
    if (typeof value === 'bigint') return this.#readDigits(value)
    if (this.#isDigits && typeof value === 'number') return this.readValue(String(value))
    const cell = this.#spec.declared === undefined ? value : this.#readDeclared(value)
    if (this.#spec.declared === undefined) this.#widenByValue(value)
    this.filled++
    return cell
  }

  #readAs(text: string): Cell | undefined {
    switch (this.#type) {
      case undefined:
      case 'mixed':
        return undefined
      case 'string':
        this.#isTimes &&= isTime(text)
        return text
      case 'number': {
        const value = readText('number', text)
        return this.#spec.isExact && String(value) !== text ? undefined : value
      }
      case 'datetime':
        return this.#spec.declared === undefined ? this.#readTime(text) : toSortableTime(text)
      default:
        return readText(this.#type, text)
    }
  }

  /** Times of one length are in order. */
  #readTime(text: string): string | undefined {
    if (!isSortableTime(text)) return undefined
    this.#timeLength ||= text.length
    return text.length === this.#timeLength ? text : undefined
  }

  #widenByText(text: string): Cell {
    const trimmed = text.trim()
    if (trimmed === '') {
      this.#hasBlanks = true
      return null
    }
    if (trimmed !== text) {
      const cell = this.#readAs(trimmed)
      if (cell !== undefined) {
        this.filled++
        return cell
      }
    }
    if (this.#spec.declared !== undefined) this.#refuse(text)
    const type = this.#joinText(trimmed)
    if (type === 'string' && (this.filled > 0 || this.#hasBlanks)) this.isStale = true
    this.#widen(type, trimmed)
    return this.readText(text)
  }

  #joinText(text: string): TextType {
    const type = typeOfText(text)
    const isExact = type !== 'number' || !this.#spec.isExact || String(Number(text)) === text
    if (!isExact) return 'string'
    if (this.#type === undefined) return type
    const isNumeric = joinTypes(this.#type, type) === 'number'
    return isNumeric ? 'number' : 'string'
  }

  #readDeclared(value: Exclude<Cell, null>): Cell {
    const { declared = 'mixed' } = this.#spec
    const isText = typeof value === 'string'
    if (declared === 'mixed' || (declared === 'string' && isText)) return value
    if (declared === 'datetime' && isText) return toSortableTime(value) ?? this.#refuse(value)
    const type = typeOfValue(value)
    return type === declared || (declared === 'number' && type === 'integer')
      ? value
      : this.#refuse(value)
  }

  #widenByValue(value: Exclude<Cell, null>): void {
    const isText = typeof value === 'string'
    if (isText && this.#type === 'string') {
      this.#isTimes &&= isTime(value)
      return
    }
    const own = typeOfValue(value)
    const isUnsorted = isText && own === 'datetime' && this.#readTime(value) === undefined
    const type = isUnsorted ? 'string' : own
    const joined = this.#type === undefined ? type : joinTypes(this.#type, type)
    if (joined !== this.#type) this.#widen(joined, value)
  }

  #readDigits(value: bigint): Cell {
    if (this.#spec.declared !== undefined && this.#spec.declared !== 'string') {
      this.#refuse(String(value))
    }
    if (!this.#isDigits) {
      this.#isDigits = true
      this.isStale = true
      this.#widen(this.#type === 'mixed' ? 'mixed' : 'string', String(value))
    }
    return this.readValue(String(value))
  }

  #widen(type: ColumnType, value: Cell): void {
    if (this.#isFrozen)
      this.#spec.refuse(`the source changed while it was read, under "${this.name}"`)
    const wereTimes = this.filled === 0 || this.#type === 'datetime'
    this.#isTimes = type === 'string' && wereTimes && typeof value === 'string' && isTime(value)
    this.#type = type
    if (this.#spec.pinned !== undefined) this.widenedBy ??= describe(value)
  }

  #refuse(value: Cell): never {
    const { declared = 'mixed' } = this.#spec
    return this.#spec.refuse(
      `expected ${EXPECTED[declared]} under "${this.name}", got ${describe(value)}`,
    )
  }
}

function describe(value: Cell): string {
  return JSON.stringify(value).slice(0, 60)
}
