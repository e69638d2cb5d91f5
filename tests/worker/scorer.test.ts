/** The owner's marks teach the site's own spam scorer, and later submissions are judged by it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { createCounts, decodeCounts, type Mark } from '../../toolkit/forms/spam-learnt.ts'
import { startFixture, type Fixture } from './fixture.ts'

const PAGES = {
  'index.html':
    '<!doctype html><title>T</title><form method="post" action="/forms/f"><input name="name"><textarea name="text"></textarea></form>',
}
const MINUTE = 60_000
const OFFER = 'We rank your site on the first page, cheap backlinks and a free audit'
const QUESTION = 'When does the workshop on Saturday begin, and may I bring my daughter?'

interface Row {
  readonly id: string
  readonly state: unknown
  readonly signs: unknown
}

let site: Fixture
let time = Date.UTC(2026, 10, 26)

before(async () => {
  site = await startFixture(PAGES, {
    main: 'tests/worker/scorer-worker.edge.ts',
    paths: ['/forms/*', '/learn'],
  })
})
after(() => site.close())

/** Sends a message as a browser with the page's script does, from somebody else each time; gives the row it became. */
async function send(text: string): Promise<Row> {
  time += 1000
  const { status } = await site.fetch('/forms/f', {
    method: 'POST',
    body: new URLSearchParams({ name: `N${time}`, text, homepage: '', _elapsed: '30000' }),
    headers: { 'sec-fetch-site': 'same-origin', 'x-now': new Date(time).toISOString() },
  })
  assert.equal(status, 303)
  const [row] = await site.query(
    'SELECT id, state, signs FROM leanto_submissions ORDER BY rowid DESC LIMIT 1',
  )
  return { id: String(row?.['id']), state: row?.['state'], signs: row?.['signs'] }
}

async function mark(ids: readonly string[], to?: Mark, from?: Mark): Promise<void> {
  const { status } = await site.fetch('/learn', {
    method: 'POST',
    body: JSON.stringify(ids.map((id) => ({ id, from, to }))),
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(status, 200)
}

/** Numbers of what was learnt: marks for spam, marks against it. */
async function totals(): Promise<number[]> {
  const [row] = await site.query('SELECT base64 FROM leanto_scorer')
  const { numbers } = decodeCounts(Buffer.from(String(row?.['base64']), 'base64'))
  return [...numbers.subarray(0, 2)]
}

const offers: string[] = []
const questions: string[] = []

test('without marks nothing is learnt, and nothing is a sign', async () => {
  for (let at = 0; at < 10; at += 1) offers.push((await send(`${OFFER}, offer ${at}`)).id)
  for (let at = 0; at < 10; at += 1) questions.push((await send(`${QUESTION} I am ${at}`)).id)
  const rows = await site.query('SELECT DISTINCT state, signs FROM leanto_submissions')
  assert.deepEqual(rows, [{ state: 'accepted', signs: '[]' }])
  assert.deepEqual(await site.query('SELECT * FROM leanto_scorer'), [])
})

test('marks that come at once are all learnt', async () => {
  await Promise.all([
    ...[0, 4, 8].map((at) => mark(offers.slice(at, at + 4), 'spam')),
    ...[0, 4, 8].map((at) => mark(questions.slice(at, at + 4), 'ham')),
  ])
  assert.deepEqual(await totals(), [10, 10])
  assert.deepEqual(await site.query('SELECT version FROM leanto_scorer'), [{ version: 6 }])
})

test('what looks like marked spam is put aside, and what looks like the rest is not', async () => {
  const spam = await send(`Hello! ${OFFER}. Yours, Bob`)
  assert.deepEqual([spam.state, spam.signs], ['quarantined', '["learntSpams"]'])
  const ham = await send(`Hello! ${QUESTION} Yours, Bob`)
  assert.deepEqual([ham.state, ham.signs], ['accepted', '["learntHam"]'])
  const other = await send('Ein ganz anderer Brief')
  assert.deepEqual([other.state, other.signs], ['accepted', '[]'])
})

test('another isolate learns of it within five minutes', async () => {
  // Another isolate changes the row: this one does not know of it.
  await site.query(`UPDATE leanto_scorer SET base64 = '', version = version + 1`)
  assert.equal((await send(OFFER)).signs, '["learntSpams"]')
  time += 5 * MINUTE
  assert.equal((await send(OFFER)).signs, '[]')
})

test('a mark that is taken back is as if it had never been', async () => {
  await site.query('DELETE FROM leanto_scorer')
  await mark(offers, 'spam')
  await mark(questions, 'ham')
  const taught = await site.query('SELECT base64 FROM leanto_scorer')
  await mark(offers.slice(0, 3), 'ham', 'spam')
  assert.deepEqual(await totals(), [7, 13])
  await mark(offers.slice(0, 3), 'spam', 'ham')
  assert.deepEqual(await site.query('SELECT base64 FROM leanto_scorer'), taught)
  await mark(offers, undefined, 'spam')
  await mark(questions, undefined, 'ham')
  const [row] = await site.query('SELECT base64 FROM leanto_scorer')
  const { numbers } = decodeCounts(Buffer.from(String(row?.['base64']), 'base64'))
  assert.deepEqual(numbers, createCounts().numbers)
})

test('what has no row, and what does not change, is not learnt', async () => {
  const version = await site.query('SELECT version FROM leanto_scorer')
  await mark(['0'.repeat(32)], 'spam')
  await mark(offers, 'spam', 'spam')
  await mark([], 'spam')
  assert.deepEqual(await site.query('SELECT version FROM leanto_scorer'), version)
})

test('as many as a page of the inbox has are learnt at once, the longest ones too', async () => {
  const letters = Array.from({ length: 5000 }, (_, at) => `word${at}`).join(' ')
  await site.query(
    `WITH RECURSIVE numbers (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM numbers WHERE at < 100)
     INSERT INTO leanto_submissions (id, form, page, received_at, language, entries, extra)
     SELECT 'long' || at, 'f', '/', '', 'en', json_array(json_array('text', json_array('${letters}'))), '[]'
     FROM numbers`,
  )
  await mark(
    Array.from({ length: 100 }, (_, at) => `long${at + 1}`),
    'spam',
  )
  assert.deepEqual(await totals(), [100, 0])
})

test('a form is taken as well where nothing that was learnt can be read', async () => {
  time += 6 * MINUTE
  await site.query(`UPDATE leanto_scorer SET base64 = 'no base64'`)
  assert.equal((await send(OFFER)).signs, '[]')
  time += 6 * MINUTE
  await site.query('ALTER TABLE leanto_scorer RENAME TO lost')
  assert.equal((await send(OFFER)).signs, '[]')
})
