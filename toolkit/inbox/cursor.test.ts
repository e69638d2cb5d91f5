/** Cursors come back as they went, and nothing else is one. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import {
  decodeListCursor,
  decodeSearchCursor,
  encodeListCursor,
  encodeSearchCursor,
} from './cursor.ts'

describe('a cursor', () => {
  test('of a list comes back as it went', () => {
    const id = fc.stringMatching(/^[0-9a-f]{32}$/)
    const time = fc.date({
      min: new Date('1000-01-01T00:00:00Z'),
      max: new Date('9999-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(time, id, (date, name) => {
        const cursor = { receivedAt: date.toISOString(), id: name }
        assert.deepEqual(decodeListCursor(encodeListCursor(cursor)), cursor)
      }),
    )
  })

  test('of a search comes back as it went', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (rowid) => {
        assert.equal(decodeSearchCursor(encodeSearchCursor(rowid)), rowid)
      }),
    )
  })

  const none = [
    '',
    'x',
    'r',
    'r0',
    'r-1',
    'r1e9',
    'r9999999999999999',
    '2026-01-01',
    "2026-' OR 1_a",
  ]
  for (const text of none)
    test(`is not ${JSON.stringify(text)}`, () => {
      const expected = {
        name: 'RangeError',
        message: `expected the "next" of a page of the same list in "after", got ${JSON.stringify(text)}`,
      }
      assert.throws(() => decodeListCursor(text), expected)
      assert.throws(() => decodeSearchCursor(text), expected)
    })
})
