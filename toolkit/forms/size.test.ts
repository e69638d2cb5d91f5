import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { formatSize } from './size.ts'

const SIZES: readonly (readonly [
  bytes: number,
  language: string,
  asLimit: string,
  asBeyond: string,
])[] = [
  [0, 'en', '0 B', '0 B'],
  [999, 'en', '999 B', '999 B'],
  [1000, 'en', '1 KB', '1 KB'],
  [1001, 'en', '1 KB', '1.1 KB'],
  [12_345, 'en', '12 KB', '13 KB'],
  [999_001, 'en', '999 KB', '1 MB'],
  [2_500_000, 'en', '2.5 MB', '2.5 MB'],
  [2_500_000, 'de-AT', '2,5 MB', '2,5 MB'],
  [2_500_000, 'fr', '2,5 Mo', '2,5 Mo'],
  [2_500_000, 'ja', '2.5 MB', '2.5 MB'],
  [10_000_001, 'en', '10 MB', '11 MB'],
  [4_000_000_000, 'en', '4,000 MB', '4,000 MB'],
  [1500, '', '1.5 KB', '1.5 KB'],
  [1500, 'not_a_tag', '1.5 KB', '1.5 KB'],
]

for (const [bytes, language, asLimit, asBeyond] of SIZES) {
  test(`${bytes} bytes are ${asLimit} as a limit in "${language}", and ${asBeyond} beyond one`, () => {
    assert.equal(formatSize(bytes, language), asLimit)
    assert.equal(formatSize(bytes, language, 'ceil'), asBeyond)
  })
}

test('what is beyond a limit never reads like the limit', () => {
  const limits = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 1e9 }))
  fc.assert(
    fc.property(limits, fc.integer({ min: 1, max: 1e6 }), (limit, more) => {
      assert.notEqual(formatSize(limit, 'en'), formatSize(limit + more, 'en', 'ceil'))
    }),
  )
})
