/** Compiles a regular expression to the automaton that the Worker runs. */
import { DFA, JS, NFA, transform, Transformers, type NoParent, type Concatenation } from 'refa'

import type { Dfa } from './dfa.ts'

// The table goes into the Worker: beyond this, a pattern that is proved safe costs less as text.
const MAX_STATES = 3000
const MAX_TABLE = 32 * 1024

const MAX_CODE_POINT = 0x10ffff

/**
 * The automaton of a regular expression with the `u` flag; `undefined` for one that has none of a reasonable size, or
 * that looks around.
 */
export function compileDfa(source: string): Dfa | undefined {
  try {
    const table = toTable(toMinimalDfa(source))
    return JSON.stringify(table).length <= MAX_TABLE ? table : undefined
  } catch (error) {
    // refa throws for what no automaton can do, and for one that grows beyond the limit; all else is a mistake here.
    if (error instanceof TypeError || error instanceof ReferenceError) throw error
    return undefined
  }
}

function toMinimalDfa(source: string): DFA {
  const parser = JS.Parser.fromLiteral({ source, flags: 'u' })
  const { expression } = parser.parse({ maxBackreferenceWords: 0 })
  const alternatives = expression.alternatives.flatMap(
    (alternative) => applyEdge(applyEdge(alternative, 'behind'), 'ahead') ?? [],
  )
  const simple = transform(Transformers.applyAssertions(), { type: 'Expression', alternatives })
  const nfa = NFA.fromRegex(
    simple,
    { maxCharacter: MAX_CODE_POINT },
    {},
    new NFA.LimitedNodeFactory(MAX_STATES),
  )
  const dfa = DFA.fromFA(nfa, new DFA.LimitedNodeFactory(MAX_STATES))
  dfa.minimize()
  return dfa
}

type Sequence = NoParent<Concatenation>

/**
 * Decides the assertions at one edge of a pattern, where its text begins or ends: `^`, `$`, and what `\b` asks of the
 * outside. `undefined` for a sequence that can then never match.
 */
function applyEdge(sequence: Sequence | undefined, kind: 'ahead' | 'behind'): Sequence | undefined {
  const elements = [...(sequence?.elements ?? [])]
  const at = kind === 'behind' ? 0 : -1
  for (let edge = elements.at(at); edge?.type === 'Assertion'; edge = elements.at(at)) {
    const [inner, ...others] = edge.alternatives
    const isOneCharacter =
      others.length === 0 &&
      inner?.elements.length === 1 &&
      inner.elements[0]?.type === 'CharacterClass'
    if (edge.kind !== kind || !isOneCharacter) break
    // There is no character beyond the edge.
    if (!edge.negate) return undefined
    elements.splice(at, 1)
  }
  const edge = elements.at(at)
  if (edge?.type === 'Alternation') {
    const alternatives = edge.alternatives.flatMap((inner) => applyEdge(inner, kind) ?? [])
    elements.splice(at, 1, { type: 'Alternation', alternatives })
  }
  return sequence && { type: 'Concatenation', elements }
}

function toTable(dfa: DFA): Dfa {
  const states = orderStates(dfa)
  const starts = findStarts(states)
  const columns = starts.map((start) => states.map((state) => findNext(state, start, states)))
  const classes: number[] = []
  const classOf = new Map<string, number>()
  const kept: number[][] = []
  for (const column of columns) {
    const key = column.join()
    const known = classOf.get(key) ?? kept.push(column) - 1
    classOf.set(key, known)
    classes.push(known)
  }
  return {
    ...mergeIntervals(starts, classes),
    next: states.map((_, state) => kept.map((column) => column[state] ?? -1)),
    final: states.map((state) => (dfa.finals.has(state) ? 1 : 0)),
  }
}

/** The states from the first on, in the order of the characters that lead to them: the same for every build. */
function orderStates(dfa: DFA): DFA.Node[] {
  const states = new Set([dfa.initial])
  for (const state of states) for (const [, next] of state.out.entries()) states.add(next)
  return [...states]
}

/** Where intervals begin that no state tells apart. */
function findStarts(states: readonly DFA.Node[]): number[] {
  const starts = new Set([0])
  for (const { out } of states) {
    for (const { min, max } of out.keys()) {
      starts.add(min)
      if (max < MAX_CODE_POINT) starts.add(max + 1)
    }
  }
  return [...starts].toSorted((a, b) => a - b)
}

function findNext(state: DFA.Node, code: number, states: readonly DFA.Node[]): number {
  const next = state.out.get(code)
  return next === undefined ? -1 : states.indexOf(next)
}

/** Neighbours of one class are one interval. */
function mergeIntervals(
  starts: readonly number[],
  classes: readonly number[],
): Pick<Dfa, 'starts' | 'classes'> {
  const isFirst = (at: number): boolean => at === 0 || classes[at] !== classes[at - 1]
  return {
    starts: starts.filter((_, at) => isFirst(at)),
    classes: classes.filter((_, at) => isFirst(at)),
  }
}
