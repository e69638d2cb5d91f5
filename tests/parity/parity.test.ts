/** Holds the server to what Chromium decides, and shows that a server that forgets a rule would be caught. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { compare } from './compare.ts'
import { BROKEN } from './validators.ts'

const COUNT = 40_000

// Another one each time, so that the forms do not stay the same; what fails once is repeated by its seed.
const SEED = Number(process.env['PARITY_SEED'] ?? Date.now() % 1_000_000)

const { tally, uncaught } = await compare({
  seed: SEED,
  count: COUNT,
  browser: 'chromium',
  broken: BROKEN,
})
const again = `PARITY_SEED=${SEED}`

test(`the server decides as Chromium on ${COUNT} filled forms (${again})`, () => {
  assert.deepEqual(tally.unknown.slice(0, 10), [], again)
})

test('few submissions are decided otherwise, even for known reasons', () => {
  assert.ok(tally.different <= COUNT / 1000, `${tally.different} of ${COUNT}, ${again}`)
})

for (const { name } of BROKEN) {
  test(`a server that ${name} is caught`, () => {
    assert.ok(!uncaught.includes(name), again)
  })
}
