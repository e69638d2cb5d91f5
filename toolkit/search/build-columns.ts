/** What the pages of an index can be filtered and sorted by. */
import type { SearchPage } from './build-extract.ts'
import type { IndexOutput } from './build-files.ts'
import { compare } from './build-order.ts'
import { encodeFilter, encodeSort } from './column.ts'
import type { ColumnFile } from './format.ts'

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/

/** Writes a column for each filter that any page has a value of. */
export async function writeFilters(
  output: IndexOutput,
  pages: readonly SearchPage[],
): Promise<ColumnFile[]> {
  return writeColumns(
    pages.map(({ filters }) => filters),
    (name) => {
      const each = pages.map(({ filters }) => ownValue(filters, name) ?? [])
      const values = [...new Set(each.flat())].toSorted(compare)
      const places = new Map(values.map((value, place) => [value, place]))
      const column = each.map((own) =>
        [...new Set(own.map((value) => places.get(value) ?? 0))].toSorted((a, b) => a - b),
      )
      return output.write('filter', encodeFilter(values, column))
    },
  )
}

/** Writes a column for each sort key that any page has. */
export async function writeSorts(
  output: IndexOutput,
  pages: readonly SearchPage[],
): Promise<ColumnFile[]> {
  return writeColumns(
    pages.map(({ sorts }) => sorts),
    (name) => {
      const each = pages.map(({ sorts }) => ownValue(sorts, name))
      const values = sortValues([...new Set(each.filter((value) => value !== undefined))])
      const ranks = new Map(values.map((value, place) => [value, place + 1]))
      return output.write('sort', encodeSort(each.map((value) => ranks.get(value ?? '') ?? 0)))
    },
  )
}

/** All-numeric values by their numbers, others by their code units. Numbers that are equal keep the order of their texts. */
function sortValues(values: readonly string[]): string[] {
  const byText = values.toSorted(compare)
  if (!values.every((value) => NUMBER.test(value))) return byText
  return byText.toSorted((a, b) => Number(a) - Number(b))
}

async function writeColumns(
  each: readonly Readonly<Record<string, unknown>>[],
  write: (name: string) => Promise<string>,
): Promise<ColumnFile[]> {
  const files: ColumnFile[] = []
  for (const name of [...new Set(each.flatMap(Object.keys))].toSorted(compare)) {
    files.push({ name, hash: await write(name) })
  }
  return files
}

/** A name such as `constructor` is in every object, but not of it. */
function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
