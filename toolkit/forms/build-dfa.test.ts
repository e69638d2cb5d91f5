import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { compileDfa } from './build-dfa.ts'
import { matchesDfa } from './dfa.ts'

const TEXTS = listTexts(['a', 'b', ' ', '\n'], 4)

function listTexts(letters: readonly string[], length: number): string[] {
  if (length === 0) return ['']
  const shorter = listTexts(letters, length - 1)
  return [...new Set([...shorter, ...shorter.flatMap((text) => letters.map((one) => text + one))])]
}

/** Patterns that look around anywhere, and refer back. */
const { pattern } = fc.letrec<{ pattern: string }>((tie) => {
  const some = tie('pattern')
  const write = (parts: fc.Arbitrary<string>[], join: (...parts: string[]) => string) =>
    fc.tuple(...parts).map((made) => join(...made))
  return {
    pattern: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('a', 'b', '[ab]', '.', '[^a]', String.raw`\w`, '', String.raw`\1`),
      fc.constantFrom('^', '$', String.raw`\b`, String.raw`\B`),
      write([some, some], (one, other) => one + other),
      write([some, some], (one, other) => `(?:${one}|${other})`),
      write(
        [some, fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '*?')],
        (one, times) => `(${one})${times}`,
      ),
      write([fc.constantFrom('=', '!', '<=', '<!'), some], (kind, one) => `(?${kind}${one})`),
    ),
  }
})

test('an automaton agrees with the engine, wherever a pattern looks around', () => {
  let looked = 0
  fc.assert(
    fc.property(pattern, (source) => {
      fc.pre(source.length < 60 && isValid(source))
      const dfa = compileDfa(source)
      if (dfa === undefined) return
      if (/\(\?<?[=!]/.test(source)) looked++
      const engine = new RegExp(`^(?:${source})$`, 'v')
      for (const text of TEXTS) assert.equal(matchesDfa(dfa, text), engine.test(text), text)
    }),
    { numRuns: 1500 },
  )
  assert.ok(looked > 100, `only ${looked} patterns looked around`)
})

function isValid(source: string): boolean {
  try {
    RegExp(source, 'v')
    return true
  } catch {
    return false
  }
}

test('a pattern that looks ahead from where it looks behind has no automaton', () => {
  assert.equal(compileDfa('(?<=a(?=b))b'), undefined)
})

test('a pattern that grows too large has no automaton', () => {
  assert.equal(compileDfa('.*a.{30}'), undefined)
})

test('the same automaton is the same table, however its pattern is written', () => {
  assert.deepEqual(compileDfa('(?=.*b)[ab]{2}'), compileDfa('ab|b[ab]'))
})
