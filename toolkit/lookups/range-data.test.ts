/** Real data: a part of each set, so that a run is short; every edge of it, and random values. */
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { it } from 'node:test'

import { createPartScene, type PartScene } from '../../tests/lookup-parts.ts'
import { createRangePart } from './build-range.ts'
import { containingRow } from './engine-range.ts'
import type { Source } from './files.ts'
import type { Column } from './format.ts'

const MODULES = join(import.meta.dirname, '../../node_modules')
const ROWS = 4000

const column = (name: string): Column => ({ name, type: 'string', optional: false })

async function open({ context, rows, open: openParts }: PartScene): Promise<Source> {
  const part = createRangePart(context)
  await part.add(rows, ['', ''])
  return openParts({ range: await part.finish() })
}

/** The same numbers on each run, evenly spread from 0 to below 1. */
function* randoms(count: number): Iterable<number> {
  for (let at = 1; at <= count; at++) yield (at * 0.6180339887498949) % 1
}

interface Range {
  readonly from: bigint
  readonly to: bigint
  readonly country: string
}

async function readRanges(file: string, toNumber: (text: string) => bigint): Promise<Range[]> {
  const ranges: Range[] = []
  const path = join(MODULES, '@ip-location-db/geo-whois-asn-country', file)
  const input = createReadStream(path)
  for await (const line of createInterface({ input })) {
    const [from = '', to = '', country = ''] = line.split(',')
    ranges.push({ from: toNumber(from), to: toNumber(to), country })
    if (ranges.length === ROWS) break
  }
  input.destroy()
  return ranges
}

const fromIpv4 = (text: string): bigint =>
  BigInt(text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0))
const toIpv4 = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
const fromIpv6 = (text: string): bigint => {
  const [head = [], tail = []] = text.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  const groups = [...head, ...zeros, ...tail]
  return BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`)
}
const toIpv6 = (value: bigint): string =>
  (value.toString(16).padStart(32, '0').match(/.{4}/g) ?? []).join(':')

for (const { file, read, write } of [
  { file: 'geo-whois-asn-country-ipv4.csv', read: fromIpv4, write: toIpv4 },
  { file: 'geo-whois-asn-country-ipv6.csv', read: fromIpv6, write: toIpv6 },
]) {
  it(`${file} gives the country of each address`, async () => {
    const ranges = await readRanges(file, read)
    const rows = ranges.map(({ from, to, country }) => {
      return { from: write(from), to: write(to), country }
    })
    const source = await open(
      createPartScene(
        { key: ['from', 'to'], range: { kind: 'ip', from: 'from', to: 'to' } },
        ['from', 'to', 'country'].map(column),
        rows,
      ),
    )
    const first = ranges[0]?.from ?? 0n
    const span = (ranges.at(-1)?.to ?? 0n) - first
    const edges = ranges
      .filter((_, at) => at % 3 === 0)
      .flatMap(({ from, to }) => [from - 1n, from, to, to + 1n])
    const others = [...randoms(800)].map((random) => {
      return first + (span * BigInt(Math.floor(random * 2 ** 40))) / 2n ** 40n
    })
    const answer = createReference(ranges)
    for (const value of [...edges, ...others]) {
      const found = await containingRow(source, write(value))
      assert.equal(found?.row['country'], answer(value), write(value))
    }
  })
}

/** Looks at every range that can hold a value: they are in the order of their starts. */
function createReference(ranges: readonly Range[]): (value: bigint) => string | undefined {
  let widest = 0n
  for (const { from, to } of ranges) if (to - from > widest) widest = to - from
  return (value) => {
    let low = 0
    let high = ranges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((ranges[middle]?.from ?? 0n) <= value) low = middle + 1
      else high = middle
    }
    let best: Range | undefined
    for (let at = low - 1; at >= 0; at--) {
      const range = ranges[at]
      if (range === undefined || value - range.from > widest) break
      const isInside = range.to >= value
      if (isInside && (!best || range.to - range.from < best.to - best.from)) best = range
    }
    return best?.country
  }
}

it('oui-data gives the vendor of each hardware address by the longest prefix', async () => {
  const json: unknown = JSON.parse(await readFile(join(MODULES, 'oui-data/index.json'), 'utf8'))
  assert.ok(typeof json === 'object' && json !== null)
  const vendors = new Map(
    Object.entries(json).filter(([prefix], at) => at % (prefix.length > 6 ? 2 : 8) === 0),
  )
  const rows = [...vendors].map(([prefix, vendor]) => ({ prefix, vendor: String(vendor) }))
  const source = await open(
    createPartScene(
      { key: 'prefix', range: { kind: 'hex', prefix: 'prefix' } },
      ['prefix', 'vendor'].map(column),
      rows,
    ),
  )
  const prefixes = [...vendors.keys()].filter((_, at) => at % 4 === 0)
  const addresses = prefixes.flatMap((prefix) => {
    const last = Number.parseInt(prefix, 16)
    const around = [last - 1, last, last + 1].map((value) =>
      value.toString(16).padStart(prefix.length, '0').slice(-prefix.length),
    )
    return around.map((digits, at) => digits.padEnd(12, at === 1 ? 'f' : '0'))
  })
  const random = [...randoms(500)].map((value) =>
    Math.floor(value * 2 ** 48)
      .toString(16)
      .padStart(12, '0'),
  )
  for (const address of [...addresses, ...random]) {
    const [, prefix] = [9, 7, 6]
      .map((length): [number, string] => [length, address.slice(0, length).toUpperCase()])
      .find(([, text]) => vendors.has(text)) ?? [0, undefined]
    const typed = (address.match(/../g) ?? []).join(':')
    assert.equal((await containingRow(source, typed))?.row['prefix'], prefix, typed)
  }
})
