import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import {
  assertAnswers,
  compileRanges,
  idOf,
  LARGEST,
  narrowest,
  ranges,
} from '../../tests/lookup-ranges.ts'
import type { Cell } from './format.ts'

const ipv4 = (value: number): string => `10.0.${value < 20 ? 0 : 1}.${(value + 236) % 256}`
const ipv6 = (value: number): string => `2001:db8::ffff:${(0xfff0 + value).toString(16).slice(-4)}`
const day = (value: number): string =>
  new Date(Date.UTC(2024, 1, 10 + value)).toISOString().slice(0, 10)

const KINDS: Readonly<
  Record<
    string,
    {
      readonly kind: 'ip' | 'number' | 'date'
      readonly write: (value: number) => Cell
      /** Questions that have the answer of a value. */
      readonly ask: (value: number) => readonly string[]
    }
  >
> = {
  'IPv4 addresses': {
    kind: 'ip',
    write: ipv4,
    ask: (value) => [ipv4(value), `::ffff:${ipv4(value)}`],
  },
  'IPv6 addresses': {
    kind: 'ip',
    write: (value) => (value < 16 ? ipv6(value) : ipv6(value).replace('ffff:', '1:0:')),
    ask: (value) => [value < 16 ? ipv6(value) : ipv6(value).replace('ffff:', '1:0:')],
  },
  'integers for addresses': {
    kind: 'ip',
    write: (value) => (value % 2 === 0 ? 0x0a0000ec + value : String(0x0a0000ec + value)),
    ask: (value) => [ipv4(value)],
  },
  numbers: {
    kind: 'number',
    write: (value) => (value % 2 === 0 ? (value - 20) / 8 : String((value - 20) / 8)),
    ask: (value) => [String((value - 20) / 8)],
  },
  days: {
    kind: 'date',
    write: day,
    ask: (value) => [day(value), `${day(value)}T23:59:59.999999999Z`, `${day(value)}T12:00+09:00`],
  },
}

describe('the row that holds a value', () => {
  for (const [name, { kind, write, ask }] of Object.entries(KINDS)) {
    it(`is the one with the narrowest range of ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(ranges, async (all) => {
          const objects = all.map(({ id, from, to }) => ({ id, from: write(from), to: write(to) }))
          const { source, lines } = await compileRanges({ kind, from: 'from', to: 'to' }, objects)
          assert.ok(lines.length < Math.max(1, all.length * 2))
          for (let value = 0; value <= LARGEST; value++) {
            for (const asked of ask(value)) {
              assert.equal(await idOf(source, asked), narrowest(all, value), asked)
            }
          }
        }),
        { numRuns: 40 },
      )
    })
  }

  it('is none between two numbers', async () => {
    const rows = [
      { id: 'a', from: 1, to: 5 },
      { id: 'b', from: 6, to: 10 },
    ]
    const { source } = await compileRanges({ kind: 'number', from: 'from', to: 'to' }, rows)
    const answers = { 0.999: null, 1: 'a', 5: 'a', 5.0000001: null, 6: 'b', 10: 'b', 10.5: null }
    await assertAnswers(source, answers)
  })
})

describe('of texts', () => {
  const unit = fc.constantFrom('a', 'b', '"', '\\', '\u0001', 'é', '\uFFFF', '\u{1F600}')
  const text = fc
    .string({ unit, minLength: 1, maxLength: 4 })
    .filter((value) => value.trim() === value)
  const asked = fc
    .string({ unit, minLength: 1, maxLength: 5 })
    .filter((value) => value.trim() === value)
  const id = fc.nat(99).map(String)

  it('the range that starts later is taken, then the one that ends first, then the first by key', async () => {
    const range = fc.tuple(text, text, id).map(([a, b, key]) => {
      return a < b ? { id: key, from: a, to: b } : { id: key, from: b, to: a }
    })
    await fc.assert(
      fc.asyncProperty(fc.array(range, { maxLength: 20 }), fc.array(asked), async (all, values) => {
        const { source } = await compileRanges({ kind: 'text', from: 'from', to: 'to' }, all)
        const edges = all.flatMap(({ from, to }) => [
          from,
          to,
          `${to}\u0000`.slice(0, -1),
          `${to}a`,
        ])
        for (const value of [...values, ...edges]) {
          const [best] = all
            .filter(({ from, to }) => from <= value && value <= to)
            .toSorted((a, b) => {
              if (a.from !== b.from) return a.from > b.from ? -1 : 1
              if (a.to !== b.to) return a.to < b.to ? -1 : 1
              return a.id < b.id ? -1 : 1
            })
          assert.equal(await idOf(source, value), best?.id ?? null)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('the longest prefix is taken', async () => {
    const row = fc.record({ id, prefix: text })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.array(asked), async (all, values) => {
        const { source } = await compileRanges({ kind: 'text', prefix: 'prefix' }, all)
        for (const value of [...values, ...all.map(({ prefix }) => prefix)]) {
          const [best] = all
            .filter(({ prefix }) => value.startsWith(prefix))
            .toSorted((a, b) => b.prefix.length - a.prefix.length || (a.id < b.id ? -1 : 1))
          assert.equal(await idOf(source, value), best?.id ?? null)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('only hexadecimal digits count in prefixes of them', async () => {
    const rows = [
      { id: 'large', prefix: '00:1B:C5' },
      { id: 'medium', prefix: '001B.C50' },
      { id: 'small', prefix: '00:1B:C5:00:F0:00/36' },
      { id: 'digits', prefix: 10 },
    ]
    const { source, warnings } = await compileRanges({ kind: 'hex', prefix: 'prefix' }, rows)
    const answers = {
      '00-1b-c5-ff-ff-ff': 'large',
      '00:1B:C5:01:00:00': 'medium',
      '001bc500efff': 'medium',
      '001b.c500.f000': 'small',
      '0:1b:c5:0:ff:ff': 'small',
      '001BC5': 'large',
      '001B': null,
      '00:1B:C6:00:00:00': null,
      '10ffffffffff': 'digits',
    }
    await assertAnswers(source, answers)
    assert.deepEqual(warnings, [])
  })
})
