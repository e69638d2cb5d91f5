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
  String.raw`(?=.*\d)(?=.*[a-z]).{8,}`,
  '(?!.*foo).+',
  '.+(?<!-)',
  '(?:(?!--).)*',
  '(?=.{2,5}$)[a-z]+',
  '(?=(?<=a|^)b).*|a(?<=^a)b(?=$)',
  String.raw`(\b\w+\b\W?)+`,
  String.raw`([\-+=])\d\1`,
  String.raw`[a\&\#]+`,
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

for (const source of [
  '.*a.{12}',
  '.{1,5000}',
  String.raw`(\w+) \1`,
  String.raw`(?i:(a)\1)`,
  String.raw`(?!(a))b\1`,
]) {
  test(`/${source}/ has no small automaton, is fast, and stays as it is`, () => {
    assert.deepEqual(compile(source), { kind: 'source', source })
  })
}

test('a pattern that is not fast as it is has an automaton, though it is not small', () => {
  const pattern = compile(String.raw`\p{RGI_Emoji}{2}`)
  assert.ok(pattern?.kind === 'dfa')
  assert.ok(matchesDfa(pattern.dfa, '👨‍👩‍👧🇦🇹'))
  assert.ok(!matchesDfa(pattern.dfa, '👨‍👩‍👧'))
})

// What cannot be built, the part that the owner is told of, and what to do about it.
const REFUSED: readonly (readonly [source: string, part: string, advice: string])[] = [
  [String.raw`(.*)\1`, String.raw`"\1" is not`, 'back-reference'],
  [String.raw`(\w+)\s*(\1\s*)*x`, String.raw`"(\1\s*)*" is not`, 'back-reference'],
  ['.*a.{30}', '".{30}" is not', 'in one way only'],
  [String.raw`(?:(\w+)\s?)*\1`, String.raw`"(?:(\w+)\s?)*" is not`, 'back-reference'],
  [String.raw`(?<=\bfoo)x`, String.raw`(?<=\bfoo)x`, 'without the look-behind'],
]

for (const [source, part, advice] of REFUSED) {
  test(`/${source}/ stops the build, which says where it is slow: ${part}`, () => {
    assert.throws(
      () => compile(source),
      (error: unknown) =>
        error instanceof BuildError &&
        error.message.startsWith('index.html:3: ') &&
        error.message.includes(part) &&
        error.message.includes(advice),
    )
  })
}

for (const source of ['(', '[0-9 ()-]+', '[(]', '[a-z&&[^aeiou]]', String.raw`\-`]) {
  test(`browsers ignore /${source}/, and the owner is told`, () => {
    const warnings: string[] = []
    const pattern = createPatternCompiler((message) => warnings.push(message))(source, PLACE)
    assert.equal(pattern, undefined)
    assert.equal(warnings.length, 1)
  })
}

test('the owner is told what to write instead', () => {
  const warnings: string[] = []
  createPatternCompiler((message) => warnings.push(message))('[0-9 ()-]+', PLACE)
  assert.match(warnings[0] ?? '', /not valid: .*; write \[0-9 \\\(\\\)\\-\]\+$/)
})

test('an automaton takes linear time', () => {
  const pattern = compile('(a+)+b')
  assert.ok(pattern?.kind === 'dfa')
  assert.equal(matchesDfa(pattern.dfa, 'a'.repeat(200_000)), false)
})
