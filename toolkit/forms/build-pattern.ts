/** Compiles a `pattern` so that no input can make it slow: to an automaton, or else to a source that is proved fast. */
import { BuildError, type Place } from '../core/errors.ts'
import { compileDfa } from './build-dfa.ts'
import { findSlowPart } from './build-pattern-cost.ts'
import { toPlainPattern } from './build-pattern-plain.ts'
import { suggestPattern } from './build-pattern-suggest.ts'
import type { Pattern } from './format.ts'

// The table goes into the Worker. Beyond the first size, a pattern that is fast as it is costs less as text; beyond the
// second, it is too large for a form.
const SMALL_TABLE = 32 * 1024
const LARGE_TABLE = 256 * 1024

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
      const better = suggestPattern(source)
      const advice = better === undefined ? '' : `; write ${better}`
      warn(`browsers ignore the pattern, which is not valid: ${reason}${advice}`, place)
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
  const plain = toPlain(source, place)
  // What a reference takes under the `i` modifier is not written out.
  const isFolded = /\(\?[a-z]*i/.test(source) && /\\[1-9k]/.test(source)
  const dfa = isFolded ? undefined : compileDfa(plain)
  const size = dfa === undefined ? Infinity : JSON.stringify(dfa).length
  if (dfa !== undefined && size <= SMALL_TABLE) return { kind: 'dfa', dfa }
  const slow = findSlowPart(plain)
  if (slow === undefined) return { kind: 'source', source }
  if (dfa !== undefined && size <= LARGE_TABLE) return { kind: 'dfa', dfa }
  const part = slow !== source && source.includes(slow) ? `, where "${slow}" is not` : ''
  throw new BuildError(
    `expected a pattern that is fast for every input, got "${source}"${part}: ${toAdvice(source)}`,
    place,
  )
}

function toPlain(source: string, place: Place): string {
  try {
    return toPlainPattern(source)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BuildError(`cannot compile the pattern "${source}": ${reason}`, place)
  }
}

function toAdvice(source: string): string {
  if (/\\[1-9k]/.test(source)) return 'write out what the back-reference repeats, or leave it out'
  if (source.includes('(?<=') || source.includes('(?<!')) return 'write it without the look-behind'
  return 'let each text match in one way only, and leave long lengths to minlength and maxlength'
}
