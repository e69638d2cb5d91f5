import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { run } from './harness.ts'
import { VARIANTS } from './variants.ts'

const SEED = 1

describe('a Worker that dies under load, with a database that fails', () => {
  for (const variant of VARIANTS) {
    const finds =
      variant.fault === undefined
        ? 'keeps each accepted submission once, and tells of it'
        : `is found out when it ${variant.name}: some are ${variant.fault}`
    test(finds, async () => {
      const { objections } = await run(variant, 'commit', SEED)
      assert.deepEqual(objections, [])
    })
  }
})
