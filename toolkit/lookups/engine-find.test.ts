import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { column, createFindScene, type FindScene } from '../../tests/lookup-find.ts'
import type { CutSizes } from './cut.ts'
import type { LookupOptions } from './define.ts'
import { MAX_PARSED } from './engine-find-under.ts'
import { toFindText, toFindTexts } from './find-text.ts'
import type { Cell, LookupRow } from './format.ts'
import { MAX_RESULTS, type Filter } from './question.ts'

type Options = Partial<LookupOptions> & Pick<LookupOptions, 'key'>

const OPTIONS: Options = { key: 'id', find: ['name', 'other'], rank: 'size', filter: ['size'] }
const COLUMNS = [column('id'), column('name'), column('other', 'list'), column('size', 'integer')]
const SMALL: CutSizes = { min: 60, spread: 120, max: 400 }

interface Place extends Readonly<Record<string, Cell>> {
  readonly id: string
  readonly name: string
  readonly other: readonly string[]
  readonly size: number
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
  '𝒳',
  'x\u0001',
)
const names = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '))
const places: fc.Arbitrary<Place[]> = fc.uniqueArray(
  fc.record({
    id: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
      .filter((id) => id.isWellFormed()),
    name: names,
    other: fc.array(words, { maxLength: 2 }),
    size: fc.integer({ min: 0, max: 5 }),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 80 },
)

/** How well a row is found, the slow way: 0 for a value that is what is asked, 3 for none at all. */
function classOf(row: LookupRow, asked: string): number {
  const values = [row['name'], row['other']].flat().map(String)
  if (values.some((value) => toFindText(value) === asked)) return 0
  if (values.some((value) => toFindText(value).startsWith(asked))) return 1
  return values.flatMap(toFindTexts).some((text) => text.startsWith(asked)) ? 2 : 3
}

function createPlaces(rows: readonly Place[], options = OPTIONS): Promise<FindScene> {
  return createFindScene(options, COLUMNS, rows, SMALL)
}

function town(id: number, name: string, size: number): Place {
  return { id: String(id), name, other: [], size }
}

describe('a find', () => {
  it('finds what a look at every row finds, whole values first, then beginnings, by rank, in one read', async () => {
    const check = async (rows: Place[], name: string, length: number): Promise<void> => {
      const { find, reads } = await createPlaces(rows)
      const asked = toFindText(name.slice(0, length).toWellFormed())
      const expected = rows.filter((row) => asked !== '' && classOf(row, asked) < 3)
      fc.pre(expected.length > 0)
      const found = await find(asked)
      assert.equal(found.total, expected.length)
      assert.equal(reads().length, 1)
      assert.deepEqual(
        new Set(found.rows.map((row) => row['id'])),
        new Set(expected.map((row) => row.id)),
      )
      assert.equal(new Set(found.rows).size, found.rows.length)
      const order = found.rows.map((row) => classOf(row, asked) * 10 - Number(row['size']))
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      )
      const [first] = found.rows
      assert.deepEqual(first, { ...rows.find(({ id }) => id === first?.['id']) })
      assert.ok(found.complete && found.corrected === undefined)
    }
    await fc.assert(fc.asyncProperty(places, names, fc.integer({ min: 1, max: 8 }), check), {
      numRuns: 60,
    })
  })

  it('puts a value that is just what was asked before larger ones', async () => {
    const rows = [
      town(1, 'Bathinda', 285_000),
      town(2, 'Bath', 94_000),
      town(3, 'New Bath', 9_000_000),
      town(4, 'Bath', 95_000),
    ]
    const { find } = await createPlaces(rows)
    assert.deepEqual(
      (await find('bath')).rows.map(({ id }) => id),
      ['4', '2', '1', '3'],
    )
    assert.deepEqual(
      (await find('bat')).rows.map(({ id }) => id),
      ['1', '4', '2', '3'],
    )
  })

  it('gives pages that fit together, and none beyond the last that can be reached', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => town(at, 'Springfield', at % 9))
    const { find } = await createPlaces(rows)
    const all = await find('spring')
    assert.deepEqual([all.total, all.reachable, all.rows.length], [250, MAX_RESULTS, MAX_RESULTS])
    const pages = await Promise.all(
      [0, 30, 60, 90].map((offset) => find('spring', { limit: 30, offset })),
    )
    assert.deepEqual(
      pages.flatMap((page) => page.rows),
      all.rows,
    )
    assert.deepEqual((await find('spring', { limit: 20, offset: 100 })).rows, [])
  })

  it('keeps fewer of the best where rows are long, and says how many can be reached', async () => {
    const note = 'x'.repeat(20_000)
    const rows = Array.from({ length: 60 }, (_, id) => ({ ...town(id, 'Springfield', id), note }))
    const { find } = await createFindScene(OPTIONS, [...COLUMNS, column('note')], rows, SMALL)
    const { total, reachable, rows: found } = await find('springfield')
    assert.equal(total, 60)
    assert.ok(reachable >= 10 && reachable < 60)
    assert.deepEqual(
      found.map((row) => row['size']),
      Array.from({ length: reachable }, (_, at) => 59 - at),
    )
  })

  it('finds all rows of a key that is kept several times', async () => {
    const rows = [1, 2, 3].map((size) => town(7, 'Springfield', size))
    const { find } = await createPlaces(rows, { ...OPTIONS, duplicates: 'keep' })
    assert.deepEqual(
      (await find('spring')).rows.map(({ size }) => size),
      [3, 2, 1],
    )
  })

  it('ranks by a column of the key, and without a rank by text', async () => {
    const rows = [town(2, 'bb', 0), town(10, 'ba', 0)]
    const key = await createFindScene(
      { key: 'id', find: ['name'], rank: 'id' },
      [column('id', 'integer'), ...COLUMNS.slice(1)],
      rows,
    )
    assert.deepEqual(
      (await key.find('b')).rows.map(({ name }) => name),
      ['ba', 'bb'],
    )
    const none = await createFindScene({ key: 'id', find: ['name'] }, COLUMNS, rows)
    assert.deepEqual(
      (await none.find('b')).rows.map(({ name }) => name),
      ['ba', 'bb'],
    )
  })

  it('finds nothing for what holds no text, and where nothing can be found', async () => {
    const { find, reads, open } = await createPlaces([town(1, 'Bath', 1)])
    for (const text of ['', ' ', '-', '\uFEFF']) assert.equal((await find(text)).total, 0)
    assert.deepEqual(reads(), [])
    assert.equal(open().index.parts.typos, undefined)
    const empty = await createPlaces([])
    assert.deepEqual(await empty.find('bath'), { total: 0, reachable: 0, rows: [], complete: true })
  })
})

describe('a find with filters of very many rows', () => {
  const columns = [column('id'), column('name'), column('kind'), column('size', 'integer')]
  const options: Options = { key: 'id', find: ['name'], rank: 'size', filter: ['kind', 'size'] }
  const open = (count: number): Promise<FindScene> =>
    createFindScene(
      options,
      columns,
      Array.from({ length: count }, (_, at) => ({
        id: at.toString(36),
        name: 'a',
        kind: at % 1000 === 0 ? 'rare' : 'k',
        size: at,
      })),
    )
  const any: Filter = { column: 'size', operator: 'gte', values: [0] }
  const rare: Filter = { column: 'kind', operator: 'eq', values: ['rare'] }

  it('parses no more lines than it may, and says so; the best are among them', async () => {
    const { find } = await open(6000)
    const found = await find('a', { filters: [any], limit: 1 })
    assert.equal(found.complete, false)
    assert.ok(found.total > 3800 && found.total <= MAX_PARSED, String(found.total))
    assert.equal(found.rows[0]?.['size'], 5999)
  })

  it('sees all where a look tells most off, up to so many', async () => {
    const { find } = await open(9000)
    const found = await find('a', { filters: [rare] })
    assert.deepEqual([found.complete, found.total, found.rows.length], [true, 9, 9])
    const more = await (await open(11_000)).find('a', { filters: [rare] })
    assert.equal(more.complete, false)
    assert.ok(more.total >= 9 && more.total < 11, String(more.total))
  })
})

describe('a find with filters', () => {
  const isLarge: Filter = { column: 'size', operator: 'gte', values: [4] }

  it('gives the rows of a find that meet them', async () => {
    const check = async (rows: Place[], name: string): Promise<void> => {
      const { find, reads } = await createPlaces(rows)
      const asked = toFindText(name)
      const all = rows.filter((row) => classOf(row, asked) < 3)
      fc.pre(all.length > 0)
      const found = await find(asked, { filters: [isLarge] })
      const expected = all.filter(({ size }) => size >= 4).map(({ id }) => id)
      const ids = found.rows.map((row) => String(row['id']))
      if (found.complete) assert.deepEqual(ids.toSorted(), expected.toSorted())
      else assert.ok(ids.every((id) => expected.includes(id)))
      assert.equal(found.total, found.rows.length)
      assert.ok(reads().length <= 9 && found.corrected === undefined)
    }
    await fc.assert(fc.asyncProperty(places, names, check), { numRuns: 60 })
  })

  it('looks at the best rows and eight blocks of a text that many have, and says that there may be more', async () => {
    const rows = Array.from({ length: 2000 }, (_, at) => town(at, `Spring ${at % 700}`, at))
    const { find, reads } = await createPlaces(rows)
    const filters: Filter[] = [{ column: 'size', operator: 'gte', values: [1990] }]
    const found = await find('spring', { filters })
    assert.deepEqual(
      found.rows.map(({ size }) => size),
      Array.from({ length: 10 }, (_, at) => 1999 - at),
    )
    assert.equal(found.complete, false)
    assert.equal(reads().length, 9)
    assert.equal((await find('spring 699', { filters })).complete, true)
  })
})
