import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'

import fc from 'fast-check'

import { openSortSpace, type SortedLine } from './build-sorter.ts'

const folder = mkdtempSync(join(tmpdir(), 'sorter-'))
after(() => rmSync(folder, { recursive: true }))

/** Texts that share beginnings, of every kind: beyond the BMP, after it, halves of a surrogate pair, zero. */
const texts = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      'a',
      'b',
      '\0',
      'ý',
      'þ',
      'ÿ',
      'Ā',
      '一',
      '\uE000',
      '\uFFFF',
      '😀',
      '\uD83D',
      '\uDE00',
    ),
    maxLength: 20,
  }),
  fc.integer({ min: 0, max: 50 }).map((number) => `https://example.org/${number}`),
)
const added = fc.array(
  fc
    .tuple(
      texts,
      fc.string({ unit: fc.constantFrom('x', 'é', '😀', '\uE000', '\uFFFD'), maxLength: 6 }),
    )
    .map(([text, line]): SortedLine => ({ text, line })),
  { maxLength: 120 },
)

const compare = (a: SortedLine, b: SortedLine): number => {
  if (a.text !== b.text) return a.text < b.text ? -1 : 1
  if (a.line === b.line) return 0
  return a.line < b.line ? -1 : 1
}

/** Sorts with so much memory. */
function sort(lines: readonly SortedLine[], bytes: number): SortedLine[] {
  const space = openSortSpace({ folder, bytes })
  const sorter = space.createSorter()
  for (const { text, line } of lines) sorter.add(text, line)
  assert.equal(sorter.count, lines.length)
  const length = lines.reduce((sum, { line }) => sum + Buffer.byteLength(line) + 1, 0)
  assert.equal(sorter.length, length)
  const sorted = [...sorter.sorted()]
  space.close()
  return sorted
}

describe('a sorter', () => {
  it('puts lines in the order of UTF-16 code units, in memory and on the disk alike', () => {
    fc.assert(
      fc.property(added, (lines) => {
        const expected = lines.toSorted(compare)
        assert.deepEqual(sort(lines, 1e9), expected)
        assert.deepEqual(sort(lines, 8 * 1024), expected)
      }),
    )
  })

  it('sorts many lines by their digits as by comparing them', () => {
    const lines = Array.from({ length: 52_000 }, (_, at) => {
      const number = (at * 7919) % 20_011
      const kinds = [
        `${number}`,
        `item ${number % 50}`,
        `ÿĀ${number % 7}一${number}`,
        `k`.repeat(number % 300),
      ]
      return { text: kinds[at % 4] ?? '', line: `${at % 3} of ${number}` }
    })
    assert.deepEqual(sort(lines, 1e9), lines.toSorted(compare))
  })

  it('merges more runs than it may read at a time', () => {
    const lines = Array.from({ length: 9000 }, (_, at) => {
      return { text: String((at * 7919) % 30_011), line: 'x'.repeat(at % 40) }
    })
    assert.deepEqual(sort(lines, 10_000), lines.toSorted(compare))
  })

  it('takes lines that are longer than its pieces of memory', () => {
    const lines = ['b', 'a', 'c'].map((text) => ({ text, line: text.repeat(3_000_000) }))
    assert.deepEqual(sort(lines, 1e9), lines.toSorted(compare))
    assert.deepEqual(sort(lines, 1e6), lines.toSorted(compare))
  })

  it('reads back long lines that follow short ones on the disk', () => {
    const lines = Array.from({ length: 60 }, (_, at) => {
      const text = String((at * 37) % 60).padStart(2, '0')
      return { text, line: text.repeat(at % 3 === 0 ? 150_000 : 5) }
    })
    assert.deepEqual(sort(lines, 1e6), lines.toSorted(compare))
  })

  it('shares its memory with others, and what they write is gone when they are closed', () => {
    const space = openSortSpace({ folder, bytes: 60_000 })
    const sorters = [space.createSorter(), space.createSorter()]
    for (let at = 0; at < 2000; at++)
      for (const sorter of sorters) sorter.add(String(at % 977), `line ${at}`)
    const [first, second] = sorters.map((sorter) => sorter.sorted()[Symbol.iterator]())
    for (let at = 0; at < 100; at++) assert.deepEqual(first?.next().value, second?.next().value)
    space.close()
    assert.deepEqual(readdirSync(folder), [])
  })

  it('keeps notes beside the lines', () => {
    for (const bytes of [1e9, 8 * 1024]) {
      const space = openSortSpace({ folder, bytes })
      const sorter = space.createSorter()
      for (const text of ['b', 'a']) sorter.add(text, `${text} line`, `of ${text}, é 😀`)
      assert.deepEqual(
        [...sorter.sorted()],
        [
          { text: 'a', line: 'a line' },
          { text: 'b', line: 'b line' },
        ],
      )
      space.close()
    }
  })
})
