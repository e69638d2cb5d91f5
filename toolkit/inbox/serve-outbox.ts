/** The outbox: a row for each delivery, stored in the same transaction as the submission that it tells of. */
import { findTarget, toDueAt } from './serve-digest.ts'
import type { Submission } from './submission.ts'
import type { InboxSettings } from './target.ts'
import type { DeliveryView } from './views.ts'

/** What a form without `data-notify` is told to. */
const DEFAULT_TARGET = 'default'

const DAY = 86_400_000

type Told = Pick<Submission, 'id' | 'notify' | 'autoresponse' | 'receivedAt'>

/**
 * The statements that put what is to be sent of a submission into the outbox: for the batch that stores it, behind the
 * statement that does, and for one that the owner takes out of the spam. They insert nothing for a submission that is
 * not in the inbox, and change nothing when they are done again. A name that the settings do not know gets its row,
 * too, and fails visibly.
 */
export function outboxStatements(
  db: D1Database,
  submission: Told,
  settings: InboxSettings,
): readonly D1PreparedStatement[] {
  const { id, autoresponse, receivedAt } = submission
  const notices = listTargets(submission, settings).map((name) => ({
    // An automatic answer has this id.
    id: name === 'autoresponse' ? `${id}--${name}` : `${id}-${name}`,
    kind: 'notify',
    target: name,
    dueAt: toDueAt(receivedAt, findTarget(settings, name)?.digest),
  }))
  const answers =
    autoresponse === undefined
      ? []
      : [
          {
            id: `${id}-autoresponse`,
            kind: 'autoresponse',
            target: autoresponse,
            dueAt: receivedAt,
          },
        ]
  return [...notices, ...answers].map((row) =>
    db
      .prepare(
        `INSERT INTO leanto_outbox (id, submission, kind, target, due_at, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE EXISTS (SELECT 1 FROM leanto_submissions WHERE id = ?2 AND state = 'accepted')
         ON CONFLICT DO NOTHING`,
      )
      .bind(row.id, id, row.kind, row.target, row.dueAt.toISOString(), receivedAt.toISOString()),
  )
}

/**
 * Deliveries that wait, those that are due first at the start, or that were given up, the newest at the start.
 * @param after - id of the last one of the page before
 */
export async function listDeliveries(
  db: D1Database,
  state: 'new' | 'dead',
  limit: number,
  after?: string,
): Promise<readonly DeliveryView[]> {
  const [key, order, than] = state === 'new' ? ['due_at', 'ASC', '>'] : ['created_at', 'DESC', '<']
  const { results } = await db
    .prepare(
      `SELECT ${VIEW_COLUMNS} FROM leanto_outbox
       WHERE state = '${state}' AND (?1 IS NULL
         OR (${key}, id) ${than} (SELECT ${key}, id FROM leanto_outbox WHERE id = ?1))
       ORDER BY ${key} ${order}, id ${order} LIMIT ?2`,
    )
    .bind(after ?? null, limit)
    .all<DeliveryRow>()
  return results.map(toView)
}

/** The deliveries of a submission. */
export async function listDeliveriesOf(
  db: D1Database,
  submission: string,
): Promise<readonly DeliveryView[]> {
  const { results } = await db
    .prepare(`SELECT ${VIEW_COLUMNS} FROM leanto_outbox WHERE submission = ? ORDER BY id`)
    .bind(submission)
    .all<DeliveryRow>()
  return results.map(toView)
}

/**
 * Lets deliveries that wait or were given up be tried at once, as if for the first time; but not one that is being sent
 * at this moment, and no automatic answer that would come after more than a day. Gives how many.
 */
export async function replay(db: D1Database, ids: readonly string[], now: Date): Promise<number> {
  const { meta } = await db
    .prepare(
      `UPDATE leanto_outbox SET state = 'new', attempts = 0, error = NULL, due_at = ?2
       WHERE id IN (SELECT value FROM json_each(?1)) AND state IN ('new', 'dead')
         AND NOT (state = 'new' AND due_at > ?2 AND error IS NULL AND attempts > 0)
         AND (kind = 'notify' OR created_at > ?3)`,
    )
    .bind(JSON.stringify(ids), now.toISOString(), new Date(now.getTime() - DAY).toISOString())
    .run()
  return meta.changes
}

interface DeliveryRow {
  readonly id: string
  readonly submission: string
  readonly kind: DeliveryView['kind']
  readonly target: string
  readonly state: DeliveryView['state']
  readonly attempts: number
  readonly due_at: string
  readonly error: string | null
  readonly created_at: string
  readonly done_at: string | null
}

const VIEW_COLUMNS =
  'id, submission, kind, target, state, attempts, due_at, error, created_at, done_at'

function toView(row: DeliveryRow): DeliveryView {
  const { due_at: dueAt, created_at: createdAt, done_at: doneAt, error, ...rest } = row
  return { ...rest, dueAt, createdAt, error: error ?? undefined, doneAt: doneAt ?? undefined }
}

/** Each name once, as the form has them, parted by blanks. */
function listTargets({ notify }: Told, settings: InboxSettings): readonly string[] {
  if (notify !== undefined) return [...new Set(notify.split(/\s+/).filter((name) => name !== ''))]
  return findTarget(settings, DEFAULT_TARGET) === undefined ? [] : [DEFAULT_TARGET]
}
