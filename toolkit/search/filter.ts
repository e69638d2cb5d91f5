/** Which pages a filter leaves, how many there are of each value, and in what order a sort key puts them. */
import { openFilter, openSort, type FilterColumn } from './column.ts'
import type { Files } from './files.ts'
import { filterPath, sortPath } from './format.ts'

export interface FindOptions {
  /** Values by the name of their filter: pages have any of the values, of each name. */
  readonly filters?: Readonly<Record<string, readonly string[]>>
  readonly sort?: { readonly by: string; readonly descending: boolean }
  /** Whether to count the pages of each value. */
  readonly facets?: boolean
  /** How many files may be read at most for the question and each call of `hits`; 45 without. */
  readonly reads?: number
}

export interface Facet {
  readonly name: string
  /** Those of most pages first. */
  readonly values: readonly FacetValue[]
}

export interface FacetValue {
  readonly value: string
  readonly count: number
  readonly selected: boolean
}

const MAX_VALUES = 100
/** In place of a filter's number, where pages fail several. */
const MANY = 255

export interface Columns {
  /** By page, 0 where it fails several filters, 1 where it passes all, 2 where it fails one; `undefined` without any. */
  readonly allowed: Uint8Array | undefined
  /** Puts pages in the order of the sort key, those without one last; as they are, where there is none. */
  readonly sort: ((pages: readonly number[]) => readonly number[]) | undefined
  /** Counts the pages of each value among some, each name without its own filter. */
  count(pages: readonly number[], counted: readonly number[]): readonly Facet[]
}

interface Column {
  readonly name: string
  readonly wanted: readonly string[]
  readonly values: FilterColumn
}

/**
 * Reads what the options ask for. Names that the index does not have are left out.
 * @param reads - how many files at most
 */
export async function openColumns(
  files: Files,
  { filters = {}, sort, facets = false }: FindOptions,
  reads: number,
): Promise<Columns> {
  const { index } = files
  const wantedOf = (name: string): readonly string[] =>
    Object.hasOwn(filters, name) ? (filters[name] ?? []) : []
  const names = index.filters
    .map(({ name }) => name)
    .filter((name) => facets || wantedOf(name).length > 0)
    // Those that leave pages out must be among what is read.
    .toSorted((a, b) => Math.sign(wantedOf(b).length) - Math.sign(wantedOf(a).length))
    .slice(0, reads - 1)
  const sorted = sort && sortPath(index, sort.by)
  const [order, ...columns] = await Promise.all([
    sorted === undefined ? undefined : files.file(sorted, openSort),
    ...names.map(async (name): Promise<Column> => {
      const path = filterPath(index, name) ?? ''
      return { name, wanted: wantedOf(name), values: await files.file(path, openFilter) }
    }),
  ])
  const failing = findFailing(index.pages, columns)
  return {
    allowed: failing?.map((name) => (name === 0 ? 1 : name === MANY || !facets ? 0 : 2)),
    sort:
      order && ((pages) => pages.toSorted(compareBy(order, sort?.descending === true ? -1 : 1))),
    count: (pages, counted) =>
      facets ? columns.map((column, at) => toFacet(column, at, failing, pages, counted)) : [],
  }
}

/** By page, 0 where it passes all filters, the number of the only one that it fails, or `MANY`. */
function findFailing(pageCount: number, columns: readonly Column[]): Uint8Array | undefined {
  if (columns.every(({ wanted }) => wanted.length === 0)) return undefined
  const failing = new Uint8Array(pageCount)
  columns.forEach(({ wanted, values }, at) => {
    if (wanted.length === 0) return
    const passing = values.sets.map((set) =>
      set.some((value) => wanted.includes(values.values[value] ?? '')),
    )
    for (let page = 0; page < pageCount; page++) {
      if (passing[values.setOf(page)] !== true) failing[page] = failing[page] === 0 ? at + 1 : MANY
    }
  })
  return failing
}

function compareBy(order: Uint32Array, direction: number): (a: number, b: number) => number {
  return (a, b) => {
    const one = order[a] ?? 0
    const other = order[b] ?? 0
    if (one === 0 || other === 0) return (one === 0 ? 1 : 0) - (other === 0 ? 1 : 0) || a - b
    return (one - other) * direction || a - b
  }
}

function toFacet(
  { name, wanted, values: { values, sets, setOf } }: Column,
  at: number,
  failing: Uint8Array | undefined,
  pages: readonly number[],
  counted: readonly number[],
): Facet {
  const bySet = new Uint32Array(sets.length)
  const add = (page: number): void => {
    const set = setOf(page)
    bySet[set] = (bySet[set] ?? 0) + 1
  }
  pages.forEach(add)
  for (const page of counted) if (failing?.[page] === at + 1) add(page)
  const counts = new Uint32Array(values.length)
  sets.forEach((set, number) => {
    for (const value of set) counts[value] = (counts[value] ?? 0) + (bySet[number] ?? 0)
  })
  const found = values.flatMap((value, number) => {
    const count = counts[number] ?? 0
    const selected = wanted.includes(value)
    return count > 0 || selected ? [{ value, count, selected }] : []
  })
  // The values are in order, and sorting keeps it among equals.
  return { name, values: found.toSorted((a, b) => b.count - a.count).slice(0, MAX_VALUES) }
}
