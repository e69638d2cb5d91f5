import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { contractOf } from '../../tests/form-contract.ts'
import type { Control, Entry } from './format.ts'
import { validate } from './validate.ts'

/** The flags of the first control that is invalid. */
function flagsOf(inside: string, entries: readonly Entry[]): readonly string[] {
  return validate(contractOf(inside), entries).invalid[0]?.flags ?? []
}

const RADIOS = '<input type=radio name=r value=a required><input type=radio name=r value=b>'
const PLACEHOLDER = '<select name=s required><option value="">-<option>a</select>'

// Markup, the entries that came, and the flags of the first invalid control.
const FORMS: readonly (readonly [markup: string, entries: readonly Entry[], flags: string])[] = [
  ['<input name=x required>', [], 'valueMissing'],
  ['<input name=x required disabled>', [], ''],
  ['<fieldset disabled><input name=x required></fieldset>', [], ''],
  ['<fieldset disabled><legend><input name=x required></legend></fieldset>', [], 'valueMissing'],
  [
    '<fieldset disabled><legend></legend><legend><input name=x required></legend></fieldset>',
    [],
    '',
  ],
  ['<datalist><input name=x required></datalist>', [], ''],
  ['<textarea name=x maxlength=4></textarea>', [['x', 'a\r\nbc']], ''],
  ['<textarea name=x maxlength=3></textarea>', [['x', 'a\r\nbc']], 'tooLong'],
  ['<textarea name=x maxlength=2>a\nb</textarea>', [['x', 'a\r\nb']], ''],
  ['<textarea name=x required></textarea>', [['x', '']], 'valueMissing'],
  ['<textarea name=x maxlength=3 wrap=hard></textarea>', [['x', 'abcdef']], ''],
  ['<input type=checkbox name=x required>', [['x', 'on']], ''],
  ['<input type=checkbox name=x required>', [], 'valueMissing'],
  ['<input type=checkbox name=x required value=yes>', [['x', 'on']], 'badInput'],
  ['<input type=checkbox name=x value="">', [['x', '']], ''],
  ['<input type=checkbox name=x required readonly>', [], ''],
  ['<select name=s required><option disabled selected value=a>A<option>b</select>', [], ''],
  [
    '<select name=s required><option disabled selected value="">-<option>b</select>',
    [],
    'valueMissing',
  ],
  [
    '<datalist><input type=radio name=r required></datalist><input type=radio name=r>',
    [],
    'valueMissing',
  ],
  [RADIOS, [['r', 'b']], ''],
  [RADIOS, [], 'valueMissing'],
  [RADIOS, [['r', 'c']], 'badInput'],
  [
    RADIOS,
    [
      ['r', 'a'],
      ['r', 'b'],
    ],
    'badInput',
  ],
  [`${RADIOS}<input type=radio name=r checked disabled>`, [], ''],
  [
    '<input type=radio name=r value=a><input type=radio name=r value=b required disabled>',
    [],
    'valueMissing',
  ],
  [PLACEHOLDER, [['s', '']], 'valueMissing'],
  [PLACEHOLDER, [], 'valueMissing'],
  [PLACEHOLDER, [['s', 'a']], ''],
  [PLACEHOLDER, [['s', 'b']], 'badInput'],
  ['<select name=s required><option value="">-<option value="">none</select>', [['s', '']], ''],
  [
    '<select name=s required><option value="" disabled>-<option value="">none</select>',
    [['s', '']],
    '',
  ],
  ['<select name=s required size=2><option value="">-<option>a</select>', [['s', '']], ''],
  ['<select name=s><option disabled>a<option>b</select>', [['s', 'a']], 'badInput'],
  ['<select name=s><optgroup disabled><option>a</optgroup></select>', [['s', 'a']], 'badInput'],
  ['<select name=s><option>  a \n b </select>', [['s', 'a b']], ''],
  ['<select name=s multiple required><option value="">-<option>a</select>', [['s', '']], ''],
  [
    '<select name=s multiple><option>a<option>b</select>',
    [
      ['s', 'a'],
      ['s', 'b'],
    ],
    '',
  ],
  [
    '<select name=s multiple><option>a<option>b</select>',
    [
      ['s', 'a'],
      ['s', 'a'],
    ],
    'badInput',
  ],
  [
    '<input name=x required><button name=b formnovalidate>',
    [
      ['x', ''],
      ['b', ''],
    ],
    '',
  ],
  ['<input name=x required><button name=b formnovalidate>', [['x', '']], 'valueMissing'],
  [
    '<input name=x required><button name=b value=1 formnovalidate>',
    [
      ['x', ''],
      ['b', '2'],
    ],
    'valueMissing',
  ],
  ['<input type=submit name=b>', [['b', 'Absenden']], ''],
  ['<input type=reset name=b required><button type=button name=c>', [], ''],
]

for (const [markup, entries, flags] of FORMS) {
  test(`${markup} with ${JSON.stringify(entries)} is ${flags === '' ? 'valid' : flags}`, () => {
    assert.equal(flagsOf(markup, entries).join(' '), flags)
  })
}

test('a group of radio buttons is wrong once, at its first button', () => {
  assert.deepEqual(validate(contractOf(RADIOS), []).invalid, [
    { control: 0, flags: ['valueMissing'] },
  ])
})

test('entries of one name are bound to its controls in tree order', () => {
  const contract = contractOf('<input type=checkbox name=x value=a><input name=x><input name=x>')
  assert.deepEqual(
    validate(contract, [
      ['x', 'a'],
      ['x', 'a'],
      ['x', 'b'],
    ]).bound,
    [['a'], ['a'], ['b']],
  )
  assert.deepEqual(
    validate(contract, [
      ['x', 'a'],
      ['x', 'b'],
    ]).bound,
    [[], ['a'], ['b']],
  )
})

test('what a control sends beside its value is no foreign entry', () => {
  const contract = contractOf(
    '<input name=x dirname=x.dir><input type=image name=i><input type=image>',
  )
  const { fields, extra } = validate(contract, [
    ['x', 'a'],
    ['x.dir', 'ltr'],
    ['i.x', '3'],
    ['y', '4'],
    ['y', 'far too long for a coordinate'],
    ['other', '1'],
  ])
  assert.deepEqual(fields, [
    ['x', ['a']],
    ['x.dir', ['ltr']],
    ['i.x', ['3']],
    ['y', ['4']],
  ])
  assert.deepEqual(extra, [
    ['y', 'far too long for a coordinate'],
    ['other', '1'],
  ])
})

test('names that objects inherit are names like others', () => {
  const contract = contractOf('<input name=__proto__><input name=constructor required>')
  const verdict = validate(contract, [
    ['__proto__', 'a'],
    ['toString', 'b'],
  ])
  assert.deepEqual(verdict.fields, [['__proto__', ['a']]])
  assert.deepEqual(verdict.extra, [['toString', 'b']])
  assert.deepEqual(verdict.invalid, [{ control: 1, flags: ['valueMissing'] }])
})

const TYPES: readonly string[] = [
  'text',
  'email',
  'url',
  'number',
  'range',
  'date',
  'month',
  'week',
  'time',
  'datetime-local',
  'color',
  'checkbox',
  'radio',
  'hidden',
  'submit',
  'image',
  'tel',
]

test('whatever is sent to whatever form, the verdict accounts for each entry once', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '',
      '0',
      '-1e308',
      '1e-320',
      '2024-01-01',
      '2024-W01',
      '12:00',
      'a@b',
      'on',
      '\n',
      '9'.repeat(400),
    ),
  )
  const name = fc.constantFrom('x', 'y', '__proto__', '')
  const input = fc
    .record({
      type: fc.constantFrom(...TYPES),
      name,
      value: odd,
      min: odd,
      max: odd,
      step: odd,
      flags: fc.subarray(['required', 'disabled', 'multiple', 'readonly']),
    })
    .map(({ type, flags, ...texts }) => {
      const attributes = Object.entries(texts).map(
        ([key, text]) => `${key}="${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
      )
      return `<input type=${type} ${attributes.join(' ')} ${flags.join(' ')}>`
    })
  fc.assert(
    fc.property(
      fc.array(input, { maxLength: 5 }),
      fc.array(fc.tuple(name, odd), { maxLength: 8 }),
      (inputs, entries) => {
        const contract = contractOf(inputs.join('').replaceAll(/name="[^"]*["\n\r][^"]*"/g, ''))
        const { fields, extra } = validate(contract, entries)
        const kept = fields.flatMap(([, values]) => values).length + extra.length
        assert.equal(kept, entries.length)
      },
    ),
    { numRuns: 300 },
  )
})

test('a contract without controls keeps everything aside', () => {
  const controls: Control[] = []
  assert.deepEqual(validate({ controls }, [['a', 'b']]), {
    invalid: [],
    bound: [],
    fields: [],
    uploads: [],
    extra: [['a', 'b']],
    tampering: [{ control: -1, kind: 'unknown-field' }],
  })
})
