/**
 * Mends a pattern that is not valid under the `v` flag, which browsers use. It was written for the `u` flag, which they
 * used before, or for none.
 */
import { isSameOnAscii } from './build-dfa-compare.ts'
import { compileDfa } from './build-dfa.ts'
import { repairClass } from './build-pattern-class.ts'
import { toPlainPattern } from './build-pattern-plain.ts'

// An escape, a class, a quantifier, or one character.
const PART = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[\s\S]/gu
// Escapes that are valid outside a class under every flag, or whose meaning is not looked into here.
const SOUND = /^\\[dDsSwWbBfnrtvcxukpP\d$^.*+?()[\]{}|/\\]/

// Written for the `v` flag, though wrongly.
const OPERATOR = /(?:&&|--)\[/

/** A valid pattern that means what this one meant; `undefined` where none is found that is proved to. */
export function suggestPattern(source: string): string | undefined {
  if (OPERATOR.test(source)) return undefined
  const flags = isValid(source, 'u') ? 'u' : ''
  const repaired = (source.match(PART) ?? []).map(repair).join('')
  if (!isValid(source, flags) || !isValid(repaired, 'v')) return undefined
  const meant = compileDfa(source, flags)
  const means = compileDfa(toPlainPattern(repaired))
  if (meant === undefined || means === undefined || !isSameOnAscii(meant, means)) return undefined
  return repaired
}

function repair(part: string): string {
  if (part.startsWith('[') && part.length > 1) return repairClass(part)
  if (part.startsWith('\\') && !SOUND.test(part)) return part.slice(1)
  return /^[\]{}]$/.test(part) ? `\\${part}` : part
}

function isValid(source: string, flags: 'v' | 'u' | ''): boolean {
  try {
    RegExp(source, flags)
    return true
  } catch {
    return false
  }
}
