/** Lists rows: filtered, sorted, counted, page by page; and any row. */
import { planChunks } from './engine-list-plan.ts'
import { decodeCursor, encodeCursor, questionHash, type Cursor } from './cursor.ts'
import { readKnownFacets } from './engine-list-about.ts'
import { pageByKey } from './engine-list-keys.ts'
import { resume } from './engine-list-resume.ts'
import {
  createReads,
  readChunkList,
  readRows,
  type KeyedRow,
  type Reads,
} from './engine-list-rows.ts'
import { scanChunks, type Scan } from './engine-list-scan.ts'
import { checkFilter, MAX_FILTERS } from './filter.ts'
import type { ChunkList } from './chunk-list.ts'
import type { Mark } from './chunk-select.ts'
import type { Source } from './files.ts'
import type { LookupIndex, LookupRow } from './format.ts'
import { MAX_LIMIT, QuestionError, type Listed, type ListQuestion } from './question.ts'

/** Columns to sort by, and facets, of one question. */
const MAX_COLUMNS = 10

/**
 * A page of rows, exact and in order; see `ListQuestion` and `Listed`.
 * @throws {QuestionError} for a filter, column or cursor that is none, and where too much would have to be read
 */
export async function listRows(source: Source, question: ListQuestion): Promise<Listed> {
  checkQuestion(source.index, question)
  const asked = { ...question, limit: Math.min(question.limit, MAX_LIMIT) }
  const hash = questionHash(source.index, asked)
  const cursor = asked.cursor === undefined ? undefined : decodeCursor(asked.cursor, hash)
  const reads = createReads()
  const known =
    asked.filters.length === 0 && asked.facets.length > 0
      ? await readKnownFacets(source, asked.facets, reads)
      : undefined
  const open = known === undefined ? asked : { ...asked, facets: [] }
  const isPlain = open.filters.length === 0 && open.sort.length === 0
  const listed = isPlain
    ? await listByKey(source, open, hash, cursor, reads)
    : await listChosen(source, open, hash, cursor, reads)
  return known === undefined ? listed : { ...listed, facets: known }
}

/** Any row, each as likely. @param random - a number from 0 to below 1 */
export async function randomRow(source: Source, random: number): Promise<LookupRow | undefined> {
  const reads = createReads()
  const list = await readChunkList(source, reads)
  if (list.rows === 0) return undefined
  const number = Math.min(list.rows - 1, Math.max(0, Math.floor(random * list.rows)))
  const [found] = await readRows(source, list, [number], reads)
  return found?.row
}

/** All rows in the order of the key. */
async function listByKey(
  source: Source,
  { facets, limit }: ListQuestion,
  question: string,
  cursor: Cursor | undefined,
  reads: Reads,
): Promise<Listed> {
  const counted = facets.length > 0 ? await countAll(source, facets, reads) : {}
  const total = { total: source.index.rows, ...counted }
  if (limit === 0) return { rows: [], ...total }
  const { rows, next } = await pageByKey(source, cursor, limit, reads)
  const data = source.index.hash
  return {
    rows: rows.map(({ row }) => row),
    ...total,
    ...(next && { next: encodeCursor({ question, data, ...next }) }),
  }
}

async function countAll(
  source: Source,
  facets: readonly string[],
  reads: Reads,
): Promise<Pick<Listed, 'facets'>> {
  const list = await readChunkList(source, reads)
  const question = { filters: [], sort: [], facets, limit: 0, after: undefined }
  const plan = planChunks(source.index, list, question)
  return plan.exhaustive ? toFacets(await scanChunks(source, question, plan, reads)) : {}
}

/** The rows that meet filters, in an order. */
async function listChosen(
  source: Source,
  asked: ListQuestion,
  question: string,
  cursor: Cursor | undefined,
  reads: Reads,
): Promise<Listed> {
  const list = await readChunkList(source, reads)
  const plan = planChunks(source.index, list, asked)
  const after = cursor && (await resume(source, list, cursor, asked.sort, reads))
  const scan = await scanChunks(source, { ...asked, after }, plan, reads)
  const wanted = scan.hits.slice(0, asked.limit)
  const rows = await readRows(
    source,
    list,
    wanted.map(({ row }) => row),
    reads,
  )
  const next = nextPlace(list, scan, rows, asked.limit)
  const total = asked.filters.length === 0 ? source.index.rows : scan.total
  const data = source.index.hash
  return {
    rows: rows.map(({ row }) => row),
    ...(total !== undefined && { total }),
    ...toFacets(scan),
    ...(next && { next: encodeCursor({ question, data, ...next }) }),
  }
}

/** Where the next page begins, if there is one. */
function nextPlace(
  list: ChunkList,
  { hits, end }: Scan,
  rows: readonly KeyedRow[],
  limit: number,
): Pick<Cursor, 'key' | 'place' | 'values'> | undefined {
  const isAll = rows.length === hits.length
  if (isAll && (end === undefined || limit === 0)) return undefined
  if (isAll && end !== undefined) {
    const chunk = list.chunks[list.starts.indexOf(end)]
    return { key: chunk?.first ?? '', place: [end - 1, 1], values: [] }
  }
  const last = rows.at(-1)
  const hit: Mark | undefined = hits[rows.length - 1]
  if (last === undefined || hit === undefined) return undefined
  return { key: last.key, place: [hit.row, 0], values: hit.cells }
}

function toFacets({ facets }: Scan): Pick<Listed, 'facets'> {
  if (facets === undefined || facets.size === 0) return {}
  const counts = Array.from(facets, ([name, facet]) => [name, facet.counts()])
  return { facets: Object.fromEntries(counts) }
}

/** @throws {QuestionError} for a limit, filter or column that is none */
export function checkQuestion(
  index: LookupIndex,
  { filters, sort, facets, limit }: ListQuestion,
): void {
  if (!Number.isInteger(limit) || limit < 0) {
    throw new QuestionError(`expected a limit from 0 to ${MAX_LIMIT}, got ${limit}`)
  }
  if (filters.length > MAX_FILTERS) {
    throw new QuestionError(`expected at most ${MAX_FILTERS} filters, got ${filters.length}`)
  }
  for (const filter of filters) checkFilter(index, filter)
  const sortable = [...new Set([...index.filter, ...index.sort])]
  checkColumns(
    'sort by',
    sortable,
    sort.map(({ column }) => column),
  )
  checkColumns('count the values of', index.filter, facets)
}

function checkColumns(verb: string, known: readonly string[], names: readonly string[]): void {
  if (names.length > MAX_COLUMNS) {
    throw new QuestionError(
      `expected at most ${MAX_COLUMNS} columns to ${verb}, got ${names.length}`,
    )
  }
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return
  const list = known.map((name) => `"${name}"`).join(', ')
  const shown = JSON.stringify(unknown.slice(0, 80))
  throw new QuestionError(
    `expected a column to ${verb} (${list === '' ? 'this lookup has none' : list}), got ${shown}`,
  )
}
