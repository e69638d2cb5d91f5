/** A Worker that delivers to whom never answers, and for which half a minute is over at once. */
import { deliverDue } from '../../toolkit/inbox/serve-deliver.ts'
import { outboxStatements } from '../../toolkit/inbox/serve-outbox.ts'
import { withSchema } from '../../toolkit/inbox/serve-schema.ts'
import type { InboxSettings } from '../../toolkit/inbox/target.ts'

interface Env {
  readonly DB: D1Database
}

const ID = 'a'.repeat(32)
const NOW = new Date('2026-11-26T10:20:00.000Z')

const never = new Promise<never>(() => {})

const settings: InboxSettings = {
  notify: {
    silent: { kind: 'own', send: () => never },
    prompt: { kind: 'own', send: () => Promise.resolve() },
  },
  autoresponses: {
    thanks: { from: 'site@example.org', subject: 'Thank you', text: 'We will answer.' },
  },
}

export default {
  /** Tells the times that were waited for, in milliseconds, and how many of them were cleared. */
  async fetch(_: Request, env: Env): Promise<Response> {
    const { setTimeout: start, clearTimeout: clear } = globalThis
    const waited: (number | undefined)[] = []
    let cleared = 0
    const hasten = (work: () => void, time?: number): ReturnType<typeof setTimeout> => {
      waited.push(time)
      return start(work, 100)
    }
    Object.assign(globalThis, {
      setTimeout: hasten,
      clearTimeout(timer: ReturnType<typeof setTimeout> | null) {
        cleared += 1
        clear(timer)
      },
    })
    try {
      const sent = await withSchema(env.DB, () => deliver(env.DB))
      return Response.json({ sent, waited, cleared })
    } finally {
      Object.assign(globalThis, { setTimeout: start, clearTimeout: clear })
    }
  },
}

async function deliver(db: D1Database): Promise<number> {
  const told = { id: ID, receivedAt: NOW, notify: 'silent prompt', autoresponse: 'thanks' }
  await db.batch([
    db
      .prepare(
        `INSERT INTO leanto_submissions (id, form, page, received_at, language, entries, extra, state)
         VALUES (?, 'contact', '/contact/', ?, 'en', '[["email",["ada@example.com"]]]', '[]', 'accepted')`,
      )
      .bind(ID, NOW.toISOString()),
    ...outboxStatements(db, told, settings),
  ])
  const world = {
    env: { DB: db, MAIL: { send: () => never } },
    site: { url: 'https://example.org' },
    settings,
    now: () => NOW,
  }
  return deliverDue(world, 10)
}
