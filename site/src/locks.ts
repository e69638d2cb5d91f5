/** How much data a lookup has, and of when: what the build wrote beside its declaration. */

export interface LockFacts {
  /** With a comma between thousands; nothing before the first build. */
  readonly rows?: string
  /** A day: `2026-11-27`. */
  readonly updated?: string
}

/** @param locks - the modules of `functions/lookups/*.lock.json`, by path */
export function readLock(name: string, locks: Readonly<Record<string, unknown>>): LockFacts {
  const [, lock] = Object.entries(locks).find(([path]) => path.endsWith(`/${name}.lock.json`)) ?? []
  const { rows, updated } = isObject(lock) ? { rows: lock['rows'], updated: lock['updated'] } : {}
  if (typeof rows !== 'number' || typeof updated !== 'string') return {}
  return { rows: rows.toLocaleString('en'), updated }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
