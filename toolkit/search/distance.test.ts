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

const OPEN: typeof TABLE = [
  ['sear', 'search', 1, 0],
  ['saer', 'search', 1, 1],
  ['seear', 'search', 1, 1],
  ['sar', 'search', 1, 1],
  ['xyzzyplugh', 'notfoundhandling', 1, 2],
  ['search', 'sea', 2, 3],
]

const word = fc.stringMatching(/^[a-d]{0,8}$/)

describe('editDistance', () => {
  for (const [a, b, limit, distance] of TABLE) {
    test(`counts ${distance} from ${a} to ${b}`, () => {
      assert.equal(editDistance(a, b, limit), distance)
    })
  }

  for (const [a, b, limit, distance] of OPEN) {
    test(`counts ${distance} from ${a} to what ${b} begins with`, () => {
      assert.equal(editDistance(a, b, limit, true), distance)
    })
  }

  test('to the beginning of a word is that to the nearest of its beginnings', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 2 }), (a, b, limit) => {
        const all = Array.from({ length: b.length + 1 }, (_, end) =>
          editDistance(a, b.slice(0, end), limit),
        )
        assert.equal(editDistance(a, b, limit, true), Math.min(...all))
      }),
    )
  })

  test('is that of the table of all beginnings', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 2 }), (a, b, limit) => {
        assert.equal(editDistance(a, b, limit), Math.min(limit + 1, tableDistance(a, b)))
      }),
    )
  })

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

/** The same by dynamic programming (Boytsov 2011, section 2.2). */
function tableDistance(a: string, b: string): number {
  const rows: number[][] = []
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = []
    rows.push(row)
    for (let j = 0; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const last = i === 0 && j === 0 ? 0 : at(i - 1, j - 1) + (isSame ? 0 : 1)
      row.push(
        Math.min(
          last,
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          isSwap ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      )
    }
  }
  return at(a.length, b.length)
}
