/** Lookups for programs, from the real bundle in workerd: answers, caching, methods, and pages of other sites. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import type { Fixture } from './fixture.ts'
import { startLookups } from './lookups-site.ts'
import type { SiteRequest } from './site.ts'

type Json = Readonly<Record<string, unknown>>

let site: Fixture
before(async () => {
  site = await startLookups()
})
after(() => site.close())

async function ask(path: string, request: SiteRequest = {}, status = 200): Promise<Json> {
  const response = await site.fetch(`/api/lookups${path}`, request)
  const text = await response.text()
  assert.equal(response.status, status, `${path}: ${text}`)
  const body: Json = JSON.parse(text)
  return body
}

function list(body: Json, field = 'results'): Json[] {
  const value = body[field]
  assert.ok(Array.isArray(value), JSON.stringify(body))
  return value
}

const ids = (body: Json): unknown[] => list(body).map(({ id }) => id)

const POST = { method: 'POST', headers: { 'content-type': 'application/json' } }

describe('an answer', () => {
  test('is a row, whatever its key is', async () => {
    for (const key of [
      'p1',
      'schema',
      'a%2Fb',
      'a/b',
      'x.csv',
      '__proto__',
      '%C3%A4%20%C3%B6',
      '%2541',
    ]) {
      const { row } = await ask(`/places/${key}`)
      const { id, href } = JSON.parse(JSON.stringify(row))
      assert.ok(decodeURIComponent(key) === id, key)
      assert.equal(href, `/lookups/places/${encodeURIComponent(id).replace('%2F', '/')}`)
    }
    assert.deepEqual((await ask('/places?key=..'))['key'], '..')
    assert.equal((await ask('/places/none', {}, 404))['title'], 'Not Found')
  })

  test('is every row of a key of several columns', async () => {
    const body = await ask('/parts/IT/45')
    assert.deepEqual(body['key'], ['IT', 45])
    assert.deepEqual(
      new Set(list(body, 'rows').map(({ name }) => name)),
      new Set(['Emilia', 'Emilia-Romagna']),
    )
    assert.deepEqual((await ask('/parts/a%2Fb/1'))['key'], ['a/b', 1])
  })

  test('is found, near, in a box, in a range, or any', async () => {
    assert.deepEqual(ids(await ask('/places?find=par')), ['p1', 'p3'])
    assert.deepEqual(ids(await ask('/places?find=par&country=IT')), ['p3'])
    const near = await ask('/places?near=48.85,2.35&radius=30km')
    assert.deepEqual(ids(near), ['p1', 'p2'])
    assert.ok(list(near).every(({ distance }) => typeof distance === 'number'))
    assert.deepEqual(ids(await ask('/places?box=2,48,11,49')), ['p1', 'p2'])
    const { value, row } = await ask('/nets?contains=192.0.2.200')
    assert.deepEqual(
      [value, JSON.parse(JSON.stringify(row)).owner],
      ['192.0.2.200', 'The other half'],
    )
    await ask('/nets?contains=10.0.0.1', {}, 404)
    assert.match(String((await ask('/nets?contains=somewhere', {}, 400))['detail']), /somewhere/)
    assert.ok((await ask('/places?random=1'))['row'])
  })

  test('is a list in an order, with counts', async () => {
    const body = await ask(
      '/places?population.gte=2990&country=NZ&sort=-population&facets=country,capital&limit=2',
    )
    assert.deepEqual([body['total'], ids(body)], [3, ['v2997', 'v2994']])
    assert.deepEqual(body['facets'], {
      country: [{ value: 'NZ', count: 3 }],
      capital: [{ value: null, count: 3 }],
    })
  })

  test('leads from page to page through every row once', async () => {
    const seen: unknown[] = []
    let path: string | undefined = '/api/lookups/places?country=AU&limit=100&columns=id'
    for (let pages = 0; path !== undefined; pages++) {
      assert.ok(pages < 60)
      const body: Json = JSON.parse(await (await site.fetch(path)).text())
      seen.push(...ids(body))
      path = typeof body['next'] === 'string' ? body['next'] : undefined
    }
    assert.deepEqual([seen.length, new Set(seen).size], [2000, 2000])
  })

  test('is many rows, asked for by their keys', async () => {
    const keys = Array.from({ length: 300 }, (_, at) => `v${at * 10}`)
    const found: unknown[] = []
    let offset = 0
    for (let posts = 0; found.length < keys.length; posts++) {
      assert.ok(posts < 20)
      const body = await ask('/places', { ...POST, body: JSON.stringify({ keys, offset }) })
      found.push(...list(body).map(({ row }) => JSON.parse(JSON.stringify(row)).id))
      offset = Number(body['next'] ?? keys.length)
    }
    assert.deepEqual(found, keys)
    assert.deepEqual(
      list(await ask('/places?keys=p1,none,p3')).map(({ row }) => row !== null),
      [true, false, true],
    )
  })

  test('comes as CSV, NDJSON and GeoJSON', async () => {
    const types: readonly (readonly [path: string, type: string, body: RegExp])[] = [
      [
        '/places/p4.csv?columns=name,names',
        'text/csv',
        /^name,names\r\n<\/script>.*,"'=1\+1; a, b"\r\n$/,
      ],
      ['/places.ndjson?find=parm&columns=id', 'application/x-ndjson', /^\{"id":"p3"\}\n$/],
      ['/places/p1.geojson', 'application/geo+json', /^\{"type":"Feature","id":"p1"/],
    ]
    for (const [path, type, body] of types) {
      const response = await site.fetch(`/api/lookups${path}`)
      assert.ok(response.headers.get('content-type')?.startsWith(type), path)
      assert.match(await response.text(), body)
    }
  })
})

describe('a lookup without a question', () => {
  test('is described with examples that answer', async () => {
    const { lookups } = await ask('')
    assert.ok(Array.isArray(lookups))
    assert.deepEqual(
      lookups.map(({ name }) => name),
      ['places', 'parts', 'nets'],
    )
    for (const name of ['places', 'parts', 'nets']) {
      const body = await ask(`/${name}`)
      assert.equal(typeof list(body, 'columns')[0]?.['filled'], 'number')
      for (const { example } of list(body, 'questions')) {
        const response = await site.fetch(String(example))
        assert.equal(response.status, 200, `${String(example)}: ${await response.text()}`)
      }
    }
  })

  test('leads to files that have all rows', async () => {
    for (const [suffix, lines] of [
      ['csv', 3012],
      ['ndjson', 3011],
    ] as const) {
      const response = await site.fetch(`/api/lookups/places.${suffix}`)
      assert.equal(response.status, 303)
      const file = await site.fetch(response.headers.get('location') ?? '')
      assert.equal(file.headers.get('access-control-allow-origin'), '*')
      assert.equal((await file.text()).trimEnd().split('\n').length, lines)
    }
    const geojson = await site.fetch(
      (await site.fetch('/api/lookups/places.geojson')).headers.get('location') ?? '',
    )
    const { features } = JSON.parse(await geojson.text())
    const one = JSON.parse(await (await site.fetch('/api/lookups/places/p1.geojson')).text())
    const whole = features.find(({ id }: Json) => id === 'p1')
    const { href: _href, ...properties } = one.properties
    assert.deepEqual({ ...one, properties }, whole)
  })

  test('has a schema, under another path than a row that is called so', async () => {
    const response = await site.fetch('/api/lookups/parts/schema')
    assert.equal(response.headers.get('content-type'), 'application/schema+json')
    assert.match(await response.text(), /"\$schema"/)
  })

  test('is a part of the description of the API', async () => {
    const response = await site.fetch('/api/openapi.json')
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    const document = JSON.parse(await response.text())
    assert.equal(document.openapi, '3.1.1')
    assert.equal(document.info.title, 'A test')
    for (const path of ['/api/hello', '/api/lookups/places', '/api/lookups/parts/{country}/{code}'])
      assert.ok(document.paths[path], path)
  })
})

describe('caches and other sites', () => {
  test('may keep an answer, and ask whether it changed', async () => {
    for (const path of ['/places/p1', '/places?find=par', '/places', '']) {
      const first = await site.fetch(`/api/lookups${path}`)
      await first.text()
      assert.match(first.headers.get('cache-control') ?? '', /^public, max-age=\d+$/)
      const etag = first.headers.get('etag') ?? ''
      assert.match(etag, /^W\/".+"$/)
      const again = await site.fetch(`/api/lookups${path}`, { headers: { 'if-none-match': etag } })
      assert.equal(again.status, 304, path)
      assert.equal(again.headers.get('etag'), etag)
      const other = await site.fetch(`/api/lookups${path}`, { headers: { 'if-none-match': '"x"' } })
      await other.text()
      assert.equal(other.status, 200)
    }
  })

  test('may ask from any origin, also before they post', async () => {
    const response = await site.fetch('/api/lookups/places', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://other.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    assert.equal(response.status, 204)
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    assert.match(response.headers.get('access-control-allow-methods') ?? '', /POST/)
    assert.match(response.headers.get('access-control-allow-headers') ?? '', /content-type/)
  })

  test('may ask for the headers alone', async () => {
    const head = await site.fetch('/api/lookups/places/p1', { method: 'HEAD' })
    const get = await site.fetch('/api/lookups/places/p1')
    assert.equal(await head.text(), '')
    await get.text()
    for (const name of ['etag', 'content-type', 'link', 'cache-control'])
      assert.equal(head.headers.get(name), get.headers.get(name), name)
  })

  test('may not use other methods', async () => {
    for (const [method, path, allow] of [
      ['PUT', '/places', 'GET, HEAD, POST'],
      ['DELETE', '/places/p1', 'GET, HEAD'],
      ['POST', '/places/p1', 'GET, HEAD'],
      ['POST', '', 'GET, HEAD'],
    ] as const) {
      const response = await site.fetch(`/api/lookups${path}`, { method })
      await response.text()
      assert.deepEqual(
        [response.status, response.headers.get('allow')],
        [405, allow],
        `${method} ${path}`,
      )
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
    }
  })
})
