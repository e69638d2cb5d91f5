/** What the Worker does without a visitor: by the clock, and for the messages of its queue. */
import { deliverSubmission } from '../inbox/serve-dispatch.ts'
import type { InboxEnv } from '../inbox/serve-env.ts'
import { sweep } from '../inbox/serve-sweep.ts'
import type { InboxSettings } from '../inbox/target.ts'
import type { Site } from './format.ts'

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
  await sweep({ env: { ...env, DB }, site, settings, now: () => new Date(scheduledTime) })
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
  for (const { body } of messages) {
    if (typeof body === 'string') await deliverSubmission(world, body)
  }
}
