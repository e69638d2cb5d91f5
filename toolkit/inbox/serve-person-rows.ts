/** Reads submissions whole, with all that was made of them, for the person whose they are. */
import { parseTexts } from './entries.ts'
import type { ExportRow } from './export-row.ts'
import { fitting, type Bounds } from './serve-bounded.ts'
import { ROW_COLUMNS, toExportRow, type Row } from './serve-rows.ts'
import type { DeliveryView, HistoryEntry, SubmissionView } from './views.ts'

/** What one call of the database gives. */
const BOUNDS: Bounds = { rows: 100, bytes: 2_000_000 }

/** A submission as the person gets it. */
export interface PersonRow extends ExportRow {
  readonly readAt: string | undefined
  readonly expiresAt: string | undefined
  readonly mark: SubmissionView['mark']
  readonly score: number
  readonly signs: readonly string[]
  readonly history: readonly HistoryEntry[]
  readonly deliveries: readonly Pick<
    DeliveryView,
    'kind' | 'target' | 'state' | 'attempts' | 'createdAt' | 'doneAt'
  >[]
}

/** Reads the submissions of these ids, in this order; those that are gone are left out. */
export async function* readPersonRows(
  db: D1Database,
  ids: readonly string[],
): AsyncGenerator<PersonRow> {
  for (let rest = ids; rest.length > 0;) {
    const { results } = await db
      .prepare(SELECT_ROWS)
      .bind(JSON.stringify(rest.slice(0, BOUNDS.rows)))
      .all<WholeRow>()
    for (const row of results) yield toPersonRow(row)
    const isAll = (results[0]?.found ?? 0) === results.length
    const last = results.at(-1)?.id ?? ''
    rest = rest.slice(isAll ? BOUNDS.rows : rest.indexOf(last) + 1)
  }
}

interface WholeRow extends Row {
  readonly read_at: string | null
  readonly expires_at: string | null
  readonly mark: string | null
  readonly score: number
  readonly signs: string
  readonly history: string
  readonly deliveries: string
}

const PICKED = `
  SELECT s.rowid AS number, item.key AS position, octet_length(s.entries) + octet_length(s.extra) AS size
  FROM json_each(?1) AS item CROSS JOIN leanto_submissions AS s ON s.id = item.value`

const SELECT_ROWS = `${fitting(PICKED, 'position', BOUNDS)}
  SELECT ${ROW_COLUMNS}, read_at, expires_at, mark, score, signs,
    (SELECT json_group_array(json_object('at', at, 'actor', actor, 'event', event, 'detail', detail))
      FROM (SELECT * FROM leanto_history WHERE submission = s.id ORDER BY at, rowid)) AS history,
    (SELECT json_group_array(json_object('kind', kind, 'target', target, 'state', state, 'attempts', attempts,
      'createdAt', created_at, 'doneAt', done_at))
      FROM (SELECT * FROM leanto_outbox WHERE submission = s.id ORDER BY id)) AS deliveries
  FROM fitting CROSS JOIN leanto_submissions AS s ON s.rowid = fitting.number ORDER BY place`

function toPersonRow(row: WholeRow): PersonRow {
  const { mark } = row
  const history: PersonRow['history'] = JSON.parse(row.history)
  const deliveries: PersonRow['deliveries'] = JSON.parse(row.deliveries)
  return {
    ...toExportRow(row),
    readAt: row.read_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    mark: mark === 'spam' || mark === 'ham' ? mark : undefined,
    score: row.score,
    signs: parseTexts(row.signs),
    history,
    deliveries,
  }
}
