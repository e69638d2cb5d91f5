/** Answers with what is to be sent, with what could not be, and with the audit log. */
import { problem } from '../core/problem.ts'
import { deliveriesFields, logFields } from './page-fields-deliveries.ts'
import { listAudit } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import { listDeliveries } from './serve-outbox.ts'
import { showPage } from './serve-page-show.ts'
import type { DeliveryView } from './views.ts'

/** So many of each kind are shown. */
const PAGE_LENGTH = 50

/** Answers GET `/inbox/deliveries` (`dead` and `waiting`: ids of the last ones of the pages before). */
export async function answerDeliveries(call: Call): Promise<Response> {
  const [dead, waiting] = await Promise.all([readPart(call, 'dead'), readPart(call, 'new')])
  const fields = deliveriesFields({
    dead: dead.items,
    nextDead: dead.next,
    waiting: waiting.items,
    nextWaiting: waiting.next,
  })
  return showPage(call, 'deliveries', fields)
}

/** Answers GET `/inbox/log` (`before`: the id of the last entry of the page before). */
export async function answerLog(call: Call): Promise<Response> {
  const before = call.context.url.searchParams.get('before') || undefined
  if (before !== undefined && !/^\d{1,15}$/.test(before))
    return problem(400, 'Expected a number in "before", got another text.')
  const { entries, next } = await listAudit(
    call.env.DB,
    before === undefined ? undefined : Number(before),
  )
  return showPage(call, 'log', logFields(entries, next, before === undefined))
}

interface Part {
  readonly items: readonly DeliveryView[]
  readonly next: string | undefined
}

async function readPart({ env, context }: Call, state: 'new' | 'dead'): Promise<Part> {
  const after = context.url.searchParams.get(state === 'new' ? 'waiting' : 'dead') || undefined
  const found = await listDeliveries(env.DB, state, PAGE_LENGTH + 1, after)
  const items = found.slice(0, PAGE_LENGTH)
  return { items, next: found.length > PAGE_LENGTH ? items.at(-1)?.id : undefined }
}
