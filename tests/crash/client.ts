/** Clients that send a submission until an answer says that it is kept. */
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import { createRandom, type Random } from '../parity/random.ts'
import type { Post } from './checker.ts'
import { CLIENT_FIELD, FORM } from './project.ts'

export interface Submission {
  readonly client: string
  /** Whether the visitor sends it twice at once. */
  readonly isDouble: boolean
  /** Whether a program sends it, which gets the id. */
  readonly isProgram: boolean
  readonly body: string
  readonly random: Random
}

export interface Sending {
  /** Where the site is now. */
  readonly url: () => string
  /** Called in the very tick in which the status of an answer is read. */
  readonly answered: (status: number) => void
  /** When to give up, in milliseconds since the epoch. */
  readonly deadline: number
  readonly agent: Agent
}

/** What Wrangler says in place of a Worker that died while it answered. */
const LOST = /^(Error: )?(Network connection lost|Worker exited|The script will never generate)/

const TIMEOUT_MS = 10_000
const RETRY_MS = 100

const WORDS = ['a lovely garden', 'two chairs', 'my bicycle', 'the big window', 'tea for three']

/** Makes the submission of a client: the same seed and number give the same. */
export function createSubmission(seed: number, number: number): Submission {
  const random = createRandom(seed + Math.imul(number + 1, 0x9e3779b1))
  const client = `client-${number}`
  const body = new URLSearchParams({
    [CLIENT_FIELD]: client,
    message: `I would like to ask for ${random.pick(WORDS)}, and I come ${random.pick(WORDS)} before noon.`,
    _fill: Array.from({ length: 32 }, () => random.below(16).toString(16)).join(''),
  })
  return {
    client,
    isDouble: random.once(10),
    isProgram: random.once(2),
    body: body.toString(),
    random,
  }
}

/** Sends a submission, and again on anything but an answer that says that it is kept. */
export async function sendUntilKept(submission: Submission, sending: Sending): Promise<Post> {
  const senders = submission.isDouble ? [submission, submission] : [submission]
  const answers = await Promise.all(senders.map((one) => sendOnce(one, sending)))
  const kept = answers.filter((answer) => answer !== undefined)
  return {
    client: submission.client,
    isAccepted: kept.length > 0,
    receipts: kept.flatMap(({ id }) => id ?? []),
  }
}

interface Kept {
  readonly id: string | undefined
}

/** `undefined` where no such answer came in time. */
async function sendOnce(submission: Submission, sending: Sending): Promise<Kept | undefined> {
  while (Date.now() < sending.deadline) {
    const answer = await post(submission, sending).catch(() => undefined)
    if (answer?.status === 303) return { id: undefined }
    if (answer?.status === 201) return { id: readId(answer.body) }
    if (answer !== undefined && answer.status !== 503 && !LOST.test(answer.body)) {
      throw new Error(
        `expected 201, 303 or 503, got ${answer.status}: ${answer.body.slice(0, 500)}`,
      )
    }
    await setTimeout(RETRY_MS + submission.random.below(RETRY_MS))
  }
  return undefined
}

interface Answer {
  readonly status: number
  readonly body: string
}

/** @throws where the connection ends without an answer */
function post(submission: Submission, { url, answered, agent }: Sending): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const sent = request(`${url()}/forms/${FORM}`, {
    method: 'POST',
    agent,
    timeout: TIMEOUT_MS,
    headers: toHeaders(submission, url()),
  })
  sent.on('error', reject)
  sent.on('timeout', () => sent.destroy(new Error('expected an answer in time')))
  sent.on('response', (response) => {
    const status = response.statusCode ?? 0
    answered(status)
    // What was said stays said, even if the body does not come.
    text(response).then(
      (body) => resolve({ status, body }),
      () => resolve({ status, body: '' }),
    )
  })
  sent.end(submission.body)
  return promise
}

function toHeaders({ random, isProgram, body }: Submission, url: string): Record<string, string> {
  const block = () => String(random.below(256))
  return {
    origin: url,
    accept: isProgram ? 'application/json' : 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'cf-connecting-ip': `10.${block()}.${block()}.${block()}`,
    'x-crash-seed': String(random.below(2 ** 31)),
  }
}

function readId(body: string): string | undefined {
  if (body === '') return undefined
  const answer: unknown = JSON.parse(body)
  return typeof answer === 'object' && answer !== null && 'id' in answer
    ? String(answer.id)
    : undefined
}
