import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import {
  assertAnswers,
  compileRanges,
  idOf,
  narrowest,
  type TestRange,
} from '../../tests/lookup-ranges.ts'
import type { RangeOptions } from './define.ts'

describe('a block of addresses', () => {
  const cidr: RangeOptions = { kind: 'ip', cidr: 'cidr' }

  it('is taken before a larger one that holds it', async () => {
    const block = fc.tuple(fc.integer({ min: 118, max: 128 }), fc.nat(255), fc.nat(99))
    const asked = fc.nat(1023)
    const write = (value: number): string => `10.0.${value >> 8}.${value & 255}`
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { maxLength: 20 }),
        fc.array(asked),
        async (blocks, values) => {
          const all = blocks.map(([length, at, id]): TestRange => {
            const size = 2 ** (128 - length)
            const from = at - (at % size)
            return { id: String(id), from, to: from + size - 1 }
          })
          const objects = blocks.map(([length, at, id], index) => {
            const text =
              index % 2 === 0 ? `${write(at)}/${length - 96}` : `::ffff:${write(at)}/${length}`
            return { id: String(id), cidr: length === 128 ? write(at) : text }
          })
          const { source } = await compileRanges(cidr, objects)
          for (const value of [...values, ...all.flatMap(({ from, to }) => [from, to, to + 1])]) {
            assert.equal(await idOf(source, write(value)), narrowest(all, value))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('may be all of a family, and never holds an address of the other', async () => {
    const rows = [
      { id: 'all', cidr: '::/0' },
      { id: 'four', cidr: '0.0.0.0/0' },
      { id: 'documents', cidr: '2001:db8::/32' },
      { id: 'last', cidr: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128' },
      { id: 'none', cidr: null },
    ]
    const { source, warnings } = await compileRanges(cidr, rows)
    const answers = {
      '0.0.0.0': 'four',
      '255.255.255.255': 'four',
      '::ffff:255.255.255.255': 'four',
      '::': 'all',
      '::fffe:ffff:ffff': 'all',
      '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff': 'all',
      '2001:db8::': 'documents',
      '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff': 'documents',
      '2001:db9::': 'all',
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff': 'last',
    }
    await assertAnswers(source, answers)
    assert.deepEqual(warnings, [])
    const four = await compileRanges(cidr, rows.slice(1, 2))
    const before = await compileRanges(cidr, [{ id: 'before', cidr: '::fffe:0:0/95' }])
    assert.equal(await idOf(before.source, '::fffe:1:2'), 'before')
    assert.equal(await idOf(before.source, '255.255.255.255'), null)
    assert.equal(await idOf(four.source, '::'), null)
  })

  it('is taken whole where the data has another of its addresses, and the owner is told', async () => {
    const rows = [
      { id: 'a', cidr: '192.0.2.0/24' },
      { id: 'b', cidr: '198.51.100.7/24' },
      { id: 'c', cidr: '2001:db8::1/32' },
    ]
    const { source, warnings } = await compileRanges(cidr, rows)
    assert.equal(await idOf(source, '198.51.100.0'), 'b')
    assert.equal(await idOf(source, '198.51.100.255'), 'b')
    assert.equal(await idOf(source, '2001:db8:ffff::'), 'c')
    assert.deepEqual(warnings, [
      '2 rows have an address in "cidr" that is not the first of its block, which is taken whole: first the row "b"',
    ])
  })
})
