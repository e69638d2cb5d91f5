/** Search for programs: its answers, what it refuses, and what caches may keep of it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startFixture, type Fixture } from './fixture.ts'
import { PAGES } from './search-pages.ts'

let site: Fixture
before(async () => {
  site = await startFixture(PAGES, {
    main: 'tests/worker/search-worker.edge.ts',
    paths: ['/search', '/open', '/api/*', '/_leanto/private/*'],
  })
})
after(() => site.close())

interface Answer {
  readonly total: number
  readonly results: readonly Readonly<Record<string, unknown>>[]
  readonly facets: readonly Readonly<Record<string, unknown>>[]
  readonly [field: string]: unknown
}

async function ask(search: string): Promise<Answer> {
  const response = await site.fetch(`/api/open?${search}`)
  const text = await response.text()
  assert.equal(response.status, 200, text)
  const answer: Answer = JSON.parse(text)
  return answer
}

const urls = ({ results }: Answer): string[] => results.map(({ url }) => String(url))

/** The fields of all values of a list, sorted. */
const fieldsOf = (list: readonly object[]): string[] =>
  [...new Set(list.flatMap((item) => Object.keys(item)))].toSorted()

describe('the answer', () => {
  test('has the fields that programs count on', async () => {
    const answer = await ask('q=orchard&sort=-date&filter.topic=fruit')
    assert.deepEqual(
      fieldsOf([answer]),
      'facets language limit offset query results sort total unknown'.split(' '),
    )
    assert.deepEqual(
      fieldsOf(answer.results),
      'excerpt href image meta pinned score sections title url'.split(' '),
    )
    const parts = answer.results.map(({ sections }) => sections).flat()
    assert.deepEqual(
      fieldsOf(parts.filter((part) => typeof part === 'object' && part !== null)),
      'excerpt href title url'.split(' '),
    )
    assert.partialDeepStrictEqual(answer, {
      query: 'orchard',
      language: 'en',
      total: 2,
      offset: 0,
      limit: 10,
      sort: '-date',
      unknown: [],
      results: [
        {
          url: '/pears/',
          title: 'Pears',
          image: { src: '/pear.png', alt: 'A pear' },
          meta: { author: 'Ada <b>' },
          pinned: false,
        },
        { url: '/apples/', meta: {} },
      ],
    })
  })

  test('is narrowed by filters, of each any of the values, and counts what each would give', async () => {
    const answer = await ask('q=orchard&filter.topic=fruit')
    assert.deepEqual(urls(answer).toSorted(), ['/apples/', '/pears/'])
    assert.deepEqual(answer.facets, [
      {
        name: 'topic',
        values: [
          { value: 'fruit', count: 2, selected: true },
          { value: 'law & order', count: 1, selected: false },
        ],
      },
    ])
    const both = await ask('q=orchard&filter.topic=fruit&filter.topic=law+%26+order')
    assert.equal(both.total, 3)
    assert.equal((await ask('q=orchard&filter.topic=nothing')).total, 0)
  })

  test('has all pages of a filter where nothing else is asked', async () => {
    assert.deepEqual(urls(await ask('filter.topic=fruit&sort=date')), ['/apples/', '/pears/'])
  })

  test('comes in the order that is asked for', async () => {
    assert.deepEqual(urls(await ask('q=orchard&sort=date')), ['/tools/', '/apples/', '/pears/'])
    assert.deepEqual(urls(await ask('q=orchard&sort=-date')), ['/pears/', '/apples/', '/tools/'])
  })

  test('is cut as asked', async () => {
    const all = urls(await ask('q=orchard'))
    const one = await ask('q=orchard&limit=1&offset=1')
    assert.deepEqual(urls(one), all.slice(1, 2))
    assert.deepEqual([one.total, one['limit'], one['offset']], [3, 1, 1])
    assert.deepEqual(urls(await ask('q=orchard&offset=100000')), [])
  })

  test('leads to the words on their page', async () => {
    const [apples] = (await ask('q=cider')).results
    assert.ok(apples !== undefined)
    assert.match(JSON.stringify(apples['sections']), /"\/apples\/#a-b:~:text=/)
  })

  test('is in the language that is asked for', async () => {
    const german = await ask('q=apfel&lang=de')
    assert.deepEqual([german['language'], urls(german)], ['de', ['/de/apfel/']])
    assert.deepEqual(urls(await ask('q=apfel&lang=de-AT')), ['/de/apfel/'])
    assert.deepEqual(urls(await ask('q=orchard&lang=de')), [])
  })

  test('tells a typing error from a word that is nowhere', async () => {
    const corrected = await ask('q=orchrad')
    assert.deepEqual([corrected['corrected'], corrected.total], ['orchard', 3])
    const nowhere = await ask('q=xyzzyplugh')
    assert.deepEqual([nowhere['unknown'], nowhere.total], [['xyzzyplugh'], 0])
  })

  test('stays valid text, whatever bytes are asked for', async () => {
    for (const q of ['%ED%A0%80', '%ff%fe', '%00', '%F0%9F%98%80', '%E2%80%AE', '+', '%22']) {
      const response = await site.fetch(`/api/open?q=${q}x`)
      assert.equal(response.status, 200, q)
      const { query }: Answer = JSON.parse(await response.text())
      assert.ok(typeof query === 'string' && query.isWellFormed(), q)
    }
  })
})

describe('what cannot be answered', () => {
  const cases: readonly (readonly [search: string, says: RegExp])[] = [
    ['', /parameter q/],
    ['q=', /parameter q/],
    ['q=%20', /parameter q/],
    ['q=&filter.topic=', /parameter q/],
    ['q=a&q=b', /q once/],
    [`q=${'a'.repeat(201)}`, /200 characters.*201/],
    ['q=a&limit=0', /limit.*1 to 20/],
    ['q=a&limit=21', /limit.*1 to 20/],
    ['q=a&limit=NaN', /limit.*NaN/],
    ['q=a&offset=-1', /offset.*0 to 100000/],
    ['q=a&offset=1e3', /offset.*1e3/],
    ['q=a&filter.color=red', /topic.*filter.color/],
    ['q=a&filter.team=pickers', /filter.team/],
    ['q=a&sort=size', /date, -date.*size/],
    ['q=a&lang=fr', /en, de.*fr/],
  ]
  for (const [search, says] of cases)
    test(`is a problem that scripts of other sites can read: ${search.slice(0, 40)}`, async () => {
      const response = await site.fetch(`/api/open?${search}`)
      assert.equal(response.status, 400)
      assert.equal(response.headers.get('content-type'), 'application/problem+json')
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
      const { detail }: { readonly detail: string } = JSON.parse(await response.text())
      assert.match(detail, says)
    })

  const others: readonly (readonly [method: string, path: string, status: number])[] = [
    ['GET', '/api/search/nothing', 404],
    ['GET', '/api/search/suggest/more', 404],
    ['DELETE', '/api/search?q=a', 405],
    ['POST', '/api/search/suggest', 405],
    ['GET', '/api/search/asked', 405],
    ['POST', '/api/open?q=a', 405],
  ]
  for (const [method, path, status] of others)
    test(`${method} ${path} is ${status}`, async () => {
      const response = await site.fetch(path, { method })
      assert.equal(response.status, status)
      assert.equal(response.headers.has('allow'), status === 405)
    })
})

describe('caches', () => {
  test('may keep an answer, and are told when it is the same', async () => {
    const response = await site.fetch('/api/open?q=orchard')
    assert.equal(response.headers.get('cache-control'), 'public, max-age=60')
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    const etag = response.headers.get('etag') ?? ''
    assert.match(etag, /^W\/"[0-9a-f]{16}"$/)
    for (const known of [etag, `"other", ${etag}`, '*']) {
      const again = await site.fetch('/api/open?q=orchard', { headers: { 'if-none-match': known } })
      assert.deepEqual([again.status, await again.text()], [304, ''])
      assert.equal(again.headers.get('etag'), etag)
    }
    const other = await site.fetch('/api/open?q=cider', { headers: { 'if-none-match': etag } })
    assert.equal(other.status, 200)
  })

  test('get no content for HEAD', async () => {
    const response = await site.fetch('/api/open?q=orchard', { method: 'HEAD' })
    assert.deepEqual([response.status, await response.text()], [200, ''])
    assert.equal(response.headers.get('content-type'), 'application/json')
  })
})

describe('an address bar', () => {
  test('gets titles, texts and addresses for what is typed', async () => {
    const response = await site.fetch('/api/open/suggest?q=cid')
    assert.equal(response.headers.get('content-type'), 'application/x-suggestions+json')
    const [typed, titles, texts, addresses]: unknown[] = JSON.parse(await response.text())
    assert.deepEqual([typed, titles], ['cid', ['Apples']])
    assert.match(String(texts), /orchard/)
    assert.deepEqual(addresses, [`${site.url}/apples/`])
  })

  test('gets nothing for nothing, and a problem for too much', async () => {
    const response = await site.fetch('/api/open/suggest?q=')
    assert.deepEqual(await response.json(), ['', [], [], []])
    assert.equal((await site.fetch(`/api/open/suggest?q=${'a'.repeat(201)}`)).status, 400)
  })
})
