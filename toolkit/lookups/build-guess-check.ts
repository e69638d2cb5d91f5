/** Holds what may be so of a table to each of its rows. */
import { BuildError } from '../core/errors.ts'
import { readCoordinates } from './build-guess-place.ts'
import { createIntervalReader } from './build-range-interval.ts'
import type { InspectedSource } from './build-source-inspect.ts'
import type { RangeOptions } from './define.ts'
import type { Cell, Scalar } from './format.ts'
import { toKey } from './key.ts'
import type { FacetCount } from './question.ts'

// Keys that are kept to be compared, of all candidates together.
const MAX_COMPARED = 4_000_000
const MAX_VALUES = 1000

/** What may be so, by the facts about columns alone; the rows decide. */
export interface Candidates {
  /** Columns that may identify a row together, the best first. */
  readonly keys: readonly (readonly string[])[]
  readonly ranges: readonly RangeOptions[]
  /** Columns of texts like `48.85, 2.35`. */
  readonly coordinates: readonly string[]
  /** Columns whose values are counted. */
  readonly counted: readonly string[]
}

/** What the rows say. */
export interface Answers {
  /** Those of the candidates that are so in every row. */
  readonly keys: readonly (readonly string[])[]
  readonly ranges: readonly RangeOptions[]
  readonly coordinates: readonly string[]
  /** The values of a column and how many rows have them, most frequent first. */
  readonly values: ReadonlyMap<string, readonly FacetCount[]>
  /** The cells of the first row, in the order of the columns. */
  readonly first: readonly Cell[]
}

export interface GuessCheck {
  /** @param cells - of a row, in the order of the columns */
  add(cells: readonly Cell[]): void
  answers(): Answers
}

/** What is left of a candidate: whether it still holds after a row. */
type Test = (cells: readonly Cell[]) => boolean

export function createGuessCheck(source: InspectedSource, candidates: Candidates): GuessCheck {
  const place = (name: string): number => source.names.indexOf(name)
  const compared = { count: 0 }
  const keys = new Map(candidates.keys.map((key) => [key, createKeyTest(key.map(place), compared)]))
  const ranges = new Map(candidates.ranges.map((range) => [range, createRangeTest(source, range)]))
  const coordinates = new Map(
    candidates.coordinates.map((name) => [name, createCoordinatesTest(place(name))]),
  )
  const counters = new Map(
    candidates.counted.map((name) => [
      name,
      { at: place(name), counts: new Map<Scalar | null, number>() },
    ]),
  )
  let first: readonly Cell[] | undefined
  return {
    add(cells) {
      first ??= cells
      sift(keys, cells)
      sift(ranges, cells)
      sift(coordinates, cells)
      for (const { at, counts } of counters.values()) count(counts, cells[at] ?? null)
    },
    answers: () => ({
      keys: [...keys.keys()],
      ranges: [...ranges.keys()],
      coordinates: [...coordinates.keys()],
      values: new Map([...counters].map(([name, { counts }]) => [name, toCounts(counts)])),
      first: first ?? [],
    }),
  }
}

function sift<T>(tests: Map<T, Test>, cells: readonly Cell[]): void {
  for (const [candidate, test] of tests) if (!test(cells)) tests.delete(candidate)
}

function createKeyTest(places: readonly number[], compared: { count: number }): Test {
  const known = new Set<string>()
  return (cells) => {
    const parts = places.map((at) => cells[at] ?? null)
    const items = parts.filter((part) => typeof part === 'string' || typeof part === 'number')
    if (items.length < parts.length || items.includes('')) return false
    const key = toKey(items)
    compared.count++
    if (known.has(key) || compared.count > MAX_COMPARED) return false
    known.add(key)
    return true
  }
}

/** Each row has a range that the build can read, or none. */
function createRangeTest({ columns }: InspectedSource, range: RangeOptions): Test {
  const read = createIntervalReader({ columns, file: '' }, range)
  return (cells) => {
    try {
      const interval = read({ key: '', line: '', cells })
      return interval?.end == null || interval.start < interval.end
    } catch (cause) {
      if (cause instanceof BuildError) return false
      throw cause
    }
  }
}

function createCoordinatesTest(at: number): Test {
  return (cells) => {
    const cell = cells[at] ?? null
    return cell === null || readCoordinates(cell) !== undefined
  }
}

function count(counts: Map<Scalar | null, number>, cell: Cell): void {
  const items = typeof cell === 'object' && cell !== null ? cell : [cell]
  for (const item of new Set(items)) {
    const known = counts.get(item)
    if (known !== undefined || counts.size < MAX_VALUES) counts.set(item, (known ?? 0) + 1)
  }
}

function toCounts(counts: ReadonlyMap<Scalar | null, number>): FacetCount[] {
  return [...counts]
    .map(([value, number]) => ({ value, count: number }))
    .toSorted((a, b) => b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1))
}
