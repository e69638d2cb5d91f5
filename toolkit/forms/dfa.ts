/** Runs a `pattern` that the build compiled to a deterministic automaton: linear time, whatever the input. */

// By automaton, the classes of the characters of which most texts are.
const asciiClasses = new WeakMap<Dfa, readonly number[]>()

/** The minimal automaton of a pattern over Unicode code points. State 0 is the start. */
export interface Dfa {
  /** First code points of the intervals of the alphabet, ascending; the first is 0. */
  readonly starts: readonly number[]
  /** For each interval, its class. */
  readonly classes: readonly number[]
  /** For each state, the next state by class; -1 where no match is left. */
  readonly next: readonly (readonly number[])[]
  /** For each state, 1 where the text may end. */
  readonly final: readonly number[]
}

/** Whether the automaton matches the whole of `text`. */
export function matchesDfa(dfa: Dfa, text: string): boolean {
  const classOf = findAsciiClasses(dfa)
  let state = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0
    if (code > 0xffff) at++
    state = dfa.next[state]?.[classOf[code] ?? findClass(dfa, code)] ?? -1
    if (state < 0) return false
  }
  return dfa.final[state] === 1
}

/** The class of a code point: that of the last interval that does not start above it. */
export function findClass({ starts, classes }: Dfa, code: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= code) low = middle
    else high = middle - 1
  }
  return classes[low] ?? -1
}

function findAsciiClasses(dfa: Dfa): readonly number[] {
  const classes =
    asciiClasses.get(dfa) ?? Array.from({ length: 128 }, (_, code) => findClass(dfa, code))
  asciiClasses.set(dfa, classes)
  return classes
}
