/** What the inbox reads of its database does not grow with the number of submissions. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startFixture, type Fixture } from './fixture.ts'

const COUNT = 100_000

/** So many rows may be read for one answer. */
const MAX_ROWS = 200

const PAGES = { 'index.html': '<!doctype html><title>T</title>' }

/**
 * Submissions of three forms; one in ten is spam, two are archived, and half of all unread. Every second tells of a
 * roof, every other of a window; one in ten thousand of a zeppelin.
 */
const INSERT = `
  INSERT INTO leanto_submissions (
    id, form, page, received_at, language, entries, extra, state, read_at, author, excerpt, indexed)
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${COUNT}),
  texts AS (
    SELECT n, 'Dear all, please look after the '
      || iif(n % 2 = 0, 'roof of our garden house', 'window upstairs')
      || iif(n % 10000 = 7, ' and the zeppelin', '') || iif(n % 1000 = 3, ' in 东 京', '')
      || '. It is the matter of case number ' || n || '. We have told you of it before.' AS text
    FROM numbers)
  SELECT printf('%032x', n), 'form-' || (n % 3), '/',
    strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + n * 60, 'unixepoch'), 'en',
    json_array(json_array('name', json_array('Person ' || n)),
      json_array('email', json_array('person' || n || '@example.com')),
      json_array('message', json_array(text))),
    '[]',
    CASE n % 10 WHEN 0 THEN 'quarantined' WHEN 1 THEN 'archived' WHEN 2 THEN 'archived'
      ELSE 'accepted' END,
    iif(n / 10 % 2 = 0, NULL, '2026-01-01T00:00:00.000Z'), 'Person ' || n, substr(text, 1, 100), 1
  FROM texts`

/** As the Worker does it with a hundred at a time. */
const INDEX = `
  INSERT INTO leanto_search (rowid, facets, text)
  SELECT rowid, 'f' || replace(form, '-', 'ß') || ' s' || state,
    (entries ->> '$[0][1][0]') || ' ' || (entries ->> '$[1][1][0]') || ' ' || (entries ->> '$[2][1][0]')
  FROM leanto_submissions`

interface Answer {
  readonly rows: number
  readonly items: readonly { readonly id: string; readonly isRead: boolean }[]
  readonly next: string | undefined
}

let site: Fixture

/** The request that has read most. */
let most = { path: '', rows: 0 }

async function ask(path: string): Promise<Answer> {
  const response = await site.fetch(`/api/inbox${path}`)
  const body: Partial<Answer> = JSON.parse(await response.text())
  assert.equal(response.status, 200, path)
  const rows = Number(response.headers.get('x-rows-read'))
  assert.ok(rows <= MAX_ROWS, `${path} has read ${rows} rows`)
  if (rows > most.rows) most = { path, rows }
  return { rows, items: body.items ?? [], next: body.next }
}

/** The lines of the first pages. */
async function list(params: string, pages: number): Promise<Answer['items']> {
  const items: Answer['items'][number][] = []
  let path = `/submissions?${params}`
  for (let page = 0; page < pages; page += 1) {
    const answer = await ask(path)
    items.push(...answer.items)
    if (answer.next === undefined) break
    path = `/submissions?${params}&after=${encodeURIComponent(answer.next)}`
  }
  assert.equal(new Set(items.map(({ id }) => id)).size, items.length)
  return items
}

describe(`with ${COUNT} submissions, at most ${MAX_ROWS} rows are read`, () => {
  before(async () => {
    site = await startFixture(PAGES, { main: 'tests/worker/inbox-worker.edge.ts' })
    await site.fetch('/api/inbox/forms')
    await site.query(INSERT)
    await site.query(INDEX)
  })
  after(() => site.close())

  const folders = ['inbox', 'unread', 'spam', 'archive']
  for (const folder of folders)
    for (const form of ['', 'form-1'])
      test(`for a page of ${folder}, ${form === '' ? 'of all forms' : `of ${form}`}`, async () => {
        const items = await list(`folder=${folder}&form=${form}`, 3)
        assert.equal(items.length, 150)
        assert.ok(folder !== 'unread' || items.every(({ isRead }) => !isRead))
      })

  const searches: readonly (readonly [what: string, params: string, count: number])[] = [
    ['a rare word', 'q=zeppelin', 10],
    ['a rare word of one form', 'q=zeppelin&form=form-1', 4],
    ['a rare word that is unread', 'q=zeppelin&folder=unread', 10],
    ['a common word', 'q=roof', 200],
    ['a common word in the spam of a form', 'q=roof&folder=spam&form=form-1', 200],
    ['two common words that never meet', 'q=roof+window', 0],
    ['two common words that never meet in unread', 'q=roof+window&folder=unread', 0],
    ['a word that is never in the folder', 'q=window&folder=spam', 0],
    ['a rare beginning', 'q=zepp', 10],
    ['a common beginning', 'q=w', 200],
    ['a phrase', 'q=%22garden+house%22', 200],
    ['a phrase that is none', 'q=%22house+garden%22', 0],
    ['a word without blanks around it', 'q=东京', 100],
    ['an address', 'q=person77777@example.com', 1],
    ['what has not a common word', 'q=-roof', 200],
    ['what has neither of two common words', 'q=-roof+-window', 0],
    ['nothing', 'q=nowhere', 0],
  ]
  for (const [what, params, count] of searches)
    test(`for a search that finds ${what}`, async () => {
      assert.equal((await list(params, 4)).length, count)
    })

  describe('for unread, once nearly all is read', () => {
    const read = (end: number): Promise<unknown> =>
      site.query(
        `UPDATE leanto_submissions SET read_at = '2026'
         WHERE state = 'accepted' AND read_at IS NULL AND rowid < ${end}`,
      )

    test('by pages that are short or empty, and go on until all is found', async () => {
      await read(60_000)
      assert.equal((await list('q=东京&folder=unread', 1)).length, 40)
      assert.equal((await list('q=东京&folder=unread', 9)).length, 40)
    })

    test('by looking each of a few up', async () => {
      await read(COUNT - 100)
      for (const form of ['', '&form=form-2']) {
        const unread = await list(`folder=unread${form}`, 1)
        assert.ok(unread.length > 5 && unread.length < 50)
        const found = await list(`q=case&folder=unread${form}`, 1)
        assert.deepEqual(found, unread)
      }
      assert.deepEqual(await list('q=roof+window&folder=unread', 1), [])
    })

    test('where nothing is left', async () => {
      await read(COUNT + 1)
      for (const form of ['', '&form=form-2']) {
        assert.deepEqual(await list(`folder=unread${form}`, 1), [])
        assert.deepEqual(await list(`q=case&folder=unread${form}`, 1), [])
      }
    })
  })

  test('to open one, and for the numbers of all forms', async (context) => {
    await ask(`/submissions/${(77_777).toString(16).padStart(32, '0')}`)
    await ask('/forms')
    context.diagnostic(`${most.path} has read most: ${most.rows} rows`)
  })
})
