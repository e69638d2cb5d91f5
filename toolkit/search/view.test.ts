import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { toFields } from './view.ts'

describe('the fields of a search page', () => {
  const links: readonly (readonly [
    page: number,
    total: number,
    previous?: string | undefined,
    next?: string,
  ])[] = [
    [1, 0],
    [1, 10],
    [1, 11, undefined, '/search?q=a&page=2'],
    [2, 30, '/search?q=a', '/search?q=a&page=3'],
    [3, 30, '/search?q=a&page=2'],
    [9999, 30, '/search?q=a&page=3'],
    [9999, 0, '/search?q=a'],
  ]
  for (const [page, total, previous, next] of links) {
    it(`lead from page ${page} of ${total} results to pages that have some`, () => {
      const result = { query: 'a', total, results: [] }
      const fields = toFields(result, { path: '/search', page, size: 10 })
      assert.equal(fields['previous'], previous)
      assert.equal(fields['next'], next)
    })
  }
})
