/**
 * Makes the automaton of a pattern that looks around. What it looks ahead for is owed from its mark on: an automaton
 * runs beside the pattern's, and has to come true by the end. What it looks behind for has run from the start.
 */
import { CharSet, DFA, NFA, type Concatenation, type NoParent, type Quantifier } from 'refa'

import { findPast, type Alternatives, type Check, type Marked } from './build-dfa-marks.ts'
import { iterateRun } from './build-dfa-run.ts'

interface Context {
  readonly marked: Marked
  readonly maxStates: number
  readonly known: Known[]
  /** Where the known automata may end. */
  readonly finals: Set<DFA.Node>
}

/** The automaton of a check; of one ahead, where the automata behind are so. */
interface Known {
  readonly rank: number
  readonly past: readonly DFA.Node[]
  readonly initial: DFA.Node
}

/**
 * The minimal automaton of a marked pattern.
 * @throws for one that grows beyond `maxStates`
 */
export function toMinimalDfa(marked: Marked, maxStates: number): DFA {
  const context: Context = { marked, maxStates, known: [], finals: new Set() }
  const ranks = findPast(marked)
  return compile(context, marked.alternatives, ranks, startPast(context, ranks))
}

/** @param past - where the automata of the looks behind of these ranks are at the start */
function compile(
  { marked, maxStates, finals, ...rest }: Context,
  alternatives: Alternatives,
  ranks: readonly number[],
  past: readonly DFA.Node[],
): DFA {
  const { maxCharacter, maxMark } = marked
  const context = { marked, maxStates, finals, ...rest }
  const nfa = NFA.fromRegex(
    { type: 'Expression', alternatives },
    { maxCharacter: maxMark },
    {},
    new NFA.LimitedNodeFactory(maxStates),
  )
  const states = iterateRun({
    nfa,
    maxCharacter,
    maxStates,
    past,
    decide: (mark, now) => decide(context, mark - maxCharacter - 1, ranks, now),
    isFinal: (node) => finals.has(node),
  })
  const dfa = DFA.fromFA(
    { maxCharacter, transitionIterator: () => states },
    new DFA.LimitedNodeFactory(maxStates),
  )
  dfa.minimize()
  return dfa
}

/** Whether what is looked for may be there, where the automata of `ranks` are now so. */
function decide(
  context: Context,
  rank: number,
  ranks: readonly number[],
  now: readonly DFA.Node[],
): boolean | DFA.Node {
  const check = context.marked.checks[rank]
  if (check === undefined) throw new TypeError('expected a mark of this pattern')
  const needed = check.isAhead ? check.past : [rank]
  const past = needed.flatMap((one) => now[ranks.indexOf(one)] ?? [])
  if (check.isAhead) return startAhead(context, rank, check, past)
  return past.some((node) => context.finals.has(node)) !== check.isNegative
}

/** The start of what is owed from a mark on. */
function startAhead(
  context: Context,
  rank: number,
  check: Check,
  past: readonly DFA.Node[],
): DFA.Node {
  const known = context.known.find(
    (one) => one.rank === rank && one.past.every((node, at) => node === past[at]),
  )
  if (known !== undefined) return known.initial
  const rest = matchAnything(context.marked)
  const whole = check.alternatives.map(({ elements }) => toSequence([...elements, rest]))
  const dfa = compile(context, whole, check.past, past)
  if (check.isNegative) dfa.complement()
  return keep(context, rank, past, dfa)
}

/** Where the automata of looks behind start. */
function startPast(context: Context, ranks: readonly number[]): DFA.Node[] {
  const { marked, known } = context
  return ranks.flatMap((rank) => {
    const check = marked.checks[rank]
    const made = known.find((one) => one.rank === rank)
    if (made !== undefined || check === undefined) return made?.initial ?? []
    const rest = matchAnything(marked)
    const whole = check.alternatives.map(({ elements }) => toSequence([rest, ...elements]))
    const dfa = compile(context, whole, check.past, startPast(context, check.past))
    addTrap(dfa)
    return keep(context, rank, [], dfa)
  })
}

/** Leads every character on: what runs beside a pattern must not stop before it. */
function addTrap(dfa: DFA): void {
  const trap = DFA.nodeFactory.createNode()
  for (const node of [...dfa.nodes(), trap]) {
    const others = CharSet.empty(dfa.maxCharacter).union(node.out.keys()).negate()
    if (!others.isEmpty) node.link(trap, others)
  }
}

function keep(
  { known, finals }: Context,
  rank: number,
  past: readonly DFA.Node[],
  { initial, finals: ends }: DFA,
): DFA.Node {
  known.push({ rank, past, initial })
  for (const node of ends) finals.add(node)
  return initial
}

function matchAnything({ maxCharacter, maxMark }: Marked): NoParent<Quantifier> {
  const characters = CharSet.fromRange(maxMark, { min: 0, max: maxCharacter })
  const alternatives = [toSequence([{ type: 'CharacterClass', characters }])]
  return { type: 'Quantifier', min: 0, max: Infinity, lazy: false, alternatives }
}

function toSequence(elements: NoParent<Concatenation>['elements']): NoParent<Concatenation> {
  return { type: 'Concatenation', elements }
}
