/** Runs a `pattern` that the build compiled to a deterministic automaton: linear time, whatever the input. */

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
  let state = 0
  for (const character of text) {
    const interval = findInterval(dfa.starts, character.codePointAt(0) ?? 0)
    state = dfa.next[state]?.[dfa.classes[interval] ?? -1] ?? -1
    if (state < 0) return false
  }
  return dfa.final[state] === 1
}

/** Index of the last start that is not above `code`. */
function findInterval(starts: readonly number[], code: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= code) low = middle
    else high = middle - 1
  }
  return low
}
