import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { cities, ROWS, subdivisions } from '../../tests/lookup-cities.ts'
import { UnavailableError } from '../core/errors.ts'
import type { Context } from '../site/context.ts'
import { parseAddress } from './address.ts'
import { splitSuffix } from './api-format.ts'
import { QuestionError, type LookupEngine } from './question.ts'
import { answerCall } from './serve-api.ts'

const SITE = 'https://site.example'

interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly engine?: Partial<LookupEngine>
  /** The address that the site is configured with. */
  readonly site?: string | undefined
  readonly index?: object
}

/** Asks a lookup as its handler does. */
async function ask(path: string, sent: Sent = {}): Promise<Response> {
  const url = new URL(`/api/lookups/${path}`, SITE)
  const address = parseAddress(url.pathname, '/api/lookups')
  assert.ok(address)
  const { text, format } = splitSuffix(address.name) ?? { text: address.name }
  const lookup = text === 'cities' ? cities : subdivisions
  const { headers = {}, body, engine, site = SITE } = sent
  const request = new Request(url, {
    headers,
    ...(body !== undefined && { method: 'POST', body }),
  })
  const context: Context = {
    site: {
      url: site === '' ? undefined : site,
      regions: {},
      forms: {},
      search: [],
      lookups: {},
      stems: {},
    },
    url,
    settings: {},
    waitUntil: () => undefined,
  }
  return answerCall({
    index: { ...lookup.index, ...sent.index },
    engine: { ...lookup.engine, ...engine },
    read: async () => new TextEncoder().encode(JSON.stringify(ABOUT)),
    request,
    context,
    parts: address.parts,
    suffix: format,
  })
}

const ABOUT = {
  version: 2,
  columns: [
    { name: 'population', filled: 4, distinct: 4, examples: ['2138551'], min: 85416, max: 2138551 },
  ],
}

async function json(path: string, sent: Sent = {}): Promise<Record<string, unknown>> {
  const response = await ask(path, sent)
  const text = await response.text()
  assert.equal(response.status, 200, text)
  const body: Record<string, unknown> = JSON.parse(text)
  return body
}

const post = (path: string, body: unknown, more: Sent = {}): Promise<Response> =>
  ask(path, {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    ...more,
  })

const ids = (body: Record<string, unknown>): unknown => {
  const { results } = body
  assert.ok(Array.isArray(results))
  return results.map((row: Record<string, unknown>) => row['id'])
}

const PROVENANCE = {
  licence: 'CC-BY-4.0',
  attribution: 'GeoNames',
  source: 'https://www.geonames.org/',
  updated: '2026-11-27',
}

describe('a row', () => {
  it('comes with its address and with whom it is by, in a stable order', async () => {
    const text = await (await ask('cities/2?columns=name,id')).text()
    assert.equal(
      text,
      JSON.stringify({
        lookup: 'cities',
        key: 2,
        row: { name: 'Parma', id: 2, href: `${SITE}/lookups/cities/2` },
        ...PROVENANCE,
      }),
    )
  })

  it('has every column, null where there is nothing', async () => {
    const { row } = await json('cities/4')
    const columns = cities.index.columns.map(({ name }): [string, unknown] => [
      name,
      ROWS[3]?.[name] ?? null,
    ])
    assert.deepEqual(row, { ...Object.fromEntries(columns), href: `${SITE}/lookups/cities/4` })
  })

  it('of several columns has their values in the path, and as its key', async () => {
    const body = await json('subdivisions/FR/a%2Fb%25c')
    assert.deepEqual(body['key'], ['FR', 'a/b%c'])
    const { href } = JSON.parse(JSON.stringify(body['row']))
    assert.equal(href, `${SITE}/lookups/subdivisions/FR/a%2Fb%25c`)
    assert.deepEqual((await json('subdivisions?key=FR/..'))['key'], ['FR', '..'])
  })

  it('comes with the others of its key', async () => {
    const { rows } = await json('subdivisions/IT/45?columns=name')
    const href = `${SITE}/lookups/subdivisions/IT/45`
    assert.deepEqual(rows, [
      { name: 'Emilia-Romagna', href },
      { name: 'Emilia', href },
    ])
  })

  it('has paths for addresses where the site has none configured', async () => {
    assert.match(
      await (await ask('cities/2', { site: '' })).text(),
      /"href":"\/lookups\/cities\/2"/,
    )
  })

  it('that is not there is a 404 that says so', async () => {
    for (const path of [
      'cities/99',
      'cities/2x',
      'cities/%00',
      'cities?key=99',
      'cities/99.csv',
      'cities/1/2',
      'cities?contains=99',
    ]) {
      const response = await ask(path)
      assert.equal(response.status, 404, path)
      assert.equal(response.headers.get('content-type'), 'application/problem+json')
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
    }
    assert.match(await (await ask('cities/99')).text(), /no row with the id \\"99\\"/)
  })
})

describe('a format', () => {
  const csv = 'name,country\r\nParma,IT\r\n'
  const cases: readonly (readonly [
    path: string,
    accept: string | undefined,
    type: string,
    body: RegExp,
  ])[] = [
    ['cities/2?columns=name,country&format=csv', undefined, 'text/csv', RegExp(`^${csv}$`)],
    ['cities/2.csv?columns=name,country', undefined, 'text/csv', RegExp(`^${csv}$`)],
    ['cities/2?columns=name,country', 'text/csv', 'text/csv', RegExp(`^${csv}$`)],
    ['cities.csv/2?columns=name,country', undefined, 'text/csv', RegExp(`^${csv}$`)],
    ['cities.csv?find=parm&columns=name,country', undefined, 'text/csv', RegExp(`^${csv}$`)],
    [
      'cities.ndjson?find=parm&columns=name',
      undefined,
      'application/x-ndjson',
      /^\{"name":"Parma"\}\n$/,
    ],
    ['cities/2?columns=name&format=json', 'text/csv', 'application/json', /^\{"lookup"/],
    [
      'cities.geojson?find=parm&columns=name',
      undefined,
      'application/geo+json',
      /^\{"type":"FeatureCollection","features":\[\{"type":"Feature","id":2,/,
    ],
    ['cities/5?columns=name', 'text/csv', 'text/csv', /^name\r\n'=1\+1<\/script>\r\n$/],
    ['cities?count=1&country=FR&format=csv', undefined, 'text/csv', /^total\r\n3\r\n$/],
    [
      'cities.csv?near=48.85,2.35&limit=1&columns=id',
      undefined,
      'text/csv',
      /^id,distance\r\n1,\d+\.\d\r\n$/,
    ],
  ]
  for (const [path, accept, type, body] of cases)
    it(`of ${path} is ${type}`, async () => {
      const response = await ask(path, { headers: accept === undefined ? {} : { accept } })
      assert.match(await response.text(), body)
      assert.ok(response.headers.get('content-type')?.startsWith(type))
      assert.equal(response.headers.get('vary'), 'accept')
      assert.match(
        response.headers.get('link') ?? '',
        /<https:\/\/spdx.org\/licenses\/CC-BY-4.0.html>; rel="license"/,
      )
    })

  it('of a row as GeoJSON is a feature; without a place it has no geometry', async () => {
    assert.deepEqual(await json('cities/2.geojson?columns=name'), {
      type: 'Feature',
      id: 2,
      geometry: { type: 'Point', coordinates: [10.32618, 44.79935] },
      properties: { name: 'Parma', href: `${SITE}/lookups/cities/2` },
    })
    assert.equal((await json('cities/5.geojson'))['geometry'], null)
  })

  it('is refused where the lookup has no places', async () => {
    assert.equal((await ask('subdivisions.geojson?limit=1')).status, 400)
    assert.equal(
      (await ask('subdivisions/FR/11', { headers: { accept: 'application/geo+json' } })).status,
      200,
    )
  })

  it('that a key ends like is a key first', async () => {
    const index = { key: ['name'] }
    const engine = { get: async (key: string) => (key === 'a.csv' ? [{ name: key }] : []) }
    assert.equal((await json('cities/a.csv', { index, engine }))['key'], 'a.csv')
    assert.match(await (await ask('cities/a.csv.csv', { index, engine })).text(), /^id,name/)
  })
})

describe('an answer with several rows', () => {
  it('is found, with the way to more', async () => {
    const body = await json('subdivisions?find=many&limit=2&offset=4&columns=code')
    assert.deepEqual(Object.keys(body), [
      'lookup',
      'find',
      'total',
      'offset',
      'limit',
      'results',
      'next',
      'licence',
      'attribution',
      'updated',
    ])
    assert.deepEqual([body['total'], body['offset'], body['limit']], [60, 4, 2])
    assert.equal(
      body['next'],
      `${SITE}/api/lookups/subdivisions?find=many&limit=2&columns=code&offset=6`,
    )
    assert.equal((await json('subdivisions?find=many&limit=2&offset=58'))['next'], undefined)
    assert.deepEqual(ids(await json('cities?find=par')), [1, 2])
    assert.deepEqual(ids(await json('cities?find=par&country=IT')), [2])
  })

  it('says what was looked for instead, and that it may not be all', async () => {
    const find = async (): ReturnType<LookupEngine['find']> => ({
      total: 0,
      reachable: 0,
      rows: [],
      corrected: 'paris',
      complete: false,
    })
    const body = await json('cities?find=pariss', { engine: { find } })
    assert.deepEqual([body['corrected'], body['complete']], ['paris', false])
  })

  it('keeps the format of a suffix on the way to more', async () => {
    const response = await ask('subdivisions.csv?limit=2')
    const [, next = ''] = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '') ?? []
    assert.equal(new URL(next).searchParams.get('format'), 'csv')
  })

  it('is near, nearest first with its distance', async () => {
    const body = await json('cities?near=48.85,2.35&radius=50km')
    assert.deepEqual(ids(body), [1, 4])
    assert.deepEqual([body['near'], body['radius']], [{ lat: 48.85, lng: 2.35 }, 50_000])
    const { results } = JSON.parse(JSON.stringify(body))
    assert.equal(results[0].distance, 389.2)
    assert.deepEqual(ids(await json('cities?box=0,40,20,46')), [2, 3])
  })

  it('calls the distance otherwise where the data has a column of that name', async () => {
    const columns = [...cities.index.columns, { name: 'distance', type: 'number', optional: true }]
    const { results } = JSON.parse(
      await (await ask('cities?near=48.85,2.35&limit=1', { index: { columns } })).text(),
    )
    assert.equal(results[0].distance, null)
    assert.equal(typeof results[0].distance_2, 'number')
  })

  it('is a list in an order, with counts, page after page', async () => {
    const body = await json('cities?population.gte=1&sort=-population&facets=country&limit=2')
    assert.deepEqual([body['total'], ids(body)], [4, [1, 3]])
    assert.deepEqual(body['facets'], {
      country: [
        { value: 'FR', count: 3 },
        { value: 'IT', count: 1 },
      ],
    })
    const next = new URL(String(body['next']))
    assert.deepEqual(ids(await json(`cities${next.search}`)), [2, 4])
    assert.deepEqual(await json('cities?country=FR&count=1'), {
      lookup: 'cities',
      total: 3,
      ...PROVENANCE,
    })
  })

  it('follows from page to page over every row once', async () => {
    const codes: unknown[] = []
    let search = '?limit=7&country=XX&format=json'
    for (let page = 0; search !== ''; page++) {
      const body = JSON.parse(await (await ask(`subdivisions${search}`)).text())
      codes.push(...body.results.map(({ code }: { code: string }) => code))
      search = body.next === undefined ? '' : new URL(body.next).search
      assert.ok(page < 10)
    }
    assert.equal(new Set(codes).size, 60)
    assert.equal(codes.length, 60)
  })

  it('holds a value in a range, or is any row', async () => {
    const { contains, value, row } = JSON.parse(
      await (await ask('cities?contains=2.0&columns=name')).text(),
    )
    assert.deepEqual([contains, value, row.name], ['2.0', '2', 'Parma'])
    const response = await ask('cities?random=1')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.equal(response.headers.get('etag'), null)
    assert.equal(response.status, 200)
  })
})

describe('many keys at once', () => {
  const keys = Array.from({ length: 60 }, (_, at) => `XX/${at}`)

  it('are answered in their order, the unknown ones with null', async () => {
    const { results } = await json('cities?keys=2,99,1&columns=name')
    assert.deepEqual(results, [
      { key: '2', row: { name: 'Parma', href: `${SITE}/lookups/cities/2` } },
      { key: '99', row: null },
      { key: '1', row: { name: 'Paris', href: `${SITE}/lookups/cities/1` } },
    ])
  })

  it('go on where one answer has read enough', async () => {
    const first = await json(`subdivisions?keys=${keys.join(',')}`)
    assert.ok(Array.isArray(first['results']))
    assert.equal(first['results'].length, 40)
    const second = await json(`subdivisions${new URL(String(first['next'])).search}`)
    assert.ok(Array.isArray(second['results']))
    assert.deepEqual(
      [second['results'].length, second['results'][0].key, second['next']],
      [20, 'XX/40', undefined],
    )
  })

  it('are posted, and go on by number', async () => {
    const posted = keys.map((key) => key.split('/'))
    const first = JSON.parse(
      await (await post('subdivisions', { keys: posted, columns: ['code'] })).text(),
    )
    assert.equal(first.next, 40)
    const response = await post('subdivisions', { keys: posted, offset: first.next })
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const second = JSON.parse(await response.text())
    assert.deepEqual(
      [second.results.length, second.results[0].key, second.next],
      [20, 'XX/40', undefined],
    )
  })

  it('go on whole, though the last one has a comma', async () => {
    const many = [...Array.from({ length: 40 }, (_, at) => String(at)), 'a,b']
    const query = new URLSearchParams(many.map((key) => ['keys', key]))
    const { next } = await json(`cities?${query.toString()}`)
    const { results } = JSON.parse(
      await (await ask(`cities${new URL(String(next)).search}`)).text(),
    )
    assert.deepEqual(results, [{ key: 'a,b', row: null }])
  })

  it('go on by number as often as it takes', async () => {
    const posted = Array.from({ length: 100 }, (_, at) => String(at))
    const offsets: unknown[] = []
    for (let offset: unknown = 0; offset !== undefined;) {
      offsets.push(offset)
      offset = JSON.parse(await (await post('cities', { keys: posted, offset })).text()).next
    }
    assert.deepEqual(offsets, [0, 40, 80])
  })

  it('are one row each as CSV', async () => {
    assert.equal(await (await ask('cities.csv?keys=2,99,1&columns=id')).text(), 'id\r\n2\r\n1\r\n')
    assert.equal(
      await (await post('cities?format=ndjson', { keys: [2], columns: ['id'] })).text(),
      '{"id":2}\n',
    )
  })

  it('are refused in another body', async () => {
    assert.equal(
      (await ask('cities', { body: '{}', headers: { 'content-type': 'text/plain' } })).status,
      415,
    )
    assert.equal((await post('cities', { keys: ['a'.repeat(100_000)] })).status, 413)
    assert.equal(
      (await ask('cities', { body: '{', headers: { 'content-type': 'application/json' } })).status,
      400,
    )
    assert.equal((await post('cities?find=a', { keys: [1] })).status, 400)
    assert.equal((await post('cities', { keys: ['\ud800'] })).status, 200)
  })
})

describe('a lookup without a question', () => {
  it('says what it is, and gives an example of everything that can be asked', async () => {
    const body = JSON.parse(await (await ask('cities', { index: { about: '/about' } })).text())
    assert.deepEqual(body.columns[3], {
      ...cities.index.columns[3],
      filled: 4,
      distinct: 4,
      min: 85416,
      max: 2138551,
      examples: ['2138551'],
    })
    assert.deepEqual(
      [body.rows, body.licence, body.updated, body.schema],
      [5, 'CC-BY-4.0', '2026-11-27', `${SITE}/api/lookups/cities/schema`],
    )
    assert.deepEqual(body.downloads.csv, [`${SITE}/_leanto/lookups/cities/all.1.csv`])
    const asked = body.questions.map(({ ask: name }: { ask: string }) => name)
    assert.deepEqual(asked, [
      'row',
      'keys',
      'find',
      'near',
      'box',
      'contains',
      'country',
      'sort',
      'limit',
      'random',
    ])
    for (const { example } of body.questions) {
      const response = await ask(String(example).replace(`${SITE}/api/lookups/`, ''))
      assert.equal(response.status, 200, example)
      assert.match(await response.text(), /"(row|results)":/)
    }
  })

  it('gives a schema of its rows', async () => {
    const response = await ask('cities/schema', { index: { about: '/about' } })
    assert.equal(response.headers.get('content-type'), 'application/schema+json')
    const schema = JSON.parse(await response.text())
    assert.deepEqual(schema.properties.population, {
      type: ['integer', 'null'],
      description: 'Of the city proper.',
      'x-unit': 'people',
      minimum: 85416,
      maximum: 2138551,
      examples: [2138551],
    })
    assert.equal(schema.required.length, cities.index.columns.length + 1)
  })

  it('gives the row of a key that is called as the schema', async () => {
    const engine = { get: async () => [{ id: 'schema' }] }
    assert.equal((await json('cities/schema', { engine }))['key'], 'schema')
  })

  it('leads to the file with all rows, or names the files', async () => {
    for (const path of ['cities.csv', 'cities?format=csv', 'cities.json', 'cities.geojson']) {
      const response = await ask(path)
      assert.equal(response.status, 303, path)
      assert.match(
        response.headers.get('location') ?? '',
        /^\/_leanto\/lookups\/cities\/all\.1\.\w+$/,
      )
    }
    assert.equal((await ask('cities', { headers: { accept: 'text/csv' } })).status, 303)
    const several = await ask('cities.ndjson')
    assert.equal(several.status, 300)
    assert.deepEqual(JSON.parse(await several.text()).parts, [
      `${SITE}/_leanto/lookups/cities/all.1.ndjson`,
      `${SITE}/_leanto/lookups/cities/all.2.ndjson`,
    ])
    assert.equal(
      (await ask('cities.csv', { index: { downloads: { csv: [], ndjson: [], json: [] } } })).status,
      404,
    )
  })
})

describe('a copy', () => {
  it('is asked for by its tag, and nothing is read for it', async () => {
    const first = await ask('cities/2')
    const tag = first.headers.get('etag') ?? ''
    assert.match(tag, /^W\/"0123456789-[0-9a-f]{8}"$/)
    assert.match(first.headers.get('cache-control') ?? '', /^public, max-age=\d+$/)
    const engine = { get: () => Promise.reject(new Error('was read')) }
    for (const known of [tag, tag.slice(2), `"a", ${tag}`]) {
      const response = await ask('cities/2', { engine, headers: { 'if-none-match': known } })
      assert.equal(response.status, 304)
      assert.equal(response.headers.get('etag'), tag)
      assert.equal(await response.text(), '')
    }
    assert.equal((await ask('cities/2', { headers: { 'if-none-match': '"other"' } })).status, 200)
  })

  it('has another tag for another address, format, or data', async () => {
    const tags = await Promise.all(
      [
        ask('cities/2'),
        ask('cities/1'),
        ask('cities/2', { headers: { accept: 'text/csv' } }),
        ask('cities/2', { index: { hash: 'abcdef0123' } }),
        ask('cities/2', { index: { licence: 'MIT' } }),
        ask('cities/2', { site: 'https://other.example' }),
      ].map(async (response) => (await response).headers.get('etag')),
    )
    assert.equal(new Set(tags).size, tags.length)
  })
})

describe('a request that cannot be answered', () => {
  it('is told which parameter is wrong', async () => {
    const response = await ask('cities?limit=0')
    assert.equal(response.status, 400)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    const problem = JSON.parse(await response.text())
    assert.deepEqual(Object.keys(problem), ['status', 'title', 'detail', 'errors'])
    assert.equal(problem.errors[0].parameter, 'limit')
  })

  it('is told what the engine refuses', async () => {
    const list = (): Promise<never> => Promise.reject(new QuestionError('cursor: expected one'))
    const response = await ask('cities?cursor=x', { engine: { list } })
    assert.equal(response.status, 400)
    assert.match(await response.text(), /cursor: expected one/)
  })

  it('is told to come again where a file does not come', async (context) => {
    context.mock.method(console, 'error', () => undefined)
    const get = (): Promise<never> => Promise.reject(new UnavailableError('gone'))
    const response = await ask('cities/1', { engine: { get } })
    assert.equal(response.status, 503)
    assert.equal(response.headers.get('retry-after'), '10')
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
  })

  it('is never the fault of the site, whatever it is', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '?',
        '&',
        '=',
        'find',
        'keys',
        '%00',
        '%ff',
        '/',
        '..',
        '__proto__',
        '.csv',
        'near=',
        '1,2',
        "'--",
        'limit=-1',
        '%F0%9F%98%80',
        'key',
      ),
      fc.string({ maxLength: 5 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('cities', 'subdivisions'),
        fc.array(piece, { maxLength: 8 }),
        async (name, pieces) => {
          const path = `${name}/${pieces.join('')}`
          const { pathname } = new URL(`/api/lookups/${path}`, SITE)
          const address = parseAddress(pathname, '/api/lookups')
          if (address?.name !== name) return
          const { status } = await ask(path)
          assert.ok(status < 500, `${status} ${path}`)
        },
      ),
      { numRuns: 300 },
    )
  })
})
