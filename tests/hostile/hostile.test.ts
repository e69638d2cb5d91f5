/** Hundreds of bodies that nobody's form sends: each gets a clear answer, none breaks anything. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startFixture, type Fixture } from '../worker/fixture.ts'
import { NAUGHTY } from './bodies-naughty.ts'
import { createBodies, type HostileBody } from './bodies.ts'
import { sendHostile, type HostileAnswer } from './send.ts'

const PAGE = `<!doctype html><html lang="en"><title>Form</title>
<form method="post" action="/forms/form" enctype="multipart/form-data" data-max-size="1 MB">
<label>Message <textarea name="message" required></textarea></label>
<label>Email <input type="email" name="email"></label><label>File <input type="file" name="file" accept="image/*"></label>
<button>Send</button></form></html>`

const HEADERS = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }

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
  test(`${answered.length} bodies each get an answer, none of 5xx: ${accept}`, async (t) => {
    const times: [milliseconds: number, name: string][] = []
    for (const body of answered) {
      const answer = await send(body, accept)
      assert.ok(
        [201, 303, 400, 413, 415, 422].includes(answer.status),
        `${body.name}: ${answer.status} ${answer.body.slice(0, 200)}`,
      )
      assert.doesNotMatch(answer.body, /\bat .*\.(ts|js):\d+/, body.name)
      times.push([Math.round(answer.milliseconds), body.name])
    }
    const slowest = times.toSorted(([a], [b]) => b - a).slice(0, 3)
    t.diagnostic(`slowest: ${slowest.map(([ms, name]) => `${ms} ms ${name}`).join('; ')}`)
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

test('what is stored is what was sent, to the character', async () => {
  for (const message of Object.values(NAUGHTY)) {
    const body = new URLSearchParams({ message })
    const answer = await site.fetch('/forms/form', { method: 'POST', headers: HEADERS, body })
    assert.equal(answer.status, 303, message)
    const [row] = await site.query(
      'SELECT entries FROM leanto_submissions ORDER BY rowid DESC LIMIT 1',
    )
    // A form's text has no half surrogate pairs, and its lines end with LF.
    const sent = message.toWellFormed().replaceAll(/\r\n?/g, '\n')
    assert.equal(row?.['entries'], JSON.stringify([['message', [sent]]]))
  }
})

test('nothing failed inside', () => {
  assert.deepEqual(
    site.logs().filter((message) => /Error|exception/i.test(message)),
    [],
  )
})
