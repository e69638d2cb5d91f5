import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { compileColumns } from '../../tests/lookup-columns.ts'
import { answer, BLOCKS, CHUNKS, compileList, walk } from '../../tests/lookup-columns-answers.ts'
import { createPartScene } from '../../tests/lookup-parts.ts'
import { listRows, randomRow } from './engine-list.ts'
import { createFileCache } from './file-cache.ts'
import type { Source } from './files.ts'
import type { Cell, Column } from './format.ts'
import { QuestionError, type Filter, type ListQuestion } from './question.ts'

describe('a list', () => {
  it('goes on at the next row where the last one of a page is gone', async () => {
    const things = Array.from({ length: 60 }, (_, at) => toThing(at))
    const [before, after] = [await compileList(things), await compileList(things.toSpliced(9, 1))]
    const other = { ...after.source, index: { ...after.source.index, hash: 'another' } }
    for (const sort of [[], [{ column: 'count', descending: true }]]) {
      const question = { filters: [], sort, facets: [], limit: 10 }
      const expected = answer(before.rows, question)
      const at = expected.findIndex(({ id }) => id === toThing(9)['id'])
      const first = await listRows(before.source, { ...question, limit: at + 1 })
      assert.ok(first.next !== undefined)
      const next = await listRows(other, { ...question, cursor: first.next })
      assert.deepEqual(next.rows, expected.slice(at + 1, at + 11))
    }
  })

  it('reads a block or two for a page in the order of the key, also far into the rows of one key', async () => {
    const things = Array.from({ length: 6000 }, (_, at) => ({
      ...toThing(at),
      id: at < 5900 ? 'm' : 'z',
    }))
    const scene = await compileList(things, CHUNKS, { min: 1500, spread: 500, max: 3000 })
    assert.ok(scene.source.index.parts.rows.level > 0)
    const question = { filters: [], sort: [], facets: [], limit: 100 }
    const pages = await walk(scene, question)
    assert.deepEqual(
      pages.flatMap(({ rows }) => rows),
      scene.rows,
    )
  })

  it('looks through a dictionary of thousands of values', async () => {
    const things = Array.from({ length: 3000 }, (_, at) => toThing(at))
    const scene = await compileList(things, { min: 900, spread: 300, max: 2000 })
    const conditions: Filter[] = [
      { column: 'text', operator: 'prefix', values: ['ZU'] },
      { column: 'text', operator: 'contains', values: ['h 12'] },
      { column: 'size', operator: 'between', values: [-1e9, 0.25] },
      { column: 'count', operator: 'gt', values: [1000] },
      { column: 'text', operator: 'lt', values: ['Zürich 2'] },
      { column: 'tags', operator: 'ne', values: [7] },
    ]
    for (const filter of conditions) {
      for (const column of ['size', 'text', 'open']) {
        const sort = [{ column, descending: column !== 'text' }]
        const question = { filters: [filter], sort, facets: [], limit: 100 }
        const page = await listRows(scene.source, question)
        const expected = answer(scene.rows, question)
        assert.ok(page.rows.length > 0)
        assert.deepEqual(page.rows, expected.slice(0, page.rows.length))
        assert.equal(page.total, expected.length)
      }
    }
  })

  it('ends a page where it may read no more, and goes on there, also in other data', async () => {
    const filters: Filter[] = [
      { column: 'open', operator: 'eq', values: [true] },
      { column: 'count', operator: 'eq', values: [2] },
    ]
    const question = { filters, sort: [], facets: [], limit: 100 }
    let build = 0
    const change = (source: Source): Source => {
      return { ...source, index: { ...source.index, hash: String(build++) } }
    }
    for (const one of [0, 2, 4, 6]) {
      // Both values are in every chunk, and both in one row of eight.
      const countOf = (at: number): number => (at % 2 === 0 && at % 8 !== one ? 1 : 2)
      const things = Array.from({ length: 600 }, (_, at) => ({
        ...toThing(at),
        count: countOf(at),
      }))
      const scene = await compileList(things, { min: 2, spread: 2, max: 5 }, BLOCKS)
      const expected = answer(scene.rows, question)
      assert.equal(expected.length, 75)
      for (const pages of [await walk(scene, question), await walk(scene, question, change)]) {
        assert.ok(pages.length > 3 && pages.every(({ total }) => total === undefined))
        assert.deepEqual(
          pages.flatMap(({ rows }) => rows),
          expected,
        )
      }
      const before = scene.reads()
      await listRows({ ...scene.source, cache: createFileCache() }, { ...question, limit: 1 })
      assert.ok(scene.reads() - before < 12)
    }
  })

  it('has short cursors where rows are sorted by long texts', async () => {
    const longText = (at: number): string => `${'x'.repeat(1200)}${at % 7}`
    const things = Array.from({ length: 30 }, (_, at) => ({ ...toThing(at), text: longText(at) }))
    const scene = await compileList(things, { min: 100, spread: 50, max: 500 })
    const sort = [{ column: 'text', descending: true }]
    const question = { filters: [], sort, facets: [], limit: 4 }
    const pages = await walk(scene, question)
    assert.deepEqual(
      pages.flatMap(({ rows }) => rows),
      answer(scene.rows, question),
    )
    assert.ok(pages.every(({ next = '' }) => next.length < 200))
    const other = { ...scene.source, index: { ...scene.source.index, hash: 'another' } }
    const cursor = pages[0]?.next ?? ''
    await assert.rejects(listRows(other, { ...question, cursor }), /the data has changed/)
  })

  it('counts a row once under what several of its items are written like', async () => {
    const scene = await compileList([{ ...toThing(1), tags: [5, '5', 'x'] }])
    const question = { filters: [], sort: [], facets: ['tags'], limit: 0 }
    assert.deepEqual((await listRows(scene.source, question)).facets?.['tags'], [
      { value: 5, count: 1 },
      { value: 'x', count: 1 },
    ])
  })

  it('counts rows without giving any', async () => {
    const scene = await compileList(Array.from({ length: 50 }, (_, at) => toThing(at)))
    const filter: Filter = { column: 'open', operator: 'eq', values: [true] }
    const facets = ['open']
    assert.deepEqual(
      await listRows(scene.source, { filters: [filter], sort: [], facets, limit: 0 }),
      { rows: [], total: 25, facets: { open: [{ value: true, count: 25 }] } },
    )
    assert.deepEqual(
      await listRows(scene.source, { filters: [], sort: [], facets: [], limit: 0 }),
      {
        rows: [],
        total: 50,
      },
    )
  })

  it('takes what the build has counted of all rows, and counts what it has not', async () => {
    const { source, reads } = await compileList(Array.from({ length: 50 }, (_, at) => toThing(at)))
    const top = [{ value: true, count: 30 }]
    const columns = [
      { name: 'open', filled: 30, distinct: 1, top },
      { name: 'text', filled: 50, distinct: 2, top },
    ]
    const about = '/about.json'
    const read = async (path: string): Promise<Uint8Array> =>
      path === about
        ? new TextEncoder().encode(JSON.stringify({ version: 2, columns }))
        : source.read(path)
    const known = { ...source, read, index: { ...source.index, about } }
    const question = { filters: [], sort: [], facets: ['open'], limit: 0 }
    assert.deepEqual(await listRows(known, question), {
      rows: [],
      total: 50,
      facets: { open: [...top, { value: null, count: 20 }] },
    })
    assert.equal(reads(), 0)
    // There are more values than the most frequent ones that the build gives.
    const { facets } = await listRows(known, { ...question, facets: ['text'] })
    assert.equal(facets?.['text']?.length, 50)
  })

  it('refuses a question that is none', async () => {
    const { source } = await compileList(Array.from({ length: 50 }, (_, at) => toThing(at)))
    const question = { filters: [], sort: [], facets: [], limit: 5 }
    const sort = [{ column: 'open', descending: false }]
    const { next = '' } = await listRows(source, { ...question, sort })
    const refused: readonly (readonly [Partial<ListQuestion>, RegExp])[] = [
      [{ cursor: next }, /of another question/],
      [{ cursor: next, sort: [{ column: 'open', descending: true }] }, /of another question/],
      [{ cursor: 'x'.repeat(10_000) }, /expected the "next" of a page/],
      [{ sort: [{ column: 'toString', descending: false }] }, /a column to sort by.*"toString"/],
      [{ facets: ['id'] }, /a column to count the values of.*"id"/],
      [{ limit: -1 }, /a limit from 0 to 100, got -1/],
      [{ limit: 0.5 }, /a limit/],
      [{ filters: [{ column: 'id', operator: 'eq', values: ['a'] }] }, /can be filtered/],
    ]
    for (const [change, message] of refused) {
      await assert.rejects(listRows(source, { ...question, ...change }), (error) => {
        return error instanceof QuestionError && message.test(error.message)
      })
    }
  })

  it('answers or refuses any cursor, whatever it holds', async () => {
    const scene = await compileList(Array.from({ length: 50 }, (_, at) => toThing(at)))
    const sort = [{ column: 'any', descending: false }]
    for (const question of [{ sort }, { sort: [] }]) {
      const asked = { filters: [], facets: [], limit: 5, ...question }
      const { next = '' } = await listRows(scene.source, asked)
      const [hash, data]: unknown[] = JSON.parse(atob(next))
      const items = fc.tuple(
        fc.constant(hash),
        fc.constantFrom(data, 'old'),
        fc.string({ maxLength: 3 }),
        fc.oneof(fc.nat(), fc.maxSafeNat()),
        fc.oneof(fc.nat(60), fc.maxSafeNat()),
        fc.oneof(fc.array(fc.jsonValue(), { maxLength: 2 }), fc.constant(undefined)),
      )
      const cursors = fc.oneof(
        items.map((values) => toBase64(JSON.stringify(values))),
        fc.jsonValue().map((value) => toBase64(JSON.stringify(value))),
        fc.string(),
      )
      const check = async (cursor: string): Promise<void> => {
        try {
          const { rows } = await listRows(scene.source, { ...asked, cursor })
          assert.ok(rows.length <= 5)
        } catch (error) {
          assert.ok(error instanceof QuestionError, String(error))
        }
      }
      await fc.assert(fc.asyncProperty(cursors, check), { numRuns: 200 })
    }
  })

  it('refuses files that are damaged', async () => {
    const { source } = await compileList(Array.from({ length: 50 }, (_, at) => toThing(at)))
    const filter: Filter = { column: 'count', operator: 'gte', values: [0] }
    const question = { filters: [filter], sort: [], facets: [], limit: 1 }
    for (const name of ['/columns.', '/columns-list.']) {
      const read = async (path: string): Promise<Uint8Array> => {
        const bytes = await source.read(path)
        return path.includes(name) ? bytes.subarray(0, bytes.length - 8) : bytes
      }
      const damaged = { ...source, read, cache: { files: new Map(), bytes: 0 } }
      await assert.rejects(listRows(damaged, question), { name: 'FormatError' })
    }
  })
})

describe('a row at random', () => {
  it('is each row for an equal part of all numbers', async () => {
    const scene = await compileList(Array.from({ length: 70 }, (_, at) => toThing(at)))
    for (const [at, row] of scene.rows.entries()) {
      for (const part of [0.001, 0.5, 0.999]) {
        assert.deepEqual(await randomRow(scene.source, (at + part) / 70), row)
      }
    }
    const none = await compileList([])
    assert.equal(await randomRow(none.source, 0.5), undefined)
  })

  it('needs no columns to filter or sort by', async () => {
    const columns: Column[] = [{ name: 'id', type: 'string', optional: false }]
    const things = Array.from({ length: 30 }, (_, at) => ({ id: `k${at}` }))
    const scene = createPartScene({ key: 'id' }, columns, things, BLOCKS)
    const source = scene.open(await compileColumns(scene))
    const ids = new Set<unknown>()
    for (let at = 0; at < 30; at++) ids.add((await randomRow(source, (at + 0.5) / 30))?.['id'])
    assert.equal(ids.size, 30)
    const page = await listRows(source, { filters: [], sort: [], facets: [], limit: 30 })
    assert.equal(page.rows.length, 30)
  })
})

/** A row of many different values, the same for a number. */
function toThing(at: number): Record<string, Cell> {
  return {
    id: `k${String(at * 7919).padStart(9, '0')}`,
    text: at % 3 === 0 ? `Zürich ${at}` : `place ${at % 900}`,
    count: at % 5 === 0 ? null : at * 3,
    size: at % 2 === 0 ? at / 4 : -at * 1e7,
    open: at % 2 === 0,
    day: '2026-11-27',
    tags: [at % 11, 'x'],
    any: at % 4 === 0 ? `${at}` : at,
  }
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64url')
}
