/**
 * Makes one automaton of a pattern that has marks in it and of the automata that run beside it. What lies behind has
 * run from the start; what is owed runs from the mark where the pattern asked for it, and has to come true by the end.
 */
import type { CharSet, DFA, NFA, TransitionIterator } from 'refa'

export interface Run {
  readonly nfa: NFA
  /** Its characters beyond this one are marks: they take no text. */
  readonly maxCharacter: number
  readonly maxStates: number
  /** Where the automata of what lies behind are at the start. */
  readonly past: readonly DFA.Node[]
  /** Whether a mark may be passed where the past is so; a node is the start of an automaton that is owed from there. */
  readonly decide: (mark: number, past: readonly DFA.Node[]) => boolean | DFA.Node
  /** Whether an automaton that is owed may end here. */
  readonly isFinal: (owed: DFA.Node) => boolean
}

/** Where everything is after some text. */
interface State {
  readonly node: NFA.Node
  readonly owed: readonly DFA.Node[]
  readonly past: readonly DFA.Node[]
}

/** The states of a run and the characters between them. The same state is always the same object. */
export function iterateRun(run: Run): TransitionIterator<State> {
  const intern = createInterner(run.maxStates)
  const reach = remember((state: State) => passMarks(run, state, intern))
  return {
    initial: intern({ node: run.nfa.initial, owed: [], past: run.past }),
    stableOut: true,
    getOut: remember((state: State) => step(run, reach(state), intern)),
    isFinal: (state) =>
      reach(state).some(({ node, owed }) => run.nfa.finals.has(node) && owed.every(run.isFinal)),
  }
}

type Interner = (state: State) => State

function createInterner(maxStates: number): Interner {
  const numbers = new Map<object, number>()
  const number = (node: object): number => {
    const known = numbers.get(node) ?? numbers.size
    numbers.set(node, known)
    return known
  }
  const states = new Map<string, State>()
  return ({ node, owed, past }) => {
    const debts = [...new Set(owed)].toSorted((a, b) => number(a) - number(b))
    const key = [[node], debts, past].map((nodes) => nodes.map(number).join()).join(';')
    const state = states.get(key) ?? { node, owed: debts, past }
    if (states.set(key, state).size > maxStates) throw new RangeError('the automaton is too large')
    return state
  }
}

function remember<In, Out>(make: (key: In) => Out): (key: In) => Out {
  const made = new Map<In, Out>()
  return (key) => {
    const value = made.get(key) ?? make(key)
    made.set(key, value)
    return value
  }
}

/** The state and those to which marks lead from it. */
function passMarks(run: Run, start: State, intern: Interner): readonly State[] {
  const reached = new Set([start])
  for (const { node, owed, past } of reached) {
    for (const [to, via] of node.out) {
      for (const mark of via.without({ min: 0, max: run.maxCharacter }).characters()) {
        const verdict = run.decide(mark, past)
        if (verdict === false) continue
        reached.add(intern({ node: to, owed: verdict === true ? owed : [...owed, verdict], past }))
      }
    }
  }
  return [...reached]
}

/** Where one character leads from any of the states. */
function step(run: Run, states: readonly State[], intern: Interner): ReadonlyMap<State, CharSet> {
  const out = new Map<State, CharSet>()
  for (const { node, owed, past } of states) {
    for (const [to, via] of node.out) {
      for (const [debts, some] of advance(owed, via.resize(run.maxCharacter))) {
        for (const [behind, characters] of advance(past, some)) {
          const left = debts.filter((debt) => !isPaid(run, debt))
          const state = intern({ node: to, owed: left, past: behind })
          out.set(state, out.get(state)?.union(characters) ?? characters)
        }
      }
    }
  }
  return out
}

/** Where automata that run together are after one of the characters; nowhere once one of them can no longer end. */
function advance(
  nodes: readonly DFA.Node[],
  characters: CharSet,
): readonly (readonly [DFA.Node[], CharSet])[] {
  let ways: readonly (readonly [DFA.Node[], CharSet])[] = characters.isEmpty
    ? []
    : [[[], characters]]
  for (const node of nodes) {
    const outs = [...node.out.invert(characters.maximum)]
    ways = ways.flatMap(([before, some]) =>
      outs.flatMap(([to, via]) => {
        const both = some.intersect(via)
        return both.isEmpty ? [] : [[[...before, to], both] as const]
      }),
    )
  }
  return ways
}

/** Whether an automaton ends whatever comes. */
function isPaid(run: Run, debt: DFA.Node): boolean {
  return run.isFinal(debt) && debt.out.invert(run.maxCharacter).get(debt)?.isAll === true
}
