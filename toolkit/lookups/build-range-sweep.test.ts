import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import {
  assertAnswers,
  compileRanges,
  idOf,
  ranges,
  type RangeRow,
  type TestRange,
} from '../../tests/lookup-ranges.ts'
import type { RangeOptions } from './define.ts'
import { containingRow } from './engine-range.ts'

it('takes a range within another for narrower, however little numbers show of it', async () => {
  const rows = [
    { id: 'a outer', from: -1e20, to: 2 },
    { id: 'b inner', from: -1e20, to: 1 },
    { id: 'c outer', from: 2.5, to: 1.7e308 },
    { id: 'd inner', from: 3, to: 1.7e308 },
  ]
  const { source } = await compileRanges({ kind: 'number', from: 'from', to: 'to' }, rows)
  const answers = {
    '-1e20': 'b inner',
    1: 'b inner',
    1.5: 'a outer',
    2.75: 'c outer',
    5: 'd inner',
  }
  await assertAnswers(source, answers)
})

it('takes of rows with one key and one range the first by its line', async () => {
  const rows = ['b', 'a', 'c'].map((name) => ({ id: 'k', from: '1.2.3.4', to: '1.2.3.4', name }))
  const { source } = await compileRanges({ kind: 'ip', from: 'from', to: 'to' }, rows)
  const found = await containingRow(source, '1.2.3.4')
  assert.equal(found?.row['name'], 'a')
})

describe('lines', () => {
  it('are few, even where all ranges lie in each other', async () => {
    const count = 3000
    const nested = Array.from({ length: count }, (_, at) => {
      return { id: `n${at}`, from: at, to: 3 * count - at }
    })
    const crossing = Array.from({ length: count }, (_, at) => {
      return { id: `c${at}`, from: 10 * count + at, to: 11 * count + at }
    })
    const rows = [...nested, ...crossing]
    const range: RangeOptions = { kind: 'number', from: 'from', to: 'to' }
    const { lines, source } = await compileRanges(range, rows, {
      min: 2000,
      spread: 4000,
      max: 9000,
    })
    assert.equal(lines.length, 2 * count - 1 + count)
    assert.equal(await idOf(source, '1700.5'), 'n1700')
    assert.equal(await idOf(source, String(3 * count - 1700.5)), 'n1700')
    assert.equal(await idOf(source, String(12 * count - 1)), `c${count - 1}`)
  })

  it('are not parted where one row goes on', async () => {
    const rows = [
      { id: 'a', from: '10.0.0.0', to: '10.0.0.127' },
      { id: 'a', from: '10.0.0.128', to: '10.0.0.255' },
      { id: 'b', from: '10.0.1.0', to: '10.0.1.255' },
      { id: 'c', from: '10.0.0.0', to: '10.0.1.255' },
    ]
    const { lines } = await compileRanges({ kind: 'ip', from: 'from', to: 'to' }, rows)
    // Both rows `a` have a line of their own, as they are not the same row; `c` is nowhere the narrowest.
    assert.deepEqual(lines, [
      ['40a000000', '40a000080', 'a', '10.0.0.0', '10.0.0.127'],
      ['40a000080', '40a000100', 'a', '10.0.0.128', '10.0.0.255'],
      ['40a000100', '40a000200', 'b', '10.0.1.0', '10.0.1.255'],
    ])
    const wide = await compileRanges({ kind: 'number', from: 'from', to: 'to' }, [
      { id: 'first', from: 0, to: 9 },
      { id: 'wide', from: 5, to: 99 },
    ])
    assert.deepEqual(
      wide.lines.map(([, , id]) => id),
      ['first', 'wide'],
    )
    const other = await compileRanges({ kind: 'number', from: 'from', to: 'to' }, [
      { id: 'outer', from: 0, to: 9 },
      { id: 'inner', from: 3, to: 7 },
      { id: 'hidden', from: 2, to: 8 },
    ])
    assert.deepEqual(
      other.lines.map(([, , id]) => id),
      ['outer', 'hidden', 'inner', 'hidden', 'outer'],
    )
  })

  it('are the same, whatever the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(ranges, fc.nat(), async (all, shift) => {
        const range: RangeOptions = { kind: 'number', from: 'from', to: 'to' }
        const at = shift % Math.max(1, all.length)
        const turned = [...all.slice(at), ...all.slice(0, at)]
        const objects = (rows: readonly TestRange[]): RangeRow[] => rows.map((row) => ({ ...row }))
        const first = await compileRanges(range, objects(all))
        assert.deepEqual((await compileRanges(range, objects(turned))).lines, first.lines)
      }),
      { numRuns: 20 },
    )
  })
})
