/** What an owner does to submissions: each action in one transaction, with its lines in the audit log and the history. */
import { auditStatement, historyStatement } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import { deleteSubmissions } from './serve-delete.ts'
import { deliverDue } from './serve-deliver.ts'
import { outboxStatements } from './serve-outbox.ts'
import { learnMarks, type MarkChange } from './serve-scorer.ts'
import { indexPending } from './serve-search.ts'
import { FOLDER_STATES, type State } from './views.ts'

/** `inbox` brings back from the archive or from spam and teaches nothing; `ham` says that it is no spam. */
export const ACTIONS = [
  'read',
  'unread',
  'archive',
  'inbox',
  'spam',
  'ham',
  'delete',
  'resend',
] as const

export type Action = (typeof ACTIONS)[number]

/** How many submissions one action may be done to. */
export const MAX_IDS = 100

// A visitor who hears nothing for so long would wonder at an automatic answer.
const MAX_ANSWER_AGE = 86_400_000

// The rest is sent by the cron trigger.
const MAX_DELIVERIES = 3

/**
 * Does something to submissions. What is so already, or is not there, is left alone, so that it may be done again.
 * @param ids - at most 100
 * @returns how many were changed
 * @throws {RangeError} for more of them; and what D1 and R2 throw
 */
export async function act(call: Call, action: Action, ids: readonly string[]): Promise<number> {
  if (ids.length > MAX_IDS) {
    throw new RangeError(`expected at most ${MAX_IDS} ids, got ${ids.length}`)
  }
  const own = [...new Set(ids)]
  if (action === 'delete') return remove(call, own)
  if (action === 'resend') return resend(call, own)
  return change(call, action, own)
}

/** Tries what is due at once, behind the answer. Nothing is lost when this fails: the cron trigger does it, too. */
export function deliverBehind({ env, context, now }: Call): void {
  const { site, settings } = context
  const world = { env, site, settings, now: () => now }
  context.waitUntil(deliverDue(world, MAX_DELIVERIES).catch(log('nothing was sent')))
}

/** A change of rows, in SQL of this module alone. */
interface Change {
  /** Holds for rows that are not yet as they shall be. */
  readonly condition: string
  /** With the time as ?2 where it takes one. */
  readonly assignments: string
  readonly takesTime?: true
  /** What the history says. */
  readonly event: string
  readonly mark?: 'spam' | 'ham'
}

const CHANGES: Readonly<Record<Exclude<Action, 'delete' | 'resend'>, Change>> = {
  read: {
    condition: 'read_at IS NULL',
    assignments: 'read_at = ?2',
    takesTime: true,
    event: 'read',
  },
  unread: { condition: 'read_at IS NOT NULL', assignments: 'read_at = NULL', event: 'unread' },
  archive: moveTo(FOLDER_STATES.archive, 'archived'),
  inbox: moveTo(FOLDER_STATES.inbox, 'moved to the inbox'),
  spam: markAs('spam', FOLDER_STATES.spam, 'marked as spam'),
  ham: markAs('ham', FOLDER_STATES.inbox, 'marked as no spam'),
}

function moveTo(state: State, event: string): Change {
  return { condition: `state <> '${state}'`, assignments: `state = '${state}'`, event }
}

function markAs(mark: 'spam' | 'ham', state: State, event: string): Change {
  return {
    condition: `state <> '${state}' OR mark IS NOT '${mark}'`,
    assignments: `state = '${state}', mark = '${mark}'`,
    event,
    mark,
  }
}

const IS_ASKED = 'id IN (SELECT value FROM json_each(?1))'

async function change(
  call: Call,
  action: keyof typeof CHANGES,
  ids: readonly string[],
): Promise<number> {
  const { env, now, owner } = call
  const { condition, assignments, takesTime, event, mark } = CHANGES[action]
  const { DB: db } = env
  const list = JSON.stringify(ids)
  // What was put aside has never been told of.
  const told = ['ham', 'inbox'].includes(action)
    ? await tell(call, list, `state = '${FOLDER_STATES.spam}'`)
    : []
  const [before] = await db.batch<{ id: string; mark: string | null }>([
    db
      .prepare(`SELECT id, mark FROM leanto_submissions WHERE ${IS_ASKED} AND (${condition})`)
      .bind(list),
    historyStatement(db, ids, owner.name, event, now, '', condition),
    auditStatement(db, call, action, 'changed'),
    db
      .prepare(`UPDATE leanto_submissions SET ${assignments} WHERE ${IS_ASKED} AND (${condition})`)
      .bind(list, ...(takesTime === undefined ? [] : [now.toISOString()])),
    ...told,
  ])
  const changed = before?.results ?? []
  if (mark !== undefined) {
    const changes = changed.map(({ id, mark: from }) => ({ id, from: toMark(from), to: mark }))
    // The marks are stored: an error would say that they are not.
    await learnMarks(db, changes).catch(log('the marks were not learnt'))
  }
  if (told.length > 0) deliverBehind(call)
  if (assignments.startsWith('state') && changed.length > 0) indexBehind(call)
  return changed.length
}

function toMark(mark: string | null): MarkChange['from'] {
  return mark === 'spam' || mark === 'ham' ? mark : undefined
}

interface ToldRow {
  readonly id: string
  readonly received_at: string
  readonly notify: string | null
  readonly autoresponse: string | null
}

/** The statements that put into the outbox what is to be sent of those submissions for which a condition holds. */
async function tell(
  { env: { DB }, context, now }: Call,
  list: string,
  condition: string,
): Promise<readonly D1PreparedStatement[]> {
  const { results } = await DB.prepare(
    `SELECT id, received_at, notify, autoresponse FROM leanto_submissions AS s
     WHERE ${IS_ASKED} AND ${condition}`,
  )
    .bind(list)
    .all<ToldRow>()
  return results.flatMap((row) => {
    const receivedAt = new Date(row.received_at)
    const isFresh = now.getTime() - receivedAt.getTime() < MAX_ANSWER_AGE
    const notify = row.notify ?? undefined
    const autoresponse = (isFresh ? row.autoresponse : undefined) ?? undefined
    return outboxStatements(DB, { id: row.id, notify, autoresponse, receivedAt }, context.settings)
  })
}

/** What is not in the index cannot be found: a row that moves leaves it. */
function indexBehind({ env, context }: Call): void {
  context.waitUntil(indexPending(env.DB).catch(log('submissions were not indexed')))
}

/** The rows of the audit log outlive those of the history, which go with the submissions. */
async function remove(call: Call, ids: readonly string[]): Promise<number> {
  const { DB: db } = call.env
  const { results } = await db
    .prepare(`SELECT id FROM leanto_submissions WHERE ${IS_ASKED}`)
    .bind(JSON.stringify(ids))
    .all<{ id: string }>()
  await deleteSubmissions(
    call.env,
    results.map(({ id }) => id),
  )
  await auditStatement(db, call, 'delete', results.length).run()
  return results.length
}

/** Sends again what was sent, and what was given up; a visitor gets no second answer. */
async function resend(call: Call, ids: readonly string[]): Promise<number> {
  const { env, now, owner } = call
  const { DB: db } = env
  const list = JSON.stringify(ids)
  const told = await tell(
    call,
    list,
    'NOT EXISTS (SELECT 1 FROM leanto_outbox WHERE submission = s.id)',
  )
  const results = await db.batch([
    db
      .prepare(
        `UPDATE leanto_outbox SET state = 'new', attempts = 0, error = NULL, done_at = NULL, due_at = ?2
         WHERE submission IN (SELECT id FROM leanto_submissions
             WHERE id IN (SELECT value FROM json_each(?1)) AND state <> '${FOLDER_STATES.spam}')
           AND ${IS_FREE}
           AND (kind = 'notify' OR (state <> 'done' AND created_at > ?3))`,
      )
      .bind(list, now.toISOString(), new Date(now.getTime() - MAX_ANSWER_AGE).toISOString()),
    ...told,
    historyStatement(db, ids, owner.name, 'sent again', now, '', WAITS),
    auditStatement(db, call, 'resend', 'changed'),
    db.prepare(`SELECT id FROM leanto_submissions WHERE ${IS_ASKED} AND ${WAITS}`).bind(list),
  ])
  deliverBehind(call)
  return results.at(-1)?.results.length ?? 0
}

/** Nobody sends it at this moment: who does has moved the time at which it is due. */
const IS_FREE = `NOT (state = 'new' AND due_at > ?2 AND error IS NULL AND attempts > 0)`

/** What is set to be sent again has no tries; what is being sent has one at least. */
const WAITS = `state <> '${FOLDER_STATES.spam}' AND EXISTS (SELECT 1 FROM leanto_outbox AS o
  WHERE o.submission = leanto_submissions.id AND o.state = 'new' AND o.attempts = 0)`

function log(failure: string): (error: unknown) => void {
  return (error) => {
    console.error(failure, error)
  }
}
