/** What the Worker does without a visitor: by the clock, and for the messages of its queue. */
import { deliverSubmission } from '../inbox/serve-dispatch.ts'
import type { InboxEnv } from '../inbox/serve-env.ts'
import { sweep } from '../inbox/serve-sweep.ts'
import type { InboxSettings } from '../inbox/target.ts'
import type { Site } from './format.ts'

// Each costs up to seven requests to bindings and hosts; the free plan has 50 for a call.
const MAX_DELIVERIES = 6

/**
 * Does what is due. One cron trigger of a minute serves every schedule; a site without a database has nothing to do.
 */
export async function runSchedules(
  { scheduledTime }: Pick<ScheduledController, 'scheduledTime'>,
  env: InboxEnv,
  site: Site,
  settings: InboxSettings,
): Promise<void> {
  const { DB } = env
  if (DB === undefined) return
  // A trigger may come late and take long: leases run by the time that it is.
  const now = () => new Date(Math.max(scheduledTime, Date.now()))
  await sweep({ env: { ...env, DB }, site, settings, now })
}

/** Delivers what the messages name. None is tried again by the queue: the outbox knows what is left, and when. */
export async function takeMessages(
  { messages }: Pick<MessageBatch, 'messages'>,
  env: InboxEnv,
  site: Site,
  settings: InboxSettings,
): Promise<void> {
  const { DB } = env
  if (DB === undefined) return
  const world = { env: { ...env, DB }, site, settings, now: () => new Date() }
  let left = MAX_DELIVERIES
  for (const { body } of messages) {
    // What is left over is found by the sweep.
    if (typeof body !== 'string' || left <= 0) continue
    left -= await deliverSubmission(world, body, left).catch((error: unknown) => {
      console.error(`deliveries of ${body} failed`, error)
      return 1
    })
  }
}
