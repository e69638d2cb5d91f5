/**
 * A Worker that answers for forms and for the inbox as data. `/flight` exports within itself, and says how much of an
 * export is held at any time; `/fail` exports with a database that fails after some reads. `/calls` does what is asked
 * for of a person, and says how many calls of the database and the bucket it took.
 */
import { createWorker } from 'leanto'
import { forms } from 'leanto/forms'
import { inboxApi } from 'leanto/inbox'
import { site } from 'leanto:site'

import { erasePerson } from '../../toolkit/inbox/serve-erase.ts'
import { answerExport } from '../../toolkit/inbox/serve-export.ts'
import type { InboxEnv } from '../../toolkit/inbox/serve-env.ts'
import { findPerson } from '../../toolkit/inbox/serve-find-person.ts'
import { answerPersonZip } from '../../toolkit/inbox/serve-person.ts'
import { ensureSchema } from '../../toolkit/inbox/serve-schema.ts'
import { spoolSubmission } from '../../toolkit/inbox/serve-spool.ts'
import { indexPending } from '../../toolkit/inbox/serve-search.ts'
import type { AssetsEnv } from '../../toolkit/page/serve.ts'

interface Env extends AssetsEnv, InboxEnv {
  readonly DB: D1Database
}

const owner = { name: 'owner', via: 'key' } as const

export default createWorker<Env>(site, (router) => {
  router.all('/forms/*', forms())
  router.all('/api/inbox/*', inboxApi())
  router.get('/flight', async (request, env, context) => {
    await ensureSchema(env.DB)
    const meter = watch(env.DB)
    const call = { request, env: { ...env, DB: meter.db }, context, owner, now: new Date() }
    const response = await answerExport(call, 'ndjson')
    const before = meter.rows()
    let first: number | undefined
    let sent = 0
    let most = 0
    let length = 0
    for await (const chunk of bodyOf(response)) {
      first ??= meter.rows() - before
      sent += countLines(chunk)
      most = Math.max(most, meter.rows() - before - sent)
      length += chunk.length
      if (request.query['stop'] === 'yes' && sent > 0) break
    }
    return { first, sent, most, length, read: meter.rows() - before }
  })
  router.get('/fail', async (request, env, context) => {
    const meter = watch(env.DB, Number(request.query['after']))
    const call = { request, env: { ...env, DB: meter.db }, context, owner, now: new Date() }
    return answerExport(call, 'ndjson')
  })
  router.get('/calls', async (request, env, context) => {
    await ensureSchema(env.DB)
    const counter = { calls: 0 }
    const counted = { ...env, DB: countDatabase(env.DB, counter) }
    if (env.FILES !== undefined) counted.FILES = countCalls(env.FILES, counter)
    const call = { request, env: counted, context, owner, now: new Date() }
    if (request.query['of'] === 'erase')
      await erasePerson(call, String(request.query['email']), { mentions: false })
    else await (await answerPersonZip(call)).arrayBuffer()
    return counter
  })
  router.get('/find', (request, env) => findPerson(env.DB, String(request.query['email'])))
  router.post('/index', async (_request, env) => {
    let count = 0
    for (let some = 1; some > 0; count += some) some = await indexPending(env.DB)
    return { indexed: count }
  })
  router.post('/put', async (request, env) => {
    await env.FILES?.put(String(request.query['key']), await request.arrayBuffer())
    return {}
  })
  router.post('/spool', async (request, env) => {
    return { isSpooled: await spoolSubmission(env, await request.json()) }
  })
  router.post('/sql', async (request, env) => {
    await ensureSchema(env.DB)
    const { sql, values }: { sql: string; values: unknown[] } = await request.json()
    return (
      await env.DB.prepare(sql)
        .bind(...values)
        .all()
    ).results
  })
})

function bodyOf({ body }: Response): ReadableStream<Uint8Array> {
  if (body === null) throw new Error('the answer has no content')
  return body
}

function countLines(chunk: Uint8Array): number {
  return chunk.filter((byte) => byte === 10).length
}

/** How often something outside of the Worker was asked. */
interface Counter {
  calls: number
}

function countDatabase(db: D1Database, counter: Counter): D1Database {
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const counted = countCalls(statement, counter, ['all', 'first', 'raw', 'run'])
    return new Proxy(counted, {
      get: (target, name) =>
        name === 'bind'
          ? (...values: readonly unknown[]) => wrap(statement.bind(...values))
          : Reflect.get(target, name),
    })
  }
  return new Proxy(countCalls(db, counter, ['batch', 'exec']), {
    get: (target, name) =>
      name === 'prepare' ? (sql: string) => wrap(db.prepare(sql)) : Reflect.get(target, name),
  })
}

/** Counts the calls of these methods; of all that there are without their names. */
function countCalls<T extends object>(of: T, counter: Counter, names?: readonly string[]): T {
  return new Proxy(of, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...values: readonly unknown[]): unknown => {
        if (names === undefined || names.some((counted) => counted === name)) counter.calls += 1
        return Reflect.apply(value, target, values)
      }
    },
  })
}

/** A database that counts the rows that its queries give, and fails after so many of them. */
function watch(
  db: D1Database,
  calls = Infinity,
): { readonly db: D1Database; readonly rows: () => number } {
  let rows = 0
  let left = calls
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: readonly unknown[]) => wrap(target.bind(...values))
        if (name !== 'all') return Reflect.get(target, name).bind(target)
        return async () => {
          left -= 1
          if (left < 0) throw new Error('the database is gone')
          const result = await target.all()
          rows += result.results.length
          return result
        }
      },
    })
  const watched = new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql))
      return Reflect.get(target, name).bind(target)
    },
  })
  return { db: watched, rows: () => rows }
}
