import assert from 'node:assert/strict'
import { it } from 'node:test'

import { CUT_SIZES, cutBlocks, type Line } from './cut.ts'

const ROWS = 20_000
const lines = Array.from({ length: ROWS }, (_, at): Line => {
  const text = String(1_000_000 + at * 7)
  return { text, line: JSON.stringify([text, `Place number ${at}`, at % 97, 48.85, 2.35]) }
})

const changed = (edited: readonly Line[]): number => {
  const before = new Set(cutBlocks(lines, CUT_SIZES).map(({ content }) => content))
  return cutBlocks(edited, CUT_SIZES).filter(({ content }) => !before.has(content)).length
}
const isTenth = (at: number): boolean => at % (ROWS / 10) === 1234

it('puts every line in one block, in order', () => {
  const [header = ''] = cutBlocks(lines.slice(0, 1), CUT_SIZES)[0]?.content.split('[') ?? []
  const cut = cutBlocks(lines, CUT_SIZES).map(({ content }) => content.slice(header.length))
  assert.equal(cut.join(''), lines.map(({ line }) => `${line}\n`).join(''))
})

it('keeps every block within its sizes, but the last', () => {
  const sizes = cutBlocks(lines, CUT_SIZES).map(({ content }) => content.length)
  assert.ok(sizes.length > 10)
  for (const size of sizes.slice(0, -1)) {
    assert.ok(size > CUT_SIZES.min && size <= CUT_SIZES.max + 100, `${size}`)
  }
})

it('changes few blocks when few lines go, come or change', () => {
  const edits: Record<string, Line[]> = {
    go: lines.filter((_, at) => !isTenth(at)),
    come: lines.flatMap((line, at) => {
      const text = `${line.text}5`
      return isTenth(at) ? [line, { text, line: JSON.stringify([text, 'New', 1, 2, 3]) }] : [line]
    }),
    change: lines.map((line, at) =>
      isTenth(at) ? { ...line, line: line.line.replace('Place', 'Town') } : line,
    ),
  }
  const blocks = cutBlocks(lines, CUT_SIZES).length
  assert.ok(blocks > 12, `${blocks} blocks`)
  for (const [edit, edited] of Object.entries(edits)) {
    const count = changed(edited)
    assert.ok(count <= 12, `${count} of ${blocks} blocks changed when ten lines ${edit}`)
  }
})

it('changes one block when one line goes', () => {
  for (const at of [0, 5000, 10_000, 19_999]) assert.ok(changed(lines.toSpliced(at, 1)) <= 2)
})

it('gives a line that is longer than a block a block of its own', () => {
  const long = { text: 'm', line: JSON.stringify(['m', 'x'.repeat(CUT_SIZES.max * 2)]) }
  const cuts = cutBlocks(
    [{ text: 'a', line: '["a"]' }, long, { text: 'z', line: '["z"]' }],
    CUT_SIZES,
  )
  assert.deepEqual(
    cuts.map(({ first }) => first),
    ['', 'm', 'z'],
  )
})
