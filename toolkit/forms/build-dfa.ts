/** Compiles a regular expression to the automaton that the Worker runs. */
import { JS } from 'refa'

import { reduceAlphabet } from './build-dfa-alphabet.ts'
import { toMinimalDfa } from './build-dfa-checks.ts'
import { markChecks } from './build-dfa-marks.ts'
import { toTable } from './build-dfa-table.ts'
import type { Dfa } from './dfa.ts'

// Of what is made on the way to the automaton, and so of the time that a build takes.
const MAX_STATES = 20_000
// A back-reference to a group of at most so many words is written out.
const MAX_WORDS = 20
const MAX_NODES = 50_000

/**
 * The automaton of a regular expression; `undefined` for one that has none of a reasonable size.
 * @param flags - `u`, or '' for what a pattern meant before it had flags, where two code units may be one character
 */
export function compileDfa(source: string, flags: 'u' | '' = 'u'): Dfa | undefined {
  try {
    // refa gives a back-reference the text of a group that a negative look-around has forgotten.
    const maxBackreferenceWords = /\(\?<?!/.test(source) ? 0 : MAX_WORDS
    const parser = JS.Parser.fromLiteral({ source, flags })
    const { expression } = parser.parse({ maxBackreferenceWords, maxNodes: MAX_NODES })
    const reduced = reduceAlphabet(expression, parser.maxCharacter)
    const marked = markChecks(reduced.expression, reduced.maxCharacter)
    return toTable(toMinimalDfa(marked, MAX_STATES), reduced.classes)
  } catch (error) {
    // refa throws for what no automaton can do, and for one that grows beyond the limit; all else is a mistake here.
    if (error instanceof TypeError || error instanceof ReferenceError) throw error
    return undefined
  }
}
