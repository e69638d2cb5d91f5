/** Whether two automata take the same texts, of ASCII and of any length. */
import { findClass, type Dfa } from './dfa.ts'

const ASCII: readonly number[] = [...Array(128).keys()]

/** Whether both match, or both do not, every text of ASCII. */
export function isSameOnAscii(one: Dfa, other: Dfa): boolean {
  const steps = ASCII.map((code) => [findClass(one, code), findClass(other, code)] as const)
  const pairs = new Map<string, readonly [number, number]>([['0,0', [0, 0]]])
  for (const [a, b] of pairs.values()) {
    if ((one.final[a] ?? 0) !== (other.final[b] ?? 0)) return false
    for (const [left, right] of steps) {
      const next = [one.next[a]?.[left] ?? -1, other.next[b]?.[right] ?? -1] as const
      pairs.set(next.join(), next)
    }
  }
  return true
}
