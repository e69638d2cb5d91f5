/** Controls that share a name: of the ways to fill in a form that send the same, a valid one is taken. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { contractOf } from '../../tests/form-contract.ts'
import type { Entry } from './format.ts'
import { validate } from './validate.ts'

const BOX = '<input type=checkbox name=x value=a>'
const REQUIRED_BOX = '<input type=checkbox name=x value=a required>'
const DRAFT = '<input name=t required><button name=x value=a formnovalidate>'

// Markup, the values of `x` that came, what is bound to each control, and what is wrong with the first invalid one.
const SHARED: readonly (readonly [
  markup: string,
  values: readonly string[],
  bound: readonly (readonly string[])[],
  wrong: string,
])[] = [
  [`${BOX}${REQUIRED_BOX}`, ['a'], [[], ['a']], ''],
  [`${REQUIRED_BOX}${BOX}`, ['a'], [['a'], []], ''],
  [`${REQUIRED_BOX}${REQUIRED_BOX}`, ['a'], [['a'], []], '1 valueMissing'],
  [`${REQUIRED_BOX}<input name=x>`, ['a'], [[], ['a']], '0 valueMissing'],
  [`${REQUIRED_BOX}<input name=x>`, ['a', ''], [['a'], ['']], ''],
  // The tick comes behind the text, so it is that of the second box.
  [`${REQUIRED_BOX}<input name=x>${BOX}`, ['b', 'a'], [[], ['b'], ['a']], '0 valueMissing'],
  [`<input name=x type=number><input name=x>`, ['a', '1'], [['a'], ['1']], '0 badInput'],
  [`<input type=submit name=x><input name=x type=number>`, ['1'], [[], ['1']], ''],
  [`<input type=submit name=x><input name=x type=number>`, ['a'], [[], ['a']], '1 badInput'],
  [`<input type=submit name=x><input name=x type=number>`, ['Send', '1'], [['Send'], ['1']], ''],
  [`${BOX}<input type=radio name=x value=a required>`, ['a'], [[], ['a']], ''],
  [
    `<select name=x><option>a<option>b</select><select name=x required><option value="">-<option>b</select>`,
    ['b'],
    [[], ['b']],
    '',
  ],
  [
    `<select name=x multiple><option>a<option>b</select><select name=x multiple required><option>b</select>`,
    ['a', 'b'],
    [['a'], ['b']],
    '',
  ],
  [`<noscript><input name=x></noscript><input name=x required>`, ['1', '2'], [['1'], ['2']], ''],
  [`<input name=x dirname=x><input name=x>`, ['a', 'ltr', 'b'], [['a'], ['b']], ''],
]

for (const [markup, values, bound, wrong] of SHARED) {
  test(`${markup} with ${JSON.stringify(values)} is ${wrong === '' ? 'valid' : wrong}`, () => {
    const entries = values.map((value): Entry => ['x', value])
    const verdict = validate(contractOf(markup), entries)
    const [first] = verdict.invalid
    assert.equal(first ? `${first.control} ${first.flags.join(' ')}` : '', wrong)
    assert.deepEqual(verdict.bound, bound)
  })
}

test('an image button is not pressed by one coordinate, which another control may have sent', () => {
  const contract = contractOf(
    '<input name=t required><input type=radio name="x.y" value=2><input type=image name=x formnovalidate>',
  )
  const wrong = (entries: Entry[]) => validate(contract, entries).invalid.length
  assert.equal(
    wrong([
      ['t', ''],
      ['x.y', '2'],
    ]),
    1,
  )
  assert.equal(
    wrong([
      ['t', ''],
      ['x.x', '1'],
      ['x.y', '2'],
    ]),
    0,
  )
})

test('the direction of a button in another group is no choice', () => {
  const contract = contractOf(
    '<input type=radio name=x required><input type=radio name=y dirname=x>',
  )
  assert.deepEqual(validate(contract, [['y', 'on']]).invalid, [
    { control: 0, flags: ['valueMissing'] },
  ])
})

test('a button that skips the checks counts as pressed where its entry may be its own', () => {
  const contract = contractOf(BOX + DRAFT)
  const send = (...entries: Entry[]): unknown => validate(contract, entries).invalid
  assert.deepEqual(send(['t', ''], ['x', 'a']), [])
  assert.deepEqual(send(['t', '']), [{ control: 1, flags: ['valueMissing'] }])
})

test('a form sends one button, so that of two the one that may be a box was a box', () => {
  const contract = contractOf(`${BOX}${DRAFT}<button name=y value=b>`)
  const entries: readonly Entry[] = [
    ['x', 'a'],
    ['t', ''],
    ['y', 'b'],
  ]
  const { invalid, bound, tampering } = validate(contract, entries)
  assert.deepEqual(bound, [['a'], [''], [], ['b']])
  assert.deepEqual(invalid, [{ control: 1, flags: ['valueMissing'] }])
  assert.deepEqual(tampering, [])
})

test('choices of one name are taken in any order, as programs send them', () => {
  const boxes = contractOf(`${BOX}<input type=checkbox name=x value=b>`)
  const list = contractOf('<select name=x multiple><option>a<option>b</select>')
  const entries: readonly Entry[] = [
    ['x', 'b'],
    ['x', 'a'],
  ]
  assert.deepEqual(validate(boxes, entries).bound, [['a'], ['b']])
  assert.deepEqual(validate(list, entries).bound, [['a', 'b']])
})

test('a flood of entries under a shared name is bound all the same', () => {
  const contract = contractOf(REQUIRED_BOX.repeat(60) + '<input name=x>'.repeat(20))
  const entries = Array.from({ length: 500 }, (): Entry => ['x', 'a'])
  const { bound, extra, invalid } = validate(contract, entries)
  assert.equal(bound.flat().length, 80)
  assert.equal(extra.length, 420)
  assert.deepEqual(invalid, [])
})
