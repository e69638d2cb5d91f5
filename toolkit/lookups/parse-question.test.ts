/** What an address asks. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities } from '../../tests/lookup-cities.ts'
import { parseQuestion, type Asked, type Question } from './parse-question.ts'
import type { Filter } from './question.ts'

const parse = (query: string, key = ''): Asked =>
  parseQuestion(cities.index, new URLSearchParams(query), key)
const question = (query: string): Question => parse(query).question
const filters = (query: string): readonly Filter[] => {
  const asked = question(query)
  assert.equal(asked.kind, 'list')
  return asked.list.filters
}

describe('a question', () => {
  it('is about the lookup where nothing is asked', () => {
    for (const query of ['', 'format=csv', 'country=&find=&near=', 'random=0&count=', 'find=+']) {
      assert.deepEqual(question(query), { kind: 'about' }, query)
    }
  })

  it('is for rows by their keys', () => {
    assert.deepEqual(parse('', 'a/b').question, { kind: 'key', key: 'a/b' })
    assert.deepEqual(question('key=..'), { kind: 'key', key: '..' })
    assert.deepEqual(question('keys=1,2'), { kind: 'batch', keys: ['1', '2'] })
    assert.deepEqual(question('keys=a%2Cb&keys=c'), { kind: 'batch', keys: ['a,b', 'c'] })
    assert.deepEqual(question('keys=a%2Cb&keys='), { kind: 'batch', keys: ['a,b'] })
  })

  it('is for what is found', () => {
    assert.deepEqual(question('find=par'), {
      kind: 'find',
      find: 'par',
      options: { limit: 20, offset: 0 },
      isCount: false,
    })
    assert.deepEqual(question('find=+par+&limit=100&offset=99&country=FR'), {
      kind: 'find',
      find: 'par',
      options: {
        limit: 100,
        offset: 99,
        filters: [{ column: 'country', operator: 'eq', values: ['FR'] }],
      },
      isCount: false,
    })
  })

  it('is about places', () => {
    assert.deepEqual(question('near=48.85,2.35'), {
      kind: 'near',
      point: { lat: 48.85, lng: 2.35 },
      options: { limit: 20 },
    })
    for (const [text, radius] of [
      ['500m', 500],
      ['50km', 50_000],
      ['1.5+KM', 1500],
      ['30mi', 48_280.32],
      ['7', 7],
    ] as const) {
      const asked = question(`near=-90,180&radius=${text}`)
      assert.ok(asked.kind === 'near')
      assert.equal(asked.options.radius, radius)
    }
    const box = { west: 170, south: -10, east: -170, north: 10 }
    assert.deepEqual(question('box=170,-10,-170,10&limit=3'), {
      kind: 'box',
      box,
      options: { limit: 3 },
    })
  })

  it('is about ranges, and for any row', () => {
    assert.deepEqual(question('contains=+1.2.3.4+'), { kind: 'contains', value: '1.2.3.4' })
    assert.deepEqual(question('random=1'), { kind: 'random' })
  })

  it('is a list by filters, order, cursor or number', () => {
    assert.deepEqual(question('country=FR&sort=-population,name&facets=country&cursor=x&limit=2'), {
      kind: 'list',
      list: {
        filters: [{ column: 'country', operator: 'eq', values: ['FR'] }],
        sort: [
          { column: 'population', descending: true },
          { column: 'name', descending: false },
        ],
        limit: 2,
        cursor: 'x',
        facets: ['country'],
      },
      isCount: false,
    })
    for (const query of ['limit=5', 'columns=name', 'sort=name', 'count=1'])
      assert.equal(question(query).kind, 'list')
  })

  it('has filters with values of the type of their columns', () => {
    assert.deepEqual(filters('population.gte=100000'), [
      { column: 'population', operator: 'gte', values: [100_000] },
    ])
    assert.deepEqual(filters('population.between=1,5'), [
      { column: 'population', operator: 'between', values: [1, 5] },
    ])
    assert.deepEqual(filters('country.in=FR,DE'), [
      { column: 'country', operator: 'in', values: ['FR', 'DE'] },
    ])
    assert.deepEqual(filters('country=FR&country=a%2Cb'), [
      { column: 'country', operator: 'in', values: ['FR', 'a,b'] },
    ])
    assert.deepEqual(
      filters('country.ne=FR&country.ne=DE').map(({ values }) => values),
      [['FR'], ['DE']],
    )
    assert.deepEqual(filters('country.null=true'), [
      { column: 'country', operator: 'null', values: [true] },
    ])
    assert.deepEqual(filters('capital=true'), [
      { column: 'capital', operator: 'eq', values: [true] },
    ])
    assert.deepEqual(filters('names.contains=tet'), [
      { column: 'names', operator: 'contains', values: ['tet'] },
    ])
    assert.deepEqual(filters('seen.lt=2026-11-27T10:30:00%2B02:00'), [
      { column: 'seen', operator: 'lt', values: ['2026-11-27T10:30:00+02:00'] },
    ])
    assert.deepEqual(filters('seen.lt=2026-11-27T10:30:00+02:00'), [
      { column: 'seen', operator: 'lt', values: ['2026-11-27T10:30:00+02:00'] },
    ])
    assert.deepEqual(filters('limit.eq=5'), [{ column: 'limit', operator: 'eq', values: [5] }])
  })

  it('has the columns and the format that are wanted', () => {
    const { columns, format } = parse('find=a&columns=name,id,name&format=geojson')
    assert.deepEqual([columns, format], [['name', 'id'], 'geojson'])
  })
})
