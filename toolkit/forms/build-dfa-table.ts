/** Writes an automaton as the table that the Worker runs: the same automaton is always the same table. */
import type { CharRange, DFA } from 'refa'

import type { Dfa } from './dfa.ts'

/** @param classes - the code points of each character of the automaton */
export function toTable(dfa: DFA, classes: readonly (readonly CharRange[])[]): Dfa {
  const states = orderStates(dfa)
  const ranks = new Map(states.map((state, rank) => [state, rank]))
  const columns: number[][] = []
  const known = new Map<string, number>()
  const kept = classes.map((_, character) => {
    const column = states.map(({ out }) => rankOf(ranks, out.get(character)))
    const key = column.join()
    const rank = known.get(key) ?? columns.push(column) - 1
    known.set(key, rank)
    return rank
  })
  return {
    ...toIntervals(classes, kept),
    next: states.map((_, state) => columns.map((column) => column[state] ?? -1)),
    final: states.map((state) => (dfa.finals.has(state) ? 1 : 0)),
  }
}

/** The states from the first on, in the order of the characters that lead to them. */
function orderStates(dfa: DFA): DFA.Node[] {
  const states = new Set([dfa.initial])
  for (const state of states) for (const [, next] of state.out.entries()) states.add(next)
  return [...states]
}

function rankOf(ranks: ReadonlyMap<DFA.Node, number>, state: DFA.Node | undefined): number {
  return state === undefined ? -1 : (ranks.get(state) ?? -1)
}

/** Neighbours of one class are one interval. */
function toIntervals(
  classes: readonly (readonly CharRange[])[],
  kept: readonly number[],
): Pick<Dfa, 'starts' | 'classes'> {
  const intervals = classes
    .flatMap((ranges, character) => ranges.map(({ min }) => ({ min, rank: kept[character] ?? -1 })))
    .toSorted((a, b) => a.min - b.min)
    .filter(({ rank }, at, all) => at === 0 || rank !== all[at - 1]?.rank)
  return { starts: intervals.map(({ min }) => min), classes: intervals.map(({ rank }) => rank) }
}
