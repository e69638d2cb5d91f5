import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { compareDecimals, isOnStep, parseDecimal, toDecimal } from './decimal.ts'

const VALID = [
  '0',
  '-0',
  '1',
  '-1',
  '1.5',
  '.5',
  '-.5',
  '1e3',
  '1E-3',
  '1e+3',
  '0e999',
  '1e-400',
  '1e308',
  '00.10',
]
const INVALID = [
  '',
  '+1',
  '1.',
  '.',
  '-',
  ' 1',
  '1 ',
  '1,5',
  '1e',
  'e3',
  '1e400',
  '0x10',
  'Infinity',
  'NaN',
  '١',
  '1'.repeat(1001),
]

for (const text of VALID) {
  test(`"${text}" is a number`, () => {
    assert.ok(parseDecimal(text) !== undefined)
  })
}

for (const text of INVALID) {
  test(`"${text.slice(0, 20)}" is no number`, () => {
    assert.equal(parseDecimal(text), undefined)
  })
}

const decimal = (text: string) => parseDecimal(text) ?? toDecimal(0)

// Value, base, step.
const STEPS: readonly (readonly [string, string, string, boolean])[] = [
  ['0.3', '0', '0.1', true],
  ['0.30000000000000004', '0', '0.1', true],
  ['0.35', '0', '0.1', false],
  ['1.00000001', '0', '1', true],
  ['1.0001', '0', '1', false],
  ['7', '1', '3', true],
  ['8', '1', '3', false],
  ['-2', '1', '3', true],
  ['1e300', '0', '7', true],
  ['9007199254740993', '0', '2', false],
  ['1e-300', '0', '1e-300', true],
]

for (const [value, base, step, expected] of STEPS) {
  test(`${value} is ${expected ? '' : 'not '}on a step of ${step} from ${base}`, () => {
    assert.equal(isOnStep(decimal(value), decimal(base), decimal(step), false), expected)
  })
}

test('decimals compare as the numbers that they are written from', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
      fc.pre(Number.isFinite(a) && Number.isFinite(b))
      assert.equal(
        Math.sign(Number(compareDecimals(decimal(String(a)), decimal(String(b))))),
        Math.sign(a === b ? 0 : a - b || (a < b ? -1 : 1)),
      )
    }),
  )
})

test('every multiple of a step is on it', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer(),
      fc.integer({ min: 1 }),
      fc.nat(12),
      (count, base, step, places) => {
        const number = (digits: number) => ({ digits: BigInt(digits), exponent: -places })
        const value = { digits: BigInt(base) + BigInt(count) * BigInt(step), exponent: -places }
        for (const isExact of [false, true])
          assert.ok(isOnStep(value, number(base), number(step), isExact))
      },
    ),
  )
})
