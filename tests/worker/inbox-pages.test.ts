/** The pages of the inbox over HTTP: what an address shows, what a form does, and what is refused. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'

import { idOf, startInbox, submissionRow, type Scene } from './inbox-scene.ts'
import type { SiteResponse } from './site.ts'

let inbox: Scene

before(async () => {
  inbox = await startInbox()
})
after(() => inbox.close())
beforeEach(() => inbox.clear())

async function show(path: string, status = 200): Promise<string> {
  const response = await inbox.fetch(path, { headers: { accept: 'text/html' } })
  const text = await response.text()
  assert.equal(response.status, status, text)
  assert.equal(response.headers.get('cache-control'), 'no-store', path)
  return text
}

function post(path: string, fields: readonly (readonly [string, string])[]): Promise<SiteResponse> {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))
  return inbox.fetch(path, { method: 'POST', body })
}

async function readOne(sql: string): Promise<unknown> {
  const [row] = await inbox.query(sql)
  return Object.values(row ?? {})[0]
}

const delivery = (number: number, changes = {}) => ({
  id: `${idOf(number)}-default`,
  submission: idOf(number),
  kind: 'notify',
  target: 'default',
  state: 'dead',
  attempts: 8,
  due_at: '2026-10-01T12:00:00.000Z',
  error: 'the receiver answered 503',
  created_at: '2026-10-01T12:00:00.000Z',
  ...changes,
})

describe('a list', () => {
  test('shows who sent what, newest first', async () => {
    await inbox.insert('submissions', [submissionRow(1), submissionRow(2)])
    const html = await show('/inbox')
    assert.ok(html.indexOf('Person 2') < html.indexOf('Person 1'))
    assert.match(html, /<title[^>]*>2 unread · Inbox<\/title>/)
    assert.match(html, /<time[^>]* datetime="2026-10-01T12:02:00\.000Z"/)
  })

  test('shows the next fifty behind a link', async () => {
    const rows = Array.from({ length: 51 }, (_, at) => submissionRow(at + 1))
    await inbox.insert('submissions', rows)
    const html = await show('/inbox')
    const [, older = ''] = /href="([^"]*after=[^"]*)"[^>]*>Older/.exec(html) ?? []
    const next = await show(older.replaceAll('&amp;', '&'))
    assert.match(next, /Message number 1</)
    assert.doesNotMatch(next, /Message number 2</)
  })

  test('finds what came a moment ago', async () => {
    await inbox.insert('submissions', [submissionRow(1), submissionRow(2)])
    const html = await show('/inbox?q=number+2')
    assert.match(html, /Message number 2</)
    assert.doesNotMatch(html, /Message number 1</)
    assert.match(html, /name="q"[^>]* value="number 2"/)
  })

  const wrong: readonly (readonly [path: string, detail: RegExp])[] = [
    ['/inbox?folder=bin', /expected one of inbox, unread, spam, archive/],
    ['/inbox?form=%3Cb%3E', /form/],
    ['/inbox?after=nonsense', /in "after"/],
    ['/inbox?q=a&after=nonsense', /in "after"/],
    [`/inbox?q=${'a'.repeat(201)}`, /at most 200/],
    ['/inbox/log?before=x', /in "before"/],
  ]
  for (const [path, detail] of wrong)
    test(`says what is wrong with ${path.slice(0, 40)}`, async () => {
      const response = await inbox.fetch(path)
      assert.equal(response.status, 400)
      const problem: { readonly detail: string } = JSON.parse(await response.text())
      assert.match(problem.detail, detail)
    })
})

describe('a submission', () => {
  test('is read once it was opened, and its history says by whom', async () => {
    await inbox.insert('submissions', [submissionRow(1)])
    const html = await show(`/inbox/${idOf(1)}`)
    assert.match(html, /Message number 1/)
    assert.match(html, />read<[^]*>owner</)
    assert.notEqual(await readOne('SELECT read_at FROM leanto_submissions'), null)
    await show(`/inbox/${idOf(1)}`)
    assert.equal(await readOne('SELECT count(*) FROM leanto_history'), 1)
  })

  test('that is not there is said to be gone', async () => {
    const missing = await show(`/inbox/${idOf(9)}`, 404)
    assert.match(missing, /no such submission/)
    assert.match(missing, /<a href="\/inbox">To the inbox<\/a>/)
  })

  test('leads back to its own folder when it was reached from nowhere', async () => {
    await inbox.insert('submissions', [submissionRow(1, { state: 'quarantined' })])
    assert.match(await show(`/inbox/${idOf(1)}`), /id="back"[^>]* href="\/inbox\?folder=spam"/)
  })
})

describe('a form', () => {
  test('changes what was selected, and leads back to a page that says so', async () => {
    await inbox.insert(
      'submissions',
      [1, 2, 3].map((number) => submissionRow(number)),
    )
    const response = await post('/inbox/actions', [
      ['action', 'archive'],
      ['id', idOf(1)],
      ['id', idOf(3)],
      ['back', '/inbox?form=contact'],
    ])
    assert.equal(response.status, 303)
    assert.equal(response.headers.get('location'), '/inbox?form=contact&did=archive.2')
    assert.match(await show('/inbox?form=contact&did=archive.2'), /2 submissions archived\./)
    const archived = await inbox.query(
      `SELECT id FROM leanto_submissions WHERE state = 'archived' ORDER BY id`,
    )
    assert.deepEqual(
      archived.map(({ id }) => id),
      [idOf(1), idOf(3)],
    )
  })

  for (const back of ['https://evil.example/', '//evil.example', '/forms/contact', '/inbox/../x'])
    test(`leads back to the inbox, not to ${back}`, async () => {
      const response = await post('/inbox/actions', [
        ['action', 'read'],
        ['back', back],
      ])
      assert.equal(response.headers.get('location'), '/inbox?did=read.0')
    })

  test('sends again what was given up', async () => {
    await inbox.insert('submissions', [submissionRow(1)])
    await inbox.insert('outbox', [delivery(1)])
    assert.match(await show('/inbox'), /could not be delivered/)
    assert.match(await show('/inbox/deliveries'), /the receiver answered 503/)
    const response = await post('/inbox/replay', [
      ['id', `${idOf(1)}-default`],
      ['back', '/inbox/deliveries'],
    ])
    assert.equal(response.headers.get('location'), '/inbox/deliveries?did=replay.1')
    assert.notEqual(await readOne('SELECT state FROM leanto_outbox'), 'dead')
    assert.match(await show('/inbox/log'), /replay/)
  })

  test('erases a person who is meant, and not without the tick', async () => {
    await inbox.insert('submissions', [submissionRow(1), submissionRow(2)])
    const email = ['email', 'person1@example.org'] as const
    const html = await show('/inbox/data?email=person1%40example.org')
    assert.match(html, /1 submission from this address/)
    assert.equal((await post('/inbox/erase', [email])).status, 422)
    assert.equal(await readOne('SELECT count(*) FROM leanto_submissions'), 2)
    const response = await post('/inbox/erase', [email, ['confirm', 'yes']])
    assert.equal(response.headers.get('location'), '/inbox/data?did=erase.1')
    assert.equal(await readOne('SELECT id FROM leanto_submissions'), idOf(2))
  })

  const wrong: readonly (readonly [
    path: string,
    fields: readonly (readonly [string, string])[],
    status: number,
  ])[] = [
    ['/inbox/actions', [], 400],
    ['/inbox/actions', [['action', 'constructor']], 400],
    ['/inbox/actions', [['action', 'replay']], 400],
    ['/inbox/erase', [['confirm', 'yes']], 422],
    ['/inbox/actions', [['action', 'x'.repeat(100_001)]], 413],
    [
      '/inbox/actions',
      [['action', 'read'], ...Array.from({ length: 101 }, (_, at) => ['id', idOf(at)] as const)],
      413,
    ],
  ]
  for (const [path, fields, status] of wrong)
    test(`is refused with ${status} at ${path} for ${JSON.stringify(fields).slice(0, 40)}`, async () => {
      const response = await post(path, fields)
      assert.equal(response.status, status)
      assert.equal(response.headers.get('content-type'), 'application/problem+json')
      assert.equal(response.headers.get('cache-control'), 'no-store')
    })

  test('is refused as JSON', async () => {
    const response = await inbox.fetch('/inbox/actions', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    assert.equal(response.status, 415)
  })
})

describe('an address', () => {
  test('takes the methods that it is for', async () => {
    assert.equal((await inbox.fetch('/inbox/actions')).status, 405)
    const response = await post('/inbox/log', [])
    assert.equal(response.status, 405)
    assert.equal(response.headers.get('allow'), 'GET, HEAD')
    assert.equal((await inbox.fetch('/inbox', { method: 'HEAD' })).status, 200)
    assert.equal((await inbox.fetch('/inbox/nothing')).status, 404)
  })

  test('is the same with a slash behind it', async () => {
    assert.match(await show('/inbox/'), /Nothing was sent yet/)
  })

  for (const path of ['/inbox', '/inbox/data', '/inbox/deliveries', '/inbox/log'])
    test(`${path} is for no search engine, no cache, no frame, and no inline script`, async () => {
      const response = await inbox.fetch(path)
      const html = await response.text()
      assert.match(html, /<meta name="robots" content="noindex"/)
      assert.match(html, /default-src 'none'; script-src 'self'; style-src 'self'/)
      assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
      assert.equal(response.headers.get('etag'), null)
    })

  test('gives files, exports and what there is of a person to be saved', async () => {
    await inbox.insert('submissions', [submissionRow(1)])
    for (const path of [
      '/inbox/export.csv',
      '/inbox/export.json',
      '/inbox/export.ndjson',
      '/inbox/person.zip?email=person1%40example.org',
    ]) {
      const response = await inbox.fetch(path)
      await response.arrayBuffer()
      assert.equal(response.status, 200, path)
      assert.match(response.headers.get('content-disposition') ?? '', /^attachment/, path)
      assert.equal(response.headers.get('cache-control'), 'no-store', path)
    }
    assert.equal((await inbox.fetch(`/inbox/files/${idOf(7)}`)).status, 404)
  })
})

describe('the page to sign in at', () => {
  test('says what was wrong, and leads on to what was asked for', async () => {
    const html = await show('/inbox/sign-in?status=401&message=Wrong', 401)
    assert.match(html, /role="alert"[^>]*>Wrong</)
    assert.match(html, /aria-invalid="true"/)
    assert.match(html, /<div hidden[^>]*data-when="isClosed"/)
  })

  test('says how a closed inbox is opened, and asks for no key', async () => {
    const html = await show('/inbox/sign-in?status=403&closed=1', 403)
    assert.match(html, /npx leanto key/)
    assert.match(html, /npx wrangler secret put INBOX_KEY/)
    assert.match(html, /<form[^>]*hidden/)
  })

  test('is asked for a second time by a link from elsewhere, at no other address', async () => {
    const html = await show('/inbox?q=%22%3E%3Cscript%3E&second-try=1')
    const [, url = ''] = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(html) ?? []
    assert.equal(url, '/inbox?q=%22%3E%3Cscript%3E&amp;second-try=1')
  })
})

test('an owner who came through Access signs out there', async () => {
  const response = await inbox.fetch('/inbox', { headers: { 'x-access': 'yes' } })
  const html = await response.text()
  assert.match(html, /<a href="\/cdn-cgi\/access\/logout"/)
  assert.match(html, /<form hidden[^>]*action="\/inbox\/sign-out"/)
})

describe('the page of searches', () => {
  test('shows what found nothing, with a synonym to paste, and what was asked most', async () => {
    const day = new Date().toISOString().slice(0, 10)
    await inbox.insert('query_days', [{ day, asked: 12, failed: 3 }])
    await inbox.insert('queries', [
      { day, language: 'en', query: 'roof "rack" <b>', asked: 3, failed: 3 },
      { day, language: 'en', query: 'guttering', asked: 9, failed: 0 },
    ])
    const html = await show('/inbox/searches')
    assert.match(html, />12 searches</)
    assert.match(html, />3 found nothing</)
    assert.match(
      html,
      /\[&quot;roof \\&quot;rack\\&quot; &lt;b&gt;&quot;, &quot;a word that your pages use&quot;\]/,
    )
    assert.equal(html.split('>guttering<').length, 2)
    assert.match(html, /href="\/search\?q=guttering&amp;lang=en"/)
    assert.match(html, /<a[^>]* aria-current="true"[^>]*>30 days</)
  })

  test('says so when nobody has searched', async () => {
    assert.match(await show('/inbox/searches?days=7'), /Nobody has searched yet/)
    assert.match(await show('/inbox/searches?days=8', 400), /7, 30, 90/)
  })
})
