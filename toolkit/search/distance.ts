/** How many typing mistakes lie between two words. */

/**
 * The number of insertions, deletions, substitutions and swaps of neighbours that make `a` into `b`, each letter changed
 * once (optimal string alignment; Boytsov 2011, section 2.2), or `limit + 1` when there are more than `limit`, which is
 * a small number: each mistake has four ways to go on.
 * @param isOpen - whether `b` may go on behind what `a` is
 */
export function editDistance(a: string, b: string, limit: number, isOpen = false): number {
  return distanceFrom(a, 0, b, 0, limit, isOpen)
}

function distanceFrom(
  a: string,
  from: number,
  b: string,
  other: number,
  limit: number,
  isOpen: boolean,
): number {
  let at = from
  let to = other
  // What two words begin with alike, no mistake is needed for.
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(to)) {
    at++
    to++
  }
  const left = a.length - at
  const more = b.length - to
  if (left === 0 && (isOpen || more === 0)) return 0
  if (limit === 0 || left - more > limit || (!isOpen && more - left > limit)) return limit + 1
  const go = (letters: number, others: number): number =>
    letters > left || others > more
      ? limit
      : distanceFrom(a, at + letters, b, to + others, limit - 1, isOpen)
  const isSwap = a[at] === b[to + 1] && a[at + 1] === b[to]
  return 1 + Math.min(go(1, 1), go(1, 0), go(0, 1), isSwap ? go(2, 2) : limit)
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
