/** The Worker shell: what every answer has, whatever answered. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startSite, type RunningSite } from './site.ts'

const NAVIGATION = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
}

const REQUIRED_HEADERS = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'permissions-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
]

describe('the Worker', () => {
  let site: RunningSite
  before(async () => {
    site = await startSite()
  })
  after(() => site.close())

  const requests: readonly (readonly [method: string, path: string, status: number])[] = [
    ['GET', '/', 200],
    ['GET', '/search/', 200],
    ['GET', '/no/such/page', 404],
    ['GET', '/search?q=form', 200],
    ['GET', '/search', 303],
    ['POST', '/search', 405],
    ['GET', '/api/search?q=form', 200],
    ['GET', '/api/search', 400],
    ['DELETE', '/api/search', 405],
    ['GET', '/lookups/cities/2988507', 200],
    ['GET', '/lookups/cities/0', 404],
    ['GET', '/lookups/nothing/0', 404],
    ['GET', '/api/lookups/cities/2988507', 200],
    ['GET', '/api/lookups/cities/0', 404],
    ['GET', '/api/lookups/cities/%zz', 400],
    ['GET', '/forms/contact', 303],
    ['GET', '/forms/nothing', 404],
    ['PUT', '/forms/contact', 405],
    ['POST', '/forms/nothing', 404],
    ['GET', '/api/hello/you', 200],
    ['POST', '/api/hello/you', 405],
    ['GET', '/api/hello/%ff', 400],
    ['GET', '/api/nothing', 404],
    ['GET', '/api/%ff', 404],
  ]
  for (const [method, path, status] of requests)
    for (const headers of [NAVIGATION, { accept: 'application/json' }])
      test(`answers ${method} ${path} for ${headers.accept.slice(0, 16)} with ${status} and every security header`, async () => {
        const response = await site.fetch(path, { method, headers })
        assert.equal(response.status, status)
        const missing = REQUIRED_HEADERS.filter((name) => !response.headers.has(name))
        assert.deepEqual(missing, [])
        await response.body?.cancel()
      })

  test('answers HEAD as GET, without content', async () => {
    const response = await site.fetch('/api/hello/you', { method: 'HEAD' })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/json')
    assert.equal(await response.text(), '')
  })

  test('says which methods a path takes', async () => {
    const response = await site.fetch('/api/hello/you', { method: 'DELETE' })
    assert.equal(response.headers.get('allow'), 'GET, HEAD')
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
  })

  test('tells a program of an error by problem details', async () => {
    const response = await site.fetch('/lookups/nothing/0')
    const problem = await response.json()
    assert.partialDeepStrictEqual(problem, { status: 404, title: 'Not Found' })
    assert.match(JSON.stringify(problem), /cities/)
  })

  test('tells a person of an error on a page of the site', async () => {
    const response = await site.fetch('/lookups/nothing/0', { headers: NAVIGATION })
    const html = await response.text()
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/)
    assert.match(html, /<nav/)
    assert.match(html, /cities/)
  })

  test('keeps its own route for the owner', async () => {
    const response = await site.fetch('/api/hello/J%C3%BCrgen')
    assert.deepEqual(await response.json(), { hello: 'Jürgen' })
  })
})
