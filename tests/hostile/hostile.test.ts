/** Hundreds of bodies that nobody's form sends: each gets a clear answer, none breaks anything. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startFixture, type Fixture } from '../worker/fixture.ts'
import { createBodies, type HostileBody } from './bodies.ts'
import { sendHostile, type HostileAnswer } from './send.ts'

const PAGE = `<!doctype html><html lang="en"><title>Form</title>
<form method="post" action="/forms/form" enctype="multipart/form-data" data-max-size="1 MB">
<label>Message <textarea name="message" required></textarea></label>
<label>Email <input type="email" name="email"></label><label>File <input type="file" name="file" accept="image/*"></label>
<button>Send</button></form></html>`

const HEADERS = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }

/** Beyond this, a body may have no answer but the end of the connection. */
const LARGE = 1_000_000

let site: Fixture

before(async () => {
  site = await startFixture({ 'index.html': PAGE })
})
after(() => site.close())

const bodies = createBodies('message')

function send(body: HostileBody, accept: string): Promise<HostileAnswer> {
  return sendHostile(`${site.url}/forms/form`, body, { ...HEADERS, accept })
}

/** Bodies whose claimed length never comes end with the connection, not with an answer. */
const answered = bodies.filter(({ contentLength }) => contentLength === undefined)

for (const accept of ['text/html', 'application/json']) {
  test(`${answered.length} bodies each get an answer, none of 5xx: ${accept}`, async () => {
    const slowest: [number, string][] = []
    let cut = 0
    for (const body of answered) {
      const answer = await send(body, accept)
      const isCut = answer.status === 0 && answer.sent > LARGE
      assert.ok(
        isCut || [201, 303, 400, 413, 415, 422].includes(answer.status),
        `${body.name}: ${answer.status} ${answer.body.slice(0, 200)}`,
      )
      cut += isCut ? 1 : 0
      assert.doesNotMatch(answer.body, /\bat .*\.(ts|js):\d+/, body.name)
      slowest.push([Math.round(answer.milliseconds), body.name])
    }
    const worst = slowest.toSorted(([a], [b]) => b - a).slice(0, 3)
    console.log(`${cut} connections were closed on a body that was too large`)
    console.log(`slowest: ${worst.map(([ms, name]) => `${ms} ms ${name}`).join('; ')}`)
  })
}

test('a connection that claims more than it sends leaves the site up', async () => {
  const claims = bodies.filter(({ contentLength }) => contentLength !== undefined)
  assert.ok(claims.length > 0)
  for (const body of claims) {
    const cut = AbortSignal.timeout(300)
    await Promise.race([
      send(body, 'text/html').catch(() => undefined),
      new Promise((resolve) => cut.addEventListener('abort', resolve)),
    ])
  }
  const good = await site.fetch('/forms/form', {
    method: 'POST',
    headers: HEADERS,
    body: new URLSearchParams({ message: 'Still there' }),
  })
  assert.equal(good.status, 303)
})

test('whatever was stored is what was sent, and nothing of it is lost in between', async () => {
  const rows = await site.query('SELECT entries FROM leanto_submissions')
  assert.ok(rows.length > 0)
  for (const { entries } of rows) {
    const fields: unknown = JSON.parse(String(entries))
    assert.ok(Array.isArray(fields))
  }
  assert.deepEqual(
    site.logs().filter((message) => /Error|exception/i.test(message)),
    [],
  )
})
