/**
 * The Worker under test: a site's forms as they are, over a database that fails, with a receiver on this machine. The
 * variable `BROKEN` makes it one of the controls, in which something is wrong that the harness has to find.
 */
import { createWorker, type LeantoEnv } from 'leanto'
import { forms } from 'leanto/forms'
import { site } from 'leanto:site'

import type { Target } from '../../toolkit/inbox/target.ts'
import { createRandom } from '../parity/random.ts'
import { findControl, SKIP_OUTBOX } from './controls.edge.ts'
import { interceptDatabase, plantFaults, type Around } from './faults.edge.ts'

export interface CrashEnv extends LeantoEnv {
  readonly DB: D1Database
  /** Where the receiver listens. */
  readonly SINK: string
  /** Name of a control; '' for the real thing. */
  readonly BROKEN: string
  /** Calls of the database in a hundred that fail before they are done; as many fail after. */
  readonly FAULTS: string
}

const sink: Target = {
  kind: 'sink',
  send: ({ id, notices }, env) =>
    tell(
      String(env['SINK']),
      id,
      notices.map((notice) => notice.id),
    ),
}

const worker = createWorker<CrashEnv>(site, (router) => router.all('/forms/*', forms()), {
  notify: { sink },
})

const handler: ExportedHandler<CrashEnv> = {
  async fetch(request, env, execution) {
    const { pathname } = new URL(request.url)
    if (pathname === '/crash/due') return Response.json(await readWaiting(env))
    const { change, around, answered } = findControl(env.BROKEN)
    // A request fails as its own number says, so that a run can be had again, whoever died in between.
    const faults = toFaults(env, Number(request.headers.get('x-crash-seed')))
    const DB = interceptDatabase(env.DB, around?.(faults, execution) ?? faults)
    const changed = change === undefined ? request : await change(request)
    const response = await worker.fetch?.(changed, { ...env, DB }, execution)
    if (response === undefined) throw new Error('expected a Worker that answers')
    answered?.(response.clone(), execution, (id) => tell(env.SINK, id, [id]))
    return response
  },
  async scheduled(controller, env, execution) {
    const DB = interceptDatabase(env.DB, toFaults(env, controller.scheduledTime))
    await worker.scheduled?.(controller, { ...env, DB }, execution)
  },
}

export default handler

/** @throws where the receiver does not take it */
async function tell(url: string, delivery: string, submissions: readonly string[]): Promise<void> {
  const body = JSON.stringify({ delivery, submissions })
  const response = await fetch(url, { method: 'POST', body })
  if (!response.ok) throw new Error(`expected the receiver to take it, got ${response.status}`)
}

function toFaults({ FAULTS }: CrashEnv, seed: number): Around {
  return plantFaults({ random: createRandom(seed), percent: Number(FAULTS) })
}

/** Which deliveries are not over. The control without an outbox gets a table that keeps nothing. */
async function readWaiting({ DB, BROKEN }: CrashEnv): Promise<unknown> {
  if (BROKEN === 'no outbox') await DB.prepare(SKIP_OUTBOX).run()
  return DB.prepare(
    `SELECT count(*) AS count, min(due_at) AS due FROM leanto_outbox WHERE state = 'new'`,
  ).first()
}
