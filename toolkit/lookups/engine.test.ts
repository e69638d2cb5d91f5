import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { compileLookup, type TestRow } from '../../tests/lookups.ts'
import { CUT_SIZES } from './cut.ts'
import { createLookup } from './engine.ts'
import { createFileCache } from './file-cache.ts'
import type { Cell } from './format.ts'
import { MAX_LIMIT, MAX_READS } from './question.ts'

const SMALL = { min: 60, spread: 120, max: 400 }

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
const keys = text.filter((id) => id.isWellFormed())
const cells = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(text, fc.integer()), { maxLength: 3 }),
)
const rowsWith = (key: fc.Arbitrary<Cell>): fc.Arbitrary<TestRow[]> =>
  fc.uniqueArray(
    fc.tuple(cells, key, cells, cells).map(([a, id, b, c]): TestRow => ({ a, id, b, c })),
    { selector: ({ id }) => String(id), minLength: 1, maxLength: 80 },
  )
const numbered = (count: number): TestRow[] =>
  Array.from({ length: count }, (_, at) => ({ id: at, name: `name ${at}` }))

describe('an engine', () => {
  it('gives every row by its key, and nothing for other keys', async () => {
    const check = async (rows: TestRow[], other: string): Promise<void> => {
      const { open } = await compileLookup({ key: 'id' }, rows, { sizes: SMALL })
      for (const row of rows) assert.deepEqual(await open().get(String(row['id'])), [{ ...row }])
      const isKnown = rows.some(({ id }) => String(id) === other)
      if (!isKnown) assert.deepEqual(await open().get(other), [])
    }
    await fc.assert(fc.asyncProperty(rowsWith(keys), text, check), { numRuns: 40 })
    await fc.assert(fc.asyncProperty(rowsWith(fc.integer()), text, check), { numRuns: 20 })
  })

  it('gives a row by several columns, whatever is in them', async () => {
    const part = fc.string({
      unit: fc.constantFrom('a', '/', '%', '2', 'F'),
      minLength: 1,
      maxLength: 4,
    })
    const pairs = fc.uniqueArray(fc.tuple(part, fc.integer({ min: 0, max: 9 })), {
      selector: String,
      minLength: 1,
      maxLength: 30,
    })
    const check = async (unique: [string, number][]): Promise<void> => {
      const rows = unique.map(([a, n]) => ({ x: 'x', n, a }))
      const { open } = await compileLookup({ key: ['a', 'n'] }, rows, { sizes: SMALL })
      for (const row of rows) {
        const key = `${row.a.replaceAll('%', '%25').replaceAll('/', '%2F')}/${row.n}`
        assert.deepEqual(await open().get(key), [row])
      }
    }
    await fc.assert(fc.asyncProperty(pairs, check), { numRuns: 40 })
  })

  it('reads one block for a key, and one list of blocks where they are many', async () => {
    for (const [count, reads] of [
      [60, 1],
      [20_000, 2],
    ] as const) {
      const { index, output, open } = await compileLookup({ key: 'id' }, numbered(count), {
        sizes: SMALL,
      })
      assert.equal(index.parts.rows.level, reads - 1)
      for (let at = 0; at < count; at += count / 20) {
        output.reads.length = 0
        assert.equal((await open().get(String(at)))[0]?.['id'], at)
        assert.equal(output.reads.length, reads)
      }
    }
  })

  it('reads nothing twice where the files are remembered', async () => {
    const { output, open } = await compileLookup({ key: 'id' }, numbered(50))
    const cache = createFileCache()
    for (let id = 0; id < 50; id++) await open(cache).get(String(id))
    assert.equal(output.reads.length, 1)
  })

  it('answers hostile keys with nothing', async () => {
    const { open } = await compileLookup({ key: 'id' }, [{ id: 'a', name: 'A' }])
    const hostile = [
      '',
      'x'.repeat(10_000),
      '\0',
      '\uD800',
      '__proto__',
      'a",',
      'a\n',
      '["a"',
      'a"]',
    ]
    for (const key of hostile) assert.deepEqual(await open().get(key), [])
    assert.deepEqual(
      (await open().batch(hostile)).rows,
      hostile.map(() => []),
    )
  })

  it('answers keys that are numbers, fractions and signs alike, as numbers', async () => {
    const ids = [0, -1, 1.5, 1e21, 1e-7, 2 ** 53 - 1]
    const { open } = await compileLookup(
      { key: 'id' },
      ids.map((id) => ({ id, name: 'x' })),
    )
    for (const id of ids) assert.equal((await open().get(String(id)))[0]?.['id'], id)
    assert.deepEqual(await open().get('01'), [])
  })

  it('keeps a column that is called like an inherited member', async () => {
    const row = { id: 'a', constructor: 'x', toString: 'y' }
    const { open } = await compileLookup({ key: 'id' }, [row])
    assert.deepEqual(await open().get('a'), [row])
  })

  it('refuses an index of another version', async () => {
    const { index, output } = await compileLookup({ key: 'id' }, numbered(1))
    const other = Object.assign({ ...index }, { version: 1 })
    assert.throws(() => createLookup(other, output.read), {
      name: 'FormatError',
      message: 'expected a lookup of version 2, got 1',
    })
  })
})

describe('rows of one key', () => {
  it('are all given, over several blocks, in the order of their lines', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ id: `k${at % 6}`, n: at }))
    const { open, index } = await compileLookup({ key: 'id', duplicates: 'keep' }, rows, {
      sizes: SMALL,
    })
    assert.ok(index.duplicates)
    for (let at = 0; at < 6; at++) {
      const key = `k${at}`
      const lines = rows.filter(({ id }) => id === key).map(({ id, n }) => JSON.stringify([id, n]))
      const found = await open().get(key)
      assert.deepEqual(
        found.map((row) => JSON.stringify([row['id'], row['n']])),
        lines.toSorted((a, b) => (a < b ? -1 : 1)),
      )
    }
  })

  it('are given up to the limit of an answer', async () => {
    const rows = Array.from({ length: 2000 }, (_, at) => ({ id: 'same', n: at }))
    const { open, output } = await compileLookup({ key: 'id', duplicates: 'keep' }, rows, {
      sizes: SMALL,
    })
    assert.equal((await open().get('same')).length, MAX_LIMIT)
    assert.ok(output.reads.length <= MAX_READS)
    const { rows: found } = await open().batch(['same', 'same'])
    assert.deepEqual(
      found.map(({ length }) => length),
      [MAX_LIMIT, MAX_LIMIT],
    )
  })
})

describe('a batch', () => {
  it('gives what its keys give one by one, in so many reads as they have blocks', async () => {
    const { open, output } = await compileLookup({ key: 'id' }, numbered(2000), {
      sizes: CUT_SIZES,
    })
    const asked = ['7', 'none', '1999', '7', '8', '0']
    const expected = await Promise.all(asked.map((key) => open().get(key)))
    output.reads.length = 0
    const { rows, next } = await open().batch(asked)
    assert.deepEqual(rows, expected)
    assert.equal(next, undefined)
    assert.equal(output.reads.length, new Set(output.reads).size)
  })

  it('goes on where the reads were used up, until all keys are answered', async () => {
    const { open, output } = await compileLookup({ key: 'id' }, numbered(20_000), { sizes: SMALL })
    const asked = Array.from({ length: 150 }, (_, at) => String((at * 131) % 20_000))
    const found: unknown[] = []
    for (let at = 0; at < asked.length;) {
      output.reads.length = 0
      const { rows, next } = await open().batch(asked.slice(at))
      assert.ok(output.reads.length <= MAX_READS, `${output.reads.length}`)
      assert.equal(rows.length, next ?? asked.length - at)
      assert.ok(rows.length > 0)
      found.push(...rows.map(([row]) => String(row?.['id'])))
      at += rows.length
    }
    assert.deepEqual(found, asked)
  })

  it('of no keys has no rows', async () => {
    const { open } = await compileLookup({ key: 'id' }, numbered(3))
    assert.deepEqual(await open().batch([]), { rows: [] })
  })
})
