/** The real ranges of this site, asked at random and at their ends: what holds a value is what a look at each says. */
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import { createInterface } from 'node:readline'

import fc from 'fast-check'

import countryRows from '../../functions/lookups/ip-countries.rows.ts'
import vendorRows from '../../functions/lookups/mac-vendors.rows.ts'
import type { LookupRow } from '../../toolkit/lookups/format.ts'
import { openDataset, type Dataset } from './datasets-open.ts'

/** An address as four words of 32 bits; IPv4 is mapped into IPv6 (RFC 4291, section 2.5.5.2). */
type Words = readonly [number, number, number, number]

interface Reach {
  readonly rows: readonly number[]
  /** The number of the row that starts first. */
  readonly low: number
  /** The number of the row that ends last. */
  readonly high: number
}

const HIGH = 0xffff_ffff
const STRETCH = 256

for (const { index, engine, rows } of [
  await openDataset('ip-countries', countryRows()),
  await openDataset('ip-networks', networkRows()),
])
  describe(`an address in ${index.name}`, () => {
    const starts = toWordArray(rows, 'from')
    const ends = toWordArray(rows, 'to')
    const reaches = toReaches(starts, ends)
    /** Every row is looked at but those of stretches that end before it or start after it. */
    const holders = (words: Words): LookupRow[] =>
      reaches
        .filter(({ low, high }) => order(starts, low, words) <= 0 && order(ends, high, words) >= 0)
        .flatMap(({ rows: stretch }) => stretch)
        .filter((at) => order(starts, at, words) <= 0 && order(ends, at, words) >= 0)
        .map((at) => rows[at])
        .filter((row) => row !== undefined)

    test('is in the narrowest range that holds it, or in none', async () => {
      const property = fc.asyncProperty(anyAddress(rows), async (words) => {
        const text = toText(words)
        const found = await engine.contains(text)
        const narrowest = chooseNarrowest(holders(words))
        assert.deepEqual(
          [found?.row['from'], found?.row['to']],
          [narrowest?.['from'], narrowest?.['to']],
        )
        // A range that stands there several times is any of them.
        if (found !== undefined) assert.ok(holders(words).some((row) => isSame(row, found.row)))
      })
      await fc.assert(property, { numRuns: 1500 })
    })
  })

describe('a hardware address', async () => {
  const { engine, rows }: Dataset = await openDataset('mac-vendors', vendorRows())
  const byPrefix = new Map(rows.map((row) => [String(row['prefix']).toLowerCase(), row]))

  test('is of the maker with the longest prefix of it', async () => {
    const digits = fc.array(fc.constantFrom(...'0123456789abcdef'.split('')), {
      minLength: 12,
      maxLength: 12,
    })
    const at = fc.nat({ max: rows.length - 1 })
    const property = fc.asyncProperty(digits, fc.option(at), async (random, known) => {
      const prefix = known === null ? '' : String(rows[known]?.['prefix']).toLowerCase()
      const address = (prefix + random.join('')).slice(0, 12)
      const lengths = Array.from(address, (_, length) => address.slice(0, length + 1))
      const expected = lengths.findLast((text) => byPrefix.has(text))
      const found = await engine.contains(address.replace(/..(?=.)/g, '$&:'))
      assert.deepEqual(found?.row, expected === undefined ? undefined : byPrefix.get(expected))
    })
    await fc.assert(property, { numRuns: 2000 })
  })
})

/** The rows of the two files that the declaration names. */
async function* networkRows(): AsyncIterable<object> {
  const { resolve } = createRequire(import.meta.url)
  for (const family of ['ipv4', 'ipv6']) {
    const input = createReadStream(resolve(`@ip-location-db/asn/asn-${family}.csv`))
    for await (const line of createInterface({ input })) {
      const [, from, to, asn, name = ''] = /^([^,]*),([^,]*),(\d+),(.*)$/.exec(line) ?? []
      const organization = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
      yield { from, to, asn: Number(asn), organization }
    }
  }
}

/** Any address, or one at an end of a range, or just outside. */
function anyAddress(rows: readonly LookupRow[]): fc.Arbitrary<Words> {
  const word = fc.nat({ max: HIGH })
  const atEnd = fc
    .tuple(
      fc.nat({ max: rows.length - 1 }),
      fc.constantFrom('from', 'to'),
      fc.integer({ min: -1, max: 1 }),
    )
    .map(([at, column, more]): Words => {
      const [a, b, c, d] = toWords(String(rows[at]?.[column]))
      return [a, b, c, Math.min(HIGH, Math.max(0, d + more))]
    })
  return fc.oneof(
    { weight: 6, arbitrary: atEnd },
    { weight: 2, arbitrary: word.map((last): Words => [0, 0, 0xffff, last]) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.integer({ min: 0x2000_0000, max: 0x2fff_ffff }), word, word, word),
    },
  )
}

function toWords(text: string): Words {
  if (!text.includes(':')) {
    const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number)
    return [0, 0, 0xffff, ((a * 256 + b) * 256 + c) * 256 + d]
  }
  const [left = '', right] = text.split('::')
  const [before, after] = [left, right ?? ''].map((part) => (part === '' ? [] : part.split(':')))
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0)
  const groups = [...(before ?? []), ...Array<string>(missing).fill('0'), ...(after ?? [])]
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups.map((group) =>
    parseInt(group, 16),
  )
  return [a * 65536 + b, c * 65536 + d, e * 65536 + f, g * 65536 + h]
}

function toText([a, b, c, d]: Words): string {
  if (a === 0 && b === 0 && c === 0xffff)
    return [d >>> 24, (d >>> 16) & 255, (d >>> 8) & 255, d & 255].join('.')
  return [a, b, c, d]
    .map((word) => `${(word >>> 16).toString(16)}:${(word & 0xffff).toString(16)}`)
    .join(':')
}

function toWordArray(rows: readonly LookupRow[], column: string): Uint32Array {
  const words = new Uint32Array(rows.length * 4)
  for (const [at, row] of rows.entries()) words.set(toWords(String(row[column])), at * 4)
  return words
}

function order(all: Uint32Array, at: number, words: Words): number {
  for (let word = 0; word < 4; word++) {
    const difference = (all[at * 4 + word] ?? 0) - (words[word] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Rows in stretches, with the one that starts first and the one that ends last. */
function toReaches(starts: Uint32Array, ends: Uint32Array): Reach[] {
  const all = Array.from({ length: starts.length / 4 }, (_, at) => at)
  const stretches = Map.groupBy(all, (at) => Math.floor(at / STRETCH))
  return Array.from(stretches.values(), (rows) => ({
    rows,
    low: rows.reduce((a, b) => (order(starts, b, wordsAt(starts, a)) < 0 ? b : a)),
    high: rows.reduce((a, b) => (order(ends, b, wordsAt(ends, a)) > 0 ? b : a)),
  }))
}

function wordsAt(all: Uint32Array, at: number): Words {
  const [a = 0, b = 0, c = 0, d = 0] = all.subarray(at * 4, at * 4 + 4)
  return [a, b, c, d]
}

/** Of equally wide ones the one that starts later. */
function chooseNarrowest(rows: readonly LookupRow[]): LookupRow | undefined {
  const numberOf = (text: unknown): bigint =>
    toWords(String(text)).reduce((sum, word) => sum * 2n ** 32n + BigInt(word), 0n)
  const ranges = rows.map((row) => {
    const start = numberOf(row['from'])
    return { row, start, width: numberOf(row['to']) - start }
  })
  const [best] = ranges.toSorted((a, b) => {
    if (a.width !== b.width) return a.width < b.width ? -1 : 1
    return Number(b.start - a.start)
  })
  return best?.row
}

function isSame(a: LookupRow, b: LookupRow): boolean {
  return Object.entries(a).every(([name, cell]) => b[name] === cell)
}
