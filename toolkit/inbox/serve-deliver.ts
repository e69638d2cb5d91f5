/** Delivers what is in the outbox: at least once each, and several times where a Worker dies in the midst of it. */
import { sha256 } from '../core/digest.ts'
import type { Site } from '../site/format.ts'
import { MAX_ATTEMPTS, toDelay, toLease } from './backoff.ts'
import { tryAgain } from './serve-again.ts'
import { respond } from './serve-autoresponse.ts'
import {
  claim,
  fail,
  finish,
  readDue,
  readDueWith,
  remove,
  type Claim,
  type ClaimedRow,
  type Job,
  type Outcome,
} from './serve-claim.ts'
import { findTarget, MAX_DIGEST, toJobs } from './serve-digest.ts'
import { toNotice } from './serve-notice.ts'
import { withSchema } from './serve-schema.ts'
import type { World } from './serve-world.ts'
import { cut } from './summary.ts'
import { DeliveryError, type Bindings } from './target.ts'

/** What delivering needs; the random numbers are from 0 to 1. */
export interface DeliveryWorld extends Omit<World, 'site'> {
  readonly site: Pick<Site, 'url'>
  readonly random?: () => number
}

/** What became of a delivery: it is sent, or tried again later, or there is nothing more to do. */
export type Result = 'done' | 'later' | 'gone'

// A Worker may have six connections open at once.
const MAX_AT_ONCE = 5

// What is sent and not written down is sent again.
const FINISH_TRIES = 4

const MAX_REASON = 500
const MIN_SECRET = 8

const ADDRESS = /[^\s<>()[\]{}"',;:]+@[^\s<>()[\]{}"',;:]+/gu

// Less than a lease: a target that never answers must not hold what waits behind it, nor be told twice at once.
const TIMEOUT_MS = 30_000

/**
 * Sends one delivery, where it is due and nobody else works on it; with a digest, all that is due with it.
 * It costs four requests to bindings and hosts, and up to three more for an answer to the visitor.
 * @throws what D1 throws when it cannot be asked what is due
 */
export async function deliverOne(id: string, world: DeliveryWorld): Promise<Result> {
  const { DB } = world.env
  const due = await withSchema(DB, () => readDueWith(DB, id, world.now(), MAX_DIGEST))
  const job = toJobs(due, world.settings).find((rows) => rows.some((row) => row.id === id))
  return job === undefined ? 'gone' : work(job, world)
}

/**
 * Sends what is due, what waits longest first. One that fails does not keep the others from their turn.
 * @param limit - the most messages; each costs three requests, and up to three more for an answer to the visitor
 * @returns how many were sent
 * @throws what D1 throws when it cannot be asked what is due
 */
export async function deliverDue(world: DeliveryWorld, limit: number): Promise<number> {
  const { DB } = world.env
  const due = await withSchema(DB, () => readDue(DB, world.now(), limit * MAX_DIGEST))
  const jobs = toJobs(due, world.settings).slice(0, limit)
  const results: Result[] = []
  for (let start = 0; start < jobs.length; start += MAX_AT_ONCE) {
    const some = jobs.slice(start, start + MAX_AT_ONCE)
    results.push(...(await Promise.all(some.map((job) => work(job, world)))))
  }
  return results.filter((result) => result === 'done').length
}

/** Whatever is left undone here is due again when the time for it is over. */
async function work(job: Job, world: DeliveryWorld): Promise<Result> {
  const { env, now } = world
  const attempts = Math.max(...job.map((due) => due.attempts))
  try {
    const taken = await claim(env.DB, job, new Date(now().getTime() + toLease(attempts)))
    if (taken === undefined) return 'gone'
    const told = new Set(taken.rows.map(({ id }) => id))
    const untold = taken.claim.ids.filter((id) => !told.has(id))
    if (untold.length > 0) await remove(env.DB, untold)
    if (told.size === 0) return 'gone'
    return await tryOnce({ ...taken, job, attempts: attempts + 1 }, world)
  } catch (error) {
    console.error(`the outbox could not be kept of ${job[0].id}`, error)
    return 'later'
  }
}

interface Try {
  readonly claim: Claim
  readonly rows: readonly ClaimedRow[]
  readonly job: Job
  /** This one included. */
  readonly attempts: number
}

async function tryOnce(one: Try, world: DeliveryWorld): Promise<Result> {
  const { DB } = world.env
  let outcome: Outcome
  try {
    outcome = await send(one, world)
  } catch (error) {
    return postpone(one, error, world)
  }
  // Not within the `try`: what is sent has not failed, even when it cannot be written down.
  await tryAgain(FINISH_TRIES, () => finish(DB, one.claim.ids, outcome, world.now()))
  return 'done'
}

async function send({ rows, job, attempts }: Try, world: DeliveryWorld): Promise<Outcome> {
  // Each try is counted before it is made: what ends the Worker is not tried for ever.
  if (attempts > MAX_ATTEMPTS) {
    throw new DeliveryError(`the Worker ended before it was sent, after ${MAX_ATTEMPTS} tries`)
  }
  const { site, settings, env, now } = world
  const [first, ...others] = rows.map((row) => toNotice(row, site))
  const [{ id: row, kind, target: name }] = job
  if (first === undefined) throw new Error('expected a submission to tell of')
  if (kind === 'autoresponse') return inTime(respond(row, name, first, world))
  const target = findTarget(settings, name)
  if (target === undefined) {
    throw new DeliveryError(
      `no target is called "${name}": declare it in the Worker, as notify: { '${name}': email({ … }) }`,
      { isFinal: true },
    )
  }
  const id = await toDeliveryId(rows)
  await inTime(target.send({ id, sentAt: now(), notices: [first, ...others] }, { ...env }))
  return { event: 'delivered' }
}

/** @throws {DeliveryError} where it takes too long */
async function inTime<T>(sending: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () =>
      reject(new DeliveryError(`the receiver did not answer within ${TIMEOUT_MS / 1000} seconds`)),
    TIMEOUT_MS,
  )
  try {
    return await Promise.race([sending, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** What holds the same has the same id. */
async function toDeliveryId(rows: readonly ClaimedRow[]): Promise<string> {
  const ids = rows.map(({ id }) => id).toSorted()
  const [id = ''] = ids
  if (ids.length === 1) return id
  return (await sha256(ids.join(' '))).toHex().slice(0, 32)
}

async function postpone(
  { claim: taken, attempts }: Try,
  error: unknown,
  { env, now, random = Math.random }: DeliveryWorld,
): Promise<Result> {
  const { isFinal, retryAfter } =
    error instanceof DeliveryError ? error : { isFinal: false, retryAfter: undefined }
  const isOver = isFinal || attempts >= MAX_ATTEMPTS
  const said = describe(error, { ...env })
  // What is said of several submissions goes into the history of each: it must not speak of another.
  const reason = taken.ids.length > 1 ? said.replace(/:.*/su, '') : said
  console.warn(`delivery ${taken.ids.join(', ')}: ${reason}`)
  const at = now()
  const again = new Date(at.getTime() + toDelay(attempts, random(), retryAfter))
  await fail(env.DB, taken, reason, at, isOver ? undefined : again)
  return isOver ? 'gone' : 'later'
}

/** Addresses and secrets that an error repeats are cut out: the owner's pages and the log show it. */
function describe(error: unknown, env: Bindings): string {
  let text = error instanceof Error ? error.message : String(error)
  const secrets = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[1].length >= MIN_SECRET,
  )
  for (const [name, value] of secrets) text = text.replaceAll(value.trim(), `[${name}]`)
  text = text.replaceAll(/(https?:\/\/)[^\s"'<>]+/gi, (url, scheme: string) =>
    URL.canParse(url) ? `${scheme}${new URL(url).host}/…` : scheme,
  )
  // A receiver may repeat whom it was told of.
  text = text.replaceAll(ADDRESS, '[address]')
  return cut(text.replaceAll(/\p{Cc}+|\s+/gu, ' ').trim(), MAX_REASON)
}
