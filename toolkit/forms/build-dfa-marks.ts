/**
 * Finds where a pattern looks around: `^`, `$`, `\b`, `(?=…)`, `(?!…)`, `(?<=…)` and `(?<!…)`. Each place gets a mark, a
 * character beyond those of text; what is left is an ordinary pattern.
 */
import {
  CharSet,
  transform,
  visitAst,
  type Assertion,
  type Concatenation,
  type Expression,
  type NoParent,
} from 'refa'

// More than any pattern looks around.
const MAX_CHECKS = 1000

export type Alternatives = NoParent<Concatenation>[]

/** What is looked for around a mark. */
export interface Check {
  readonly isAhead: boolean
  readonly isNegative: boolean
  readonly alternatives: Alternatives
  /** Ranks of the looks behind whose automata have to run from the start, for this one to be decided. */
  readonly past: readonly number[]
}

export interface Marked {
  readonly alternatives: Alternatives
  /** A check's mark is `maxCharacter + 1` and its rank. */
  readonly checks: readonly Check[]
  readonly maxCharacter: number
  readonly maxMark: number
}

/**
 * Marks an expression, which is used up.
 * @throws for one that looks ahead from where it looks behind
 */
export function markChecks(expression: NoParent<Expression>, maxCharacter: number): Marked {
  const checks: Check[] = []
  const marked = { checks, maxCharacter, maxMark: maxCharacter + MAX_CHECKS }
  const { alternatives } = transform(
    {
      onCharacterClass: (node) => {
        node.characters = node.characters.resize(marked.maxMark)
      },
      // The inner ones come first.
      onConcatenation: (node) => {
        node.elements = node.elements.map((element) => {
          if (element.type !== 'Assertion') return element
          const rank =
            checks.push(toCheck(element, { ...marked, alternatives: element.alternatives })) - 1
          const characters = CharSet.fromCharacter(marked.maxMark, maxCharacter + 1 + rank)
          return { type: 'CharacterClass', characters }
        })
      },
    },
    expression,
  )
  return { ...marked, alternatives }
}

/** Ranks of the looks behind whose automata have to run from the start, for the marks in the alternatives. */
export function findPast(marked: Marked): readonly number[] {
  const ranks = findRanks(marked).flatMap((rank) => {
    const check = marked.checks[rank]
    return check?.isAhead === true ? check.past : [rank]
  })
  return [...new Set(ranks)]
}

function toCheck({ kind, negate, alternatives }: NoParent<Assertion>, marked: Marked): Check {
  const isAhead = kind === 'ahead'
  if (!isAhead && findRanks(marked).some((rank) => marked.checks[rank]?.isAhead === true)) {
    throw new Error('a look ahead from a look behind has no automaton here')
  }
  return { isAhead, isNegative: negate, alternatives, past: findPast(marked) }
}

function findRanks({ alternatives, maxCharacter }: Marked): number[] {
  const ranks: number[] = []
  const expression: NoParent<Expression> = { type: 'Expression', alternatives }
  visitAst(expression, {
    onCharacterClassEnter: ({ characters }) => {
      const first = characters.ranges[0]?.min ?? 0
      if (first > maxCharacter) ranks.push(first - maxCharacter - 1)
    },
  })
  return ranks
}
