/** Reads one submission with all that belongs to it. */
import { parseConsent, parseFields, parsePairs, parseTexts } from './entries.ts'
import { toFolder } from './list-item.ts'
import { listDeliveriesOf } from './serve-outbox.ts'
import { summarize } from './summary.ts'
import type { FileView, HistoryEntry, SubmissionView } from './views.ts'

/** The newest lines of a history that are shown: each delivery that fails and each action adds one. */
const MAX_HISTORY = 100

/**
 * Reads a submission; that changes nothing, it stays unread.
 * @returns `undefined` where there is none of this id
 */
export async function readSubmission(
  db: D1Database,
  id: string,
): Promise<SubmissionView | undefined> {
  const [row, files, history, deliveries] = await Promise.all([
    db.prepare(`SELECT ${COLUMNS} FROM leanto_submissions WHERE id = ?`).bind(id).first<Row>(),
    readFiles(db, id),
    readHistory(db, id),
    listDeliveriesOf(db, id),
  ])
  if (row === null) return undefined
  return { ...toView(row), files, history, deliveries }
}

const COLUMNS =
  'id, form, state, page, language, received_at, read_at, expires_at, mark, score, signs, author, entries, extra, consent'

interface Row {
  readonly id: string
  readonly form: string
  readonly state: string
  readonly page: string
  readonly language: string
  readonly received_at: string
  readonly read_at: string | null
  readonly expires_at: string | null
  readonly mark: string | null
  readonly score: number
  readonly signs: string
  readonly author: string
  readonly entries: string
  readonly extra: string
  readonly consent: string
}

function toView(row: Row): Omit<SubmissionView, 'files' | 'history' | 'deliveries'> {
  const fields = parseFields(row.entries)
  const { author, replyTo } = summarize(fields)
  return {
    id: row.id,
    form: row.form,
    folder: toFolder(row.state),
    page: row.page,
    language: row.language,
    receivedAt: row.received_at,
    readAt: row.read_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    mark: row.mark === 'spam' || row.mark === 'ham' ? row.mark : undefined,
    score: row.score,
    signs: parseTexts(row.signs),
    // A row of an older Worker has none until it is indexed.
    author: row.author || author,
    replyTo,
    fields,
    extra: parsePairs(row.extra),
    consent: parseConsent(row.consent),
  }
}

async function readFiles(db: D1Database, id: string): Promise<readonly FileView[]> {
  const { results } = await db
    .prepare(
      'SELECT id, field, name, type, size FROM leanto_files WHERE submission = ? ORDER BY rowid',
    )
    .bind(id)
    .all<FileView>()
  return results
}

async function readHistory(db: D1Database, id: string): Promise<readonly HistoryEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT at, actor, event, detail FROM leanto_history WHERE submission = ?
       ORDER BY at DESC, rowid DESC LIMIT ${MAX_HISTORY}`,
    )
    .bind(id)
    .all<HistoryEntry>()
  return results.toReversed()
}
