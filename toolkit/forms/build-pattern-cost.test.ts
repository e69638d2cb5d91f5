import assert from 'node:assert/strict'
import { test } from 'node:test'

import { findSlowPart } from './build-pattern-cost.ts'

const S = String.raw

const LINEAR = [
  '',
  'a|b|',
  '(?:)*',
  S`\d{3}[ \-]?\d{4}`,
  '[a-z]+(?:-[a-z]+)*',
  S`[^@]+@[^@]+\.[a-z]{2,}\.?`,
  '(?=.*[0-9])(?=.*[a-z]).{8,}',
  '(?:(?!admin).)*',
  S`\bfoo\b`,
  '.*a.{12}',
  '.{1,5000}',
  S`\p{L}{1,400}`,
  S`(\w+) \1`,
  S`(?!.*(.)\1{2}).+`,
  // Three hundred words, of which all but a few end at their first letters.
  S`\d+ (?:${Array.from({ length: 300 }, (_, at) => `w${at.toString(36)}x`).join('|')})`,
]

// What is slow, and the part to blame.
const SLOW: readonly (readonly [source: string, part: string])[] = [
  ['(a+)+b', '(a+)+'],
  ['(a|a)*b', '(a|a)*'],
  ['(a*)*b', '(a*)*'],
  [S`x(\w+\s?)*`, S`(\w+\s?)*`],
  ['.*.*=.*', '.*'],
  ['(?:a|b|ab)*c', '(?:a|b|ab)*'],
  ['(?:(?!.*x).)*', '(?:(?!.*x).)*'],
  ['(?:a?){30}a{30}', '(?:a?){30}'],
  ['.*a.{30}', '.{30}'],
  [S`(.*)\1`, S`\1`],
  // Proofs of these are not tried.
  ['(?<=ab)c', '(?<=ab)c'],
  [S`((a)\2)\1`, S`((a)\2)\1`],
]

for (const source of LINEAR) {
  test(`the engine is proved fast at /${source.slice(0, 40)}/`, () => {
    assert.equal(findSlowPart(source), undefined)
  })
}

for (const [source, part] of SLOW) {
  test(`the engine is not proved fast at /${source}/, for /${part}/`, () => {
    assert.equal(findSlowPart(source), part)
  })
}
