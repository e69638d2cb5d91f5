/** How long deliveries wait. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { MAX_ATTEMPTS, toDelay, toLease } from './backoff.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe('the wait after a try that failed', () => {
  test('grows from a minute to a day', () => {
    const minutes = Array.from({ length: 9 }, (_, index) => toDelay(index + 1, 0) / MINUTE)
    assert.deepEqual(minutes, [1, 5, 30, 120, 360, 720, 1440, 1440, 1440])
  })

  test('is over within a week for all tries together', () => {
    let sum = 0
    for (let attempts = 1; attempts < MAX_ATTEMPTS; attempts += 1) sum += toDelay(attempts, 1)
    assert.ok(sum > 3 * DAY && sum < 7 * DAY)
  })

  test('is longer by a fifth at most, as chance has it', () => {
    assert.equal(toDelay(1, 1), 1.2 * MINUTE)
    assert.equal(toDelay(1, 0.5), 1.1 * MINUTE)
  })

  const asked: readonly (readonly [seconds: number, expected: number])[] = [
    [10, MINUTE],
    [600, 10 * MINUTE],
    [0, MINUTE],
    [-5, MINUTE],
    [1e9, DAY],
    [Infinity, DAY],
    [Number.NaN, MINUTE],
  ]
  for (const [seconds, expected] of asked)
    test(`is ${expected / MINUTE} minutes where the receiver asks for ${seconds} seconds`, () => {
      assert.equal(toDelay(1, 0, seconds), expected)
    })
})

test('a lease doubles from a minute to a quarter of an hour', () => {
  const minutes = [0, 1, 2, 3, 4, 9, 2000].map((attempts) => toLease(attempts) / MINUTE)
  assert.deepEqual(minutes, [1, 2, 4, 8, 15, 15, 15])
})
