import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { BuildError } from '../core/errors.ts'
import { createPatternCompiler } from './build-pattern.ts'
import { matchesDfa } from './dfa.ts'
import type { Pattern } from './format.ts'

const PLACE = { file: 'index.html', line: 3 }

function compile(source: string): Pattern | undefined {
  return createPatternCompiler(() => undefined)(source, PLACE)
}

const AUTOMATA = [
  '',
  'a|b|',
  '^[a-z]+$',
  '^a|b$',
  'a$b',
  String.raw`[A-Z]{2}-[0-9]{4}`,
  String.raw`[+]?[0-9 \(\)\-]{5,20}`,
  String.raw`\bfoo\b`,
  String.raw`(\w+\s?)*`,
  '(a+)+b',
  '(a|a)*b',
  '.*.*=.*',
  String.raw`[[a-z]&&[^aeiou]]+`,
  String.raw`[\q{abc|d}]x`,
  String.raw`\p{Lu}[\p{L} ']*`,
  '(?i:ab)c',
  String.raw`(?!0)\d+`,
  '.{0,1000}',
  String.raw`[^\d\s]+`,
  String.raw`#[0-9a-f]{6}|#[0-9a-f]{3}`,
]

const SAMPLES = [
  '',
  'a',
  'b',
  'ab',
  'abc',
  'aab',
  'foo',
  'foo bar',
  'AB-1234',
  '+43 (1) 234',
  'dx',
  'abcx',
  'bcd',
  'ABc',
  '0',
  '10',
  'Ärger',
  "O'Neil",
  '😀',
  '😀b',
  'a\nb',
  'a=b',
  '#abc',
  '#abcdef',
  'x'.repeat(1001),
  '\u2028',
]

for (const source of AUTOMATA) {
  test(`/${source}/ compiles to an automaton that agrees with the engine`, () => {
    const pattern = compile(source)
    assert.ok(pattern?.kind === 'dfa')
    const engine = new RegExp(`^(?:${source})$`, 'v')
    for (const text of SAMPLES) {
      // What takes the engine exponential time is not put to it at length.
      if (text.length < 100) assert.equal(matchesDfa(pattern.dfa, text), engine.test(text), text)
    }
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            'b',
            'o',
            'O',
            'f',
            '0',
            '=',
            '-',
            '+',
            ' ',
            '#',
            '1',
            'x',
            '😀',
            '\n',
          ),
          maxLength: 12,
        }),
        (text) => {
          assert.equal(matchesDfa(pattern.dfa, text), engine.test(text))
        },
      ),
    )
  })
}

for (const source of [String.raw`(?=.*\d)(?=.*[a-z]).{8,}`, '.*a.{12}', String.raw`(a)\1`]) {
  test(`/${source}/ has no small automaton, is safe, and stays as it is`, () => {
    assert.deepEqual(compile(source), { kind: 'source', source })
  })
}

test('a pattern that neither is an automaton nor safe stops the build', () => {
  assert.throws(
    () => compile(String.raw`(?:(\w+)\s?)*(?<!x)`),
    (error: unknown) => error instanceof BuildError && error.message.startsWith('index.html:3: '),
  )
})

for (const source of ['(', '[0-9 ()-]+', '[(]', '[a-z&&[^aeiou]]', String.raw`\-`]) {
  test(`browsers ignore /${source}/, and the owner is told`, () => {
    const warnings: string[] = []
    const pattern = createPatternCompiler((message) => warnings.push(message))(source, PLACE)
    assert.equal(pattern, undefined)
    assert.equal(warnings.length, 1)
  })
}

test('an automaton takes linear time', () => {
  const pattern = compile('(a+)+b')
  assert.ok(pattern?.kind === 'dfa')
  assert.equal(matchesDfa(pattern.dfa, 'a'.repeat(200_000)), false)
})
