/** How many typing mistakes lie between two words. */

/**
 * The number of insertions, deletions, substitutions and swaps of neighbours that make `a` into `b`, each letter changed
 * once (optimal string alignment; Boytsov 2011, section 2.2), or `limit + 1` when there are more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const tooFar = limit + 1
  if (Math.abs(a.length - b.length) > limit) return tooFar
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      current.push(cell(a, b, row, column, before, previous, current))
    }
    if (Math.min(...current) > limit) return tooFar
    before = previous
    previous = current
  }
  return Math.min(previous[b.length] ?? tooFar, tooFar)
}

function cell(
  a: string,
  b: string,
  row: number,
  column: number,
  before: readonly number[],
  previous: readonly number[],
  current: readonly number[],
): number {
  const isSame = a[row - 1] === b[column - 1]
  const substituted = (previous[column - 1] ?? 0) + (isSame ? 0 : 1)
  const best = Math.min(substituted, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1)
  const isSwap =
    row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  return isSwap ? Math.min(best, (before[column - 2] ?? 0) + 1) : best
}

/**
 * The letters of a word as 32 bits. One mistake changes at most two of them, so words whose signatures differ in more
 * than twice the limit need not be compared.
 */
export function signature(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31)
  return bits
}

/** How many bits two signatures differ in. */
export function signatureDistance(a: number, b: number): number {
  let bits = a ^ b
  let count = 0
  for (; bits !== 0; bits &= bits - 1) count++
  return count
}
