import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { compileLookup } from '../../tests/lookups.ts'

describe('the part of mistyped texts', () => {
  it('loses no half of a character, wherever a text is cut', async () => {
    const rows = Array.from({ length: 40 }, (_, id) => ({
      id,
      name: `${'abcdefghijklmnopqrst'.slice(0, id % 20)}😀${'uvwxyz'.repeat(4)}${id}`,
    }))
    const sizes = { min: 200, spread: 400, max: 2000 }
    const { output } = await compileLookup({ key: 'id', find: ['name'] }, rows, { sizes })
    const typos = [...output.files.keys()].filter((path) => path.includes('/typos.'))
    const text = typos.map((path) => output.text(path)).join('')
    assert.ok(text.includes('😀'))
    assert.ok(!text.includes('\uFFFD'))
  })
})
