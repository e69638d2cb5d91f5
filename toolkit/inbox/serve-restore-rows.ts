/** Puts rows of a backup into the database, those that are not there. */
import { sha256 } from '../core/digest.ts'
import { FILE_NAMES, listColumns, type RowKind } from './backup-columns.ts'
import type { Row, RowLine } from './backup-format.ts'
import { groupRows } from './backup-lists.ts'
import type { Call } from './serve-call.ts'
import { createFindErased, SECRET_NAME, type FindErased } from './serve-tombstones.ts'

export interface Restorer {
  /** Restores rows of one kind. @throws what D1 throws */
  restore(kind: RowKind, lines: readonly RowLine[]): Promise<void>
  answer(): { readonly restored: Readonly<Record<string, number>>; readonly erased: number }
}

/** What a delivery that was not done says: whoever it was for may have got it since. */
const UNSENT = 'restored from a backup that was made before it was sent'

/** Where rows go, and which of them: `line` is the row, and has its columns. */
interface Target {
  readonly table: string
  readonly columns: readonly string[]
  /** What stands for the columns, where it is not they themselves. */
  readonly values?: Readonly<Record<string, string>>
  readonly where?: string
  /** What becomes of a row that is there. */
  readonly conflict?: string
}

const OF_SUBMISSION = 'EXISTS (SELECT 1 FROM leanto_submissions WHERE id = line.submission)'

const TARGETS: Readonly<Record<RowKind | 'file', Target>> = {
  secret: {
    table: 'leanto_secrets',
    columns: [...listColumns('secret'), 'other_name'],
    // What another database hashed with its own key stays known by that key.
    values: {
      name: `iif(line.name = '${SECRET_NAME}' AND EXISTS (
        SELECT 1 FROM leanto_secrets AS own WHERE own.name = line.name AND own.base64 <> line.base64),
        line.other_name, line.name)`,
    },
    where: `line.name GLOB '${SECRET_NAME}*'`,
  },
  tombstone: {
    table: 'leanto_tombstones',
    columns: listColumns('tombstone'),
    // Who was erased twice is gone up to the second time.
    conflict: `(hash) DO UPDATE SET erased_at = excluded.erased_at WHERE excluded.erased_at > erased_at`,
  },
  contract: { table: 'leanto_contracts', columns: listColumns('contract') },
  scorer: {
    table: 'leanto_scorer',
    columns: listColumns('scorer'),
    where: 'NOT EXISTS (SELECT 1 FROM leanto_scorer)',
  },
  submission: { table: 'leanto_submissions', columns: listColumns('submission') },
  file: {
    table: 'leanto_files',
    columns: ['submission', ...FILE_NAMES],
    where: OF_SUBMISSION,
  },
  history: {
    table: 'leanto_history',
    columns: listColumns('history'),
    where: `${OF_SUBMISSION} AND ${isNew('leanto_history', listColumns('history'))}`,
  },
  delivery: {
    table: 'leanto_outbox',
    columns: listColumns('delivery'),
    values: {
      state: `iif(line.state = 'new', 'dead', line.state)`,
      error: `iif(line.state = 'new', '${UNSENT}', line.error)`,
    },
    where: OF_SUBMISSION,
  },
  audit: {
    table: 'leanto_audit',
    columns: listColumns('audit'),
    where: isNew('leanto_audit', listColumns('audit')),
  },
}

export function createRestorer(env: Call['env']): Restorer {
  const { DB: db } = env
  const restored = new Map<string, number>()
  let erased = 0
  let findErased: FindErased | undefined
  const add = (kind: string, count: number): void => {
    if (count > 0) restored.set(kind, (restored.get(kind) ?? 0) + count)
  }
  return {
    async restore(kind, lines) {
      if (kind !== 'submission') {
        const rows = await Promise.all(lines.map((line) => toRow(line)))
        add(kind, countRows(await db.batch(insert(db, TARGETS[kind], rows))))
        return
      }
      // The tombstones of the backup itself have come in by now.
      findErased ??= await createFindErased(db)
      const gone = await findErased(lines.map(toTexts))
      const kept = lines.filter((line) => !gone.has(read(line, 'id')))
      erased += lines.length - kept.length
      const rows = insert(
        db,
        TARGETS.submission,
        kept.map(({ row }) => row),
      )
      const files = insert(
        db,
        TARGETS.file,
        kept.flatMap((line) => toFileRows(line, env)),
      )
      if (rows.length === 0) return
      // A submission is there with its files, or not at all.
      const results = await db.batch([...rows, ...files])
      add('submission', countRows(results.slice(0, rows.length)))
      add('file', countRows(results.slice(rows.length)))
    },
    answer: () => ({ restored: Object.fromEntries(restored), erased }),
  }
}

function isNew(table: string, columns: readonly string[]): string {
  const same = columns.map((name) => `old.${name} = line.${name}`).join(' AND ')
  return `NOT EXISTS (SELECT 1 FROM ${table} AS old WHERE ${same})`
}

function read({ kind, row }: RowLine, column: string): string {
  return String(row[listColumns(kind).indexOf(column)] ?? '')
}

function toTexts(line: RowLine) {
  const name = FILE_NAMES.indexOf('name')
  return {
    id: read(line, 'id'),
    receivedAt: read(line, 'received_at'),
    entries: read(line, 'entries'),
    extra: read(line, 'extra'),
    files: JSON.stringify(line.files.map((file) => file[name])),
  }
}

/** A key gets a second name, which says which one it is. */
async function toRow(line: RowLine): Promise<Row> {
  if (line.kind !== 'secret') return line.row
  const digest = (await sha256(read(line, 'base64'))).toHex()
  return [...line.row, `${SECRET_NAME}:${digest.slice(0, 16)}`]
}

/** Where the site has no bucket, files come into the database. */
function toFileRows(line: RowLine, { FILES }: Call['env']): Row[] {
  const store = FILE_NAMES.indexOf('store')
  return line.files.map((file) => [
    read(line, 'id'),
    ...(FILES === undefined ? file.with(store, 'd1') : file),
  ])
}

function insert(db: D1Database, target: Target, rows: readonly Row[]): D1PreparedStatement[] {
  const { columns } = target
  const fromList = columns.map((name, at) => `value ->> ${at} AS ${name}`)
  const fromValues = columns.map((name, at) => `?${at + 1} AS ${name}`)
  return groupRows(rows).map((group) =>
    'list' in group
      ? db.prepare(toSql(target, `${fromList.join(', ')} FROM json_each(?1)`)).bind(group.list)
      : db.prepare(toSql(target, fromValues.join(', '))).bind(...group.row),
  )
}

function toSql(
  { table, columns, values = {}, where = 'true', conflict = 'DO NOTHING' }: Target,
  source: string,
): string {
  const names = columns.filter((name) => name !== 'other_name')
  const chosen = names.map((name) => values[name] ?? `line.${name}`)
  return `INSERT INTO ${table} (${names.join(', ')})
    SELECT ${chosen.join(', ')} FROM (SELECT ${source}) AS line WHERE ${where}
    ON CONFLICT ${conflict} RETURNING 1 AS restored`
}

/** Only what came in is returned; what triggers change is not counted. */
function countRows(results: readonly D1Result[]): number {
  return results.reduce((sum, result) => sum + result.results.length, 0)
}
