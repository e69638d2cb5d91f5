/** Bad input gets a clear answer: the status, problem details, and nothing of the inside. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startSite, type RunningSite, type SiteRequest } from './site.ts'

const OWN = { 'sec-fetch-site': 'same-origin', accept: 'application/json' }
const URLENCODED = { ...OWN, 'content-type': 'application/x-www-form-urlencoded' }
const post = (headers: Readonly<Record<string, string>>, body: string): SiteRequest => ({
  method: 'POST',
  headers,
  body,
})

type Case = readonly [
  what: string,
  path: string,
  request: SiteRequest,
  status: number,
  says: RegExp,
]

const CASES: readonly Case[] = [
  ['a method that a form does not take', '/forms/contact', { method: 'DELETE' }, 405, /DELETE/],
  ['a method that search does not take', '/api/search?q=a', { method: 'PUT' }, 405, /GET/],
  ['a form that is not known', '/forms/nothing', post(URLENCODED, 'a=b'), 404, /nothing/],
  ['a lookup that is not known', '/api/lookups/nothing/1', {}, 404, /cities/],
  ['a row that is not known', '/api/lookups/cities/0', {}, 404, /0/],
  ['a route that is not known', '/api/nothing', {}, 404, /\/api\/nothing/],
  [
    'a form in a type that no form has',
    '/forms/contact',
    post({ ...OWN, 'content-type': 'text/xml' }, '<a/>'),
    415,
    /text\/xml/,
  ],
  [
    'a form without a type',
    '/forms/contact',
    { method: 'POST', headers: OWN },
    415,
    /no Content-Type/,
  ],
  [
    'a form in another charset',
    '/forms/contact',
    post({ ...URLENCODED, 'content-type': `${URLENCODED['content-type']}; charset=utf-16` }, 'a=b'),
    415,
    /UTF-8/,
  ],
  [
    'a body that is too large',
    '/forms/contact',
    post(URLENCODED, `message=${'x'.repeat(2_000_000)}`),
    413,
    /at most \d+ bytes/,
  ],
  [
    'too many fields',
    '/forms/contact',
    post(URLENCODED, 'a=b&'.repeat(10_000)),
    413,
    /at most \d+ fields/,
  ],
  [
    'a broken multipart body',
    '/forms/contact',
    post({ ...OWN, 'content-type': 'multipart/form-data; boundary=x' }, '--x\r\nno'),
    400,
    /multipart/,
  ],
  [
    'a body that is no JSON',
    '/forms/contact',
    post({ ...OWN, 'content-type': 'application/json' }, '{'),
    400,
    /JSON/,
  ],
  [
    'a post from another site',
    '/forms/contact',
    post({ ...URLENCODED, 'sec-fetch-site': 'cross-site' }, 'a=b'),
    403,
    /site/,
  ],
  [
    'a form without what it requires',
    '/forms/contact',
    post(URLENCODED, 'name=%zz&email=%ff'),
    422,
    /email/,
  ],
  ['a key that is no UTF-8', '/api/lookups/cities/%ff', {}, 400, /UTF-8/],
  ['a search without words', '/api/search', {}, 400, /q/],
  ['a search for very much', `/api/search?q=${'a'.repeat(5000)}`, {}, 400, /at most/],
  ['a limit that is no number', '/api/search?q=a&limit=many', {}, 400, /many/],
  ['a parameter that is not known', '/api/lookups/cities?colour=red', {}, 400, /colour/],
]

describe('the site', () => {
  let site: RunningSite
  before(async () => {
    site = await startSite()
  })
  after(() => site.close())

  for (const [what, path, request, status, says] of CASES)
    test(`answers ${what} with ${status} and says what it expected`, async () => {
      const response = await site.fetch(path, request)
      const text = await response.text()
      assert.equal(response.status, status, text)
      assert.equal(response.headers.get('content-type'), 'application/problem+json')
      assert.partialDeepStrictEqual(JSON.parse(text), { status })
      assert.match(text, says)
      assert.doesNotMatch(text, /\.ts\b|\bat .*:\d+:\d+|node_modules/)
    })

  test('has stored nothing of all that', async () => {
    const good = new URLSearchParams({
      name: 'Ada',
      email: 'ada@example.org',
      topic: 'question',
      reply: 'none',
      consent: 'yes',
      message: 'One that is stored.',
    })
    const response = await site.fetch('/forms/contact', { ...post(OWN, ''), body: good })
    assert.equal(response.status, 201, await response.text())
    assert.equal((await site.query('SELECT id FROM leanto_submissions')).length, 1)
  })
})

describe('the site without a database', () => {
  let site: RunningSite
  before(async () => {
    site = await startSite({ hasDatabase: false })
  })
  after(() => site.close())

  test('answers a good form with 503, and keeps what was typed on the page', async () => {
    const body = new URLSearchParams({
      name: 'Ada <b>',
      email: 'ada@example.org',
      topic: 'question',
      reply: 'none',
      consent: 'yes',
      message: 'One that is not lost.',
    })
    const headers = { 'sec-fetch-site': 'same-origin', accept: 'text/html' }
    const response = await site.fetch('/forms/contact', { method: 'POST', headers, body })
    const html = await response.text()
    assert.equal(response.status, 503)
    assert.ok(response.headers.has('retry-after'))
    assert.match(html, /value="Ada &lt;b>"|value="Ada <b>"|value="Ada &lt;b&gt;"/)
    assert.match(html, /One that is not lost\./)
  })
})
