/** Sees to it that what is to be sent of a submission is sent right after it was stored. */
import { deliverOne } from './serve-deliver.ts'
import { withSchema } from './serve-schema.ts'
import type { World } from './serve-world.ts'

/**
 * Hands a submission to the queue, or delivers it here where the site has none. Nothing is lost when this fails: the
 * outbox has a row for each delivery, and the sweep finds what is due.
 * @param limit - how many are delivered here at most
 */
export async function dispatch(world: World, submission: string, limit: number): Promise<void> {
  const { OUTBOX } = world.env
  if (OUTBOX === undefined) await deliverSubmission(world, submission, limit)
  else await OUTBOX.send(submission)
}

/**
 * Delivers what is due of a submission, at most `limit` messages; the sweep finds the others.
 * @returns how many it has tried
 */
export async function deliverSubmission(
  world: World,
  submission: string,
  limit: number,
): Promise<number> {
  const { DB } = world.env
  const { results } = await withSchema(DB, () =>
    DB.prepare(
      `SELECT id FROM leanto_outbox WHERE submission = ? AND state = 'new' AND due_at <= ? ORDER BY id LIMIT ?`,
    )
      .bind(submission, world.now().toISOString(), limit)
      .all<{ id: string }>(),
  )
  for (const { id } of results) await deliverOne(id, world)
  return results.length
}
