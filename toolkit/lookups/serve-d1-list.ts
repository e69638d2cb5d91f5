/** Lists rows in D1: filtered, sorted, counted, page by page. */
import { encodeCursor, questionHash } from './cursor.ts'
import { storedColumns, tablesOf, type Stored } from './d1-tables.ts'
import { allOf, isIndexed, toCondition, type Sql } from './d1-where.ts'
import { checkQuestion } from './engine-list.ts'
import { readKnownFacets } from './engine-list-about.ts'
import { digitsOf } from './filter-time.ts'
import { createReads } from './engine-list-rows.ts'
import type { Source } from './files.ts'
import type { LookupIndex } from './format.ts'
import { MAX_LIMIT, QuestionError, type Listed, type ListQuestion } from './question.ts'
import type { SqlDatabase, SqlRow } from './d1-database.ts'
import { ask } from './serve-d1-ask.ts'
import { countValues } from './serve-d1-facets.ts'
import { pageParts, type Mark, type SortColumn } from './serve-d1-order.ts'
import { cellsOf, resumeD1 } from './serve-d1-resume.ts'
import { readRow } from './serve-d1-rows.ts'

/** So many rows one question looks through: D1 counts each that it reads, and the free plan has five million a day. */
const MAX_LOOKED = 500_000

/** A list that is asked, with what is known of it. */
interface Listing {
  readonly index: LookupIndex
  readonly database: SqlDatabase
  readonly question: ListQuestion
  readonly condition: Sql
  readonly stored: ReadonlyMap<string, Stored>
  /** Whether an index leads from every filter to its rows. */
  readonly isLed: boolean
  /** Whether few enough rows have to be looked at to see all that meet the filters. */
  readonly isWhole: boolean
  readonly max: number
}

/**
 * A page of rows; see `ListQuestion` and `Listed`.
 * @param max - how many rows are looked through; for tests
 * @throws {QuestionError} for a filter, column or cursor that is none, and where too much would have to be read
 */
export async function listD1Rows(
  source: Source,
  database: SqlDatabase,
  asked: ListQuestion,
  max: number = MAX_LOOKED,
): Promise<Listed> {
  checkQuestion(source.index, asked)
  const question = { ...asked, limit: Math.min(asked.limit, MAX_LIMIT) }
  const listing = await plan(source.index, database, question, max)
  const { rows, next } = await readPage(listing)
  const total = await readTotal(listing)
  const facets = question.facets.length > 0 ? await readFacets(source, listing) : undefined
  return {
    rows: rows.map((row) => readRow(source.index, row)),
    ...(total === undefined ? {} : { total }),
    ...(facets === undefined ? {} : { facets }),
    ...(next === undefined ? {} : { next }),
  }
}

async function plan(
  index: LookupIndex,
  database: SqlDatabase,
  question: ListQuestion,
  max: number,
): Promise<Listing> {
  const stored = new Map(storedColumns(index).map((column) => [column.name, column]))
  const tables = tablesOf(index)
  const columns = question.filters.flatMap(({ column }) => stored.get(column) ?? [])
  const digits = await readDigits(index, database, columns)
  const conditions = question.filters.flatMap((filter) => {
    const column = stored.get(filter.column)
    if (column === undefined) return []
    const sql = toCondition(tables, column, filter, digits.get(column.name))
    return [{ isLed: isIndexed(column, filter), sql }]
  })
  const led = conditions.filter(({ isLed }) => isLed)
  const known = { index, database, question, stored, max, isLed: led.length === conditions.length }
  const count = async (): Promise<number> => {
    return led.length === 0 ? Infinity : countTo(known, allOf(led.map(({ sql }) => sql)))
  }
  const isWhole = index.rows <= max || (await count()) <= max
  return { ...known, condition: allOf(conditions.map(({ sql }) => sql)), isWhole }
}

/** How exactly the columns of times are written, by one time of each. */
async function readDigits(
  index: LookupIndex,
  database: SqlDatabase,
  columns: readonly Stored[],
): Promise<ReadonlyMap<string, number>> {
  const times = [...new Set(columns)].filter(({ type }) => type === 'datetime')
  const read = times.map(async ({ name, cell }) => {
    const sql = `SELECT ${cell} AS time FROM ${tablesOf(index).rows} WHERE ${cell} IS NOT NULL LIMIT 1`
    const [row] = await ask(database, sql)
    const time = row?.['time']
    return [name, typeof time === 'string' ? digitsOf(time) : 0] as const
  })
  return new Map(await Promise.all(read))
}

/** How many rows meet a condition, up to one more than may be looked at. */
async function countTo(
  { index, database, max }: Pick<Listing, 'index' | 'database' | 'max'>,
  { text, values }: Sql,
): Promise<number> {
  const rows = `SELECT 1 FROM ${tablesOf(index).rows} WHERE ${text} LIMIT ?`
  const sql = `SELECT count(*) AS count FROM (${rows})`
  const [counted] = await ask(database, sql, [...values, max + 1])
  return Number(counted?.['count'] ?? 0)
}

async function readTotal(listing: Listing): Promise<number | undefined> {
  const { index, question, condition, isWhole } = listing
  if (question.filters.length === 0) return index.rows
  return isWhole ? countTo(listing, condition) : undefined
}

async function readFacets(source: Source, listing: Listing): Promise<Listed['facets']> {
  const { index, database, question, condition, stored, isWhole } = listing
  if (question.filters.length === 0) {
    const known = await readKnownFacets(source, question.facets, createReads())
    if (known !== undefined) return known
  }
  if (!isWhole) return undefined
  const facets: [string, Awaited<ReturnType<typeof countValues>>][] = []
  for (const name of question.facets) {
    const column = stored.get(name)
    if (column === undefined) continue
    facets.push([name, await countValues(index, database, column, condition)])
  }
  return Object.fromEntries(facets)
}

interface Page {
  readonly rows: readonly SqlRow[]
  readonly next?: string
}

async function readPage(listing: Listing): Promise<Page> {
  const { index, database, question, stored } = listing
  const hash = questionHash(index, question)
  const after = await resumeD1(index, database, question, hash)
  if (question.limit === 0) return { rows: [] }
  const sort = question.sort.flatMap(({ column: name, descending }): SortColumn[] => {
    const column = stored.get(name)
    return column === undefined ? [] : [{ column, descending }]
  })
  const end = endOfLook(listing, after)
  const found = await readParts(listing, sort, after, end)
  const rows = found.slice(0, question.limit)
  const last = rows.at(-1)
  if (found.length > question.limit && last !== undefined) {
    const values = cellsOf(readRow(index, last), question.sort)
    const place = [Number(last['n']), 0] as const
    const cursor = { question: hash, data: index.hash, key: keyOf(last), place, values }
    return { rows, next: encodeCursor(cursor) }
  }
  if (end === undefined || end >= index.rows) return { rows }
  const [at] = await ask(database, `SELECT line FROM ${tablesOf(index).rows} WHERE n = ?`, [end])
  const place = [end - 1, 1] as const
  const key = at === undefined ? '' : keyOf(at)
  return {
    rows,
    next: encodeCursor({ question: hash, data: index.hash, key, place, values: [] }),
  }
}

/**
 * The number of the first row that is not looked at any more, where not all can be: the page may be short.
 * @throws {QuestionError} where the first rows in an order cannot be told so
 */
function endOfLook(
  { question, index, isLed, isWhole, max }: Listing,
  after: Mark | undefined,
): number | undefined {
  if (isWhole || question.filters.length === 0) return undefined
  if (question.sort.length === 0) return (after?.n ?? -1) + 1 + max
  if (isLed) return undefined
  throw new QuestionError(
    `to sort what meets these filters, more than ${max} of ${index.rows} rows would have to be looked at: ` +
      'filter more of them away with eq, in or a range',
  )
}

async function readParts(
  listing: Listing,
  sort: readonly SortColumn[],
  after: Mark | undefined,
  end: number | undefined,
): Promise<SqlRow[]> {
  const { index, database, question, condition, isWhole } = listing
  const { rows: table } = tablesOf(index)
  const [first] = sort
  // Where very many rows meet the filters, some of them come soon in the order itself.
  const walked =
    first !== undefined && !isWhole ? ` INDEXED BY ${indexName(index, first.column)}` : ''
  const window = end === undefined ? [] : [{ text: 'n < ?', values: [end] }]
  const found: SqlRow[] = []
  for (const { where, order } of pageParts(sort, after)) {
    const wanted = question.limit + 1 - found.length
    if (wanted === 0) break
    const { text, values } = allOf([where, ...window, condition])
    const sql = `SELECT n, line FROM ${table}${walked} WHERE ${text} ORDER BY ${order} LIMIT ?`
    found.push(...(await ask(database, sql, [...values, wanted])))
  }
  return found
}

/** The name of the index of a stored column, in quotes. */
export function indexName(index: Pick<LookupIndex, 'name' | 'hash'>, { cell }: Stored): string {
  return tablesOf(index).rows.replace(/"$/, `_${cell}"`)
}

function keyOf({ line }: SqlRow): string {
  const items: unknown = JSON.parse(String(line))
  return Array.isArray(items) ? String(items[0]) : ''
}
