import assert from 'node:assert/strict'
import { it } from 'node:test'

import fc from 'fast-check'

import { toFindText, toFindTexts } from './find-text.ts'

it('writes alike what people write in different ways', () => {
  const cases: readonly [string, string][] = [
    ['São  Paulo', 'sao paulo'],
    ['SAO-PAULO', 'sao paulo'],
    ["L'Aquila", 'l aquila'],
    ['L’Aquila', 'l aquila'],
    ['.HTML', 'html'],
    ['application/json', 'application json'],
    ['C++', 'c++'],
    ['C#', 'c#'],
    ['東京', '東京'],
    ['  ', ''],
    ['-', ''],
    ['a\uD800', 'a�'],
  ]
  for (const [value, text] of cases) assert.equal(toFindText(value), text)
})

it('finds a value at its start and at its later words', () => {
  assert.deepEqual(toFindTexts('New York City'), ['new york city', 'york city', 'city'])
  assert.deepEqual(toFindTexts(''), [])
  assert.equal(toFindTexts('a b c d e f g h i j k l').length, 8)
})

it('writes what it wrote the same way again, never longer than its limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => {
      const text = toFindText(value)
      assert.equal(toFindText(text), text)
      assert.ok(text.length <= 80 && text.isWellFormed())
    }),
  )
})
