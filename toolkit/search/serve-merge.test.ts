/** Private pages among the others: each page of results is a part of the one merged list. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import type { SearchHit } from './hit.ts'
import { mergeHits, windowOf } from './serve-merge.ts'

function hit(url: string, score: number, pinned = false): SearchHit {
  return {
    url,
    title: url,
    excerpt: { text: '', marks: [] },
    sections: [],
    meta: {},
    score,
    pinned,
  }
}

/** Page after page, as a visitor sees them. */
function readAll(
  hidden: readonly SearchHit[],
  open: readonly SearchHit[],
  limit: number,
  isRanked = true,
): string[] {
  const urls: string[] = []
  for (let offset = 0; offset < hidden.length + open.length; offset += limit) {
    const { start, length } = windowOf(offset, limit, hidden.length)
    const hits = open.slice(start, start + length)
    const page = mergeHits(hidden, { start, hits }, { offset, limit, isRanked })
    urls.push(...page.map(({ url }) => url))
  }
  return urls
}

describe('merging', () => {
  const open = [hit('pin', 1, true), hit('a', 9), hit('b', 5), hit('c', 2)]

  test('puts a private page where its score is, and pins first', () => {
    const hidden = [hit('x', 7), hit('y', 5), hit('z', 1)]
    for (const limit of [1, 2, 3, 20])
      assert.deepEqual(readAll(hidden, open, limit), ['pin', 'a', 'x', 'b', 'y', 'c', 'z'])
    assert.deepEqual(readAll([hit('x', 0, true)], open, 2), ['pin', 'x', 'a', 'b', 'c'])
  })

  test('puts private pages first in any other order', () => {
    assert.deepEqual(readAll([hit('x', 0)], open, 2, false), ['x', 'pin', 'a', 'b', 'c'])
  })

  test('of any lists shows every page once, in one order, however they are cut into pages', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 })
    fc.assert(
      fc.property(scores, scores, fc.integer({ min: 1, max: 20 }), (one, other, limit) => {
        const sorted = (list: readonly number[], name: string): SearchHit[] =>
          list.toSorted((a, b) => b - a).map((score, at) => hit(`${name}${at}`, score))
        const hidden = sorted(one, 'hidden')
        const all = sorted(other, 'open')
        assert.deepEqual(readAll(hidden, all, limit), readAll(hidden, all, 1000))
        assert.equal(new Set(readAll(hidden, all, limit)).size, one.length + other.length)
      }),
    )
  })
})
