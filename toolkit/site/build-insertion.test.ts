import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import fc from 'fast-check'

import { findInsertion, writeInsertion } from './build-insertion.ts'

describe('an insertion', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leanto-'))
  })
  after(() => rm(folder, { recursive: true }))

  const text = fc.array(fc.constantFrom('a', 'ü', '𝒳', '\uFEFF', '<'), { maxLength: 6 })

  test('makes of a file what the text has become', async () => {
    const file = join(folder, 'a')
    await fc.assert(
      fc.asyncProperty(text, text, text, async (...parts) => {
        const [head, inserted, rest] = parts.map((part) => part.join(''))
        const [whole, made] = [`${head}${rest}`, `${head}${inserted}${rest}`]
        await writeFile(file, whole)
        const found = findInsertion(whole, made, head?.length ?? 0)
        assert.equal(found?.text ?? '', inserted)
        if (found !== undefined) writeInsertion(file, Buffer.from(whole), found)
        assert.equal(await readFile(file, 'utf8'), made)
      }),
    )
  })

  test('is the only change', () => {
    assert.throws(() => findInsertion('abc', 'aXbd', 1), /changed elsewhere/)
  })
})
