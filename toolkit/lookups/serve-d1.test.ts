import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import {
  BLOCKS,
  COLUMNS as LIST_COLUMNS,
  NAMES,
  TYPES,
} from '../../tests/lookup-columns-answers.ts'
import { openD1 } from '../../tests/lookup-d1.ts'
import { compileLookup } from '../../tests/lookups.ts'
import { fromScalarKey, fromStored, toCellKey, toScalarKey, toStored } from './d1-text.ts'
import { compareScalars, compareValues } from './chunk-order.ts'
import { createRowFilter } from './filter.ts'
import type { Cell, Column, LookupRow, Scalar } from './format.ts'
import { OPERATORS, type Filter, type LookupEngine, type ListQuestion } from './question.ts'
import { fileSql } from './serve-d1-files.ts'
import { containsSql, keySql } from './serve-d1-rows.ts'

const COLUMNS: readonly Column[] = [
  ...LIST_COLUMNS,
  { name: 'lat', type: 'number', optional: true },
  { name: 'lng', type: 'number', optional: true },
  { name: 'low', type: 'integer', optional: true },
  { name: 'high', type: 'integer', optional: true },
]
const OPTIONS = {
  key: 'id',
  find: ['text'],
  rank: 'count',
  near: ['lat', 'lng'],
  range: { kind: 'number', from: 'low', to: 'high' },
  filter: NAMES,
  sort: ['id'],
} as const

// Surrogates, what is above them, what SQL and escapes are made of, and letters that fold.
const units = fc.constantFrom(
  'a',
  'b',
  'Ä',
  ' ',
  "'",
  '\u0000',
  '\u0001',
  '\u0002',
  '\uffee',
  '😀',
  '\ue001',
  '5',
)
const text = fc.string({ unit: units, minLength: 1, maxLength: 4 })
const number = fc.oneof(
  fc.integer({ min: -3, max: 8 }),
  fc.constantFrom(0.1, 0.30000000000000004, -2.5, 1e-7),
)
const scalar = fc.oneof(text, number, fc.boolean(), fc.constantFrom('5', 5))
const cells = {
  text: fc.oneof(text, fc.constant(null)),
  count: fc.oneof(fc.integer({ min: -3, max: 8 }), fc.constant(null)),
  size: fc.oneof(number, fc.constant(null)),
  open: fc.constantFrom(true, false, null),
  day: fc.constantFrom('2026-01-01', '2026-02-01', '2025-12-31', null),
  tags: fc.oneof(fc.array(fc.oneof(text, number), { maxLength: 3 }), fc.constant(null)),
  any: fc.oneof(
    scalar,
    fc.array(fc.oneof(text, number), { minLength: 1, maxLength: 2 }),
    fc.constant(null),
  ),
}
const things = fc
  .uniqueArray(
    fc.record({
      id: text,
      ...cells,
      lat: fc.integer({ min: -90, max: 90 }),
      lng: fc.integer({ min: -180, max: 180 }),
      low: fc.integer({ min: 0, max: 40 }),
      width: fc.integer({ min: 0, max: 20 }),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 40 },
  )
  .map((rows) => rows.map(({ width, ...row }) => ({ ...row, high: row.low + width })))

const filter = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.constantFrom(...OPERATORS),
    fc.array(scalar, { minLength: 2, maxLength: 3 }),
    fc.boolean(),
  )
  .chain(([column, operator, loose, isNull]) => {
    const type = TYPES[column]
    const value: fc.Arbitrary<Scalar> =
      type === 'integer' || type === 'number'
        ? number
        : type === 'boolean'
          ? fc.boolean()
          : type === 'date'
            ? fc.constantFrom('2026-01-01', '2026-02-01')
            : type === 'string'
              ? text
              : fc.constantFrom(...loose)
    return fc.array(value, { minLength: 2, maxLength: 3 }).map((values): Filter => {
      const count = operator === 'between' ? 2 : operator === 'in' ? 3 : 1
      const chosen = operator === 'null' ? [isNull] : values.slice(0, count)
      return { column, operator, values: chosen }
    })
  })
const sort = fc.uniqueArray(
  fc.record({ column: fc.constantFrom('id', ...NAMES), descending: fc.boolean() }),
  { selector: ({ column }) => column, maxLength: 3 },
)

async function openBoth(
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<readonly [files: LookupEngine, d1: LookupEngine]> {
  const { engine } = await openD1(OPTIONS, COLUMNS, rows, BLOCKS)
  const all = rows.map((row) =>
    Object.fromEntries(COLUMNS.map(({ name }) => [name, row[name] ?? null])),
  )
  const types = Object.fromEntries(COLUMNS.map(({ name, type }) => [name, type]))
  const { open } = await compileLookup(OPTIONS, all, { sizes: BLOCKS, types })
  return [open(), engine]
}

/** What an engine answers: a question that is refused has its message. */
async function answerOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch((error: unknown) => {
    assert.ok(error instanceof Error && error.name === 'QuestionError', String(error))
    return error.message
  })
}

/** All pages, without their cursors. */
async function walk(engine: LookupEngine, question: ListQuestion): Promise<LookupRow[]> {
  const rows: LookupRow[] = []
  let cursor: string | undefined
  do {
    const page = await engine.list({ ...question, ...(cursor === undefined ? {} : { cursor }) })
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== undefined)
  return rows
}

describe('a lookup in D1', () => {
  it('gives the rows of keys, finds, and knows places and ranges as files do', async () => {
    const check = async (
      rows: Readonly<Record<string, Cell>>[],
      asked: string,
      at: number,
    ): Promise<void> => {
      const [files, d1] = await openBoth(rows)
      const questions: readonly ((engine: LookupEngine) => Promise<unknown>)[] = [
        (engine) => engine.get(String(rows[at % rows.length]?.['id'])),
        (engine) => engine.get(asked),
        (engine) => engine.batch([asked, ...rows.map(({ id }) => String(id)).toReversed()]),
        (engine) => engine.find(asked, { limit: 10, offset: 0 }),
        (engine) => engine.find(asked.slice(0, 1), { limit: 5, offset: 1 }),
        (engine) => engine.near({ lat: at, lng: -at }, { limit: 5 }),
        (engine) => engine.near({ lat: at, lng: at }, { limit: 9, radius: 3_000_000 }),
        (engine) => engine.inBox({ south: -at, north: 40, west: 170, east: at }, { limit: 9 }),
        (engine) => engine.contains(String(at)),
        (engine) => engine.random(at / 60),
      ]
      for (const ask of questions) {
        assert.deepEqual(await answerOf(ask(d1)), await answerOf(ask(files)), String(ask))
      }
    }
    await fc.assert(fc.asyncProperty(things, text, fc.nat({ max: 59 }), check), { numRuns: 12 })
  })

  it('lists, counts and sorts as files do', async () => {
    const check = async (
      rows: Readonly<Record<string, Cell>>[],
      questions: readonly Omit<ListQuestion, 'limit'>[],
      limit: number,
    ): Promise<void> => {
      const [files, d1] = await openBoth(rows)
      for (const question of questions) {
        const asked = { ...question, limit }
        const expected = await answerOf(walk(files, asked))
        assert.deepEqual(await answerOf(walk(d1, asked)), expected, JSON.stringify(asked))
        if (typeof expected === 'string') continue
        const { total, facets } = await files.list({ ...asked, limit: 1 })
        const page = await d1.list({ ...asked, limit: 1 })
        assert.deepEqual(page.facets, facets, JSON.stringify(asked))
        assert.equal(page.total, total)
        const isMet = createRowFilter(COLUMNS, question.filters)
        assert.equal(total, rows.filter(isMet).length)
      }
    }
    const question = fc.record({
      filters: fc.array(filter, { maxLength: 2 }),
      sort,
      facets: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
    })
    const questions = fc.array(question, { minLength: 12, maxLength: 12 })
    await fc.assert(fc.asyncProperty(things, questions, fc.integer({ min: 1, max: 7 }), check), {
      numRuns: 12,
    })
  })
})

describe('a text in D1', () => {
  const any = fc.string({ unit: 'binary', maxLength: 5 })
  const utf8 = (one: string): Buffer => Buffer.from(one)

  it('is the same again, and is well-formed whatever it was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffff }), { maxLength: 6 }), (codes) => {
        const one = String.fromCharCode(...codes)
        assert.equal(fromStored(toStored(one)), one)
        assert.ok(toStored(one).isWellFormed())
        assert.ok(!toStored(one).includes('\u0000'))
      }),
    )
  })

  it('has bytes in the order of its code units, and values in theirs', () => {
    const order = (a: string, b: string): number => Buffer.compare(utf8(a), utf8(b))
    fc.assert(
      fc.property(any, any, (a, b) => {
        assert.equal(order(toStored(a), toStored(b)), a === b ? 0 : a < b ? -1 : 1)
      }),
    )
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        assert.equal(
          Math.sign(order(toScalarKey(a), toScalarKey(b))),
          Math.sign(compareScalars(a, b)),
        )
        assert.equal(fromScalarKey(toScalarKey(a)), a)
      }),
    )
    const list = fc.array(fc.oneof(text, number), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.oneof(list, scalar), fc.oneof(list, scalar), (a, b) => {
        const ordered = order(toCellKey(a) ?? '', toCellKey(b) ?? '')
        assert.equal(Math.sign(ordered), Math.sign(compareValues(a, b)))
      }),
    )
  })
})

describe('a question to D1', () => {
  const rows = [{ id: 'a', text: 'Abc', count: 1, lat: 1, lng: 1, low: 1, high: 2 }]

  it('is led by an index', async () => {
    const { version, plan, engine, asked } = await openD1(OPTIONS, COLUMNS, rows)
    const { index } = version
    assert.match(plan(keySql(index)), /SEARCH .* USING INDEX \S+_key \(key=\?\)/)
    assert.match(plan(containsSql(index)), /SEARCH .* USING PRIMARY KEY \(start<\?\)/)
    assert.match(plan(fileSql(index)), /SEARCH .* USING PRIMARY KEY \(path=\?\)/)
    const list = { facets: [], limit: 5 }
    const equal = { column: 'count', operator: 'eq', values: [1] } as const
    const statements = async (question: ListQuestion): Promise<string[]> => {
      asked.length = 0
      await engine.list(question)
      return asked.filter((sql) => sql.startsWith('SELECT n, line')).map(plan)
    }
    for (const found of await statements({ ...list, filters: [equal], sort: [] }))
      assert.match(found, /USING INDEX \S+_c2 \(c2=\?\)/)
    for (const found of await statements({
      ...list,
      filters: [],
      sort: [{ column: 'count', descending: false }],
    }))
      assert.doesNotMatch(found, /SCAN|USE TEMP B-TREE FOR ORDER BY/)
  })

  it('takes a few statements, whatever is asked', async () => {
    const { engine, asked } = await openD1(OPTIONS, COLUMNS, rows)
    await engine.batch(Array.from({ length: 500 }, (_, at) => String(at)))
    assert.equal(asked.length, 1)
    const many = Array.from({ length: 20 }, (): Filter => {
      return { column: 'any', operator: 'between', values: ['a', 'b'] }
    })
    const order = ['id', ...NAMES].map((column) => ({ column, descending: true }))
    await engine.list({ filters: many, sort: order, facets: [], limit: 5 })
    assert.ok(asked.length < 6)
  })
})
