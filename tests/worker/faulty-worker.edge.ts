/**
 * The whole Worker of a site, on bindings of which one call fails: `x-fault: 3 before` fails the third call of a request
 * before it does anything, `3 after` when it is done, `3 every` fails that and all later calls of the database, and `queue` that of the queue. The answer
 * says how many calls there were. A cron trigger takes the same from its `cron`.
 */
import { createWorker, type LeantoEnv } from 'leanto'
import { forms } from 'leanto/forms'
import { inbox, inboxApi } from 'leanto/inbox'
import { site } from 'leanto:site'

const worker = createWorker(
  site,
  (router) => {
    router.all('/forms/*', forms())
    router.all('/inbox/*', inbox())
    router.all('/api/inbox/*', inboxApi())
  },
  { notify: { default: { kind: 'nobody', send: async () => undefined } } },
)

/** What of the bindings makes a call; everything else only prepares one. */
const CALLS = new Set([
  'batch',
  'run',
  'all',
  'first',
  'raw',
  'exec',
  'fetch',
  'get',
  'put',
  'delete',
  'list',
  'head',
  'createMultipartUpload',
  'send',
])

interface Fault {
  readonly at: number
  readonly kind: string | undefined
}

const OF_THE_DATABASE = new Set(['batch', 'run', 'all', 'first', 'raw'])

/** Fails the call of a number, counted over all bindings. */
function createFaults({ at, kind }: Fault) {
  let count = 0
  const hits = (name: string, number: number): boolean => {
    if (kind === 'every') return number >= at && OF_THE_DATABASE.has(name)
    return kind === 'queue' ? name === 'send' : number === at
  }
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name)
        if (typeof value !== 'function') return value
        return (...args: unknown[]): unknown => {
          const plain = args.map(unwrap)
          if (!CALLS.has(String(name))) return keep(Reflect.apply(value, object, plain))
          count += 1
          const isFaulty = hits(String(name), count)
          if (isFaulty && kind !== 'after')
            return Promise.reject(new Error(`fault before ${String(name)}`))
          const result: unknown = Reflect.apply(value, object, plain)
          if (!isFaulty) return result
          return Promise.resolve(result).then(() => {
            throw new Error(`fault after ${String(name)}`)
          })
        }
      },
    })
  const inner = new WeakMap<object, object>()
  const keep = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const wrapped = wrap(value)
    inner.set(wrapped, value)
    return wrapped
  }
  // The runtime takes its own objects only.
  const unwrap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unwrap)
    return typeof value === 'object' && value !== null ? (inner.get(value) ?? value) : value
  }
  return { wrap, count: () => count }
}

/** The bindings with a fault such as `3 before`. */
function plant(text: string, env: LeantoEnv) {
  const [at = '0', kind] = text.split(' ')
  const faults = createFaults({ at: Number(at), kind })
  const bindings = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? faults.wrap(value) : value,
    ]),
  )
  const faulty: LeantoEnv = { ...env, ...bindings }
  return { faults, faulty }
}

const handler: ExportedHandler<LeantoEnv> = {
  async fetch(request, env, execution) {
    const { faults, faulty } = plant(request.headers.get('x-fault') ?? '', env)
    const answer = await worker.fetch?.(request, faulty, execution)
    if (answer === undefined) throw new Error('the Worker has no fetch handler')
    // A body that fails while it streams fails here, where it can be told.
    const body = await answer.arrayBuffer().catch(() => undefined)
    const headers = new Headers(answer.headers)
    headers.set('x-calls', String(faults.count()))
    if (body === undefined) headers.set('x-broken', 'true')
    const isEmpty = [101, 204, 304].includes(answer.status)
    return new Response(isEmpty ? null : (body ?? 'broken'), { status: answer.status, headers })
  },
  scheduled(controller, env, execution) {
    const { faulty } = plant(controller.cron, env)
    return worker.scheduled?.(controller, faulty, execution)
  },
  queue(batch, env, execution) {
    return worker.queue?.(batch, env, execution)
  },
}

export default handler
