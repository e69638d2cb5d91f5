/** A bounded memory of what was read and decoded: the entry that was used longest ago gives way. */

export interface Cache<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
}

export function createCache<T>(capacity: number): Cache<T> {
  const entries = new Map<string, T>()
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      // A map keeps the order of insertion, so the entry moves to its end.
      entries.delete(key)
      entries.set(key, value)
      if (entries.size <= capacity) return
      const [oldest] = entries.keys()
      if (oldest !== undefined) entries.delete(oldest)
    },
  }
}
