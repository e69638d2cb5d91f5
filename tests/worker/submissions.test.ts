/** What becomes of submissions: accepted or put aside, with their files, and deleted when their time has come. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'

import { STEPS, VERSIONS_TABLE } from '../../toolkit/inbox/schema.ts'
import { startFixture, until, type Fixture } from './fixture.ts'
import type { SiteRequest, SiteResponse } from './site.ts'

const form = (name: string, attributes = ''): string =>
  `<form method="post" action="/forms/${name}" enctype="multipart/form-data" ${attributes}>
  <input name="name" required><input type="email" name="email"><textarea name="message"></textarea>
  <input type="file" name="file" accept=".txt,image/*" multiple><div class="${name}"></div></form>`

const PAGES = {
  'index.html': `<!doctype html><title>T</title>${form('plain')}${form('large', 'data-max-size="20 MB"')}
    ${form('brief', 'data-retention="1 day"')}${form('open', 'data-quarantine="never"')}
    ${form('proof', 'data-proof-of-work')}${form('cf-turnstile')}`,
}

let site: Fixture

type Fields = Readonly<Record<string, string | File>>

/** Sends a form as a browser does. */
async function send(
  name: string,
  fields: Fields,
  headers: Readonly<Record<string, string>> = {},
): Promise<SiteResponse> {
  const data = new FormData()
  const html = await (await site.fetch('/')).text()
  const [, version = ''] = RegExp(`name="_form" value="(${name}@[^"]+)"`).exec(html) ?? []
  for (const [field, value] of Object.entries({ _form: version, homepage: '', ...fields }))
    data.append(field, value)
  const encoded = new Response(data)
  const request: SiteRequest = {
    method: 'POST',
    body: new Uint8Array(await encoded.arrayBuffer()),
    headers: {
      'content-type': encoded.headers.get('content-type') ?? '',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'navigate',
      accept: 'text/html',
      ...headers,
    },
  }
  return site.fetch(`/forms/${name}`, request)
}

async function lastRow(): Promise<Record<string, unknown>> {
  const rows = await site.query('SELECT * FROM leanto_submissions ORDER BY rowid DESC LIMIT 1')
  return rows[0] ?? {}
}

const file = (size: number, name = 'a.txt'): File => new File(['text '.repeat(size / 5)], name)

describe('with a database alone', () => {
  before(async () => {
    site = await startFixture(PAGES, { vars: { TURNSTILE_SECRET: 'secret' } })
  })
  after(() => site.close())

  test('an older database is updated by the first submission, and keeps what it has', async () => {
    for (const statement of [VERSIONS_TABLE, ...(STEPS[0] ?? [])]) await site.query(statement)
    await site.query('INSERT INTO leanto_schema (version) VALUES (1)')
    await site.query(
      "INSERT INTO leanto_submissions VALUES ('old', 'plain', '/', '2026-01-01', 'en', '[]', '[]')",
    )
    const answers = await Promise.all([send('plain', { name: 'A' }), send('plain', { name: 'B' })])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
    )
    const rows = await site.query('SELECT id, state FROM leanto_submissions ORDER BY received_at')
    assert.deepEqual([rows.length, rows[0]], [3, { id: 'old', state: 'accepted' }])
  })

  test('a message to the trap is put aside, and answered as any other', async () => {
    const answer = await send('plain', { name: 'Bot', homepage: 'https://spam.example' })
    assert.equal(answer.status, 303)
    const { state, signs, score } = await lastRow()
    assert.equal(state, 'quarantined')
    assert.match(String(signs), /trapFilled/)
    assert.ok(Number(score) >= 5)
  })

  test('where the owner says never, nothing is put aside', async () => {
    await send('open', { name: 'Bot', homepage: 'https://spam.example' })
    assert.equal((await lastRow())['state'], 'accepted')
  })

  test('an address of a throw-away domain is a sign', async () => {
    await send('plain', { name: 'Ada', email: 'ada@mailinator.com' })
    assert.match(String((await lastRow())['signs']), /disposable/)
    await send('plain', { name: 'Ada', email: 'ada@example.org' })
    assert.doesNotMatch(String((await lastRow())['signs']), /disposable/)
  })

  test('a flood from one address is put aside, another address is not, and none is stored', async () => {
    const states: unknown[] = []
    for (let count = 0; count < 12; count += 1) {
      const address = { 'cf-connecting-ip': `2001:db8:0:7::${count}` }
      await send('plain', { name: `n${count}` }, address)
      states.push((await lastRow())['state'])
    }
    assert.deepEqual(states, [...Array<string>(10).fill('accepted'), 'quarantined', 'quarantined'])
    await send('plain', { name: 'other' }, { 'cf-connecting-ip': '2001:db8:0:8::1' })
    const row = await lastRow()
    assert.deepEqual([row['state'], row['recent']], ['accepted', 0])
    assert.match(String(row['sender']), /^[0-9a-f]{32}$/)
  })

  test('a file is kept in pieces, and one of a submission with a mistake is not', async () => {
    assert.equal((await send('plain', { name: 'Ada', file: file(3_000_000) })).status, 303)
    const [stored] = await site.query('SELECT * FROM leanto_files')
    assert.deepEqual([stored?.['size'], stored?.['store']], [3_000_000, 'd1'])
    const count = async (): Promise<unknown> =>
      (await site.query('SELECT count(*) AS n FROM leanto_file_pieces'))[0]?.['n']
    assert.equal(await count(), 3)
    assert.equal((await send('plain', { name: '', file: file(3_000_000) })).status, 422)
    await until(async () => (await count()) === 3)
  })

  test('a file that is not what it is called is a mistake at its field', async () => {
    const answer = await send('plain', { name: 'Ada', file: new File(['MZ\0\0'], 'photo.png') })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /Choose a file of one of these types: .txt, image/)
  })

  test('files that are too large together come back as the page, with what was typed', async () => {
    const answer = await send('large', { name: 'Ada', file: file(12_000_000) })
    assert.equal(answer.status, 413)
    const html = await answer.text()
    assert.match(html, /Send at most 10 MB/)
    assert.match(html, /value="Ada"/)
    assert.match(html, /For your safety the browser forgets the file/)
    await until(
      async () =>
        (
          await site.query(
            'SELECT 1 FROM leanto_file_pieces WHERE file NOT IN (SELECT id FROM leanto_files)',
          )
        ).length === 0,
    )
  })

  test('text that is too large comes back as the page, with what could be read', async () => {
    const answer = await send('plain', { name: 'Ada', message: 'x'.repeat(1_500_000) })
    assert.equal(answer.status, 413)
    assert.match(await answer.text(), /value="Ada"/)
  })

  test('what has expired is deleted with its files', async () => {
    await send('brief', { name: 'Gone', file: file(10) })
    const { id, expires_at, received_at } = await lastRow()
    assert.equal(Date.parse(String(expires_at)) - Date.parse(String(received_at)), 86_400_000)
    await site.query(
      `UPDATE leanto_submissions SET expires_at = '2026-01-01' WHERE id = '${String(id)}'`,
    )
    for (const hours of [2, 4, 6]) await site.sweep(new Date(Date.now() + hours * 3_600_000))
    const left = `SELECT id FROM leanto_submissions WHERE id = '${String(id)}'
      UNION SELECT id FROM leanto_files WHERE submission = '${String(id)}'`
    assert.deepEqual(await site.query(left), [])
  })

  test('a proof of work is wanted, taken once, and asked for by the form that it is for', async () => {
    const asked: unknown = await (await site.fetch('/forms/proof/challenge')).json()
    const proof = solve(asked)
    let count = 0
    const signsOf = async (fields: Fields): Promise<string> => {
      count += 1
      assert.equal((await send('proof', { name: `Ada ${count}`, ...fields })).status, 303)
      return String((await lastRow())['signs'])
    }
    assert.match(await signsOf({}), /unproven/)
    assert.match(await signsOf({ _proof: 'nonsense' }), /unproven/)
    assert.doesNotMatch(await signsOf({ _proof: proof }), /unproven/)
    assert.match(await signsOf({ _proof: proof }), /unproven/)
    assert.equal((await site.fetch('/forms/plain/challenge')).status, 404)
  })

  test('a token of Turnstile is asked of Cloudflare, and counts as its answer says', async () => {
    const real = globalThis.fetch
    const answers: (() => Response)[] = [
      () => Response.json({ success: true }),
      () => Response.json({ success: false }),
      () => {
        throw new Error('no network')
      },
    ]
    const signs: string[] = []
    for (const answer of answers) {
      // The Worker's own requests go through this.
      globalThis.fetch = (input, init) =>
        String(input instanceof Request ? input.url : input).includes('challenges.cloudflare.com')
          ? Promise.resolve().then(answer)
          : real(input, init)
      const name = `Ada ${signs.length}`
      await send('cf-turnstile', { name, 'cf-turnstile-response': 'token' })
      signs.push(String((await lastRow())['signs']))
    }
    globalThis.fetch = real
    assert.deepEqual(
      signs.map((list) => list.includes('unproven')),
      [false, true, false],
    )
  })
})

interface Challenge {
  readonly algorithm: string
  readonly challenge: string
  readonly salt: string
  readonly signature: string
  readonly maxnumber: number
}

/** ALTCHA, version 1: the number whose hash behind the salt is the challenge. */
function solve(value: unknown): string {
  const { maxnumber, ...asked }: Challenge = JSON.parse(JSON.stringify(value))
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
  let number = 0
  while (number <= maxnumber && sha256(asked.salt + number) !== asked.challenge) number += 1
  return btoa(JSON.stringify({ ...asked, number }))
}

describe('with a bucket and a rate limit', () => {
  before(async () => {
    site = await startFixture(PAGES, { hasBucket: true, rateLimit: 3 })
  })
  after(() => site.close())

  test('a file goes into the bucket, in parts where it is large', async () => {
    for (const size of [1000, 12_000_000]) {
      assert.equal((await send('large', { name: 'Ada', file: file(size) })).status, 303)
      const [stored] = await site.query(
        'SELECT id, store, size FROM leanto_files ORDER BY rowid DESC',
      )
      assert.deepEqual([stored?.['store'], stored?.['size']], ['r2', size])
      const object = await site.readObject(`forms/${String(stored?.['id'])}`)
      assert.deepEqual(object, new TextEncoder().encode('text '.repeat(size / 5)))
    }
  })

  test('a flood is refused with the page and what was typed, before it is stored', async () => {
    const address = { 'cf-connecting-ip': '203.0.113.7' }
    const answers: SiteResponse[] = []
    for (let count = 0; count < 4; count += 1)
      answers.push(await send('plain', { name: 'Ada' }, address))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303, 303, 429],
    )
    const last = answers.at(-1)
    assert.equal(last?.headers.get('retry-after'), '60')
    assert.match((await last?.text()) ?? '', /value="Ada"/)
  })
})
