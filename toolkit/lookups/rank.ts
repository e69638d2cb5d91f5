/** The order of what is found. */

/** A row found under one of its texts. */
export interface Match {
  /** The text that begins with what was asked. */
  readonly text: string
  /** Whether `text` begins with a later word of the value. */
  readonly isLaterWord: boolean
  /** The row's number in the rank column; the lowest when it has none. */
  readonly rank: number
  readonly key: string
}

/**
 * Values that begin with what was asked before those with a later word that does; then higher rank first; then by text,
 * so that of equals the whole value that was asked comes first.
 */
export function compareMatches(a: Match, b: Match): number {
  if (a.isLaterWord !== b.isLaterWord) return a.isLaterWord ? 1 : -1
  if (a.rank !== b.rank) return a.rank > b.rank ? -1 : 1
  return compareText(a.text, b.text) || compareText(a.key, b.key)
}

/** Puts matches in order, each row once. */
export function rankMatches<T extends Match>(matches: readonly T[]): T[] {
  const seen = new Set<string>()
  return matches.toSorted(compareMatches).filter(({ key }) => !seen.has(key) && seen.add(key))
}

/** The rank of what a row has in the rank column. */
export function toRank(value: unknown): number {
  return typeof value === 'number' ? value : -Infinity
}

/** UTF-16 code unit order, the order of every sorted list of a lookup. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
