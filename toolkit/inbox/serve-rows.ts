/** Reads the submissions of a selection one after the other, however many there are. */
import { parseConsent, parseFields, parsePairs } from './entries.ts'
import type { ExportRow } from './export-row.ts'
import { toFolder } from './list-item.ts'
import { toMatch } from './search-text.ts'
import { fitting, hasMore, type Bounds, type Fitted } from './serve-bounded.ts'
import { indexPending } from './serve-search.ts'
import { FOLDER_STATES, type FileView, type Selection } from './views.ts'

/** What one call of the database gives. */
const BOUNDS: Bounds = { rows: 1000, bytes: 4_000_000 }

/** More columns are of no use in a sheet. */
const MAX_NAMES = 1000

// So much waits at most to be indexed before an export of a search: it is to have all that there is.
const MAX_PENDING_CALLS = 10

/**
 * Reads the submissions of a selection, newest first; those of a search in the order in which they were stored, as the
 * lists have them. What comes in meanwhile may be left out. Nothing is held but one call's rows.
 * @throws what D1 throws
 */
export async function* readRows(db: D1Database, selection: Selection): AsyncGenerator<ExportRow> {
  let last: Row | undefined
  do {
    const rows: readonly Row[] = await readPage(db, selection, last)
    for (const row of rows) yield toExportRow(row)
    last = hasMore(rows, BOUNDS) ? rows.at(-1) : undefined
  } while (last !== undefined)
}

/** How many submissions a selection has. */
export async function countRows(db: D1Database, selection: Selection): Promise<number> {
  const { from, where, values } = toSql(selection)
  const count = await db
    .prepare(`SELECT count(*) AS count FROM ${from} WHERE ${where}`)
    .bind(...values)
    .first<number>('count')
  return count ?? 0
}

/** The names of the fields of a selection, about in the order of their forms. Of very many, only some. */
export async function readFieldNames(
  db: D1Database,
  selection: Selection,
): Promise<readonly string[]> {
  const { from, where, values } = toSql(selection)
  const { results } = await db
    .prepare(
      `SELECT iif(field.type = 'array', field.value ->> 0, NULL) AS name
       FROM ${from}, json_each(iif(json_valid(s.entries), s.entries, '[]')) AS field
       WHERE ${where} GROUP BY name HAVING name IS NOT NULL ORDER BY min(field.key), name LIMIT ${MAX_NAMES}`,
    )
    .bind(...values)
    .all<{ name: string }>()
  return results.map(({ name }) => name)
}

/** Sees to it that a search finds what came in last. It does without where there is very much of that. */
export async function indexForSearch(db: D1Database, { query }: Selection): Promise<void> {
  if (query === undefined) return
  for (let call = 0; call < MAX_PENDING_CALLS; call += 1) if ((await indexPending(db)) === 0) return
}

/** The columns of a `Row`, of `fitting` and of the submissions as `s`. */
export const ROW_COLUMNS = `
  number, found, s.id, s.form, s.state, s.page, s.language, s.received_at, s.entries, s.extra, s.consent,
  (SELECT json_group_array(json_object(
    'id', file.id, 'field', file.field, 'name', file.name, 'type', file.type, 'size', file.size))
    FROM (SELECT * FROM leanto_files WHERE submission = s.id ORDER BY rowid) AS file) AS files`

/** What the database gives of a submission. */
export interface Row extends Fitted {
  readonly number: number
  readonly id: string
  readonly form: string
  readonly state: string
  readonly page: string
  readonly language: string
  readonly received_at: string
  readonly entries: string
  readonly extra: string
  readonly consent: string
  readonly files: string
}

export function toExportRow(row: Row): ExportRow {
  const files: readonly FileView[] = JSON.parse(row.files)
  return {
    id: row.id,
    form: row.form,
    folder: toFolder(row.state),
    page: row.page,
    language: row.language,
    receivedAt: row.received_at,
    fields: parseFields(row.entries),
    extra: parsePairs(row.extra),
    consent: parseConsent(row.consent),
    files,
  }
}

async function readPage(
  db: D1Database,
  selection: Selection,
  last: Row | undefined,
): Promise<readonly Row[]> {
  const { from, where, values, order, after } = toSql(selection)
  const picked = `
    SELECT s.rowid AS number, s.received_at, s.id, octet_length(s.entries) + octet_length(s.extra) AS size
    FROM ${from} WHERE ${where} ${last === undefined ? '' : `AND ${after.where}`}`
  const { results } = await db
    .prepare(`${fitting(picked, order, BOUNDS)} ${SELECT_ROWS}`)
    .bind(...values, ...(last === undefined ? [] : after.toValues(last)))
    .all<Row>()
  return results
}

const SELECT_ROWS = `
  SELECT ${ROW_COLUMNS} FROM fitting CROSS JOIN leanto_submissions AS s ON s.rowid = fitting.number
  ORDER BY place`

/** A selection in SQL, where `s` is the submissions. */
interface Sql {
  readonly from: string
  readonly where: string
  readonly values: readonly string[]
  readonly order: string
  /** What holds for the rows behind one. */
  readonly after: {
    readonly where: string
    toValues(row: Row): readonly (string | number)[]
  }
}

function toSql({ form, folder, query }: Selection): Sql {
  const state = FOLDER_STATES[folder]
  // As a literal, the state lets the index of what is unread be used.
  const where = [
    `s.state = '${state}'`,
    ...(folder === 'unread' ? ['s.read_at IS NULL'] : []),
    ...(form === undefined ? [] : ['s.form = ?']),
  ].join(' AND ')
  const values = form === undefined ? [] : [form]
  if (query === undefined)
    return {
      from: 'leanto_submissions AS s',
      where,
      values,
      order: 'received_at DESC, id DESC',
      after: {
        where: '(s.received_at, s.id) < (?, ?)',
        toValues: ({ received_at: receivedAt, id }) => [receivedAt, id],
      },
    }
  const match = toMatch(query, { state, ...(form === undefined ? {} : { form }) })
  return {
    from: 'leanto_search AS f CROSS JOIN leanto_submissions AS s ON s.rowid = f.rowid',
    // A query without a word finds nothing.
    where: match === undefined ? `? = '' AND ${where}` : `leanto_search MATCH ? AND ${where}`,
    values: [match ?? 'nothing', ...values],
    order: 'number DESC',
    // D1 binds numbers as floating point, with which the index would be read from its end.
    after: { where: 'f.rowid < CAST(? AS INTEGER)', toValues: ({ number }) => [number] },
  }
}
