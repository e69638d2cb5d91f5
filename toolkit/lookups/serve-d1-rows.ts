/** Rows from D1 by their key, by their number, and by the range that holds a value. */
import { FormatError } from '../core/errors.ts'
import { tablesOf } from './d1-tables.ts'
import { toStored } from './d1-text.ts'
import type { LookupIndex, LookupRow } from './format.ts'
import { MAX_KEY_LENGTH, MAX_LIMIT, QuestionError, type Batch, type Contained } from './question.ts'
import { toRangePoint } from './range.ts'
import { decodeRow } from './row.ts'
import type { SqlDatabase, SqlRow } from './d1-database.ts'
import { ask } from './serve-d1-ask.ts'

/** Rows in one batch at most, but for the rows of its first key. */
const MAX_BATCH_ROWS = 1000

/** The rows of a canonical key; of very many the first. */
export async function getD1Rows(
  index: LookupIndex,
  database: SqlDatabase,
  key: string,
): Promise<readonly LookupRow[]> {
  if (key === '' || key.length > MAX_KEY_LENGTH) return []
  const rows = await ask(database, keySql(index), [toStored(key), MAX_LIMIT])
  return rows.map((row) => readRow(index, row))
}

/** The statement for the rows of one key; for tests of its plan. */
export function keySql(index: LookupIndex): string {
  return `SELECT line FROM ${tablesOf(index).rows} WHERE key = ? ORDER BY n LIMIT ?`
}

/** The rows of several keys, with one statement. */
export async function getD1Batch(
  index: LookupIndex,
  database: SqlDatabase,
  keys: readonly string[],
): Promise<Batch> {
  const { rows: table } = tablesOf(index)
  const asked = keys.map((key) => (key.length > MAX_KEY_LENGTH ? '' : toStored(key)))
  // Rows of one key have numbers in a row, so that the first of very many are known by them.
  const first = `(SELECT min(n) FROM ${table} WHERE key = asked.value)`
  const found = await ask(
    database,
    `SELECT asked.key AS at, line FROM json_each(?) AS asked CROSS JOIN ${table} AS r ` +
      `ON r.key = asked.value AND r.n < ${first} + ${MAX_LIMIT} ORDER BY asked.id, r.n LIMIT ?`,
    [JSON.stringify(asked), MAX_BATCH_ROWS + MAX_LIMIT + 1],
  )
  const perKey = keys.map((): LookupRow[] => [])
  for (const row of found) perKey[Number(row['at'])]?.push(readRow(index, row))
  let count = 0
  const next = perKey.findIndex((rows, at) => (count += rows.length) > MAX_BATCH_ROWS && at > 0)
  return next < 0 ? { rows: perKey } : { rows: perKey.slice(0, next), next }
}

/** @throws {QuestionError} when the value is none of the range's kind, or the lookup has no ranges */
export async function containingD1Row(
  index: LookupIndex,
  database: SqlDatabase,
  value: string,
): Promise<Contained | undefined> {
  const { range } = index
  if (range === undefined) {
    throw new QuestionError(`the lookup "${index.name}" has no ranges to look a value up in`)
  }
  const point = toRangePoint(range.kind, value)
  const text = toStored(point.text)
  const [row] = await ask(database, containsSql(index), [text, text])
  if (row?.['inside'] !== 1) return undefined
  return { row: readRow(index, row), value: point.value }
}

/** The statement for the last range that starts at or before a value. */
export function containsSql(index: LookupIndex): string {
  // SQLite compares what it stores; JavaScript would compare it otherwise.
  const inside = '(stop IS NULL OR stop > ?) AS inside'
  return `SELECT ${inside}, line FROM ${tablesOf(index).ranges} WHERE start <= ? ORDER BY start DESC LIMIT 1`
}

/** Any row, each as likely. @param random - a number from 0 to below 1 */
export async function randomD1Row(
  index: LookupIndex,
  database: SqlDatabase,
  random: number,
): Promise<LookupRow | undefined> {
  const number = Math.min(index.rows - 1, Math.max(0, Math.floor(random * index.rows)))
  const [row] = await ask(database, `SELECT line FROM ${tablesOf(index).rows} WHERE n = ?`, [
    number,
  ])
  return row && readRow(index, row)
}

/** The row of a result with a `line`. */
export function readRow(index: LookupIndex, row: SqlRow): LookupRow {
  const items: unknown = JSON.parse(String(row['line']))
  if (!Array.isArray(items)) throw new FormatError('expected the line of a row to be an array')
  return decodeRow(index, items)
}
