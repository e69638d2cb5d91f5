/** Receives notifications on this machine, notes them, and fails as often as it is told to. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import { createRandom } from '../parity/random.ts'
import type { Told } from './checker.ts'

export interface SinkOptions {
  readonly seed: number
  /** How many messages in a hundred it refuses with 500, and does not note. */
  readonly failures: number
  /** Milliseconds that it takes to answer, at most. */
  readonly slowness: number
}

export interface Sink {
  readonly url: string
  /** What it took, in the order of arrival. */
  readonly deliveries: readonly Told[]
  /** Milliseconds since a message came, refused ones included. */
  quietFor(): number
  close(): Promise<void>
}

/** Starts a receiver of messages `{ delivery: string, submissions: string[] }` on a free port. */
export async function startSink({ seed, failures, slowness }: SinkOptions): Promise<Sink> {
  const random = createRandom(seed)
  const deliveries: Told[] = []
  let last = Date.now()
  const server = createServer((request, response) => {
    void (async () => {
      const { delivery, submissions } = await readMessage(request)
      last = Date.now()
      const isRefused = random.below(100) < failures
      if (!isRefused) {
        deliveries.push(...submissions.map((submission) => ({ delivery, submission, at: last })))
      }
      await setTimeout(random.below(slowness + 1))
      response.writeHead(isRefused ? 500 : 204).end()
    })().catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    deliveries,
    quietFor: () => Date.now() - last,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Message {
  readonly delivery: string
  readonly submissions: readonly string[]
}

/** @throws for a message that was cut off, as by the death of its sender */
async function readMessage(request: IncomingMessage): Promise<Message> {
  const message: unknown = await json(request)
  if (!isMessage(message)) throw new Error('expected a delivery and its submissions')
  return message
}

function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' &&
    value !== null &&
    'delivery' in value &&
    typeof value.delivery === 'string' &&
    'submissions' in value &&
    Array.isArray(value.submissions) &&
    value.submissions.every((submission) => typeof submission === 'string')
  )
}
