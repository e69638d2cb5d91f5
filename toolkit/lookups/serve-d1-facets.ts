/** Counts the values of columns among chosen rows in D1. */
import { firstCounts, MAX_FACET_VALUES } from './chunk-facet.ts'
import { fromItem, fromSql, tablesOf, type Stored } from './d1-tables.ts'
import type { Sql } from './d1-where.ts'
import type { LookupIndex } from './format.ts'
import type { FacetCount } from './question.ts'
import type { SqlDatabase, SqlRow } from './d1-database.ts'
import { ask } from './serve-d1-ask.ts'

/** The counts of one column: the most frequent first, then by value; rows without one last among equals. */
export async function countValues(
  index: LookupIndex,
  database: SqlDatabase,
  column: Stored,
  condition: Sql,
): Promise<FacetCount[]> {
  return column.hasItems
    ? countItems(index, database, column, condition)
    : countCells(index, database, column, condition)
}

async function countCells(
  index: LookupIndex,
  database: SqlDatabase,
  { cell, type }: Stored,
  { text, values }: Sql,
): Promise<FacetCount[]> {
  const sql =
    `SELECT ${cell} AS value, count(*) AS count FROM ${tablesOf(index).rows} WHERE ${text} ` +
    `GROUP BY ${cell} ORDER BY count DESC, ${cell} IS NULL, ${cell} LIMIT ${MAX_FACET_VALUES}`
  const rows = await ask(database, sql, values)
  return firstCounts(
    rows.map((row) => ({ value: fromSql(type, row['value']), count: countOf(row) })),
  )
}

/** A row counts once under each item; of items that are written alike, the first in their order stands for all. */
async function countItems(
  index: LookupIndex,
  database: SqlDatabase,
  { cell, number }: Stored,
  { text, values }: Sql,
): Promise<FacetCount[]> {
  const { rows, items } = tablesOf(index)
  const chosen = `SELECT n FROM ${rows} WHERE ${text}`
  const sql =
    `SELECT min(k) AS value, count(DISTINCT n) AS count FROM ${items} ` +
    `WHERE c = ${number} AND n IN (${chosen}) GROUP BY w ` +
    `ORDER BY count DESC, value LIMIT ${MAX_FACET_VALUES}`
  const without = `SELECT count(*) AS count FROM ${rows} WHERE ${cell} IS NULL AND (${text})`
  const [counted, [empty]] = await Promise.all([
    ask(database, sql, values),
    ask(database, without, values),
  ])
  const facets = counted.map((row): FacetCount => {
    return { value: fromItem(row['value']), count: countOf(row) }
  })
  const count = empty === undefined ? 0 : countOf(empty)
  return firstCounts(count > 0 ? [...facets, { value: null, count }] : facets)
}

function countOf(row: SqlRow): number {
  return Number(row['count'])
}
