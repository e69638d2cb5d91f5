/** Reads the rows of a backup, kind by kind. */
import { FILE_NAMES, listColumns, type RowKind } from './backup-columns.ts'
import type { Row, RowLine, Value } from './backup-format.ts'
import type { Budget, Part } from './serve-backup.ts'
import { fitting, hasMore } from './serve-bounded.ts'

interface Source {
  readonly table: string
  /** A unique column, by which the rows are in order: a later row of those that are numbered has a higher one. */
  readonly key: 'rowid' | 'id' | 'name' | 'hash'
  readonly where?: string
}

const SOURCES: Readonly<Record<RowKind, Source>> = {
  secret: { table: 'leanto_secrets', key: 'name', where: `row.name GLOB 'tombstones*'` },
  tombstone: { table: 'leanto_tombstones', key: 'hash' },
  contract: { table: 'leanto_contracts', key: 'rowid' },
  scorer: { table: 'leanto_scorer', key: 'rowid' },
  submission: { table: 'leanto_submissions', key: 'rowid' },
  history: { table: 'leanto_history', key: 'rowid' },
  // What was sent is no longer of use.
  delivery: { table: 'leanto_outbox', key: 'id', where: `row.state IN ('new', 'dead')` },
  audit: { table: 'leanto_audit', key: 'rowid' },
}

/**
 * Reads rows of a kind.
 * @param after - the `next` of the read before; '' for the start
 * @throws what D1 throws
 */
export async function readLines(
  db: D1Database,
  kind: RowKind,
  after: string,
  bounds: Budget,
): Promise<Part> {
  const { results } = await db
    .prepare(toSql(kind, bounds))
    .bind(toKey(kind, after))
    .all<StoredRow>()
  const last = results.at(-1)
  return {
    lines: results.map((row) => toLine(kind, row)),
    calls: 1,
    ...(last !== undefined && hasMore(results, bounds) ? { next: String(last.position) } : {}),
  }
}

/** Whether a text may be the `next` of a read of this kind, or the start. */
export function isPosition(kind: RowKind, text: string): boolean {
  return SOURCES[kind].key !== 'rowid' || /^\d{0,15}$/.test(text)
}

type StoredRow = Readonly<Record<string, Value>> & {
  readonly found: number
  readonly position: string | number
}

function toSql(kind: RowKind, bounds: Budget): string {
  const { table, key, where = 'true' } = SOURCES[kind]
  const columns = listColumns(kind)
  const sizes = columns.map((name) => `octet_length(coalesce(row.${name}, ''))`).join(' + ')
  const picked = `SELECT row.${key} AS number, ${sizes} AS size FROM ${table} AS row WHERE row.${key} > ?1 AND ${where}`
  return `${fitting(picked, 'number', bounds)}
    SELECT number AS position, found, ${columns.map((name) => `row.${name}`).join(', ')}
      ${kind === 'submission' ? `, ${FILES} AS files` : ''}
    FROM fitting CROSS JOIN ${table} AS row ON row.${key} = fitting.number ORDER BY place`
}

const FILES = `
  (SELECT json_group_array(json_array(${FILE_NAMES.map((name) => `file.${name}`).join(', ')}))
    FROM (SELECT * FROM leanto_files WHERE submission = row.id ORDER BY rowid) AS file)`

function toKey(kind: RowKind, after: string): string | number {
  return SOURCES[kind].key === 'rowid' ? Number(after) : after
}

function toLine(kind: RowKind, stored: StoredRow): RowLine {
  const files: readonly Row[] = JSON.parse(String(stored['files'] ?? '[]'))
  return { kind, row: listColumns(kind).map((name) => stored[name] ?? null), files }
}
