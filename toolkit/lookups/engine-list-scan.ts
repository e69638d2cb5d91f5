/** Looks through chunks for the first rows of an answer, and counts. */
import { FormatError } from '../core/errors.ts'
import { decodeChunk, type Chunk } from './chunk.ts'
import { createFacet, type Facet } from './chunk-facet.ts'
import { matchCodes } from './chunk-match.ts'
import { compareSorted } from './chunk-order.ts'
import {
  allRows,
  filterAmong,
  filterRows,
  selectFirst,
  type Mark,
  type SortColumn,
} from './chunk-select.ts'
import {
  isBehind,
  MAX_CHUNKS,
  MAX_COST,
  orderChunks,
  type Candidate,
  type Plan,
} from './engine-list-plan.ts'
import type { Reads } from './engine-list-rows.ts'
import { readCached, type Source } from './files.ts'
import type { ColumnType } from './format.ts'
import { QuestionError, type ListQuestion } from './question.ts'

/** A Worker has six connections at a time. */
const READS_AT_ONCE = 6

/** What is looked for. */
export interface ScanQuestion extends Pick<ListQuestion, 'filters' | 'sort'> {
  /** How many rows; with none, rows are only counted. */
  readonly limit: number
  /** Rows come after it; its row is numbered among all. */
  readonly after: Mark | undefined
}

export interface Scan {
  /** The first rows, and one more where others follow; numbered among all rows. */
  readonly hits: readonly Mark[]
  /** How many rows meet the filters; not there where not all chunks were looked at. So are the facets. */
  readonly total?: number
  readonly facets?: ReadonlyMap<string, Facet>
  /** Where it had to end before it found enough: the number of the next row to look at. */
  readonly end?: number
}

interface State {
  /** Room for the rows of the largest chunk, so that none is made for each. */
  readonly room: Uint32Array
  hits: readonly Mark[]
  total: number
  readonly facets: ReadonlyMap<string, Facet>
}

/** @throws {QuestionError} where the first rows in an order cannot be told with as many reads as there are */
export async function scanChunks(
  source: Source,
  question: ScanQuestion,
  plan: Plan,
  reads: Reads,
): Promise<Scan> {
  const types = new Map(source.index.columns.map(({ name, type }) => [name, type]))
  const facets = plan.facets.map((name): [string, Facet] => [
    name,
    createFacet(name, types.get(name) ?? 'mixed'),
  ])
  const largest = Math.max(0, ...plan.candidates.map(({ info }) => info.rows))
  const room = new Uint32Array(largest)
  const state: State = { room, hits: [], total: 0, facets: new Map(facets) }
  const look = (candidate: Candidate, chunk: Chunk): void =>
    lookThrough(chunk, candidate, question, types, state)
  const ordered = orderChunks(plan.candidates, question.sort, question.after)
  if (plan.exhaustive && (question.filters.length > 0 || plan.facets.length > 0)) {
    // Those without rows for this page come last; they are counted.
    const all = [...new Set([...ordered, ...plan.candidates])]
    await readChunks(source, all, READS_AT_ONCE, reads, look)
    return state
  }
  const rest = await lookUntilProven(source, question, ordered, reads, state, look)
  const [next] = rest
  if (next === undefined) return { hits: state.hits }
  if (question.sort.length === 0) return { hits: state.hits, end: next.start }
  throw tooMany(question, rest)
}

/** Looks at chunks in order until no other can have a row of the page. @returns those that could, for want of reads */
async function lookUntilProven(
  source: Source,
  { sort, limit }: ScanQuestion,
  ordered: readonly Candidate[],
  reads: Reads,
  state: State,
  look: (candidate: Candidate, chunk: Chunk) => void,
): Promise<readonly Candidate[]> {
  if (limit === 0) return []
  let cost = 0
  for (const [at, candidate] of ordered.entries()) {
    const last = state.hits[limit]
    if (last !== undefined && isBehind(candidate, sort, last)) return []
    cost += candidate.cost
    // One chunk is looked at in any case, so that each page gets further.
    if (at >= MAX_CHUNKS || (at > 0 && cost > MAX_COST)) return ordered.slice(at)
    await readChunks(source, [candidate], 1, reads, look)
  }
  return []
}

async function readChunks(
  source: Source,
  candidates: readonly Candidate[],
  atOnce: number,
  reads: Reads,
  look: (candidate: Candidate, chunk: Chunk) => void,
): Promise<void> {
  reads.left -= candidates.length
  for (let at = 0; at < candidates.length; at += atOnce) {
    const batch = candidates.slice(at, at + atOnce)
    const read = batch.map(async (candidate) => ({
      candidate,
      chunk: await readChunk(source, candidate),
    }))
    for (const { candidate, chunk } of await Promise.all(read)) look(candidate, chunk)
  }
}

/** The columns of a chunk. */
export async function readChunk(source: Source, { info }: Pick<Candidate, 'info'>): Promise<Chunk> {
  const path = `${source.index.folder}columns.${info.hash}.bin`
  const chunk = await readCached(source, path, decodeChunk)
  if (chunk.rows === info.rows) return chunk
  throw new FormatError(`expected ${info.rows} rows in ${path}, got ${chunk.rows}`)
}

function lookThrough(
  chunk: Chunk,
  { start }: Candidate,
  { filters, sort, limit, after }: ScanQuestion,
  types: ReadonlyMap<string, ColumnType>,
  state: State,
): void {
  let among: Uint32Array | undefined
  for (const filter of filters) {
    const column = chunk.column(filter.column)
    const marks = matchCodes(column, types.get(filter.column) ?? 'mixed', filter)
    among = among
      ? filterAmong(column.codes, marks, among)
      : filterRows(column.codes, marks, state.room)
    if (among.length === 0) return
  }
  const rows = among ?? allRows(chunk.rows, state.room)
  state.total += rows.length
  for (const [name, facet] of state.facets) facet.add(chunk.column(name), rows)
  if (limit === 0) return
  const columns = sort.map(({ column, descending }) => ({
    column: chunk.column(column),
    descending,
  }))
  const last = toLocal(state.hits[limit], start)
  const first = selectFirst(rows, columns, limit + 1, toLocal(after, start), last)
  const hits = first.map((row) => ({ row: start + row, cells: cellsOf(columns, row) }))
  state.hits = [...state.hits, ...hits]
    .toSorted((a, b) => compareSorted(a.cells, b.cells, sort) || a.row - b.row)
    .slice(0, limit + 1)
}

/** What a row of a chunk has under the columns that are sorted by. */
export function cellsOf(columns: readonly SortColumn[], row: number): Mark['cells'] {
  return columns.map(({ column }) => column.cell(column.codes[row] ?? 0))
}

function toLocal(mark: Mark | undefined, start: number): Mark | undefined {
  return mark && { cells: mark.cells, row: mark.row - start }
}

function tooMany({ sort }: ScanQuestion, rest: readonly Candidate[]): QuestionError {
  const rows = rest.reduce((sum, { info }) => sum + info.rows, 0)
  const columns = sort.map(({ column }) => `"${column}"`).join(', ')
  return new QuestionError(
    `to sort by ${columns}, ${rows} more rows would have to be looked at than one question may: ` +
      'filter more of them away, or keep this lookup in D1',
  )
}
