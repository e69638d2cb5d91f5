/** Fills the page of a lookup: one row, or what was found. */
import type { Data, Value } from '../page/format.ts'
import { findPath, rowPath, withFormat } from './address.ts'
import type { LookupEngine } from './engine.ts'
import type { Cell, LookupIndex, LookupRow } from './format.ts'

/** Results on one page. */
const PAGE_SIZE = 20

/** A longer question is cut: nobody types it. */
const MAX_QUERY_LENGTH = 200

export interface PageAnswer {
  readonly status: 200 | 404
  /** The fields of the region `lookup:<name>`; see `format.md`. */
  readonly data: Data
}

/**
 * Fills the page of a lookup for what its URL asks, or gives `undefined` where it asks nothing.
 * @param pathKey - the key in the path, empty for none; `?key=` is the way of a form
 */
export async function answerPage(
  index: LookupIndex,
  engine: LookupEngine,
  pathKey: string,
  parameters: URLSearchParams,
): Promise<PageAnswer | undefined> {
  const key = pathKey || parameters.get('key')
  if (key) return answerRow(index, engine, key)
  const find = parameters.get('find')?.slice(0, MAX_QUERY_LENGTH).toWellFormed().trim()
  return find ? answerFind(index, engine, find, parseOffset(parameters.get('offset'))) : undefined
}

async function answerRow(
  index: LookupIndex,
  engine: LookupEngine,
  key: string,
): Promise<PageAnswer> {
  const row = await engine.get(key)
  const fields = {
    ...commonFields(index, rowPath('/api/lookups', index.name, key)),
    key,
    found: row !== undefined,
    missing: row === undefined,
  }
  if (row === undefined) return { status: 404, data: { ...fields, heading: key } }
  const data = { ...fields, heading: toLabel(index, row), row: toFields(index, row) }
  return { status: 200, data }
}

async function answerFind(
  index: LookupIndex,
  engine: LookupEngine,
  query: string,
  offset: number,
): Promise<PageAnswer> {
  const { total, reachable, rows } = await engine.find(query, { limit: PAGE_SIZE, offset })
  const page = (from: number): string => findPath('/lookups', index.name, query, from)
  const next = offset + PAGE_SIZE
  const data = {
    ...commonFields(index, findPath('/api/lookups', index.name, query, offset)),
    heading: query,
    query,
    total,
    none: rows.length === 0,
    results: rows.map((row) => toFields(index, row)),
    ...(rows.length > 0 && { first: offset + 1, last: offset + rows.length }),
    ...(offset > 0 && { previous: page(Math.max(0, offset - PAGE_SIZE)) }),
    ...(next < reachable && { next: page(next) }),
  }
  return { status: 200, data }
}

/** How many results to pass over; what is no such number passes over none. */
function parseOffset(text: string | null): number {
  return text !== null && /^\d{1,2}$/.test(text) ? Number(text) : 0
}

function commonFields(index: LookupIndex, api: string): Data {
  return {
    asked: true,
    name: index.name,
    title: index.title,
    licence: index.licence,
    attribution: index.attribution,
    source: index.source,
    rows: index.rows,
    json: api,
    csv: withFormat(api, 'csv'),
  }
}

function toFields(index: LookupIndex, row: LookupRow): Data {
  const cells = Object.entries(row).map(([name, cell]): [string, Value] => [name, toValue(cell)])
  const url = rowPath('/lookups', index.name, String(row[index.key]))
  return { ...Object.fromEntries(cells), url }
}

/** A page shows a list as text. */
function toValue(cell: Cell): Value {
  return typeof cell === 'object' && cell !== null ? cell.join(', ') : cell
}

/** What a row is called: its first find column that holds one value, or its key. */
function toLabel({ find, key }: LookupIndex, row: LookupRow): string {
  const name = find.find((column) => typeof row[column] === 'string')
  return String(row[name ?? key])
}
