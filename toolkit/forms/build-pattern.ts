/** Compiles a `pattern` so that no input can make it slow: to an automaton, or else to a source that is proved safe. */
import { checkSync } from 'recheck'
import rewritePattern from 'regexpu-core'

import { BuildError, type Place } from '../core/errors.ts'
import { compileDfa } from './build-dfa.ts'
import type { Pattern } from './format.ts'

// A pattern that takes longer to judge is not simple.
const MAX_CHECK_MS = 5000

/** Compiles the pattern at a place; `undefined` for one that browsers ignore. */
export type PatternCompiler = (source: string, place: Place) => Pattern | undefined

/**
 * Makes a compiler that remembers what it compiled.
 * @param warn - told of patterns that are no regular expression under the `v` flag
 */
export function createPatternCompiler(
  warn: (message: string, place: Place) => void,
): PatternCompiler {
  const compiled = new Map<string, Pattern>()
  return (source, place) => {
    const reason = whyInvalid(source)
    if (reason !== undefined) {
      warn(`browsers ignore the pattern, which is not valid: ${reason}`, place)
      return undefined
    }
    const pattern = compiled.get(source) ?? compile(source, place)
    compiled.set(source, pattern)
    return pattern
  }
}

/** HTML, "compiled pattern regular expression": by itself and with the `v` flag, else there is no constraint. */
function whyInvalid(source: string): string | undefined {
  try {
    RegExp(source, 'v')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function compile(source: string, place: Place): Pattern {
  // The tools know the `u` flag only.
  const plain = rewritePattern(source, 'v', {
    unicodeSetsFlag: 'transform',
    modifiers: 'transform',
  })
  const dfa = compileDfa(plain)
  if (dfa !== undefined) return { kind: 'dfa', dfa }
  const { status } = checkSync(`^(?:${plain})$`, 'u', { timeout: MAX_CHECK_MS })
  if (status === 'safe') return { kind: 'source', source }
  throw new BuildError(
    `expected a pattern that is fast for every input, got "${source}": write it without look-around, back-references and nested repetition, or use maxlength and a simpler pattern`,
    place,
  )
}
