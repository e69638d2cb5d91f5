/** Which chunks a question has to look at, in which order, and whether it may see them all. */
import type { ChunkInfo, ChunkList } from './chunk-list.ts'
import { compareCells } from './chunk-order.ts'
import { bestOf, mayMeet, worstOf, type Zone } from './chunk-zone.ts'
import type { Mark } from './chunk-select.ts'
import type { Cell, LookupIndex } from './format.ts'
import type { ListQuestion, Sort } from './question.ts'

/** So many chunks are read for one question: the other reads are for its rows. */
export const MAX_CHUNKS = 20

/**
 * What one question may cost. A unit is one look at one row, 1 to 2 nanoseconds: a million rows with two filters and an
 * order are three million.
 */
export const MAX_COST = 5_000_000

/** So many code units of text are searched for one unit. */
const TEXT_PER_UNIT = 4

/** A chunk that may have rows which meet the filters. */
export interface Candidate {
  readonly info: ChunkInfo
  /** The number of its first row. */
  readonly start: number
  readonly cost: number
}

export interface Plan {
  /** In the order of the key. */
  readonly candidates: readonly Candidate[]
  /** Whether one question may look at all of them. It does not depend on the page. */
  readonly exhaustive: boolean
  /** The columns whose values can be counted then. */
  readonly facets: readonly string[]
}

export function planChunks(
  { columns }: Pick<LookupIndex, 'columns'>,
  list: ChunkList,
  question: Pick<ListQuestion, 'filters' | 'sort' | 'facets'>,
): Plan {
  const types = new Map(columns.map(({ name, type }) => [name, type]))
  const mayMeetAll = ({ rows, zones }: ChunkInfo): boolean =>
    question.filters.every((filter) => {
      const zone = zones[filter.column]
      return !zone || mayMeet(zone, rows, types.get(filter.column) ?? 'mixed', filter)
    })
  const candidates = list.chunks.flatMap((info, at): Candidate[] =>
    mayMeetAll(info) ? [{ info, start: list.starts[at] ?? 0, cost: costOf(info, question) }] : [],
  )
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0)
  const cost = sum(candidates.map((candidate) => candidate.cost))
  const facetCost = (sum(candidates.map(({ info }) => info.rows)) * question.facets.length) / 2
  const exhaustive = candidates.length <= MAX_CHUNKS && cost <= MAX_COST
  const counts = exhaustive && cost + facetCost <= MAX_COST
  return { candidates, exhaustive, facets: counts ? question.facets : [] }
}

/** The chunks that can have rows after a mark, those with the first rows of the answer first. */
export function orderChunks(
  candidates: readonly Candidate[],
  [sort]: readonly Sort[],
  after: Mark | undefined,
): readonly Candidate[] {
  if (sort === undefined) {
    return candidates.filter(({ info, start }) => start + info.rows > (after?.row ?? -1) + 1)
  }
  const { column, descending } = sort
  const rest = candidates.filter(({ info }) => {
    const worst = worstOf(zoneOf(info, column), descending)
    if (after === undefined || worst === undefined) return true
    return compareCells(worst, after.cells[0] ?? null, descending) >= 0
  })
  return rest.toSorted((a, b) => {
    const [bestA, bestB] = [a, b].map(({ info }) => bestOf(zoneOf(info, column), descending))
    if (bestA === undefined || bestB === undefined) {
      return Number(bestA !== undefined) - Number(bestB !== undefined) || a.start - b.start
    }
    return compareCells(bestA, bestB, descending) || a.start - b.start
  })
}

/** Whether no row of a chunk can come before a mark. */
export function isBehind({ info, start }: Candidate, sort: readonly Sort[], mark: Mark): boolean {
  const [first] = sort
  if (first === undefined) return start > mark.row
  const best: Cell | undefined = bestOf(zoneOf(info, first.column), first.descending)
  if (best === undefined) return false
  const order = compareCells(best, mark.cells[0] ?? null, first.descending)
  return order > 0 || (order === 0 && sort.length === 1 && start > mark.row)
}

function costOf(
  { rows, zones }: ChunkInfo,
  { filters, sort }: Pick<ListQuestion, 'filters' | 'sort'>,
): number {
  const texts = filters.map(({ column, operator }) => {
    const zone = zones[column]
    const isSearched = operator === 'prefix' || operator === 'contains' || zone?.lists === true
    return zone !== undefined && isSearched ? zone.entries + zone.length / TEXT_PER_UNIT : 0
  })
  const looks = rows * Math.max(1, filters.length + sort.length)
  return texts.reduce((sum, cost) => sum + cost, looks)
}

const UNKNOWN: Zone = { empty: 1, entries: 1, length: 0, lists: true }

function zoneOf({ zones }: ChunkInfo, column: string): Zone {
  return zones[column] ?? UNKNOWN
}
