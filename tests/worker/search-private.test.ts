/** Private pages: found by those who may, and never served, told of, or kept by a cache. */
import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
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
  readonly results: readonly { readonly url: string }[]
  readonly [field: string]: unknown
}

async function ask(search: string, may?: string): Promise<Answer> {
  const headers: Record<string, string> = may === undefined ? {} : { 'x-may': may }
  const response = await site.fetch(`/api/search?${search}`, { headers })
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('cache-control'), 'private, no-store')
  assert.equal(response.headers.get('etag'), null)
  assert.equal(response.headers.get('access-control-allow-origin'), null)
  const answer: Answer = JSON.parse(await response.text())
  return answer
}

const OPEN = ['/apples/', '/pears/', '/tools/']
const urls = ({ results }: Answer): string[] => results.map(({ url }) => url)

describe('a private page', () => {
  test('is found by who may, among the others by how well it answers', async () => {
    const answer = await ask('q=orchard', 'all')
    assert.equal(answer.total, 5)
    assert.equal(urls(await ask('q=orchard+harvest', 'all'))[0], '/members/harvest/')
    assert.equal(urls(await ask('q=orchard+apples', 'all'))[0], '/apples/')
    assert.deepEqual(
      urls(answer).toSorted(),
      [...OPEN, '/members/harvest/', '/members/wages/'].toSorted(),
    )
  })

  test('is decided on one by one', async () => {
    const answer = await ask('q=orchard', '/members/wages/')
    assert.deepEqual(urls(answer).toSorted(), [...OPEN, '/members/wages/'].toSorted())
    assert.equal(answer.total, 4)
  })

  test('stands on one page of results alone', async () => {
    const all = urls(await ask('q=orchard', 'all'))
    const parts = await Promise.all(
      [0, 1, 2, 3, 4].map((offset) => ask(`q=orchard&limit=1&offset=${offset}`, 'all')),
    )
    assert.deepEqual(parts.flatMap(urls), all)
  })

  test('comes first in another order, and answers to filters of its own', async () => {
    const sorted = urls(await ask('q=orchard&sort=date', 'all'))
    assert.deepEqual(sorted.slice(2), ['/tools/', '/apples/', '/pears/'])
    const filtered = await ask('filter.team=pickers', 'all')
    assert.deepEqual(urls(filtered), ['/members/harvest/'])
  })

  for (const [who, may] of [
    ['a stranger', undefined],
    ['someone whose check fails', 'throw'],
  ] as const)
    test(`is as if it were not there for ${who}`, async () => {
      const answer = await ask('q=orchard', may)
      assert.deepEqual([urls(answer).toSorted(), answer.total], [OPEN, 3])
      const secret = await ask('q=zwetschgenmus', may)
      assert.deepEqual([urls(secret), secret['unknown']], [[], ['zwetschgenmus']])
      assert.deepEqual(urls(await ask('filter.team=pickers', may)), [])
      assert.doesNotMatch(JSON.stringify([answer, secret['facets']]), /pickers|members|harvest/i)
    })

  test('leaves a failing check in the log, and out of the answer', async () => {
    const response = await site.fetch('/search?q=orchard', {
      headers: { 'x-may': 'throw', accept: 'text/html' },
    })
    const html = await response.text()
    assert.equal(response.status, 200)
    assert.doesNotMatch(html, /secret|harvest/)
    assert.ok(site.logs().some((line) => line.includes('a private page was not shown')))
  })

  test('is on the search page of who may, which no cache keeps', async () => {
    const response = await site.fetch('/search?q=orchard', { headers: { 'x-may': 'all' } })
    assert.equal(response.headers.get('cache-control'), 'private, no-store')
    assert.match(await response.text(), /Orchard harvest/)
  })

  test('is suggested to who may alone', async () => {
    const suggest = async (may: string): Promise<string> => {
      const headers = { 'x-may': may }
      return (await site.fetch('/api/search/suggest?q=zwetschgen', { headers })).text()
    }
    assert.match(await suggest('all'), /Orchard harvest/)
    assert.doesNotMatch(await suggest('nobody'), /harvest/)
  })

  test('is nobody’s where no check is made', async () => {
    for (const path of ['/open?q=orchard', '/api/open?q=orchard', '/api/open?q=zwetschgenmus']) {
      const response = await site.fetch(path, { headers: { 'x-may': 'all' } })
      assert.doesNotMatch(await response.text(), /harvest|members/i)
      assert.notEqual(response.headers.get('cache-control'), 'private, no-store')
    }
  })
})

describe('the index of private pages', () => {
  test('is handed out under no spelling of its address', async () => {
    const folder = join(site.project, 'dist-1', '_leanto', 'private', 'search', 'en-private')
    const files = await readdir(folder)
    assert.ok(files.length > 2)
    for (const file of files) {
      const path = `/_leanto/private/search/en-private/${file}`
      const spellings = [
        path,
        path.replace('private', '%70rivate'),
        path.replace('private', 'priv%61te'),
        path.replace('_leanto', '%5fleanto'),
        path.replace('/private', '%2Fprivate'),
        path.replace('/private', '//private'),
        path.replace('/private', '/./private'),
        path.replace('/private', '/x/%2e%2e/private'),
        path.replace('/private', '\\private'),
        path.replace('/private', '/%5Cprivate'),
        `/${path}`,
        `${path}?x`,
        `${path}/`,
      ]
      for (const spelling of spellings) {
        let response = await site.fetch(spelling)
        for (let steps = 0; steps < 3 && response.status >= 300 && response.status < 400; steps++)
          response = await site.fetch(response.headers.get('location') ?? '/')
        assert.equal(response.status, 404, `${spelling} answered ${response.status}`)
        await response.body?.cancel()
      }
    }
  })

  test('is not linked to by any page', async () => {
    for (const path of ['/search/', '/apples/', '/de/suche/']) {
      const html = await (await site.fetch(path)).text()
      assert.doesNotMatch(html, /_leanto\/private/)
    }
  })
})
