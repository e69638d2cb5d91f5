/** Any call of a binding may fail, before it is done or after: the answer is right, or 503, and never a lie. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startFixture, until, type Fixture, type FixtureOptions } from './fixture.ts'
import type { SiteRequest } from './site.ts'

const KEY = 'leanto_0123456789abcdef0123456789abcdef0123456789a'

const PAGES = {
  'index.html': `<!doctype html><title>T</title><form method="post" action="/forms/note" data-quarantine="never">
    <input name="name" required><input type="email" name="email"></form>
    <form method="post" action="/forms/file" enctype="multipart/form-data" data-quarantine="never">
    <input name="name"><input type="file" name="file"></form>
    <form method="post" action="/forms/proof" data-proof-of-work><input name="name"></form>`,
}

let site: Fixture

const BROWSER = { 'sec-fetch-site': 'same-origin', accept: 'text/html' }
const URLENCODED = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' }
const BOUNDARY = 'edge'
const MULTIPART = { ...BROWSER, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
const API = { authorization: `Bearer ${KEY}` }
const JSON_API = { ...API, 'content-type': 'application/json' }

const multipart = (name: string): string =>
  [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="name"\r\n\r\n${name}`,
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello`,
    `--${BOUNDARY}--\r\n`,
  ].join('\r\n')

interface Case {
  readonly name: string
  readonly path: string
  readonly request: (unique: string) => SiteRequest
  /** The statuses of a right answer. */
  readonly right: readonly number[]
  /** Whether a right answer means that there is a row whose entries hold the unique text. */
  readonly isStored?: boolean
  /** Whether the answer shows the unique text again when it is 503. */
  readonly isShown?: boolean
}

const get = (name: string, path: string, headers: Readonly<Record<string, string>>): Case => ({
  name,
  path,
  request: () => ({ headers }),
  right: [200],
})

const CASES: readonly Case[] = [
  // First: what it reads is known to the Worker from then on.
  get('a challenge', '/forms/proof/challenge', {}),
  {
    name: 'a submission',
    path: '/forms/note',
    request: (unique) => ({ method: 'POST', headers: URLENCODED, body: `name=${unique}` }),
    right: [303],
    isStored: true,
    isShown: true,
  },
  {
    name: 'a submission of a script',
    path: '/forms/note',
    request: (unique) => ({
      method: 'POST',
      headers: { ...URLENCODED, accept: 'application/json' },
      body: `name=${unique}&_fill=0123456789abcdef&email=a@example.org`,
    }),
    right: [201],
    isStored: true,
  },
  {
    name: 'a submission with a file',
    path: '/forms/file',
    request: (unique) => ({ method: 'POST', headers: MULTIPART, body: multipart(unique) }),
    right: [303],
    isStored: true,
  },
  {
    name: 'a submission with a mistake',
    path: '/forms/note',
    request: (unique) => ({ method: 'POST', headers: URLENCODED, body: `email=${unique}` }),
    right: [422],
  },
  get('the list', '/inbox', { ...BROWSER, ...API }),
  get('a search', '/inbox?q=hello', { ...BROWSER, ...API }),
  get('the page of deliveries', '/inbox/deliveries', { ...BROWSER, ...API }),
  get('the log', '/inbox/log', { ...BROWSER, ...API }),
  get('the page of searches', '/inbox/searches', { ...BROWSER, ...API }),
  get('searches', '/api/inbox/searches', API),
  get('the counts', '/api/inbox/forms', API),
  get('submissions', '/api/inbox/submissions?folder=spam', API),
  get('submissions that are found', '/api/inbox/submissions?q=hello', API),
  get('an export', '/api/inbox/export?format=csv', API),
  get('a person', '/api/inbox/people?email=a@example.org', API),
  get('a backup', '/api/inbox/backup', API),
  {
    name: 'an erasure',
    path: '/api/inbox/people/erase',
    request: () => ({ method: 'POST', headers: JSON_API, body: '{"email":"b@example.org"}' }),
    right: [200],
  },
  {
    name: 'a sign-in',
    path: '/inbox/sign-in',
    request: () => ({ method: 'POST', headers: URLENCODED, body: `key=${KEY}` }),
    right: [303],
  },
  {
    name: 'a wrong key',
    path: '/inbox/sign-in',
    request: () => ({ method: 'POST', headers: URLENCODED, body: 'key=wrong' }),
    right: [401, 429],
  },
]

/** Fails one call after the other, until there is none left to fail. */
async function failEachCall(subject: Case, kind: 'before' | 'after'): Promise<number> {
  for (let at = 1; ; at += 1) {
    const unique = `u${crypto.randomUUID()}`
    const request = subject.request(unique)
    const headers = { ...request.headers, 'x-fault': `${at} ${kind}` }
    const answer = await site.fetch(subject.path, { ...request, headers })
    const text = await answer.text()
    const place = `${subject.name}, call ${at} ${kind}: ${answer.status} ${text.slice(0, 300)}`
    const isBroken = answer.headers.get('x-broken') === 'true'
    const isRight = subject.right.includes(answer.status)
    assert.ok(isRight || answer.status === 503 || isBroken, place)
    assert.doesNotMatch(text, /\bat \w+ \(|fault (before|after)/, place)
    if (subject.isStored === true && isRight) assert.equal(await countRows(unique), 1, place)
    if (subject.isShown === true && answer.status === 503) assert.ok(text.includes(unique), place)
    if (Number(answer.headers.get('x-calls')) < at) return at - 1
  }
}

/** In the database, or in the bucket until a sweep stores it. */
async function countRows(unique: string): Promise<number> {
  const rows = await site.query(
    `SELECT id FROM leanto_submissions WHERE entries LIKE '%${unique}%'`,
  )
  if (rows.length > 0) return rows.length
  const keys = await site.listObjects('spool/')
  const objects = await Promise.all(keys.map((key) => site.readObject(key)))
  return objects.filter((bytes) => new TextDecoder().decode(bytes).includes(unique)).length
}

/** More than a turn of the cron trigger makes. */
const MAX_CALLS = 30

async function countUndone(): Promise<number> {
  const [row] = await site.query(
    `SELECT (SELECT count(*) FROM leanto_outbox WHERE state <> 'done') +
       (SELECT count(*) FROM leanto_submissions WHERE indexed = 0) AS n`,
  )
  return Number(row?.['n']) + (await site.listObjects('spool/')).length
}

const projects: readonly (readonly [name: string, options: FixtureOptions])[] = [
  ['with assets and a database alone', {}],
  ['with a bucket', { hasBucket: true }],
]
for (const [project, options] of projects)
  describe(project, () => {
    before(async () => {
      site = await startFixture(PAGES, {
        ...options,
        main: 'tests/worker/faulty-worker.edge.ts',
        vars: { INBOX_KEY: KEY },
        paths: ['/forms/*', '/inbox', '/inbox/*', '/api/*'],
      })
    })
    after(() => site.close())

    for (const kind of ['before', 'after'] as const)
      for (const subject of CASES)
        test(`${subject.name}: each call fails ${kind} it is done`, async () => {
          const calls = await failEachCall(subject, kind)
          assert.ok(calls > 0 || (kind === 'after' && subject.name === 'a challenge'))
        })

    for (const kind of ['before', 'after'] as const)
      test(`the cron trigger: each call fails ${kind} it is done, and later all is done`, async () => {
        const prefix = `cron-${kind}`
        for (let at = 1; at <= MAX_CALLS; at += 1) {
          const body = `name=${prefix}-${at}`
          await site.fetch('/forms/note', { method: 'POST', headers: URLENCODED, body })
          // As if nothing had been delivered behind the answer.
          await site.query(
            `UPDATE leanto_outbox SET state = 'new', attempts = 0, due_at = '2026-01-01'`,
          )
          await site.sweep(new Date(), `${at} ${kind}`)
        }
        for (let turn = 1; turn < 100 && (await countUndone()) > 0; turn += 1)
          await site.sweep(new Date(Date.now() + turn * 600_000))
        assert.equal(await countUndone(), 0)
        const rows = await site.query(
          `SELECT count(*) AS n FROM leanto_submissions WHERE entries LIKE '%"${prefix}-%'`,
        )
        assert.equal(rows[0]?.['n'], MAX_CALLS)
      })

    test('what was sent again after a failure is there once', async () => {
      const body = 'name=again&_fill=0123456789abcdef'
      for (let at = 1; at < 12; at += 1)
        for (const kind of ['before', 'after'])
          await site.fetch('/forms/note', {
            method: 'POST',
            headers: { ...URLENCODED, 'x-fault': `${at} ${kind}` },
            body,
          })
      await until(async () => {
        await site.sweep()
        return (await site.listObjects('spool/')).length === 0
      })
      const rows = await site.query(
        `SELECT id FROM leanto_submissions WHERE entries LIKE '%["again"]%'`,
      )
      assert.equal(rows.length, 1)
    })
  })
