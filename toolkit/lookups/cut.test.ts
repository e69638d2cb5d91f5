import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { createBlockCutter, type CutBlock } from './build-blocks-cut.ts'
import type { SortedLine } from './build-sorter.ts'
import { CUT_SIZES, fitSizes, hashText, hashUnits, separate } from './cut.ts'
import { FIRST_LINE } from './format.ts'

const ROWS = 20_000
const lines = Array.from({ length: ROWS }, (_, at): SortedLine => {
  const text = String(1_000_000 + at * 7)
  return { text, line: JSON.stringify([text, `Place number ${at}`, at % 97, 48.85, 2.35]) }
})

function cutLines(sorted: readonly SortedLine[], exact = false): CutBlock[] {
  const cutter = createBlockCutter(CUT_SIZES, exact)
  const cuts = sorted.flatMap(({ text, line }) => cutter.add(text, line) ?? [])
  const last = cutter.finish()
  return last === undefined ? cuts : [...cuts, last]
}
const changed = (edited: readonly SortedLine[]): number => {
  const before = new Set(cutLines(lines).map(({ content }) => content.toString()))
  return cutLines(edited).filter(({ content }) => !before.has(content.toString())).length
}
const isTenth = (at: number): boolean => at % (ROWS / 10) === 1234

describe('cuts', () => {
  it('put every line in one block, in order', () => {
    const cut = cutLines(lines).map(({ content }) => content.subarray(FIRST_LINE).toString())
    assert.equal(cut.join(''), lines.map(({ line }) => `${line}\n`).join(''))
  })

  it('keep every block within its sizes, but the last', () => {
    const sizes = cutLines(lines).map(({ content }) => content.length - FIRST_LINE)
    assert.ok(sizes.length > 10)
    for (const size of sizes.slice(0, -1)) {
      assert.ok(size >= CUT_SIZES.min && size <= CUT_SIZES.max, `${size}`)
    }
  })

  it('change few blocks when few lines go, come or change', () => {
    const edits: Record<string, SortedLine[]> = {
      go: lines.filter((_, at) => !isTenth(at)),
      come: lines.flatMap((line, at) => {
        const text = `${line.text}5`
        return isTenth(at) ? [line, { text, line: JSON.stringify([text, 'New', 1, 2, 3]) }] : [line]
      }),
      change: lines.map((line, at) =>
        isTenth(at) ? { ...line, line: line.line.replace('Place', 'Town') } : line,
      ),
    }
    const blocks = cutLines(lines).length
    assert.ok(blocks > 12, `${blocks} blocks`)
    for (const [edit, edited] of Object.entries(edits)) {
      const count = changed(edited)
      assert.ok(count <= 11, `${count} of ${blocks} blocks changed when ten lines ${edit}`)
    }
  })

  it('change one block when one line goes', () => {
    for (const at of [0, 5000, 10_000, 19_999]) assert.ok(changed(lines.toSpliced(at, 1)) <= 2)
  })

  it('give a line that is longer than a block a block of its own', () => {
    const long = { text: 'mm', line: JSON.stringify(['mm', 'é'.repeat(CUT_SIZES.max)]) }
    const three = [{ text: 'aa', line: '["aa"]' }, long, { text: 'zz', line: '["zz"]' }]
    assert.deepEqual(
      cutLines(three).map(({ first }) => first),
      ['', 'm', 'z'],
    )
    assert.deepEqual(
      cutLines(three, true).map(({ first }) => first),
      ['', 'mm', 'zz'],
    )
  })

  it('are hardly ever made by the limit, which would move with each change before it', () => {
    const many = Array.from({ length: 60_000 }, (_, at) => {
      const text = `key ${at * 13}`
      return { text: text.padEnd(12), line: `["${text}","${'x'.repeat(60)}"]` }
    }).toSorted((a, b) => (a.text < b.text ? -1 : 1))
    const sizes = cutLines(many).map(({ content }) => content.length)
    const full = sizes.filter((size) => size > CUT_SIZES.max - 200).length
    assert.ok(full <= sizes.length * 0.04, `${full} of ${sizes.length}`)
    const average = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    assert.ok(average > 56 * 1024 && average < 80 * 1024, `${average}`)
  })
})

describe('the hash of a text', () => {
  it('is the same from a text and from its code units', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '一', '😀', '\uD83D'), maxLength: 8 })
    fc.assert(
      fc.property(text, text, (before, given) => {
        const units = Uint16Array.from(`${before}${given}`.split(''), (unit) => unit.charCodeAt(0))
        assert.equal(hashUnits(units, before.length, units.length), hashText(given))
      }),
    )
  })
})

describe('what parts two texts', () => {
  it('sorts after the one and not after the other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀'), maxLength: 6 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [last = '', first = ''] = [one, other].toSorted()
        const parting = separate(last, first)
        assert.ok(parting <= first && (parting > last || last === first))
      }),
    )
  })
})

describe('the sizes of blocks', () => {
  it('double for a part of more than 12,000 blocks, and again', () => {
    const block = CUT_SIZES.min + CUT_SIZES.spread
    assert.deepEqual(fitSizes(block * 12_000, CUT_SIZES), CUT_SIZES)
    assert.equal(fitSizes(block * 12_001, CUT_SIZES).max, CUT_SIZES.max * 2)
    assert.equal(fitSizes(block * 24_001, CUT_SIZES).min, CUT_SIZES.min * 4)
  })
})
