import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import {
  compileRanges,
  LARGEST,
  narrowest,
  ranges,
  type TestRange,
} from '../../tests/lookup-ranges.ts'
import type { RangeOptions } from './define.ts'

describe('the owner is told', () => {
  const range: RangeOptions = { kind: 'number', from: 'from', to: 'to' }

  it('in one sentence how ranges overlap, and nothing where none do', async () => {
    const rows = [
      { id: 'a', from: 0, to: 100 },
      { id: 'b', from: 10, to: 20 },
      { id: 'c', from: 10, to: 20 },
      { id: 'd', from: 15, to: 30 },
      { id: 'e', from: 90, to: 110 },
    ]
    const { warnings } = await compileRanges(range, rows)
    assert.deepEqual(warnings, [
      'ranges by "from" and "to" overlap, and the narrowest answers; within another: 2, across the end of another: 2, the same as another: 1, never an answer: 1',
    ])
    assert.deepEqual((await compileRanges(range, rows.slice(3))).warnings, [])
  })

  it('nothing where ranges follow each other', async () => {
    const rows = [
      { id: 'a', from: '10.0.0.0', to: '10.0.0.9' },
      { id: 'b', from: '10.0.0.10', to: '10.0.0.19' },
      { id: 'c', from: '10.0.0.20', to: '10.0.0.29' },
    ]
    const { warnings } = await compileRanges({ kind: 'ip', from: 'from', to: 'to' }, rows)
    assert.deepEqual(warnings, [])
  })

  it('the numbers that counting each pair gives', async () => {
    await fc.assert(
      fc.asyncProperty(ranges, async (all) => {
        const unique = all.map((each, at) => ({ ...each, id: String(at).padStart(3, '0') }))
        const { warnings } = await compileRanges(
          range,
          unique.map((each) => ({ ...each })),
        )
        const same = unique.filter((a, at) => unique.slice(0, at).some((b) => isSame(a, b)))
        const expected = {
          'within another': unique.filter(
            (a) => !same.includes(a) && unique.some((b) => !isSame(a, b) && isWithin(a, b)),
          ).length,
          'across the end of another': unique.filter((a) =>
            unique.some((b) => b.from < a.from && a.from <= b.to && b.to < a.to),
          ).length,
          'the same as another': same.length,
          'never an answer': unique.filter(({ id }) => !isReachable(unique, id)).length,
        }
        for (const [says, count] of Object.entries(expected)) {
          const told = RegExp(`${says}: (\\d+)`).exec(warnings.join())?.[1] ?? '0'
          assert.equal(told, String(count), says)
        }
      }),
      { numRuns: 100 },
    )
  })
})

const isSame = (a: TestRange, b: TestRange): boolean => a.from === b.from && a.to === b.to
const isWithin = (a: TestRange, b: TestRange): boolean => b.from <= a.from && a.to <= b.to

/** Asks halves too: numbers lie between whole ones. */
function isReachable(all: readonly TestRange[], id: string): boolean {
  for (let value = 0; value <= LARGEST; value += 0.5) if (narrowest(all, value) === id) return true
  return false
}
