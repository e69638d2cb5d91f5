import assert from 'node:assert/strict'
import { after, before, describe, mock, test } from 'node:test'

import { answerQuestion } from './api-answer.ts'
import { createApiLookup } from './browser-api.ts'
import { VERSION, type LookupIndex, type LookupRow } from './format.ts'
import { parseQuestion } from './parse-question.ts'
import { QuestionError, type LookupEngine } from './question.ts'

const INDEX: LookupIndex = {
  version: VERSION,
  name: 'things',
  title: 'Things',
  columns: [
    { name: 'id', type: 'string', optional: false },
    { name: 'kind', type: 'string', optional: true },
    { name: 'size', type: 'number', optional: true },
    { name: 'tags', type: 'list', optional: true },
  ],
  key: ['id'],
  duplicates: true,
  find: ['kind'],
  near: ['size', 'size'],
  range: { kind: 'number', from: 'size', to: 'size' },
  filter: ['kind', 'size'],
  sort: ['size'],
  licence: 'CC0-1.0',
  attribution: 'nobody',
  rows: 2,
  store: 'd1',
  hash: '0123456789',
  folder: '/_leanto/lookups/things/',
  parts: { rows: { level: 0, blocks: [] } },
  downloads: { csv: [], ndjson: [], json: [] },
  about: '',
}
const ROWS: readonly LookupRow[] = [
  { id: 'a/b', kind: 'x, y', size: 1.5, tags: ['p', 'q'] },
  { id: '', kind: null, size: null, tags: null },
]
const FILTERS = [
  { column: 'kind', operator: 'in', values: ['x, y'] },
  { column: 'size', operator: 'in', values: [1, 2.5] },
  { column: 'size', operator: 'between', values: [1, 2] },
  { column: 'kind', operator: 'eq', values: ['a,b'] },
  { column: 'kind', operator: 'null', values: [false] },
] as const

/** What was asked of the engine behind the API, and what it gave. */
const asked: unknown[] = []
const note = async <T>(answer: T, ...question: readonly unknown[]): Promise<T> => {
  asked.push(question)
  return answer
}
const ENGINE: LookupEngine = {
  get: (key) => note(key === 'none' ? [] : ROWS, 'get', key),
  batch: (keys) => note({ rows: [ROWS, []], next: 2 }, 'batch', keys),
  find: (text, options) =>
    note(
      { total: 500, reachable: 100, rows: ROWS, corrected: 'thing', complete: false },
      'find',
      text,
      options,
    ),
  near: (point, options) =>
    note({ rows: ROWS.map((row) => ({ row, distance: 12.5 })), complete: true }, point, options),
  inBox: (box, options) =>
    note({ rows: ROWS.map((row) => ({ row })), complete: false }, box, options),
  contains: (value) =>
    note(ROWS[0] && { row: ROWS[0], value: `${Number(value)}` }, 'contains', value),
  list: (question) =>
    note(
      {
        rows: ROWS,
        total: 7,
        facets: {
          kind: [
            { value: 'x, y', count: 2 },
            { value: null, count: 1 },
          ],
        },
        next: 'a+b/c=',
      },
      question,
    ),
  random: (random) => note(ROWS[0], random),
}

describe('a lookup that is asked through the API', () => {
  const lookup = createApiLookup({ name: 'things', site: 'https://site.example' }, INDEX)
  before(() => {
    mock.method(globalThis, 'fetch', async (url: string) => {
      const { searchParams: parameters } = new URL(url)
      try {
        const toUrl = (path: string): string => `https://site.example${path}`
        const scene = { index: INDEX, engine: ENGINE, parameters, toUrl, random: () => 0.5 }
        const answer = await answerQuestion(scene, parseQuestion(INDEX, parameters))
        if ('missing' in answer) return Response.json({ detail: answer.missing }, { status: 404 })
        return Response.json(answer.body)
      } catch (error) {
        if (!(error instanceof QuestionError)) throw error
        return Response.json({ detail: error.message }, { status: 400 })
      }
    })
    Object.defineProperty(globalThis, 'location', {
      value: { href: 'https://other.example/' },
      configurable: true,
    })
  })
  after(() => {
    mock.restoreAll()
    Reflect.deleteProperty(globalThis, 'location')
  })

  const questions: readonly (readonly [says: string, ask: (engine: LookupEngine) => unknown])[] = [
    ['the rows of a key', (engine) => engine.get('a/b, c')],
    ['a key without a row', (engine) => engine.get('none')],
    ['several keys', (engine) => engine.batch(['a,b', 'c', 'd'])],
    ['one key with a comma', (engine) => engine.batch(['a,b'])],
    ['a find', (engine) => engine.find('ab & c', { limit: 5, offset: 0, filters: FILTERS })],
    ['a later page', (engine) => engine.find('ab', { limit: 20, offset: 40 })],
    [
      'the nearest rows',
      (engine) => engine.near({ lat: -1.5, lng: 2e-7 }, { limit: 3, radius: 1500.5 }),
    ],
    [
      'rows in a box',
      (engine) => engine.inBox({ west: 170, south: -1, east: -170, north: 1 }, { limit: 3 }),
    ],
    ['a range', (engine) => engine.contains('1e2')],
    [
      'a list',
      (engine) =>
        engine.list({
          filters: FILTERS,
          sort: [{ column: 'size', descending: true }],
          limit: 10,
          cursor: 'x+y/z=',
          facets: ['kind'],
        }),
    ],
  ]
  for (const [says, ask] of questions)
    test(`asks and answers ${says} as the engine behind it`, async () => {
      asked.length = 0
      const expected: unknown = await ask(ENGINE)
      const [direct] = asked.splice(0)
      const got: unknown = await ask(lookup)
      assert.deepEqual(asked[0], direct)
      // A batch of one that has one more answer is of the engine above; the API cuts it.
      if (says !== 'one key with a comma') assert.deepEqual(got, expected)
    })

  test('gives any row', async () => {
    assert.deepEqual(await lookup.random(0.1), ROWS[0])
  })

  test('says what is wrong with a question as the API does', async () => {
    const mistake = { column: 'tags', operator: 'eq', values: ['p'] } as const
    await assert.rejects(
      lookup.find('a', { limit: 1, offset: 0, filters: [mistake] }),
      (error: unknown) => error instanceof QuestionError && error.message.includes('"tags"'),
    )
  })
})
