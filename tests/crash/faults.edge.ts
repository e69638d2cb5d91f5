/** Stands between a Worker and its database: makes it slow, and has it fail before or after a commit. */
import type { Random } from '../parity/random.ts'

/** One call of the database: the statements of a batch, or a single one. */
export interface DatabaseCall {
  readonly sql: readonly string[]
  run(): Promise<unknown>
}

/** Does a call, or something else in its place. */
export type Around = (call: DatabaseCall) => Promise<unknown>

export interface Faults {
  readonly random: Random
  /** Calls in a hundred that fail before they are done, and as many of which only the answer is lost. */
  readonly percent: number
}

// Milliseconds, at most. The batch that stores a submission is slow, so that a death finds some of them under way.
const DELAY = 10
const STORING_DELAY = 300

/** A database whose every call goes through `around`. */
export function interceptDatabase(db: D1Database, around: Around): D1Database {
  const known = new WeakMap<D1PreparedStatement, Prepared>()
  const wrap = (prepared: Prepared): D1PreparedStatement => {
    const wrapped = interceptStatement(prepared, around, wrap)
    known.set(wrapped, prepared)
    return wrapped
  }
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => wrap({ sql, statement: target.prepare(sql) })
      if (name !== 'batch') return undefined
      return (statements: readonly D1PreparedStatement[]) => {
        const batch = statements.map((statement) => known.get(statement) ?? { sql: '', statement })
        return around({
          sql: batch.map(({ sql }) => sql),
          run: () => target.batch(batch.map(({ statement }) => statement)),
        })
      }
    },
  })
}

/** Calls that are slow and fail by chance. */
export function plantFaults({ random, percent }: Faults): Around {
  return async (call) => {
    const delay = isStoring(call) ? STORING_DELAY : DELAY
    await scheduler.wait(random.below(delay))
    if (random.below(100) < percent) throw new Error('planted: nothing was done')
    const result = await call.run()
    await scheduler.wait(random.below(delay))
    if (random.below(100) < percent) throw new Error('planted: it was done, but no answer came')
    return result
  }
}

/** Whether a call stores a submission. */
export function isStoring({ sql }: DatabaseCall): boolean {
  return sql.some((statement) => /INSERT\s+INTO\s+leanto_submissions\b/.test(statement))
}

interface Prepared {
  readonly sql: string
  readonly statement: D1PreparedStatement
}

function interceptStatement(
  { sql, statement }: Prepared,
  around: Around,
  wrap: (prepared: Prepared) => D1PreparedStatement,
): D1PreparedStatement {
  return new Proxy(statement, {
    get(target, name) {
      if (name === 'bind') {
        return (...values: unknown[]) => wrap({ sql, statement: target.bind(...values) })
      }
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...args: unknown[]) =>
        around({ sql: [sql], run: async () => Reflect.apply(method, target, args) as unknown })
    },
  })
}
