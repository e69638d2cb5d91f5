import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import type { Column } from './format.ts'
import { fromKey, toKey } from './key.ts'
import { decodeRow } from './row.ts'

const text = (name: string): Column => ({ name, type: 'string', optional: false })
const integer = (name: string): Column => ({ name, type: 'integer', optional: false })

describe('a canonical key', () => {
  test('is the value itself where it is of one column, whatever is in it', () => {
    for (const value of ['a/b', '%2F', '%252F', '100%', '']) {
      assert.equal(toKey([value]), value)
      assert.deepEqual(fromKey(value, [text('a')]), [value])
    }
  })

  test('escapes the values of several columns so that each comes back', () => {
    const keys = {
      'a%2Fb/c': ['a/b', 'c'],
      '%252F/%25': ['%2F', '%'],
      '%25252F/%2525': ['%252F', '%25'],
      '%25%2F25/2F': ['%/25', '2F'],
    }
    for (const [key, values] of Object.entries(keys)) {
      assert.equal(toKey(values), key)
      assert.deepEqual(fromKey(key, [text('a'), text('b')]), values)
    }
  })

  test('gives numbers back as numbers', () => {
    assert.deepEqual(fromKey('FR/-11', [text('a'), integer('b')]), ['FR', -11])
  })
})

describe('a line', () => {
  const shape = { columns: [text('name'), text('id'), text('a'), text('b')], key: ['id'] }

  test('gives a row of all columns in their order, `null` where it has no cell any more', () => {
    const row = decodeRow(shape, ['7', 'seven'])
    assert.deepEqual(Object.entries(row), [
      ['name', 'seven'],
      ['id', '7'],
      ['a', null],
      ['b', null],
    ])
  })

  test('has no cell where an item is none', () => {
    const row = decodeRow(shape, ['7', { deep: 1 }, ['x', null, 2], false])
    assert.deepEqual(row, { name: null, id: '7', a: ['x', 2], b: false })
  })
})
