import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { createTally, toCountedQuery } from './insight.ts'

describe('toCountedQuery', () => {
  const cases: readonly (readonly [text: string, query: string | undefined])[] = [
    ['  Create\n INDEX ', 'create index'],
    ['ÅNGSTRÖM', 'ångström'],
    ['東京 タワー', '東京 タワー'],
    ['version 3.11.2', 'version 3.11.2'],
    ['error 404', 'error 404'],
    ['2026', '2026'],
    ['', undefined],
    [' \u0000 ', undefined],
    ['ada@example.org', undefined],
    ['call +44 20 7946 0958', undefined],
    ['(020) 794-609', undefined],
    ['4111 1111 1111 1111', undefined],
    ['a'.repeat(81), undefined],
  ]
  for (const [text, query] of cases) {
    test(`keeps ${JSON.stringify(query)} of ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.equal(toCountedQuery(text), query)
    })
  }

  test('keeps no half of a surrogate pair', () => {
    assert.equal(toCountedQuery('a\ud800')?.isWellFormed(), true)
  })
})

describe('a tally', () => {
  test('counts the same query of the same language together', () => {
    const tally = createTally(10)
    tally.add('en', 'form', true)
    tally.add('en', 'form', false)
    tally.add('de', 'form', true)
    assert.deepEqual(tally.take(), [
      { language: 'en', query: 'form', asked: 2, failed: 1 },
      { language: 'de', query: 'form', asked: 1, failed: 0 },
    ])
    assert.equal(tally.size, 0)
  })

  test('goes on counting what it holds when it is full', () => {
    const tally = createTally(1)
    tally.add('en', 'a', true)
    tally.add('en', 'b', true)
    tally.add('en', 'a', true)
    assert.deepEqual(tally.take(), [{ language: 'en', query: 'a', asked: 2, failed: 0 }])
  })

  test('adds what could not be written to what came meanwhile', () => {
    const tally = createTally(10)
    tally.add('en', 'a', false)
    const taken = tally.take()
    tally.add('en', 'a', true)
    tally.restore(taken)
    assert.deepEqual(tally.take(), [{ language: 'en', query: 'a', asked: 2, failed: 1 }])
  })
})
