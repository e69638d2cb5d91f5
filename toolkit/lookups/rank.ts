/** The order of what is found. */

/** A row found under one of its texts. */
export interface Match {
  /** The text that begins with what was asked. */
  readonly text: string
  /** Whether `text` begins with a later word of the value. */
  readonly isLaterWord: boolean
  /** The row's number in the rank column; the lowest when it has none. */
  readonly rank: number
  /** What tells the row from all others: its line. It begins with the key. */
  readonly line: string
}

/**
 * The order of matches for what was asked: values that are just that; then values that begin with it; then those with a
 * later word that does. Within each, higher rank first, then by text, then by line.
 *
 * A whole value comes before larger ones that only begin alike. Who means another types on; but who has typed all of
 * `Bath` can do no more, and behind hundreds of larger names it could not be reached at all.
 */
export function compareMatches(asked: string): (a: Match, b: Match) => number {
  return (a, b) => {
    const order = classOf(a, asked) - classOf(b, asked)
    if (order !== 0) return order
    if (a.rank !== b.rank) return a.rank > b.rank ? -1 : 1
    return compareText(a.text, b.text) || compareText(a.line, b.line)
  }
}

/** Puts matches in order, each row once: as its best match. */
export function rankMatches<T extends Match>(matches: readonly T[], asked: string): T[] {
  const seen = new Set<string>()
  return matches
    .toSorted(compareMatches(asked))
    .filter(({ line }) => !seen.has(line) && seen.add(line))
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

/** How many code units two texts begin with alike. */
export function countShared(a: string, b: string): number {
  let length = 0
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length
}

function classOf({ isLaterWord, text }: Match, asked: string): number {
  if (isLaterWord) return 2
  return text === asked ? 0 : 1
}
