import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { groupRows } from './backup-lists.ts'

/** The most bytes of a value that D1 takes. */
const MAX_BYTES = 2_000_000

const sizeOf = (text: string): number => new TextEncoder().encode(text).length

describe('rows for the database', () => {
  const texts: readonly (readonly [kind: string, text: string])[] = [
    ['short', 'a'],
    ['of three bytes a sign', '語'.repeat(5000)],
    ['of signs that JSON escapes', '"\\'.repeat(5000)],
    ['longer than a list', '語'.repeat(610_000)],
  ]
  for (const [kind, text] of texts)
    test(`that are ${kind} fit a value each time, whole and in their order`, () => {
      const rows = Array.from({ length: 140 }, (_, number) => [number, text, null])
      const groups = groupRows([...rows, ['last'], ...rows])
      const found = groups.flatMap((group): unknown[] =>
        'row' in group ? [group.row] : JSON.parse(group.list),
      )
      assert.deepEqual(found, [...rows, ['last'], ...rows])
      for (const group of groups) if ('list' in group) assert.ok(sizeOf(group.list) <= MAX_BYTES)
    })

  test('that are short go together', () => {
    assert.deepEqual(groupRows([['a'], [1, null]]), [{ list: '[["a"],[1,null]]' }])
    assert.deepEqual(groupRows([]), [])
  })
})
