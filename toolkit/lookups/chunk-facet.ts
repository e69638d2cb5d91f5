/** Counts the values of a column among chosen rows, over several chunks. */
import type { ColumnChunk } from './chunk-column.ts'
import { compareScalars } from './chunk-order.ts'
import { isLoose } from './filter.ts'
import type { ColumnType, Scalar } from './format.ts'
import { MAX_VALUE_LENGTH, QuestionError, type FacetCount } from './question.ts'

/** So many values are told. */
export const MAX_FACET_VALUES = 200

/** So many are counted: each costs some tenths of a microsecond per chunk. */
export const MAX_COUNTED_VALUES = 20_000

export interface Facet {
  /** Counts rows of a chunk. @throws {QuestionError} when there are too many different values */
  readonly add: (column: ColumnChunk, rows: Uint32Array) => void
  /** The most frequent first, then by value; rows without one under `null`, which comes last among equals. */
  readonly counts: () => FacetCount[]
}

/** A row counts once under each different item of a list, as often as `eq` finds it. */
export function createFacet(name: string, type: ColumnType): Facet {
  const counts = new Map<Scalar | null, { value: Scalar | null; count: number }>()
  const loose = isLoose(type)
  const addValue = (value: Scalar | null, count: number): void => {
    const key = loose && value !== null ? String(value) : value
    const known = counts.get(key)
    if (known === undefined) {
      if (counts.size >= MAX_COUNTED_VALUES) throw tooMany(name)
      counts.set(key, { value, count })
      return
    }
    known.count += count
    // Of several types that are written alike, the first in their order stands for all.
    if (known.value !== null && value !== null && compareScalars(value, known.value) < 0) {
      known.value = value
    }
  }
  return {
    add: (column, rows) => {
      const perCode = countCodes(column, rows)
      for (let code = 0; code < perCode.length; code++) {
        const count = perCode[code] ?? 0
        if (count > 0) for (const value of valuesOf(column, code, loose)) addValue(value, count)
      }
    },
    counts: () => firstCounts([...counts.values()]),
  }
}

/** The most frequent of some counts, as an answer has them; a text that no filter can ask for is none of them. */
export function firstCounts(counts: readonly FacetCount[]): FacetCount[] {
  return counts
    .filter(({ value }) => typeof value !== 'string' || value.length <= MAX_VALUE_LENGTH)
    .toSorted((a, b) => b.count - a.count || compareNullable(a.value, b.value))
    .slice(0, MAX_FACET_VALUES)
}

function countCodes({ codes, entries }: ColumnChunk, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(entries + 1)
  for (const row of rows) {
    const code = codes[row] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}

function valuesOf(column: ColumnChunk, code: number, loose: boolean): readonly (Scalar | null)[] {
  const cell = column.cell(code)
  if (typeof cell !== 'object' || cell === null) return [cell]
  const items = cell.toSorted((a, b) => compareScalars(b, a))
  const different = new Map(items.map((item) => [loose ? String(item) : item, item]))
  return [...different.values()]
}

function compareNullable(a: Scalar | null, b: Scalar | null): number {
  if (a === null) return b === null ? 0 : 1
  return b === null ? -1 : compareScalars(a, b)
}

function tooMany(name: string): QuestionError {
  return new QuestionError(
    `column "${name}" has more than ${MAX_COUNTED_VALUES} different values among these rows: too many to count`,
  )
}
