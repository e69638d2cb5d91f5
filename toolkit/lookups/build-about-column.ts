/** Counts the values of one column, whatever the order in which they come. */
import { createNumberLog, type NumberLog, type NumberSpace } from './build-about-numbers.ts'
import type { Cell, Column, ColumnType, Scalar } from './format.ts'
import { compareScalars } from './chunk-order.ts'
import { isEmpty, isLoose } from './filter.ts'
import type { FacetCount } from './question.ts'

/** More different values are not counted one by one; nor are values that have more characters in all. */
const MAX_DISTINCT = 10_000
const MAX_CHARACTERS = 1024 * 1024

const MAX_TOP = 200
/** Of all values of a top together: it is read by pages. */
const MAX_TOP_CHARACTERS = 16 * 1024

const STEPS = 24
const HYPHEN = 0x2d

/** What is known of a column when all rows are there. */
export interface ColumnCounts {
  readonly filled: number
  readonly distinct?: number
  readonly min?: number | string
  readonly max?: number | string
  readonly histogram?: readonly number[]
  readonly top?: readonly FacetCount[]
}

export class ColumnCounter {
  readonly #space: NumberSpace
  /** Until there are too many; then only those of numbers stay. */
  readonly #counts = new Map<Scalar, { count: number }>()
  #log: NumberLog | undefined
  #filled = 0
  #characters = 0
  #min = Infinity
  #max = -Infinity
  #first: string | undefined
  #last: string | undefined

  constructor(space: NumberSpace) {
    this.#space = space
  }

  add(cell: Cell): void {
    if (isEmpty(cell)) return
    this.#filled++
    if (typeof cell === 'object') {
      for (const item of new Map(cell.map((one) => [String(one), one])).values()) this.#count(item)
      return
    }
    if (typeof cell === 'number') {
      if (cell < this.#min) this.#min = cell
      if (cell > this.#max) this.#max = cell
    } else if (typeof cell === 'string' && cell.charCodeAt(4) === HYPHEN && cell.length < 40) {
      // It may be a date.
      if (this.#first === undefined || cell < this.#first) this.#first = detach(cell)
      if (this.#last === undefined || cell > this.#last) this.#last = detach(cell)
    }
    this.#count(cell)
  }

  /** How many different values there are; of a list, items. Nothing where there are too many. */
  get distinct(): number | undefined {
    return this.#log === undefined ? this.#counts.size : undefined
  }

  finish({ type }: Column): ColumnCounts {
    const isNumber = type === 'integer' || type === 'number'
    const isDate = type === 'date' || type === 'datetime'
    const top = this.#top(type)
    return {
      filled: this.#filled,
      ...(this.distinct === undefined ? {} : { distinct: this.distinct }),
      ...(isNumber && this.#filled > 0 ? { min: this.#min, max: this.#max } : {}),
      ...(isNumber && this.#min < this.#max ? { histogram: this.#histogram() } : {}),
      ...(isDate && this.#first !== undefined && this.#last !== undefined
        ? { min: this.#first, max: this.#last }
        : {}),
      ...(top === undefined ? {} : { top }),
    }
  }

  #count(value: Scalar): void {
    if (this.#log !== undefined) {
      if (typeof value === 'number') this.#log.push(value)
      return
    }
    const known = this.#counts.get(value)
    if (known !== undefined) {
      known.count++
      return
    }
    if (typeof value === 'string') this.#characters += value.length
    this.#counts.set(typeof value === 'string' ? detach(value) : value, { count: 1 })
    if (this.#counts.size > MAX_DISTINCT || this.#characters > MAX_CHARACTERS) this.#overflow()
  }

  #overflow(): void {
    this.#log = createNumberLog(this.#space)
    for (const value of this.#counts.keys())
      if (typeof value !== 'number') this.#counts.delete(value)
  }

  #histogram(): number[] {
    const steps = Array.from({ length: STEPS }, () => 0)
    // Halves, since the distance of two numbers may be more than any number.
    const [start, span] = [this.#min / 2, this.#max / 2 - this.#min / 2]
    const put = (value: number, count: number): void => {
      const step = Math.min(STEPS - 1, Math.floor(((value / 2 - start) / span) * STEPS))
      steps[step] = (steps[step] ?? 0) + count
    }
    for (const [value, { count }] of this.#counts) if (typeof value === 'number') put(value, count)
    for (const chunk of this.#log?.read() ?? []) for (const value of chunk) put(value, 1)
    return steps
  }

  #top(type: ColumnType): FacetCount[] | undefined {
    if (this.#log !== undefined) return undefined
    const exact = Array.from(this.#counts, ([value, { count }]) => ({ value, count }))
    const counts = isLoose(type) ? mergeAlike(exact) : exact
    if (counts.every(({ count }) => count === 1)) return undefined
    const top: FacetCount[] = []
    let characters = 0
    for (const entry of counts.toSorted(compareCounts)) {
      characters += String(entry.value).length
      if (top.length === MAX_TOP || characters > MAX_TOP_CHARACTERS) break
      top.push(entry)
    }
    return top
  }
}

interface ValueCount {
  readonly value: Scalar
  readonly count: number
}

function compareCounts(a: ValueCount, b: ValueCount): number {
  return b.count - a.count || compareScalars(a.value, b.value)
}

/** One count for all values that are written alike, under the first of them. */
function mergeAlike(counts: readonly ValueCount[]): ValueCount[] {
  const merged = new Map<string, ValueCount>()
  for (const { value, count } of counts.toSorted((a, b) => compareScalars(a.value, b.value))) {
    const known = merged.get(String(value))
    merged.set(String(value), { value: known?.value ?? value, count: count + (known?.count ?? 0) })
  }
  return [...merged.values()]
}

/** The same text, without the large one that it may be cut from, which would stay in memory with it. */
function detach(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
