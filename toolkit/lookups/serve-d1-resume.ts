/** Where a page of a list in D1 begins, also when the data has changed since the page before. */
import { decodeCursor, type Cursor } from './cursor.ts'
import { tablesOf } from './d1-tables.ts'
import { toStored } from './d1-text.ts'
import type { Cell, LookupIndex, LookupRow } from './format.ts'
import { QuestionError, type ListQuestion, type Sort } from './question.ts'
import type { SqlDatabase } from './d1-database.ts'
import { ask } from './serve-d1-ask.ts'
import type { Mark } from './serve-d1-order.ts'
import { readRow } from './serve-d1-rows.ts'

/** @throws {QuestionError} for a cursor that is none, or that does not tell enough of its row when the data has changed */
export async function resumeD1(
  index: LookupIndex,
  database: SqlDatabase,
  { cursor: text, sort }: Pick<ListQuestion, 'cursor' | 'sort'>,
  hash: string,
): Promise<Mark | undefined> {
  if (text === undefined) return undefined
  const cursor = decodeCursor(text, hash)
  const isSame = cursor.data === index.hash
  const n = isSame ? cursor.place[0] : await findNumber(index, database, cursor)
  const cells = cursor.values ?? (isSame ? await readCells(index, database, n, sort) : [])
  if (cells.length === sort.length) return { n, cells }
  throw new QuestionError(
    'the data has changed since this page: expected no cursor, to start again',
  )
}

/** What a row has under the columns that are sorted by. */
export function cellsOf(row: LookupRow, sort: readonly Sort[]): Cell[] {
  return sort.map(({ column }) => row[column] ?? null)
}

/** The number of the last row that comes before the place of a cursor or is there; -1 for none. */
async function findNumber(
  index: LookupIndex,
  database: SqlDatabase,
  { key, place }: Cursor,
): Promise<number> {
  const sign = place[1] === 1 ? '<' : '<='
  const sql = `SELECT n FROM ${tablesOf(index).rows} WHERE key ${sign} ? ORDER BY key DESC, n DESC LIMIT 1`
  const [row] = await ask(database, sql, [toStored(key)])
  return Number(row?.['n'] ?? -1)
}

async function readCells(
  index: LookupIndex,
  database: SqlDatabase,
  n: number,
  sort: readonly Sort[],
): Promise<readonly Cell[]> {
  const sql = `SELECT line FROM ${tablesOf(index).rows} WHERE n = ?`
  const [row] = await ask(database, sql, [n])
  return row === undefined ? [] : cellsOf(readRow(index, row), sort)
}
