/** Starts a Worker that delivers, and stands in for all that it sends to. */
import { join } from 'node:path'

import { createTestHarness } from 'wrangler'

import type { Ask, Stored, Told } from './deliver-ask.ts'
import { ROOT, toRunningSite } from './site.ts'

/** What the Worker sent to another host. */
export interface Posted {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly json: Readonly<Record<string, unknown>>
}

/** What is stored; it came at the start unless told otherwise. */
export interface Wanted extends Omit<Stored, 'id' | 'receivedAt'> {
  /** Milliseconds after the start. */
  readonly time?: number
}

export interface Delivering {
  /** All that was sent since the last reset. */
  readonly posts: readonly Posted[]
  /** What the other hosts answer; 204 without it. */
  answer: ((post: Posted) => Response | Promise<Response>) | undefined
  /** Empties the database unless told otherwise, and forgets what was sent and answered. */
  reset(isEmptied?: boolean): Promise<void>
  tell(ask: Ask): Promise<Told>
  ask(ask: Ask): Promise<unknown>
  askRows(ask: Ask): Promise<Record<string, unknown>[]>
  /** Stores a submission with what is to be sent of it, and gives its id. */
  store(wanted?: Wanted): Promise<string>
  /** Delivers one, or what is due, so many milliseconds after the start. */
  one(id: string, time?: number): Promise<unknown>
  due(time?: number, limit?: number): Promise<unknown>
  /** Columns of the outbox, in the order of the ids. */
  rows(columns: string, where?: string): Promise<Record<string, unknown>[]>
  query(sql: string): Promise<Record<string, unknown>[]>
  logs(): readonly string[]
  close(): Promise<void>
}

const START = Date.parse('2026-11-26T10:20:00.000Z')
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

export const SECRETS = {
  HOOK_SECRET: `whsec_${Buffer.from('0123456789abcdefghijklmn').toString('base64')}`,
  WEAK_SECRET: 'whsec_c2hvcnQ=',
  HOOK_TOKEN: 'tOkEnToKeN',
  SLACK_URL: 'https://hooks.slack.com/services/T/B/slackSecret',
  DISCORD_URL: 'https://discord.com/api/webhooks/1/discordSecret',
  TELEGRAM_TOKEN: '123:telegramSecret',
}

const TABLES = ['submissions', 'outbox', 'history', 'tasks', 'keys']

/** The time so many milliseconds after the start. */
export const at = (time: number): string => new Date(START + time).toISOString()

/** Replaces `fetch` of this process, through which the Worker's own requests go, until it is closed. */
export async function startDelivering(): Promise<Delivering> {
  const server = createTestHarness({
    root: ROOT,
    workers: [
      {
        config: {
          name: 'deliver',
          main: join(ROOT, 'tests/worker/deliver-worker.edge.ts'),
          compatibility_date: '2026-10-01',
          keep_names: false,
          vars: SECRETS,
          d1_databases: [{ binding: 'DB', database_name: 'deliver', database_id: 'deliver' }],
          send_email: [
            {
              name: 'MAIL',
              allowed_destination_addresses: ['owner@example.org', 'ada@example.com'],
            },
          ],
        },
      },
    ],
  })
  const site = await toRunningSite(server)
  const posts: Posted[] = []
  const ownFetch = globalThis.fetch
  const tell = async (ask: Ask): Promise<Told> => {
    const answer = await site.fetch('/', { method: 'POST', body: JSON.stringify(ask) })
    if (answer.status !== 200) throw new Error(await answer.text())
    const told: Told = JSON.parse(await answer.text())
    return told
  }
  let count = 0
  const worker: Delivering = {
    posts,
    answer: undefined,
    tell,
    ask: async (ask) => (await tell(ask)).value,
    async askRows(ask) {
      const { value } = await tell(ask)
      return Array.isArray(value) ? value : []
    },
    async store({ time = 0, ...wanted } = {}) {
      count += 1
      const id = count.toString(16).padStart(32, '0')
      const submission = { id, receivedAt: at(time), ...wanted }
      await tell({ do: 'store', now: at(time), submission })
      return id
    },
    one: (id, time = 0) => worker.ask({ do: 'one', now: at(time), id }),
    due: (time = 0, limit = 10) => worker.ask({ do: 'due', now: at(time), limit }),
    rows: (columns, where = '1') =>
      site.query(`SELECT ${columns} FROM leanto_outbox WHERE ${where} ORDER BY id`),
    async reset(isEmptied = true) {
      posts.length = 0
      worker.answer = undefined
      if (!isEmptied) return
      await tell({ do: 'list', now: new Date().toISOString() })
      for (const table of TABLES) await site.query(`DELETE FROM leanto_${table}`)
    },
    query: (sql) => site.query(sql),
    logs: () => site.logs(),
    async close() {
      globalThis.fetch = ownFetch
      await site.close()
    },
  }
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (new URL(request.url).hostname === 'localhost') return ownFetch(input, init)
    const body = await request.text()
    const headers = Object.fromEntries(request.headers)
    const json: Posted['json'] = JSON.parse(body)
    const { url } = request
    const post = { url, headers, body, json }
    posts.push(post)
    return worker.answer?.(post) ?? new Response(null, { status: 204 })
  }
  return worker
}
