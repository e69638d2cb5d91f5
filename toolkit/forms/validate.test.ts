import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { parsePage } from '../page/build-page.ts'
import { createFormsBuild } from './build.ts'
import type { Control, Entry, FormContract } from './format.ts'
import { validate } from './validate.ts'

/** The contract of a form with this inside. */
function contractOf(inside: string): FormContract {
  const build = createFormsBuild()
  build.add(parsePage('index.html', `<form method="post" action="/forms/f">${inside}</form>`))
  const contract = build.finish().contracts['f']
  assert.ok(contract)
  return contract
}

/** The flags of the first control that is invalid. */
function flagsOf(inside: string, entries: readonly Entry[]): readonly string[] {
  return validate(contractOf(inside), entries).invalid[0]?.flags ?? []
}

// Attributes of an input named `x`, its value, and what is wrong with it.
const INPUTS: readonly (readonly [attributes: string, value: string, flags: string])[] = [
  ['', '', ''],
  ['required', '', 'valueMissing'],
  ['required', ' ', ''],
  ['type=unknown required', '', 'valueMissing'],
  ['required readonly', '', ''],
  ['', 'a\nb', 'badInput'],
  ['maxlength=3', 'abcd', 'tooLong'],
  ['maxlength=3', 'abc', ''],
  ['maxlength=1', '😀', 'tooLong'],
  ['maxlength="3px"', 'abcd', 'tooLong'],
  ['maxlength=-1', 'abcd', ''],
  ['maxlength=3 value=abcd', 'abcd', ''],
  ['maxlength=3 value=abcd', 'abce', 'tooLong'],
  ['minlength=3', 'ab', 'tooShort'],
  ['minlength=3', '', ''],
  ['minlength=3 value=ab', 'ab', ''],
  ['pattern="[a-z]+"', 'abc', ''],
  ['pattern="[a-z]+"', 'abc1', 'patternMismatch'],
  ['pattern="[a-z]+"', '', ''],
  ['pattern="a|b"', 'ab', 'patternMismatch'],
  ['pattern="[0-9 ()-]+" type=tel', 'x', ''],
  ['pattern="("', 'x', ''],
  ['pattern=".a.{12}" maxlength=5', 'x', 'patternMismatch'],
  ['pattern="(?=.*\\d).{3,}"', 'abc', 'patternMismatch'],
  ['pattern="(?=.*\\d).{3,}"', 'ab1', ''],
  ['type=hidden required maxlength=1', 'anything\nat all', ''],
  ['type=email', 'a@b', ''],
  ['type=email', 'ab', 'typeMismatch'],
  ['type=email', ' a@b', 'badInput'],
  ['type=email', 'a@b,c@d', 'typeMismatch'],
  ['type=email multiple', 'a@b,c@d', ''],
  ['type=email multiple', 'a@b,c', 'typeMismatch'],
  ['type=email multiple', 'a@b, c@d', 'badInput'],
  ['type=email multiple', 'a@b,', 'typeMismatch'],
  ['type=email multiple pattern="[a-z]@[a-z]"', 'a@b,c@dd', 'patternMismatch'],
  ['type=email pattern="x.*" maxlength=2', 'abc', 'typeMismatch patternMismatch tooLong'],
  ['type=email maxlength=1 value=a@ü.de', 'a@xn--tda.de', ''],
  ['type=email maxlength=1 value=a@ü.de', 'b@xn--tda.de', 'tooLong'],
  ['type=url', 'https://example.org/', ''],
  ['type=url', 'example.org', 'typeMismatch'],
  ['type=number', '5', ''],
  ['type=number', '', ''],
  ['type=number required', '', 'valueMissing'],
  ['type=number', 'abc', 'badInput'],
  ['type=number', '1.', 'badInput'],
  ['type=number', '1.5', 'stepMismatch'],
  ['type=number step=any', '1.5', ''],
  ['type=number step=ANY', '1.5', ''],
  ['type=number step=0.1', '0.3', ''],
  ['type=number step=0', '1.5', 'stepMismatch'],
  ['type=number step=-2', '3', ''],
  ['type=number step=2 min=1', '3', ''],
  ['type=number step=2 min=1', '4', 'stepMismatch'],
  ['type=number step=2 value=1', '4', 'stepMismatch'],
  ['type=number min=1 max=5', '0', 'rangeUnderflow'],
  ['type=number min=1 max=5', '6', 'rangeOverflow'],
  ['type=number min=5 max=1', '3', 'rangeUnderflow rangeOverflow'],
  ['type=number min=x', '-5', ''],
  ['type=number min=1 max=5', '0.5', 'rangeUnderflow stepMismatch'],
  ['type=range', '50', ''],
  ['type=range', '', 'badInput'],
  ['type=range', 'abc', 'badInput'],
  ['type=range', '101', 'rangeOverflow'],
  ['type=range min=200 max=100', '200', ''],
  ['type=date', '2024-02-29', ''],
  ['type=date', '2023-02-29', 'badInput'],
  ['type=date min=2024-01-01', '2023-12-31', 'rangeUnderflow'],
  ['type=date max=2024-01-01', '2024-01-02', 'rangeOverflow'],
  ['type=date step=7 min=2024-01-01', '2024-01-08', ''],
  ['type=date step=7 min=2024-01-01', '2024-01-09', 'stepMismatch'],
  ['type=date step=1.4', '2024-01-09', ''],
  ['type=month step=3 min=2024-01', '2024-04', ''],
  ['type=month step=3 min=2024-01', '2024-05', 'stepMismatch'],
  ['type=month', 'May 2024', 'badInput'],
  ['type=week', '2024-W10', ''],
  ['type=week', '2024-W54', 'badInput'],
  ['type=week step=2', '1970-W01', ''],
  ['type=week step=2', '1970-W02', 'stepMismatch'],
  ['type=time', '12:30', ''],
  ['type=time', '12:30:15', 'stepMismatch'],
  ['type=time step=1', '12:30:15', ''],
  ['type=time step=any', '12:30:15.5', ''],
  ['type=time step=0.5', '12:30:15.5', ''],
  ['type=time min=22:00 max=02:00', '23:00', ''],
  ['type=time min=22:00 max=02:00', '01:00', ''],
  ['type=time min=22:00 max=02:00', '12:00', 'rangeUnderflow rangeOverflow'],
  ['type=datetime-local', '2024-01-01T12:00', ''],
  ['type=datetime-local', '2024-01-01T12:00:30', 'stepMismatch'],
  ['type=datetime-local', '2024-01-01', 'badInput'],
  ['type=datetime-local min=2024-01-02T00:00', '2024-01-01T12:00', 'rangeUnderflow'],
  ['type=color', '#a1b2c3', ''],
  ['type=color', '#A1B2C3', 'badInput'],
  ['type=color', 'red', 'badInput'],
  ['type=search required', '', 'valueMissing'],
  ['type=password required minlength=8', 'short', 'tooShort'],
]

for (const [attributes, value, flags] of INPUTS) {
  test(`<input ${attributes}> with ${JSON.stringify(value)} is ${flags === '' ? 'valid' : flags}`, () => {
    assert.equal(flagsOf(`<input name=x ${attributes}>`, [['x', value]]).join(' '), flags)
  })
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
