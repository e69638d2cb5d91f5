/** Writes a character class of an older pattern so that it is valid under the `v` flag. */

// One character of a class, or an escape.
const ATOM =
  /\\(?:c[A-Za-z]|x[\dA-Fa-f]{2}|u(?:[\dA-Fa-f]{4}|\{[\dA-Fa-f]+\})|[pP]\{[^}]*\}|[\s\S])|[\s\S]/gu
// Escapes that are valid in a class under every flag.
const SOUND = /^\\(?:[dDsSwWbfnrtv0$^.*+?()[\]{}|/\\-]|[cxupP].)/s
const SET = /^\\[dDsSwWpP]/
const RESERVED = /^[()[\]{}/|-]$/
// The `v` flag reserves these where they stand twice.
const PUNCTUATOR = /^[&!#$%*+,.:;<=>?@^`~]$/

/** @param source - a whole class, such as `[0-9 ()-]`, without sets of the `v` flag */
export function repairClass(source: string): string {
  const [, start = '', content = ''] = /^(\[\^?)(.*)\]$/s.exec(source) ?? []
  const atoms = content.match(ATOM)?.map(dropEscape) ?? []
  let repaired = ''
  for (let at = 0; at < atoms.length; at++) {
    repaired += escape(atoms[at], repaired)
    if (!isRange(atoms, at)) continue
    repaired += `-${escape(atoms[at + 2], '')}`
    at += 2
  }
  return `${start}${repaired}]`
}

function dropEscape(atom: string): string {
  return atom.length === 1 || !atom.startsWith('\\') || SOUND.test(atom) ? atom : atom.slice(1)
}

function escape(atom = '', before: string): string {
  const isDouble = PUNCTUATOR.test(atom) && before.endsWith(atom)
  return isDouble || RESERVED.test(atom) ? `\\${atom}` : atom
}

/** A hyphen beside a set such as `\w` is itself. */
function isRange(atoms: readonly string[], at: number): boolean {
  const [first, hyphen, last] = atoms.slice(at, at + 3)
  if (first === undefined || last === undefined || hyphen !== '-') return false
  return !SET.test(first) && !SET.test(last)
}
