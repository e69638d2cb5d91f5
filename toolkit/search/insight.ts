/** What is kept of a search: its words, told from what could name a person, and never who asked. */

/** What was asked, and how often; `failed` of them found nothing. */
export interface Asked {
  readonly language: string
  readonly query: string
  readonly asked: number
  readonly failed: number
}

/** In UTF-16 units. Longer ones are pasted text. */
const MAX_LENGTH = 80

// An address, a telephone number, a card: what visitors type into the wrong field.
const PERSONAL = /@|\d(?:[\s().+/-]*\d){5}/u

/**
 * A query as it is counted: in small letters, with single blanks. `undefined` for what is too long to be a query or
 * could name a person: of that nothing is kept.
 */
export function toCountedQuery(text: string): string | undefined {
  const query = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toLowerCase()
  return query === '' || query.length > MAX_LENGTH || PERSONAL.test(query) ? undefined : query
}

/** Counts of one isolate that are not written yet. */
export interface Tally {
  readonly size: number
  add(language: string, query: string, hasFound: boolean): void
  /** Gives what has been counted, and starts anew. */
  take(): readonly Asked[]
  /** Takes back what could not be written. */
  restore(counts: readonly Asked[]): void
}

/** @param most - how many different queries it holds; beyond them, new ones are not counted */
export function createTally(most: number): Tally {
  let counts = new Map<string, Asked>()
  const add = ({ language, query, asked, failed }: Asked): void => {
    const key = `${language} ${query}`
    const before = counts.get(key)
    if (before === undefined && counts.size >= most) return
    counts.set(key, {
      language,
      query,
      asked: asked + (before?.asked ?? 0),
      failed: failed + (before?.failed ?? 0),
    })
  }
  return {
    get size() {
      return counts.size
    },
    add(language, query, hasFound) {
      add({ language, query, asked: 1, failed: hasFound ? 0 : 1 })
    },
    take() {
      const taken = [...counts.values()]
      counts = new Map()
      return taken
    },
    restore(taken) {
      for (const count of taken) add(count)
    },
  }
}
