/** What is accepted is stored once, however often and however badly it is sent. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startFixture, until, type Fixture } from './fixture.ts'
import type { SiteResponse } from './site.ts'

const PAGES = {
  'index.html': `<!doctype html><title>T</title>
    <form method="post" action="/forms/note" enctype="multipart/form-data" data-notify="team" data-quarantine="never">
    <input name="name" required><input type="file" name="file"></form>`,
}

let site: Fixture

interface Sent {
  readonly fields: Readonly<Record<string, string | File>> & { readonly name: string }
  readonly headers?: Readonly<Record<string, string>>
}

async function send({ fields, headers = {} }: Sent): Promise<SiteResponse> {
  const data = new FormData()
  for (const [field, value] of Object.entries(fields)) data.append(field, value)
  const encoded = new Response(data)
  return site.fetch('/forms/note', {
    method: 'POST',
    body: new Uint8Array(await encoded.arrayBuffer()),
    headers: {
      'content-type': encoded.headers.get('content-type') ?? '',
      'sec-fetch-site': 'same-origin',
      accept: 'text/html',
      ...headers,
    },
  })
}

async function count(table: string, where = '1'): Promise<unknown> {
  return (await site.query(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))[0]?.['n']
}

const FILL = 'fill-0123456789abcdef'

describe('with a database alone', () => {
  before(async () => {
    site = await startFixture(PAGES)
  })
  after(() => site.close())

  const kinds: readonly (readonly [name: string, sent: Sent])[] = [
    ['without a script', { fields: { name: 'Double click' } }],
    ['with a script', { fields: { name: 'Script', _fill: FILL } }],
    ['by a program', { fields: { name: 'Program' }, headers: { 'idempotency-key': FILL } }],
    ['with a file', { fields: { name: 'File', file: new File(['the same'], 'a.txt') } }],
  ]
  for (const [name, sent] of kinds)
    test(`forty double clicks at once are one row and one notification: ${name}`, async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, () => send(sent)))
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]))
      const row = `entries LIKE '%["${sent.fields.name}"]%'`
      assert.equal(await count('leanto_submissions', row), 1)
      const outbox = `submission IN (SELECT id FROM leanto_submissions WHERE ${row})`
      assert.equal(await count('leanto_outbox', outbox), 1)
    })

  test('of a file that came forty times, one copy is left', async () => {
    assert.equal(await count('leanto_files'), 1)
    await until(async () => (await count('leanto_file_pieces')) === 1)
  })

  const others: readonly (readonly [name: string, first: Sent, second: Sent])[] = [
    ['other words', { fields: { name: 'One' } }, { fields: { name: 'Two' } }],
    [
      'other words in the same fill',
      { fields: { name: 'Before', _fill: FILL } },
      { fields: { name: 'After', _fill: FILL } },
    ],
    [
      'the same words in another fill',
      { fields: { name: 'Again', _fill: `${FILL}1` } },
      { fields: { name: 'Again', _fill: `${FILL}2` } },
    ],
    [
      'the same words from another address',
      { fields: { name: 'Vote' }, headers: { 'cf-connecting-ip': '192.0.2.1' } },
      { fields: { name: 'Vote' }, headers: { 'cf-connecting-ip': '192.0.2.2' } },
    ],
    [
      'the same words from another browser',
      { fields: { name: 'Ballot' }, headers: { 'user-agent': 'A' } },
      { fields: { name: 'Ballot' }, headers: { 'user-agent': 'B' } },
    ],
    [
      'another file of the same name',
      { fields: { name: 'Photo', file: new File(['first'], 'a.txt') } },
      { fields: { name: 'Photo', file: new File(['other'], 'a.txt') } },
    ],
  ]
  for (const [name, first, second] of others)
    test(`two submissions are kept where there are ${name}`, async () => {
      const already = Number(await count('leanto_submissions'))
      assert.deepEqual([(await send(first)).status, (await send(second)).status], [303, 303])
      assert.equal(await count('leanto_submissions'), already + 2)
    })

  test('a program gets the same receipt for a repetition', async () => {
    const sent = {
      fields: { name: 'Receipt', _fill: FILL },
      headers: { accept: 'application/json' },
    }
    const [first, second] = [await send(sent), await send(sent)]
    assert.deepEqual([first.status, second.status], [201, 201])
    assert.deepEqual(await first.json(), await second.json())
  })

  test('what was deleted can be sent again', async () => {
    const sent = { fields: { name: 'Deleted', _fill: FILL } }
    await send(sent)
    await site.query(`DELETE FROM leanto_submissions WHERE entries LIKE '%Deleted%'`)
    await send(sent)
    assert.equal(await count('leanto_submissions', `entries LIKE '%Deleted%'`), 1)
  })
})
