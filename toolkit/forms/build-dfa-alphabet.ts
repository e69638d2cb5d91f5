/** Makes the characters of a pattern few: those that it nowhere tells apart become one. */
import { CharBase, CharSet, visitAst, type CharRange, type Expression, type NoParent } from 'refa'

/** A pattern whose characters are the ranks of classes. */
export interface Reduced {
  readonly expression: NoParent<Expression>
  readonly maxCharacter: number
  /** The code points of each class, in the order of their first ones. Each code point is in one of them. */
  readonly classes: readonly (readonly CharRange[])[]
}

/** Reduces an expression, which is used up. */
export function reduceAlphabet(expression: NoParent<Expression>, maxCodePoint: number): Reduced {
  const sets = new Set([CharSet.all(maxCodePoint)])
  visitAst(expression, {
    onCharacterClassEnter: ({ characters }) => {
      sets.add(characters)
    },
  })
  const classes = new CharBase(sets).sets
    .map(({ ranges }) => ranges)
    .toSorted((a, b) => firstOf(a) - firstOf(b))
  const maxCharacter = classes.length - 1
  const reduced = new Map(
    [...sets].map((set) => {
      const ranks = [...classes.keys()].filter((rank) => set.has(firstOf(classes[rank])))
      return [set, CharSet.fromCharacters(maxCharacter, ranks)]
    }),
  )
  visitAst(expression, {
    onCharacterClassEnter: (node) => {
      node.characters = reduced.get(node.characters) ?? node.characters
    },
  })
  return { expression, maxCharacter, classes }
}

function firstOf(ranges: readonly CharRange[] = []): number {
  return ranges[0]?.min ?? 0
}
