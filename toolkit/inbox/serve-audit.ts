/** Writes down what owners did, and what became of each submission; reads the former back. */
import type { Call } from './serve-call.ts'
import type { AuditEntry } from './views.ts'

/** So many entries are read at once. */
const PAGE_LENGTH = 50

/** Who does something, and when. A `Call` is one. */
export type Deed = Pick<Call, 'owner' | 'now'>

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[]
  /** Asks for the page after this one; absent on the last. */
  readonly next?: number
}

/**
 * Adds a line to the audit log.
 * @param count - of submissions or files; `changed` is as many rows as the statement before it in a batch changed
 * @param detail - never what a submission holds
 */
export function auditStatement(
  db: D1Database,
  { owner, now }: Deed,
  action: string,
  count: number | 'changed',
  detail = '',
): D1PreparedStatement {
  const isCounted = count === 'changed'
  return db
    .prepare(
      `INSERT INTO leanto_audit (at, actor, action, count, detail)
       VALUES (?1, ?2, ?3, ${isCounted ? 'changes()' : '?5'}, ?4)`,
    )
    .bind(now.toISOString(), owner.name, action, detail, ...(isCounted ? [] : [count]))
}

/**
 * Adds a line to the history of each submission that is there; of any number of them.
 * @param actor - `owner`, an e-mail address, or `leanto`
 * @param event - `read`, `archived`, `delivered`, …
 * @param condition - SQL that holds for the rows of `leanto_submissions` that get one
 */
export function historyStatement(
  db: D1Database,
  ids: readonly string[],
  actor: string,
  event: string,
  now: Date,
  detail = '',
  condition = 'TRUE',
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO leanto_history (submission, at, actor, event, detail)
       SELECT id, ?2, ?3, ?4, ?5 FROM leanto_submissions
       WHERE id IN (SELECT value FROM json_each(?1)) AND (${condition})`,
    )
    .bind(JSON.stringify(ids), now.toISOString(), actor, event, detail)
}

/**
 * Reads the audit log, newest first.
 * @param before - the `next` of the page before this one
 */
export async function listAudit(db: D1Database, before?: number): Promise<AuditPage> {
  const { results } = await db
    .prepare(
      `SELECT id, at, actor, action, count, detail FROM leanto_audit
       WHERE id < ? ORDER BY id DESC LIMIT ?`,
    )
    .bind(before ?? Number.MAX_SAFE_INTEGER, PAGE_LENGTH + 1)
    .all<AuditEntry>()
  const entries = results.slice(0, PAGE_LENGTH)
  const last = entries.at(-1)
  return results.length > PAGE_LENGTH && last !== undefined
    ? { entries, next: last.id }
    : { entries }
}
