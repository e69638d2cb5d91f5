/** Signs that no browser sent a submission by itself, and none in what browsers send. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { contractOf } from '../../tests/form-contract.ts'
import type { Entry } from './format.ts'
import { validate } from './validate.ts'

const SELECT = '<select name=x><option>a<option>b</select>'
const RADIOS = '<input type=radio name=x value=a><input type=radio name=x value=b>'
const FILE = '<input type=file name=x>'
const UPLOAD = { id: 'u', size: 3, type: 'text/plain', isAccepted: true }

// Markup, the entries that came, and the signs.
const SIGNS: readonly (readonly [markup: string, entries: readonly Entry[], signs: string])[] = [
  ['<input name=x>', [['x', '']], ''],
  ['<input name=x>', [], '0 missing-field'],
  ['<input type=hidden name=x>', [], '0 missing-field'],
  ['<input type=range name=x>', [], '0 missing-field'],
  [FILE, [], '0 missing-field'],
  [SELECT, [], ''],
  ['<input type=checkbox name=x>', [], ''],
  ['<input name=x disabled>', [], ''],
  ['<datalist><input name=x></datalist>', [], ''],
  ['<noscript><input name=x></noscript>', [], ''],
  ['', [['y', '1']], '-1 unknown-field'],
  // Extensions add fields; two say no more than one.
  [
    '',
    [
      ['y', '1'],
      ['z', '1'],
    ],
    '-1 unknown-field',
  ],
  ['<input name=x disabled>', [['x', '1']], '0 disabled-field'],
  ['<fieldset disabled><input name=x></fieldset>', [['x', '1']], '0 disabled-field'],
  [
    '<input name=x>',
    [
      ['x', '1'],
      ['x', '2'],
    ],
    '0 repeated-field',
  ],
  [
    RADIOS,
    [
      ['x', 'a'],
      ['x', 'b'],
    ],
    '1 repeated-field',
  ],
  [
    FILE,
    [
      ['x', 'a', UPLOAD],
      ['x', 'b', UPLOAD],
    ],
    '0 repeated-field',
  ],
  [
    '<button name=x value=1><button name=y value=1>',
    [
      ['x', '1'],
      ['y', '1'],
    ],
    '1 repeated-field',
  ],
  [
    '<input type=image name=x><button name=y value=1>',
    [
      ['x.x', '1'],
      ['x.y', '1'],
      ['y', '1'],
    ],
    '1 repeated-field',
  ],
  [SELECT, [['x', 'c']], '0 not-offered'],
  [RADIOS, [['x', 'c']], '0 not-offered'],
  ['<input type=checkbox name=x value=a>', [['x', 'on']], '0 not-offered'],
  ['<input type=number name=x>', [['x', 'abc']], '0 not-offered'],
  ['<input type=date name=x>', [['x', '31.12.2024']], '0 not-offered'],
  ['<input type=color name=x>', [['x', 'red']], '0 not-offered'],
  ['<input name=x>', [['x', 'a\r\nb']], '0 not-offered'],
  ['<input name=x>', [['x', 'a.txt', UPLOAD]], '0 missing-field, 0 not-offered'],
  [FILE, [['x', 'a.txt']], '0 not-offered'],
  // Firefox has text fields for these.
  ['<input type=month name=x>', [['x', 'May 2024']], ''],
  ['<input type=week name=x>', [['x', 'week 3']], ''],
  ['<input name=x readonly value=a>', [['x', 'a']], ''],
  ['<input name=x readonly value=a>', [['x', 'b']], '0 readonly-changed'],
  ['<input type=number name=x readonly value=1>', [['x', '2']], '0 readonly-changed'],
  ['<input type=email name=x readonly value=a@ü.de>', [['x', 'a@xn--tda.de']], ''],
  ['<input type=email name=x readonly value=" a@b ">', [['x', 'a@b']], ''],
  // A script fills it.
  ['<input name=x readonly>', [['x', '12 €']], ''],
  // The attribute does not keep these from being changed.
  ['<input type=range name=x readonly value=1>', [['x', '2']], ''],
  ['<input type=checkbox name=x readonly>', [['x', 'on']], ''],
  ['<input type=hidden name=x value=a>', [['x', 'b']], ''],
  ['<textarea name=x readonly wrap=hard>a b</textarea>', [['x', 'a \r\nb']], ''],
  [
    '<input type=datetime-local name=x readonly value="2024-01-01 12:00">',
    [['x', '2024-01-01T12:00']],
    '',
  ],
  // What Chromium sends for an empty `dirname`, and of a button that was not pressed.
  [
    '<input name=x dirname="">',
    [
      ['x', 'a'],
      ['', 'ltr'],
    ],
    '',
  ],
  [
    '<input name=x dirname=d>',
    [
      ['x', 'a'],
      ['d', 'ltr'],
    ],
    '',
  ],
  [
    '<input name=x dirname=d>',
    [
      ['x', 'a'],
      ['d', 'up'],
    ],
    '0 not-offered',
  ],
  ['<input type=submit name=x dirname=d>', [['d', 'ltr']], ''],
  [
    '<input type=image>',
    [
      ['x', '3'],
      ['y', '4'],
    ],
    '',
  ],
]

for (const [markup, entries, signs] of SIGNS) {
  test(`${markup} with ${JSON.stringify(entries)} has ${signs === '' ? 'no sign' : signs}`, () => {
    const { tampering } = validate(contractOf(markup), entries)
    assert.equal(tampering.map(({ control, kind }) => `${control} ${kind}`).join(', '), signs)
  })
}

test('signs are noted where a button skips the checks, too', () => {
  const contract = contractOf('<input type=number name=x><button name=y value=1 formnovalidate>')
  const { invalid, tampering } = validate(contract, [
    ['x', 'abc'],
    ['y', '1'],
  ])
  assert.deepEqual(invalid, [])
  assert.deepEqual(tampering, [{ control: 0, kind: 'not-offered' }])
})
