import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { compileLookup } from './build-compile.ts'
import { createMemoryOutput, type MemoryOutput } from '../../tests/memory-output.ts'
import { readTable } from './build-table.ts'
import { CUT_SIZES, type CutSizes } from './cut.ts'
import { defineLookup, type LookupOptions } from './define.ts'
import { createLookup, MAX_RESULTS, type LookupEngine } from './engine.ts'
import { toFindText, toFindTexts } from './find-text.ts'
import type { LookupIndex, LookupRow } from './format.ts'
import { createTextCache } from './text-cache.ts'

const OPTIONS: LookupOptions = {
  name: 'places',
  from: './places.json',
  key: 'id',
  find: ['name', 'other'],
  rank: 'size',
  licence: 'CC0-1.0',
  attribution: 'nobody',
}
const SMALL: CutSizes = { min: 60, spread: 120, max: 400 }

interface Compiled {
  readonly index: LookupIndex
  readonly output: MemoryOutput
  readonly open: () => LookupEngine
}

async function compile(
  rows: readonly object[],
  sizes = SMALL,
  options = OPTIONS,
): Promise<Compiled> {
  const lookup = defineLookup(options)
  const table = await readTable(
    { lookup, path: '', file: 'places.ts' },
    { file: 'places.json', rows },
  )
  const output = createMemoryOutput()
  const index = await compileLookup(lookup, table, output, sizes)
  return { index, output, open: () => createLookup(index, output.read) }
}

interface Place {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly other: readonly string[]
}

const words = fc.constantFrom(
  'san',
  'santa',
  'Saint',
  'New',
  'York',
  'Zürich',
  'é',
  'a-b',
  '東京',
  'x',
)
const names = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '))
const places = fc.uniqueArray(
  fc.record({
    id: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
      .filter((id) => id.isWellFormed()),
    name: names,
    size: fc.integer({ min: 0, max: 5 }),
    other: fc.array(words, { maxLength: 2 }),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 80 },
)

/** What a find must give, the slow way: every row whose texts begin with what is asked. */
function findSlowly(rows: readonly Place[], asked: string): Set<string> {
  const text = toFindText(asked)
  const found = rows.filter(({ name, other }) =>
    [name, ...other].flatMap(toFindTexts).some((candidate) => candidate.startsWith(text)),
  )
  return new Set(text === '' ? [] : found.map(({ id }) => id))
}

describe('an engine', () => {
  it('gives every row by its key', async () => {
    const check = async (rows: Place[]): Promise<void> => {
      const { open } = await compile(rows)
      for (const row of rows) assert.deepEqual(await open().get(row.id), { ...row })
    }
    await fc.assert(fc.asyncProperty(places, check), { numRuns: 50 })
  })

  it('finds what a look at every row finds, beginnings first, then by rank, in one read', async () => {
    const check = async (rows: Place[], name: string, length: number): Promise<void> => {
      const { open, output } = await compile(rows)
      const asked = name.slice(0, length)
      const { total, rows: found } = await open().find(asked, { limit: MAX_RESULTS, offset: 0 })
      const expected = findSlowly(rows, asked)
      assert.equal(total, expected.size)
      assert.deepEqual(new Set(found.map((row) => row['id'])), expected)
      assert.ok(output.reads.length <= 1)
      const begins = (row: LookupRow): boolean =>
        rows.some(
          ({ id, name: whole, other }) =>
            id === row['id'] &&
            [whole, ...other].some((value) => toFindText(value).startsWith(toFindText(asked))),
        )
      const order = found.map((row) => [begins(row) ? 0 : 1, -Number(row['size'])] as const)
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
      )
    }
    await fc.assert(fc.asyncProperty(places, names, fc.integer({ min: 1, max: 8 }), check), {
      numRuns: 150,
    })
  })

  it('gives pages of results that fit together, and none beyond the last that can be reached', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => ({
      id: at,
      name: 'Springfield',
      size: at % 9,
    }))
    const { open } = await compile(rows, SMALL, { ...OPTIONS, find: ['name'] })
    const all = await open().find('spring', { limit: MAX_RESULTS, offset: 0 })
    assert.equal(all.total, 250)
    assert.equal(all.rows.length, MAX_RESULTS)
    const pages = await Promise.all(
      [0, 30, 60, 90].map((offset) => open().find('spring', { limit: 30, offset })),
    )
    assert.deepEqual(
      pages.flatMap((page) => page.rows),
      all.rows,
    )
    assert.deepEqual((await open().find('spring', { limit: 20, offset: 100 })).rows, [])
  })

  it('keeps fewer of the best where rows are long, and says how many can be reached', async () => {
    const note = 'x'.repeat(20_000)
    const rows = Array.from({ length: 60 }, (_, id) => ({
      id,
      name: 'Springfield',
      size: id,
      note,
    }))
    const { open, output } = await compile(rows, SMALL, { ...OPTIONS, find: ['name'] })
    const found = await open().find('spring', { limit: MAX_RESULTS, offset: 0 })
    assert.equal(found.total, 60)
    assert.equal(found.reachable, found.rows.length)
    assert.ok(found.rows.length > 5 && found.rows.length < 20)
    assert.equal(found.rows[0]?.['id'], 59)
    for (const [path, text] of output.files)
      if (path.includes('/tops.')) assert.ok(text.length < 400_000)
  })

  it('knows no row under a hostile key', async () => {
    const { open } = await compile([{ id: 'a', name: 'A', size: 1, other: [] }])
    const hostile = [
      '',
      'x'.repeat(10_000),
      '\0',
      '\uD800',
      '__proto__',
      'constructor',
      'a",',
      'a\n',
      '["a"',
    ]
    for (const key of hostile) {
      assert.equal(await open().get(key), undefined)
      const { total } = await open().find(key.replaceAll('a', 'q'), { limit: 5, offset: 0 })
      assert.equal(total, 0)
    }
  })

  it('answers keys that are numbers, fractions and signs alike, as numbers', async () => {
    const ids = [0, -1, 1.5, 1e21, 1e-7, 2 ** 53 - 1]
    const rows = ids.map((id) => ({ id, name: 'x', size: 1, other: [] }))
    const { open } = await compile(rows)
    for (const id of ids) assert.equal((await open().get(String(id)))?.['id'], id)
    assert.equal(await open().get('01'), undefined)
  })

  it('keeps a column that is called like an inherited member', async () => {
    const rows = [{ id: 'a', name: 'A', size: 1, other: [], constructor: 'x', toString: 'y' }]
    const { open } = await compile(rows)
    const row = await open().get('a')
    assert.equal(row?.['constructor'], 'x')
  })

  it('reads nothing twice where the files are remembered', async () => {
    const rows = Array.from({ length: 50 }, (_, at) => ({
      id: at,
      name: `n${at}`,
      size: 1,
      other: [],
    }))
    const { index, output } = await compile(rows, CUT_SIZES)
    const cache = createTextCache()
    for (let id = 0; id < 50; id++) await createLookup(index, output.read, cache).get(String(id))
    assert.equal(output.reads.length, 1)
  })

  it('reads a layout that is a file once', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => ({
      id: at,
      name: `n${at}`,
      size: 1,
      other: [],
    }))
    const { index, output } = await compile(rows, { min: 40, spread: 40, max: 200 })
    assert.equal(typeof index.layout, 'string')
    const cache = createTextCache()
    for (const id of ['7', '2999']) {
      assert.equal(String((await createLookup(index, output.read, cache).get(id))?.['id']), id)
    }
    assert.equal(output.reads.filter((path) => path.includes('/layout.')).length, 1)
  })

  it('refuses an index of another version', async () => {
    const { index, output } = await compile([{ id: 'a', name: 'A', size: 1, other: [] }])
    assert.throws(() => createLookup(Object.assign({ ...index }, { version: 2 }), output.read), {
      name: 'FormatError',
    })
  })
})
