import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { editDistance, signature, signatureDistance } from './distance.ts'

const TABLE: readonly (readonly [a: string, b: string, limit: number, distance: number])[] = [
  ['search', 'search', 1, 0],
  ['search', 'serch', 1, 1],
  ['search', 'saerch', 1, 1],
  ['search', 'seaarch', 1, 1],
  ['search', 'seorch', 1, 1],
  ['search', 'sreach', 2, 2],
  ['search', 'lookup', 2, 3],
  ['', 'ab', 2, 2],
]

const word = fc.stringMatching(/^[a-d]{0,8}$/)

describe('editDistance', () => {
  for (const [a, b, limit, distance] of TABLE) {
    test(`counts ${distance} from ${a} to ${b}`, () => {
      assert.equal(editDistance(a, b, limit), distance)
    })
  }

  test('is the same both ways, and zero only for the same word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.equal(editDistance(a, b, 2), editDistance(b, a, 2))
        assert.equal(editDistance(a, b, 2) === 0, a === b)
      }),
    )
  })

  test('is never more than the limit where the signatures are further apart than twice that', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        if (editDistance(a, b, 2) > 2) return
        assert.ok(signatureDistance(signature(a), signature(b)) <= 4)
      }),
    )
  })
})
