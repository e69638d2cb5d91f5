/** The counts of values that the build made, where a question asks of all rows. */
import { FormatError } from '../core/errors.ts'
import { firstCounts, MAX_FACET_VALUES } from './chunk-facet.ts'
import { isCount, isRecord, parseJson } from './chunk-file.ts'
import type { Reads } from './engine-list-rows.ts'
import { readCached, type Source } from './files.ts'
import type { Scalar } from './format.ts'
import type { FacetCount, Listed } from './question.ts'

interface Known {
  readonly filled: number
  /** The most frequent values, where they are as many as a facet has. */
  readonly top: readonly FacetCount[] | undefined
}

/** The facets of all rows, without a look at them; `undefined` where the build has not counted one of the columns. */
export async function readKnownFacets(
  source: Source,
  names: readonly string[],
  reads: Reads,
): Promise<Listed['facets']> {
  const { about, columns, rows } = source.index
  // A list is counted by its items, and what is written alike is counted together: the build knows neither.
  const types = new Map(columns.map(({ name, type }) => [name, type]))
  const isCounted = (name: string): boolean => !/^(?:list|mixed)$/.test(types.get(name) ?? 'mixed')
  if (about === '' || !names.every(isCounted)) return undefined
  reads.left--
  const known = await readCached(source, about, decodeKnown)
  const facets: (readonly [string, FacetCount[]])[] = []
  for (const name of names) {
    const { filled, top } = known.get(name) ?? { filled: rows, top: undefined }
    if (top === undefined) return undefined
    const empty = rows - filled
    const values = top.filter(({ value }) => value !== null)
    facets.push([
      name,
      firstCounts(empty > 0 ? [...values, { value: null, count: empty }] : values),
    ])
  }
  return Object.fromEntries(facets)
}

function decodeKnown(bytes: Uint8Array): ReadonlyMap<string, Known> {
  const about = parseJson(bytes)
  const columns: unknown = isRecord(about) ? about['columns'] : undefined
  if (!Array.isArray(columns)) throw new FormatError('expected what is known of columns')
  return new Map(columns.map(readKnown))
}

function readKnown(column: unknown): readonly [string, Known] {
  if (!isRecord(column)) throw new FormatError('expected what is known of a column')
  const { name, filled, distinct, top } = column
  if (typeof name !== 'string' || !isCount(filled)) {
    throw new FormatError('expected the name of a column and how many rows have a value')
  }
  const counts: FacetCount[] = Array.isArray(top) ? top.filter(isFacetCount) : []
  const isWhole = isCount(distinct) && counts.length >= Math.min(distinct, MAX_FACET_VALUES)
  return [name, { filled, top: isWhole ? counts : undefined }]
}

function isFacetCount(item: unknown): item is { value: Scalar | null; count: number } {
  if (!isRecord(item)) return false
  const { value, count } = item
  return (
    isCount(count) && (value === null || ['string', 'number', 'boolean'].includes(typeof value))
  )
}
