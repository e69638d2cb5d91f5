/** A Worker that keeps an outbox, delivers from it, and does as it is told by a test. */
import { deliverDue, deliverOne } from '../../toolkit/inbox/serve-deliver.ts'
import { discord } from '../../toolkit/inbox/serve-discord.ts'
import { email } from '../../toolkit/inbox/serve-email.ts'
import { listDeliveries, outboxStatements, replay } from '../../toolkit/inbox/serve-outbox.ts'
import { withSchema } from '../../toolkit/inbox/serve-schema.ts'
import { slack } from '../../toolkit/inbox/serve-slack.ts'
import { telegram } from '../../toolkit/inbox/serve-telegram.ts'
import { webhook } from '../../toolkit/inbox/serve-webhook.ts'
import type { InboxSettings } from '../../toolkit/inbox/target.ts'
import type { Ask, Stored, Told } from './deliver-ask.ts'

interface Env {
  readonly DB: D1Database
  readonly MAIL?: SendEmail
  readonly HOOK_TOKEN: string
}

const site = { url: 'https://example.org' }

const settings: InboxSettings = {
  notify: {
    default: webhook({ url: 'https://hooks.example.com/a', secret: 'HOOK_SECRET' }),
    hook: webhook({ url: 'https://hooks.example.com/a', secret: 'HOOK_SECRET' }),
    keyless: webhook({ url: 'https://hooks.example.com/a', secret: 'NO_SECRET' }),
    weak: webhook({ url: 'https://hooks.example.com/a', secret: 'WEAK_SECRET' }),
    private: webhook({ url: 'https://169.254.169.254/a', secret: 'HOOK_SECRET' }),
    hourly: webhook({
      url: 'https://hooks.example.com/d',
      secret: 'HOOK_SECRET',
      digest: 'hourly',
    }),
    daily: email({ from: 'site@example.org', to: 'owner@example.org', digest: 'daily' }),
    mail: email({ from: 'Our "Site" <site@example.org>', to: ['owner@example.org'] }),
    titled: email({ from: 'site@example.org', to: 'owner@example.org', subject: 'A\r\nBcc: b' }),
    stranger: email({ from: 'site@example.org', to: 'stranger@example.net' }),
    slack: slack({ url: 'SLACK_URL' }),
    discord: discord({ url: 'DISCORD_URL' }),
    telegram: telegram({ token: 'TELEGRAM_TOKEN', chat: '-100' }),
    leaky: {
      kind: 'own',
      send: (_, env) =>
        Promise.reject(
          new Error(
            `https://h.example/${String(env['HOOK_TOKEN'])} said ${String(env['HOOK_TOKEN'])}`,
          ),
        ),
    },
  },
  autoresponses: {
    thanks: { from: 'site@example.org', subject: 'Thank you', text: 'We will answer.' },
  },
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const ask: Ask = await request.json()
    const mails: unknown[] = []
    try {
      const told: Told = { value: await answer(ask, env, mails), mails }
      return Response.json(told)
    } catch (error) {
      return Response.json({ error: String(error), mails }, { status: 500 })
    }
  },
}

async function answer(ask: Ask, env: Env, mails: unknown[]): Promise<unknown> {
  const now = new Date(ask.now)
  const db = ask.dieAtBatch === undefined ? env.DB : toMortal(env.DB, ask.dieAtBatch)
  const { MAIL, ...others } = env
  const bindings =
    MAIL === undefined || ask.hasNoMail === true ? {} : { MAIL: toRecorder(MAIL, mails) }
  const world = {
    env: { ...others, ...bindings, DB: db },
    site,
    settings,
    now: () => now,
    random: () => 0,
  }
  return withSchema(db, async () => {
    const { do: verb, id = '', ids = [], limit = 10, state = 'new', submission } = ask
    if (verb === 'one') return deliverOne(id, world)
    if (verb === 'due') return deliverDue(world, limit)
    if (verb === 'list') return listDeliveries(db, state, limit, ask.after)
    if (verb === 'replay') return replay(db, ids, now)
    if (submission === undefined) throw new Error('expected a submission')
    const told = { ...submission, receivedAt: new Date(submission.receivedAt) }
    const { notify, autoresponse } = submission
    const statements = outboxStatements(db, { ...told, notify, autoresponse }, settings)
    return db.batch([...(verb === 'store' ? [store(db, submission)] : []), ...statements])
  })
}

function store(db: D1Database, submission: Stored): D1PreparedStatement {
  const { id, state = 'accepted', receivedAt, fields = [['name', ['Ada']]] } = submission
  return db
    .prepare(
      `INSERT INTO leanto_submissions (id, form, page, received_at, language, entries, extra, state)
       VALUES (?, 'contact', '/contact/', ?, 'en', ?, '[]', ?)`,
    )
    .bind(id, receivedAt, JSON.stringify(fields), state)
}

function toRecorder(mail: SendEmail, mails: unknown[]): SendEmail {
  return new Proxy(mail, {
    get: (target) => async (message: Parameters<SendEmail['send']>[0]) => {
      const sent = await target.send(message)
      mails.push(message)
      return sent
    },
  })
}

function toMortal(db: D1Database, dieAt: number): D1Database {
  let batches = 0
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name !== 'batch') return typeof value === 'function' ? value.bind(target) : value
      return (statements: D1PreparedStatement[]) => {
        batches += 1
        return batches < dieAt
          ? target.batch(statements)
          : Promise.reject(new Error('the Worker died'))
      }
    },
  })
}
