import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../core/errors.ts'
import { decodeBlock, encodeBlock, FIRST_LINE, findEqual, findPrefix, parseLine } from './format.ts'
import { compareText } from './rank.ts'

/** Texts of every kind: quotes, line ends, control characters, beyond the BMP, halves of a surrogate pair. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('a', 'b', '"', '\\', '\n', '\0', '😀', '\uD800', '\uDC00', ','),
  }),
  fc.integer().map(String),
)
const keys = fc.uniqueArray(texts, { minLength: 1, maxLength: 60 })

const toLines = (sorted: readonly string[]): { text: string; line: string }[] =>
  sorted.map((text, at) => ({ text, line: JSON.stringify([text, at]) }))

describe('a block', () => {
  it('gives back the lines of every key, and nothing for other keys', () => {
    fc.assert(
      fc.property(keys, texts, (unsorted, other) => {
        const sorted = unsorted.toSorted(compareText)
        const block = encodeBlock(toLines(sorted).map(({ line }) => line))
        const read = decodeBlock(new TextEncoder().encode(block))
        for (const [at, key] of sorted.entries())
          assert.deepEqual(findEqual(read, key), [[key, at]])
        if (!sorted.includes(other)) assert.deepEqual(findEqual(read, other), [])
      }),
    )
  })

  it('gives the lines that begin with a text, in their order', () => {
    const asked = fc.string({
      unit: fc.constantFrom('a', 'b', '"', '\n', '\\', '😀'),
      maxLength: 3,
    })
    fc.assert(
      fc.property(fc.array(asked), asked, (unsorted, prefix) => {
        const sorted = unsorted.toSorted(compareText)
        const block = encodeBlock(toLines(sorted).map(({ line }) => line))
        const expected = sorted.filter((text) => text.startsWith(prefix))
        assert.deepEqual(
          findPrefix(block, prefix).map(([text]) => text),
          expected,
        )
      }),
    )
  })

  it('of another format or version is refused', () => {
    for (const text of ['', 'leanto-lookup 1\n["a"]\n', '[["a"]]', '<!doctype html>']) {
      assert.throws(() => decodeBlock(new TextEncoder().encode(text)), FormatError)
    }
  })
})

describe('a line', () => {
  it('that is damaged is refused', () => {
    for (const line of ['["a"', '{"a":1}', '7', '', '["a"]]']) {
      const block = `${encodeBlock([]).slice(0, FIRST_LINE)}${line}\n`
      assert.throws(() => parseLine(block, FIRST_LINE), FormatError)
    }
  })

  it('of several with one text is among the first so many', () => {
    const block = encodeBlock(['["a",1]', '["a",2]', '["a",3]', '["b",4]'])
    assert.deepEqual(findEqual(block, 'a', 2), [
      ['a', 1],
      ['a', 2],
    ])
    assert.equal(findEqual(block, 'a').length, 3)
  })
})
