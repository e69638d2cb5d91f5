/** Loads a Worker with submissions, kills it in the midst of them, and waits until it has done all that is left. */
import { Agent } from 'node:http'
import { setInterval, setTimeout } from 'node:timers/promises'

import { createRandom } from '../parity/random.ts'
import type { Post } from './checker.ts'
import { createSubmission, sendUntilKept, type Sending } from './client.ts'
import type { Server, Victim } from './processes.ts'
import type { Sink } from './sink.ts'

export interface Load {
  readonly posts: number
  readonly kills: number
  readonly seed: number
  /** Clients that send at the same time. */
  readonly clients: number
}

export interface Driven {
  readonly posts: readonly Post[]
  /** How often something died. */
  readonly kills: number
}

// As often as the cron trigger would, were a minute a second.
const SWEEP_MS = 1000
// A client may wait for several restarts.
const PATIENCE_MS = 60_000
const MS_PER_POST = 100

const KEPT: ReadonlySet<number> = new Set([201, 303])

/** Sends all submissions, with sweeps and deaths in between. The tables have to be there. */
export async function drive(server: Server, load: Load): Promise<Driven> {
  const { posts: count, seed, clients } = load
  const killer = createKiller(server, load)
  const agent = new Agent({ keepAlive: true, maxSockets: 2 * clients })
  const sending: Sending = {
    url: () => server.url(),
    answered: (status) => {
      if (KEPT.has(status)) killer.kept()
    },
    deadline: Date.now() + PATIENCE_MS + MS_PER_POST * count,
    agent,
  }
  const ended = new AbortController()
  const sweeping = sweepRegularly(server, ended.signal)
  const posts: Post[] = []
  let next = 0
  const work = async () => {
    while (next < count) {
      next += 1
      posts.push(await sendUntilKept(createSubmission(seed, next), sending))
    }
  }
  try {
    await Promise.all(Array.from({ length: clients }, work))
    await server.up()
  } finally {
    ended.abort()
    await sweeping
    agent.destroy()
  }
  return { posts, kills: killer.count() }
}

/** Has the Worker do what its cron trigger would have it do, as if at some time. Says whether it answered. */
export async function sweep(server: Server, time: Date): Promise<boolean> {
  const url = `${server.url()}/cdn-cgi/handler/scheduled?time=${time.getTime()}`
  return fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Installs the tables: until they are there, a request could fail for want of them. */
export async function install(server: Server): Promise<void> {
  const started = Date.now()
  while ((await readWaiting(server)) === undefined) {
    if (Date.now() - started > PATIENCE_MS) throw new Error('expected tables, got none')
    await sweep(server, new Date())
  }
}

const QUIET_MS = 1000
const STEP_MS = 1000
const MAX_SWEEPS = 10_000

/**
 * Sweeps until nothing waits in the outbox and the receiver has heard nothing for a while. The sweeps run ahead of
 * the time, to when something is due: what a dead Worker had taken, once its lease is over.
 * @throws where it does not come to an end
 */
export async function settle(server: Server, sink: Sink): Promise<void> {
  await untilQuiet(sink)
  let time = Date.now()
  for (let sweeps = 0; sweeps < MAX_SWEEPS; sweeps += 1) {
    const waiting = await readWaiting(server)
    if (waiting?.count === 0) return untilQuiet(sink)
    // Never the same time twice: it decides what fails.
    time = Math.max(time + STEP_MS, Date.parse(waiting?.due ?? '') || 0)
    await sweep(server, new Date(time))
  }
  throw new Error(`expected an empty outbox after ${MAX_SWEEPS} sweeps`)
}

async function untilQuiet(sink: Sink): Promise<void> {
  while (sink.quietFor() < QUIET_MS) await setTimeout(QUIET_MS - sink.quietFor())
}

interface Waiting {
  readonly count: number
  /** When the first of them is due, in ISO 8601. */
  readonly due: string | null
}

/** `undefined` where the tables are not there, or the Worker does not answer. */
async function readWaiting(server: Server): Promise<Waiting | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const response = await fetch(`${server.url()}/crash/due`, { signal }).catch(() => undefined)
  if (response?.ok !== true) return undefined
  const read: unknown = await response.json().catch(() => undefined)
  return isWaiting(read) ? read : undefined
}

function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== 'object' || value === null) return false
  if (!('count' in value && 'due' in value)) return false
  return typeof value.count === 'number' && (value.due === null || typeof value.due === 'string')
}

async function sweepRegularly(server: Server, signal: AbortSignal): Promise<void> {
  try {
    for await (const _ of setInterval(SWEEP_MS, undefined, { signal })) {
      await sweep(server, new Date())
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

interface Killer {
  /** Says that an answer came in this tick that promises something. */
  kept(): void
  /** How often it has killed. */
  count(): number
}

// A death at any moment comes so long after an answer, at most.
const LATER_MS = 300

/** Every second death comes in the tick of an answer, the others at any moment; in every fourth everything dies. */
function createKiller(server: Server, { posts, kills, seed }: Load): Killer {
  const random = createRandom(seed)
  let [kept, planned, killed] = [0, 0, 0]
  const kill = (victim: Victim) => {
    if (server.kill(victim)) killed += 1
    else planned -= 1
  }
  return {
    kept() {
      kept += 1
      if (planned >= kills || kept < ((planned + 0.5) * posts) / kills) return
      planned += 1
      const victim = planned % 4 === 0 ? 'everything' : 'runtime'
      if (planned % 2 === 1) kill(victim)
      else globalThis.setTimeout(kill, random.below(LATER_MS), victim)
    },
    count: () => killed,
  }
}
