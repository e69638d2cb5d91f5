/** What is told of together: when it is due, and which deliveries become one message. */
import type { Due, Job } from './serve-claim.ts'
import type { Digest, InboxSettings, Target } from './target.ts'

/** The most submissions that one message tells of. */
export const MAX_DIGEST = 50

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** When a daily digest is sent: at six, UTC. */
const DAILY_AT = 6 * HOUR

/** The target that a name in `data-notify` stands for. */
export function findTarget({ notify = {} }: InboxSettings, name: string): Target | undefined {
  return Object.hasOwn(notify, name) ? notify[name] : undefined
}

/** When what was received is told of: at once, or at the next full hour, or at the next six o'clock, UTC. */
export function toDueAt(receivedAt: Date, digest: Digest | undefined): Date {
  if (digest === undefined) return receivedAt
  const [every, offset] = digest === 'hourly' ? [HOUR, 0] : [DAY, DAILY_AT]
  const passed = Math.floor((receivedAt.getTime() - offset) / every)
  return new Date((passed + 1) * every + offset)
}

/**
 * Which deliveries are sent together: those for the same digest that are due at the same moment. What failed together
 * is due together again, so that a message that is sent again holds the same.
 */
export function toJobs(due: readonly Due[], settings: InboxSettings): readonly Job[] {
  const groups = new Map<string, Due[]>()
  for (const one of due) {
    const { id, kind, target, due_at: dueAt } = one
    const isDigest = kind === 'notify' && findTarget(settings, target)?.digest !== undefined
    const key = isDigest ? `${target} ${dueAt}` : id
    const group = groups.get(key) ?? []
    if (group.length < MAX_DIGEST) group.push(one)
    groups.set(key, group)
  }
  return [...groups.values()].flatMap(([first, ...others]): Job[] =>
    first === undefined ? [] : [[first, ...others]],
  )
}
