/** What the pages of deliveries and of the log are filled with. */
import type { Data } from '../page/format.ts'
import { HOME, submissionUrl, withQuery } from './page-urls.ts'
import { countWords, timeWords } from './page-words.ts'
import type { AuditEntry, DeliveryView } from './views.ts'

const STATES: Readonly<Record<DeliveryView['state'], string>> = {
  new: 'Waiting',
  done: 'Sent',
  dead: 'Not delivered',
}

const DELIVERIES = `${HOME}/deliveries`
const LOG = `${HOME}/log`

/** One page of each kind of delivery; `next` is the cursor of the page after it. */
export interface DeliveriesView {
  readonly dead: readonly DeliveryView[]
  readonly nextDead: string | undefined
  readonly waiting: readonly DeliveryView[]
  readonly nextWaiting: string | undefined
}

/** The fields of the page of deliveries. */
export function deliveriesFields(view: DeliveriesView): Data {
  const { nextDead, nextWaiting } = view
  return {
    heading: 'Deliveries',
    dead: view.dead.map(deliveryFields),
    waiting: view.waiting.map(deliveryFields),
    moreDead: nextDead === undefined ? undefined : withQuery(DELIVERIES, { dead: nextDead }),
    moreWaiting:
      nextWaiting === undefined ? undefined : withQuery(DELIVERIES, { waiting: nextWaiting }),
  }
}

/** The fields of one delivery. */
export function deliveryFields(delivery: DeliveryView): Data {
  const { id, submission, kind, state, createdAt, doneAt, dueAt } = delivery
  const target = kind === 'notify' ? delivery.target : `answer to the visitor (${delivery.target})`
  // Where it was given up, that is when.
  const at = state === 'done' ? (doneAt ?? createdAt) : dueAt
  return {
    id,
    url: submissionUrl(submission),
    target,
    label: `Send again: ${target}`,
    state: STATES[state],
    look: `state ${state}`,
    tries: describeTries(delivery),
    error: delivery.error,
    at,
    when: timeWords(at),
    due: dueAt,
    dueWhen: timeWords(dueAt),
    canResend: state !== 'done',
  }
}

function describeTries({ state, attempts }: DeliveryView): string | undefined {
  if (state === 'new' && attempts === 0) return 'not tried yet'
  if (state === 'done' && attempts < 2) return undefined
  return `after ${countWords(attempts, 'try', 'tries')}`
}

/**
 * The fields of the page of the audit log.
 * @param isFirst - whether it is the newest page
 */
export function logFields(
  entries: readonly AuditEntry[],
  next: number | undefined,
  isFirst: boolean,
): Data {
  const older = next === undefined ? undefined : withQuery(LOG, { before: String(next) })
  const newest = isFirst ? undefined : LOG
  return {
    heading: 'Log',
    entries: entries.map(auditFields),
    older,
    newest,
    hasPages: older !== undefined || newest !== undefined,
  }
}

function auditFields({ at, actor, action, count, detail }: AuditEntry): Data {
  return {
    at,
    when: timeWords(at),
    actor,
    action,
    // One sign-in is no number that says something.
    count: count > 1 ? `× ${count}` : undefined,
    detail,
  }
}
