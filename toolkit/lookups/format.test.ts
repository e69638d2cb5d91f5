import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../core/errors.ts'
import { cutBlocks } from './cut.ts'
import {
  blockOf,
  blocksOf,
  decodeBlock,
  decodeLayout,
  encodeBlock,
  findLine,
  findLines,
} from './format.ts'
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
  it('gives back the line of every key, and nothing for other keys', () => {
    fc.assert(
      fc.property(keys, texts, (unsorted, other) => {
        const sorted = unsorted.toSorted(compareText)
        const block = encodeBlock(toLines(sorted).map(({ line }) => line))
        const read = decodeBlock(new TextEncoder().encode(block))
        for (const [at, key] of sorted.entries()) assert.deepEqual(findLine(read, key), [key, at])
        if (!sorted.includes(other)) assert.equal(findLine(read, other), undefined)
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
          findLines(block, prefix).map(([text]) => text),
          expected,
        )
      }),
    )
  })

  it('of another format or version is refused', () => {
    for (const text of ['', 'leanto-lookup 2\n["a"]\n', '[["a"]]', '<!doctype html>']) {
      assert.throws(() => decodeBlock(new TextEncoder().encode(text)), FormatError)
    }
  })
})

describe('the list of blocks', () => {
  const sizes = { min: 20, spread: 30, max: 90 }

  it('leads to the block of every text', () => {
    fc.assert(
      fc.property(keys, (unsorted) => {
        const lines = toLines(unsorted.toSorted(compareText))
        const cuts = cutBlocks(lines, sizes)
        const blocks = cuts.map(({ first }, at) => [first, String(at)] as const)
        for (const [at, { text }] of lines.entries()) {
          const [, number] = blockOf(blocks, text) ?? ['', 'none']
          assert.deepEqual(findLine(cuts[Number(number)]?.content ?? '', text), [text, at])
        }
      }),
    )
  })

  it('leads to every block with lines that begin with a text, and to one more at most', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 })
    const many = fc.array(text, { maxLength: 80 })
    fc.assert(
      fc.property(many, text, (unsorted, prefix) => {
        const cuts = cutBlocks(toLines(unsorted.toSorted(compareText)), sizes)
        const blocks = cuts.map(({ first }, at) => [first, String(at)] as const)
        const found = blocksOf(blocks, prefix).map(([, number]) => Number(number))
        const holding = [...cuts.keys()].filter(
          (at) => findLines(cuts[at]?.content ?? '', prefix).length > 0,
        )
        assert.deepEqual(
          holding.filter((at) => !found.includes(at)),
          [],
        )
        assert.ok(found.length <= Math.max(1, holding.length + 2))
      }),
    )
  })
})

describe('a layout', () => {
  it('of another shape or version is refused', () => {
    const layout = { folder: '/a/', rows: [['', 'h']], find: [], tops: [] }
    assert.deepEqual(decodeLayout(JSON.stringify({ version: 1, ...layout })).rows, layout.rows)
    for (const other of [null, [], { version: 2, ...layout }, { version: 1, ...layout, tops: 1 }]) {
      assert.throws(() => decodeLayout(JSON.stringify(other)), FormatError)
    }
  })
})
