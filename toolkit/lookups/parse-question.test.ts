import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { cities, subdivisions } from '../../tests/lookup-cities.ts'
import { parseBatch } from './parse-question-body.ts'
import { parseQuestion, type Asked, type Question } from './parse-question.ts'
import { OPERATORS, QuestionError, type Filter } from './question.ts'

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

describe('a mistake', () => {
  const cases: readonly (readonly [query: string, message: RegExp])[] = [
    [
      'colour=red',
      /Unknown parameter "colour", expected key, keys, find.*filter by: country, population/,
    ],
    ['colour=', /Unknown parameter "colour"/],
    ['__proto__=1', /Unknown parameter "__proto__"/],
    ['constructor.eq=1', /Unknown parameter "constructor.eq"/],
    [
      'population.over=5',
      /Unknown operator "over" in "population.over", expected one of eq, ne, in/,
    ],
    ['lat=5', /cannot be filtered by the column "lat", only by country/],
    ['population=many', /population: .*expected a number, got "many"/],
    ['population.gte=', /./],
    ['capital=maybe', /expected true or false/],
    ['founded=yesterday', /expected a day/],
    ['population.between=1', /has 1 values, expected two values/],
    ['population.gte=1&population.gte=2', /is given 2 times, expected once/],
    ['country.null=perhaps', /expected true or false/],
    [`country.in=${'a,'.repeat(200)}`, /has 200 items, expected 1 to 100/],
    [`country=${'a'.repeat(1001)}`, /1001 characters, expected at most 1000/],
    [`names.contains=${'a'.repeat(201)}`, /201 characters, expected at most 200/],
    ['find=a&find=b', /find is given 2 times, expected once/],
    [`find=${'a'.repeat(201)}`, /201 characters, expected at most 200/],
    ['find=a&near=1,2', /find and near were asked together, expected one of them/],
    ['find=a&sort=name', /sort does not go with find: only with a list of rows/],
    ['find=a&limit=0', /limit is "0", expected a whole number from 1 to 100/],
    ['find=a&limit=-1', /limit is "-1"/],
    ['find=a&limit=ten', /limit is "ten"/],
    ['find=a&offset=100', /from 0 to 99/],
    ['offset=5', /offset does not go with no question: only with find/],
    ['radius=5', /radius does not go with no question: only with near/],
    ['near=91,0', /near is "91,0", expected latitude,longitude/],
    ['near=1', /near is "1"/],
    ['near=1,2,3', /near is/],
    ['near=1,NaN', /near is/],
    ['near=1,2&radius=far', /radius is "far", expected a distance such as 500m/],
    ['near=1,2&radius=-5km', /radius is "-5km"/],
    ['near=1,2&radius=1e300', /radius is/],
    ['box=1,2,3', /box is "1,2,3", expected west,south,east,north/],
    ['box=0,10,1,5', /with south up to north/],
    ['box=1,2,3,4&radius=5', /radius does not go with box: only with near/],
    ['keys=1,2&country=FR', /filters do not go with keys/],
    ['random=2', /random is "2", expected 1/],
    ['random=1&country=FR', /filters do not go with random/],
    ['sort=colour', /Unknown column "colour" in sort, expected country, population/],
    ['sort=name,-name', /"name" twice/],
    ['facets=lat', /Unknown column "lat" in facets/],
    ['columns=colour', /Unknown column "colour" in columns/],
    ['country=FR&format=xml', /Unknown format "xml", expected json, csv, ndjson, geojson/],
    ['count=1&limit=5', /limit does not go with count/],
    [`cursor=${'a'.repeat(8401)}`, /8401 characters/],
    [`keys=${'1,'.repeat(1001)}`, /1001 items, expected at most 1000/],
  ]
  for (const [query, message] of cases.filter(([one]) => one !== 'population.gte='))
    it(`is told for ?${query.slice(0, 60)}`, () => {
      assert.throws(
        () => parse(query),
        (error) =>
          error instanceof QuestionError &&
          message.test(error.message) &&
          error.message.length < 800,
      )
    })

  it('is a key in the path beside another question', () => {
    assert.throws(() => parse('find=b', 'a'), /a key in the path and find were asked together/)
  })

  it('is to ask for what the lookup has not', () => {
    for (const query of ['near=1,2', 'box=1,2,3,4', 'contains=5']) {
      assert.throws(
        () => parseQuestion(subdivisions.index, new URLSearchParams(query)),
        /has no (places|ranges), expected key/,
      )
    }
    const index = { ...cities.index, find: [] }
    assert.throws(
      () => parseQuestion(index, new URLSearchParams('find=a')),
      /no columns to find in/,
    )
  })
})

describe('whatever is asked', () => {
  const names = fc.oneof(
    fc.constantFrom(
      'key',
      'keys',
      'find',
      'near',
      'radius',
      'box',
      'sort',
      'columns',
      'limit',
      'random',
      'count',
    ),
    fc
      .tuple(
        fc.constantFrom('country', 'population', 'seen', '__proto__'),
        fc.constantFrom(...OPERATORS),
      )
      .map((one) => one.join('.')),
    fc.string(),
  )
  const values = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '-1',
      '1,2',
      'true',
      '0',
      'null',
      '%00',
      '\0',
      "' OR 1=1 --",
      '<script>',
      '1e999',
      '\ud800',
    ),
    fc.string({ unit: 'binary' }),
    fc.double().map(String),
  )

  it('is a question or a mistake', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 4 }), (pairs) => {
        try {
          parseQuestion(cities.index, new URLSearchParams(pairs))
        } catch (error) {
          assert.ok(error instanceof QuestionError, String(error))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is refused where it has too many parameters', () => {
    const pairs = Array.from({ length: 2001 }, (): [string, string] => ['country', ''])
    assert.throws(
      () => parseQuestion(cities.index, new URLSearchParams(pairs)),
      /expected at most 2000/,
    )
    const many = Array.from({ length: 101 }, (_, at): [string, string] => [
      'country.ne',
      String(at),
    ])
    assert.throws(() => parseQuestion(cities.index, new URLSearchParams(many)), QuestionError)
  })
})

describe('the body of a batch', () => {
  const read = (body: unknown, index = cities.index): ReturnType<typeof parseBatch> =>
    parseBatch(index, JSON.stringify(body))

  it('has texts, numbers, and the values of several columns', () => {
    assert.deepEqual(read({ keys: ['1', 2] }), { keys: ['1', '2'], offset: 0 })
    assert.deepEqual(
      read({ keys: [['FR', 'a/b'], 'IT/45'], offset: 1, columns: ['name'] }, subdivisions.index),
      {
        keys: ['FR/a%2Fb', 'IT/45'],
        offset: 1,
        columns: ['name'],
      },
    )
  })

  const cases: readonly (readonly [body: unknown, message: RegExp])[] = [
    [[], /is a list of 0, expected/],
    [null, /is "null", expected/],
    [{}, /keys is not there, expected a list/],
    [{ keys: 'a' }, /keys is "\\"a\\"", expected a list/],
    [{ keys: [] }, /has 0 items, expected 1 to 1000/],
    [{ keys: Array(1001).fill('a') }, /has 1001 items/],
    [{ keys: ['a', null] }, /keys\[1\] is "null", expected a text or a number/],
    [{ keys: [['a', 'b']] }, /keys\[0\] is a list of 2/],
    [{ keys: ['a'], colour: 1 }, /Unknown member "colour"/],
    [{ keys: ['a'], offset: 1 }, /offset is "1", expected a whole number from 0 to 0/],
    [{ keys: ['a'], offset: 0.5 }, /offset/],
    [{ keys: ['a'], columns: [] }, /columns is a list of 0/],
    [{ keys: ['a'], columns: ['x'] }, /columns is a list of 1, expected a list of id, name/],
  ]
  for (const [body, message] of cases)
    it(`is refused as ${JSON.stringify(body).slice(0, 60)}`, () => {
      assert.throws(
        () => read(body),
        (error) => error instanceof QuestionError && message.test(error.message),
      )
    })

  it('is a batch or a mistake, whatever it is', () => {
    for (const text of [
      '',
      '{',
      '[',
      '['.repeat(50_000),
      '{"__proto__":{"keys":[]}}',
      '\0',
      '"',
      '1e9',
    ]) {
      assert.throws(() => parseBatch(cities.index, text), QuestionError)
    }
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          parseBatch(cities.index, text)
        } catch (error) {
          assert.ok(error instanceof QuestionError)
        }
      }),
    )
  })
})
