/** What a file field may send, and what is wrong with the files. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { contractOf } from '../../tests/form-contract.ts'
import type { Entry, Upload } from './format.ts'
import { validate } from './validate.ts'

const SMALL: Upload = { id: 's', size: 1000, type: 'text/plain', isAccepted: true }
const EMPTY: Upload = { ...SMALL, id: 'e', size: 0 }
const LARGE: Upload = { ...SMALL, id: 'l', size: 1001 }
const OTHER: Upload = { ...SMALL, id: 'o', isAccepted: false }

// Attributes of a file field named `f`, what came under its name, and what is wrong with it.
const FILES: readonly (readonly [
  attributes: string,
  sent: readonly (readonly [string, Upload?])[],
  flags: string,
])[] = [
  ['', [], ''],
  ['', [['']], ''],
  ['required', [], 'valueMissing'],
  ['required', [['']], 'valueMissing'],
  ['required', [['a.txt', EMPTY]], ''],
  ['required disabled', [], ''],
  // In both engines, though the attribute does not apply to it.
  ['required readonly', [['']], ''],
  ['', [['a.txt', OTHER]], 'typeMismatch'],
  ['data-max-size=1KB', [['a.txt', SMALL]], ''],
  ['data-max-size=1KB', [['a.txt', LARGE]], 'tooLong'],
  ['data-max-size=1KB', [['a.txt', { ...LARGE, isAccepted: false }]], 'typeMismatch tooLong'],
  [
    'multiple',
    [
      ['a.txt', SMALL],
      ['b.txt', LARGE],
    ],
    '',
  ],
  [
    'multiple data-max-size=1KB',
    [
      ['a.txt', SMALL],
      ['b.txt', LARGE],
    ],
    'tooLong',
  ],
  ['multiple required', [['']], 'valueMissing'],
  [
    '',
    [
      ['a.txt', SMALL],
      ['b.txt', SMALL],
    ],
    'badInput',
  ],
  ['', [['a.txt']], 'badInput'],
]

for (const [attributes, sent, flags] of FILES) {
  test(`<input type=file ${attributes}> with ${JSON.stringify(sent)} is ${flags === '' ? 'valid' : flags}`, () => {
    const entries = sent.map(([name, upload]): Entry =>
      upload ? ['f', name, upload] : ['f', name],
    )
    const { invalid } = validate(contractOf(`<input type=file name=f ${attributes}>`), entries)
    assert.equal(invalid.flatMap((one) => one.flags).join(' '), flags)
  })
}

test('files are listed with the fields that sent them, and bound by their names', () => {
  const contract = contractOf(
    '<input name=t><input type=file name=f multiple><input type=file name=g>',
  )
  const { uploads, bound, extra } = validate(contract, [
    ['t', 'text'],
    ['f', 'a.txt', SMALL],
    ['f', 'b.txt', EMPTY],
    ['g', ''],
    ['h', 'c.txt', LARGE],
  ])
  assert.deepEqual(bound, [['text'], ['a.txt', 'b.txt'], ['']])
  assert.deepEqual(uploads, [
    { control: 1, name: 'a.txt', upload: SMALL },
    { control: 1, name: 'b.txt', upload: EMPTY },
  ])
  assert.deepEqual(extra, [['h', 'c.txt', LARGE]])
})

test('file fields of one name send their files in tree order', () => {
  const contract = contractOf('<input type=file name=f><input type=file name=f multiple required>')
  const send = (...entries: Entry[]): unknown => {
    const { bound, invalid } = validate(contract, entries)
    return [bound, invalid.length]
  }
  assert.deepEqual(send(['f', ''], ['f', 'a', SMALL], ['f', 'b', SMALL]), [[[''], ['a', 'b']], 0])
  assert.deepEqual(send(['f', 'a', SMALL], ['f', '']), [[['a'], ['']], 1])
})
