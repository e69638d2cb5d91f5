/** Who stands before the inbox without a session, and what they are told. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'

import { createLink } from '../../toolkit/inbox/sign-in-link.ts'
import { startFixture, type Fixture } from './fixture.ts'

const KEY = 'leanto_0123456789abcdefghijklmnopqrstuvwxyz0123456'
const PAGES = {
  'index.html': `<!doctype html><title>T</title>
    <form method="post" action="/forms/note"><input name="name"></form>`,
}
const OPTIONS = {
  main: 'tests/worker/inbox-site-worker.edge.ts',
  paths: ['/forms/*', '/inbox', '/inbox/*', '/api/*'],
}
const BROWSER = { accept: 'text/html', 'sec-fetch-site': 'same-origin' }

describe('an inbox with a key', () => {
  let site: Fixture
  before(async () => {
    site = await startFixture(PAGES, { ...OPTIONS, vars: { INBOX_KEY: KEY } })
  })
  after(() => site.close())

  test('asks for it, and remembers the page that was asked for', async () => {
    const answer = await site.fetch('/inbox?folder=spam', { headers: BROWSER })
    assert.equal(answer.status, 401)
    assert.ok((await answer.text()).includes('value="/inbox?folder=spam"'))
  })

  test('changes nothing without a session, and leads back to the page', async () => {
    const referer = `${site.url}/inbox/${'a'.repeat(32)}`
    const answer = await site.fetch('/inbox/actions', {
      method: 'POST',
      headers: { ...BROWSER, referer },
      body: new URLSearchParams({ action: 'delete', id: 'a'.repeat(32) }),
    })
    assert.equal(answer.status, 403)
    const html = await answer.text()
    assert.match(html, /nothing was changed/)
    assert.ok(html.includes(`value="/inbox/${'a'.repeat(32)}"`))
  })

  test('takes nothing from a page of another site', async () => {
    for (const path of ['/inbox/sign-in', '/inbox/actions', '/api/inbox/actions']) {
      const headers = { 'sec-fetch-site': 'cross-site', authorization: `Bearer ${KEY}` }
      assert.equal((await site.fetch(path, { method: 'POST', headers, body: '' })).status, 403)
    }
  })

  test('loads itself again for a link on another site, which brings no cookie', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    // Node's own fetch says another mode.
    const asked = get(`${site.url}/inbox`, { headers: { ...BROWSER, ...headers } })
    const [answer]: IncomingMessage[] = await once(asked, 'response')
    assert.ok(answer)
    assert.match(await text(answer), /http-equiv="refresh" content="0;url=\/inbox"/)
  })

  test('says to a program what it expects', async () => {
    const answer = await site.fetch('/api/inbox/forms')
    assert.equal(answer.status, 401)
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/)
    const headers = { authorization: `Bearer ${KEY}` }
    assert.equal((await site.fetch('/api/inbox/forms', { headers })).status, 200)
  })

  test('lets in whoever has a link, and leads who is in already to the inbox', async () => {
    const link = await createLink(KEY, new Date(Date.now() + 60_000))
    const answer = await site.fetch(`/inbox/sign-in?link=${link}`)
    assert.equal(answer.status, 303)
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const again = await site.fetch('/inbox/sign-in?link=any', { headers: { cookie } })
    assert.deepEqual([again.status, again.headers.get('location')], [303, '/inbox'])
    assert.equal((await site.fetch('/inbox', { headers: { cookie } })).status, 200)
  })
})

const closed = [
  ['without a key', { vars: {} }],
  ['with a key that is too short', { vars: { INBOX_KEY: 'short' } }],
  ['without a database', { vars: { INBOX_KEY: KEY }, hasDatabase: false }],
] as const
for (const [name, options] of closed)
  test(`an inbox ${name} is closed, and says why`, async () => {
    const site = await startFixture(PAGES, { ...OPTIONS, ...options })
    try {
      const page = await site.fetch('/inbox', { headers: BROWSER })
      assert.equal(page.status, 403)
      assert.match(await page.text(), /INBOX_KEY|wrangler\.toml/)
      const headers = { authorization: 'Bearer short' }
      assert.equal((await site.fetch('/api/inbox/forms', { headers })).status, 403)
    } finally {
      await site.close()
    }
  })
