/**
 * A Worker that answers for the inbox as data, to whoever asks. The header `x-now` says what time it is, and each
 * answer's `x-rows-read` how many rows the database has read for it.
 */
import { createWorker } from 'leanto'
import { site } from 'leanto:site'

import { answerApi } from '../../toolkit/inbox/serve-api.ts'
import type { InboxEnv } from '../../toolkit/inbox/serve-env.ts'
import { ensureSchema } from '../../toolkit/inbox/serve-schema.ts'
import { indexPending } from '../../toolkit/inbox/serve-search.ts'
import type { AssetsEnv } from '../../toolkit/page/serve.ts'

interface Env extends AssetsEnv, InboxEnv {
  readonly DB: D1Database
}

export default createWorker<Env>(
  site,
  (router) => {
    router.all('/api/inbox/*', async (request, env, context) => {
      await ensureSchema(env.DB)
      let rows = 0
      const metered = meter(env.DB, (count) => {
        rows += count
      })
      const response = await answerApi({
        request,
        env: { ...env, DB: metered },
        context,
        owner: { name: 'owner', via: 'key' },
        now: new Date(request.headers.get('x-now') ?? Date.now()),
      })
      response.headers.set('x-rows-read', String(rows))
      return response
    })
    router.post('/pending', async (request, env) => {
      await ensureSchema(env.DB)
      const { limit = 100, times = 1 } = request.query
      const turns = Array.from({ length: Number(times) }, () => indexPending(env.DB, Number(limit)))
      const counts = await Promise.all(turns)
      return { indexed: counts.reduce((sum, count) => sum + count, 0) }
    })
  },
  {
    notify: { default: { kind: 'nobody', send: () => Promise.resolve() } },
    autoresponses: { thanks: { from: 'site@example.com', subject: 'Thanks', text: 'Thank you.' } },
  },
)

/** A database that tells how many rows each call has read. */
function meter(db: D1Database, add: (rows: number) => void): D1Database {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  const count = <T>(result: D1Result<T>): D1Result<T> => {
    add(result.meta.rows_read)
    return result
  }
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: readonly unknown[]) => wrap(target.bind(...values))
        if (name === 'all' || name === 'run') return async () => count(await target.all())
        if (name !== 'first') throw new Error(`${String(name)} is not metered`)
        return async (column?: string) => {
          const [row] = count(await target.all()).results
          return row === undefined ? null : column === undefined ? row : row[column]
        }
      },
    })
    originals.set(proxy, statement)
    return proxy
  }
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql))
      if (name !== 'batch') throw new Error(`${String(name)} is not metered`)
      return async (statements: readonly D1PreparedStatement[]) => {
        const results = await target.batch(statements.map((one) => originals.get(one) ?? one))
        return results.map(count)
      }
    },
  })
}
