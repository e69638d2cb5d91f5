/**
 * Takes deliveries out of the outbox, so that one Worker at a time works on each, and writes down what became of them.
 * Whoever takes one moves the time at which it is due: if the Worker dies, it is due again by itself. What is tried, due
 * later and without an error is being sent.
 */
/** What is to be sent, as it waits. */
export interface Due {
  readonly id: string
  readonly kind: 'notify' | 'autoresponse'
  readonly target: string
  /** Earlier tries. */
  readonly attempts: number
  readonly due_at: string
}

/** Deliveries that are sent together: one, or those of a digest. All have the same target and the same `due_at`. */
export type Job = readonly [Due, ...Due[]]

/** A job that nobody else works on until `until`. */
export interface Claim {
  readonly ids: readonly string[]
  readonly until: string
}

/** A row of the outbox with the submission that it tells of. */
export interface ClaimedRow {
  /** Of the outbox. */
  readonly id: string
  readonly submission: string
  readonly form: string
  readonly page: string
  readonly received_at: string
  readonly language: string
  readonly entries: string
  /** JSON: [field, name, type, size] of each file. */
  readonly files: string
}

/** What is said in the history. */
export interface Outcome {
  readonly event: 'delivered' | 'not sent' | 'failed' | 'given up'
  /** Why. */
  readonly reason?: string
}

/** A digest holds so many UTF-16 units of entries, apart from its first submission; the rest is left for the next. */
const MAX_ENTRIES_LENGTH = 1_000_000

/** The deliveries that are due, those that wait longest first. */
export async function readDue(db: D1Database, now: Date, limit: number): Promise<readonly Due[]> {
  const { results } = await db
    .prepare(
      `SELECT id, kind, target, attempts, due_at FROM leanto_outbox
       WHERE state = 'new' AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
    )
    .bind(now.toISOString(), limit)
    .all<Due>()
  return results
}

/** A delivery that is due, and those that are due with it at the same target; none where it is not due. */
export async function readDueWith(
  db: D1Database,
  id: string,
  now: Date,
  limit: number,
): Promise<readonly Due[]> {
  const { results } = await db
    .prepare(
      `SELECT other.id, other.kind, other.target, other.attempts, other.due_at
       FROM leanto_outbox AS one JOIN leanto_outbox AS other
         ON other.state = 'new' AND other.due_at = one.due_at AND other.target = one.target AND other.kind = one.kind
       WHERE one.id = ?1 AND one.state = 'new' AND one.due_at <= ?2
       ORDER BY other.id <> ?1, other.id LIMIT ?3`,
    )
    .bind(id, now.toISOString(), limit)
    .all<Due>()
  return results
}

/**
 * Takes a job, and reads what it tells of: only what is still in the inbox or in the archive has a row. Of several
 * Workers that try, one gets it.
 * @param until - when it is due again, if nothing else is heard of it
 * @returns `undefined` where nothing was left to take
 */
export async function claim(
  db: D1Database,
  [first, ...others]: Job,
  until: Date,
): Promise<{ readonly claim: Claim; readonly rows: readonly ClaimedRow[] } | undefined> {
  const list = JSON.stringify([first.id, ...others.map(({ id }) => id)])
  const [claimed, read] = await db.batch<ClaimedRow>([
    db
      .prepare(
        `UPDATE leanto_outbox SET attempts = attempts + 1, due_at = ?1, error = NULL
         WHERE state = 'new' AND due_at = ?2 AND id IN (
           SELECT id FROM (
             SELECT list.value AS id, list.key AS place, sum(length(entries)) OVER (ORDER BY list.key) AS length
             FROM json_each(?3) AS list
               LEFT JOIN leanto_outbox ON leanto_outbox.id = list.value
               LEFT JOIN leanto_submissions ON leanto_submissions.id = submission)
           WHERE place = 0 OR coalesce(length, 0) <= ${MAX_ENTRIES_LENGTH})
         RETURNING id`,
      )
      .bind(until.toISOString(), first.due_at, list),
    db
      .prepare(
        `SELECT leanto_outbox.id, submission, form, page, received_at, language, entries,
           (SELECT json_group_array(json_array(field, name, type, size)) FROM leanto_files
             WHERE leanto_files.submission = leanto_submissions.id) AS files
         FROM leanto_outbox JOIN leanto_submissions ON leanto_submissions.id = submission
         WHERE leanto_outbox.id IN (SELECT value FROM json_each(?1)) AND leanto_outbox.state = 'new'
           AND due_at = ?2 AND leanto_submissions.state IN ('accepted', 'archived')
         ORDER BY received_at, leanto_outbox.id`,
      )
      .bind(list, until.toISOString()),
  ])
  const ids = new Set(claimed?.results.map(({ id }) => id))
  if (ids.size === 0) return undefined
  const rows = (read?.results ?? []).filter(({ id }) => ids.has(id))
  return { claim: { ids: [...ids], until: until.toISOString() }, rows }
}

/** Marks deliveries as done, whoever else works on them. */
export async function finish(
  db: D1Database,
  ids: readonly string[],
  outcome: Outcome,
  now: Date,
): Promise<void> {
  const list = JSON.stringify(ids)
  await db.batch([
    writeHistory(db, list, outcome, now, `state <> 'done'`),
    db
      .prepare(
        `UPDATE leanto_outbox SET state = 'done', error = NULL, done_at = ?2
         WHERE id IN (SELECT value FROM json_each(?1)) AND state <> 'done'`,
      )
      .bind(list, now.toISOString()),
  ])
}

/**
 * Marks deliveries as failed, unless somebody else has taken them since.
 * @param again - when they are due again; they are given up without it
 */
export async function fail(
  db: D1Database,
  { ids, until }: Claim,
  reason: string,
  now: Date,
  again: Date | undefined,
): Promise<void> {
  const list = JSON.stringify(ids)
  const outcome: Outcome = { event: again === undefined ? 'given up' : 'failed', reason }
  await db.batch([
    writeHistory(db, list, outcome, now, `state = 'new' AND due_at = ?5`, until),
    db
      .prepare(
        `UPDATE leanto_outbox SET state = ?2, due_at = ?3, error = ?4
         WHERE id IN (SELECT value FROM json_each(?1)) AND state = 'new' AND due_at = ?5`,
      )
      .bind(
        list,
        again === undefined ? 'dead' : 'new',
        (again ?? now).toISOString(),
        reason,
        until,
      ),
  ])
}

/** Removes deliveries of what is no longer there to be told of. If it comes back, so do they. */
export async function remove(db: D1Database, ids: readonly string[]): Promise<void> {
  await db
    .prepare('DELETE FROM leanto_outbox WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(ids))
    .run()
}

/** A line for each of the deliveries that `condition` holds of; its own parameters start at `?5`. */
function writeHistory(
  db: D1Database,
  list: string,
  { event, reason }: Outcome,
  now: Date,
  condition: string,
  ...parameters: readonly string[]
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO leanto_history (submission, at, actor, event, detail)
       SELECT submission, ?2, 'leanto', ?3,
         iif(kind = 'autoresponse', 'autoresponse ' || target, target) || ?4
       FROM leanto_outbox WHERE id IN (SELECT value FROM json_each(?1)) AND ${condition}`,
    )
    .bind(list, now.toISOString(), event, reason === undefined ? '' : `: ${reason}`, ...parameters)
}
