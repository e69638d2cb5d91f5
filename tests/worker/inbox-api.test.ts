/** The inbox as data: lists, searches, actions, and what is said of requests that are none. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'

import type {
  FormCounts,
  HistoryEntry,
  ListPage,
  SubmissionView,
} from '../../toolkit/inbox/views.ts'
import { startFixture, until, type Fixture } from './fixture.ts'
import type { SiteRequest, SiteResponse } from './site.ts'

const PAGES = { 'index.html': '<!doctype html><title>T</title>' }
const NOW = '2026-10-02T12:00:00.000Z'

let site: Fixture

before(async () => {
  site = await startFixture(PAGES, { main: 'tests/worker/inbox-worker.edge.ts' })
  await fetchApi('/forms')
})
after(() => site.close())

/** The id of a number. */
const toId = (number: number): string => number.toString(16).padStart(32, '0')

const quote = (value: string | number | null): string =>
  value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`

type Row = Readonly<Record<string, string | number | null>>

const ROW: Row = {
  form: 'contact',
  page: '/contact',
  received_at: '2026-10-01T12:00:00.000Z',
  language: 'en',
  entries: JSON.stringify([
    ['name', ['Ann']],
    ['email', ['ann@example.com']],
    ['message', ['The roof is leaking.']],
  ]),
  extra: '[]',
  state: 'accepted',
}

async function add(number: number, row: Row = {}): Promise<string> {
  const columns = { id: toId(number), ...ROW, ...row }
  await site.query(
    `INSERT INTO leanto_submissions (${Object.keys(columns).join(', ')})
     VALUES (${Object.values(columns).map(quote).join(', ')})`,
  )
  return columns.id
}

async function clear(): Promise<void> {
  for (const table of ['submissions', 'files', 'file_pieces', 'audit', 'scorer'])
    await site.query(`DELETE FROM leanto_${table}`)
}

function fetchApi(path: string, request: SiteRequest = {}): Promise<SiteResponse> {
  return site.fetch(`/api/inbox${path}`, {
    ...request,
    headers: { 'x-now': NOW, ...request.headers },
  })
}

async function get<T>(path: string): Promise<T> {
  const response = await fetchApi(path)
  const body: T = JSON.parse(await response.text())
  assert.equal(response.status, 200, JSON.stringify(body))
  return body
}

const list = (params: string): Promise<ListPage> => get(`/submissions?${params}`)

const open = (id: string): Promise<SubmissionView> => get(`/submissions/${id}`)

function post(path: string, body: unknown): Promise<SiteResponse> {
  return fetchApi(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
}

async function act(action: string, ids: readonly string[]): Promise<number> {
  const response = await post('/actions', { action, ids })
  const { changed }: { changed: number } = JSON.parse(await response.text())
  assert.equal(response.status, 200)
  return changed
}

/** What is sent is in the history, too. */
const isOwn = ({ actor }: HistoryEntry): boolean => actor === 'owner'

const idsOf = ({ items }: ListPage): string[] => items.map(({ id }) => id)

/** Holds the counts against the rows themselves. */
async function checkCounts(): Promise<void> {
  const { forms } = await get<{ forms: FormCounts[] }>('/forms')
  const rows = await site.query(
    `SELECT form, sum(state = 'accepted') AS inbox, sum(state = 'accepted' AND read_at IS NULL) AS unread,
       sum(state = 'quarantined') AS spam, sum(state = 'archived') AS archive
     FROM leanto_submissions GROUP BY form ORDER BY form`,
  )
  assert.deepEqual(forms, rows)
}

describe('a list', () => {
  before(async () => {
    await clear()
    // Many at the same moment, and not in the order of their ids.
    for (let number = 1; number <= 60; number += 1) {
      await add((number * 37) % 61, {
        received_at: `2026-10-01T12:00:0${number % 5}.000Z`,
        form: number % 3 === 0 ? 'order' : 'contact',
        read_at: number % 4 === 0 ? NOW : null,
        state: ['accepted', 'accepted', 'quarantined', 'archived'][number % 4] ?? '',
        author: 'Ann',
      })
    }
  })

  const selections: readonly (readonly [params: string, condition: string])[] = [
    ['folder=inbox', `state = 'accepted'`],
    ['folder=unread', `state = 'accepted' AND read_at IS NULL`],
    ['folder=spam', `state = 'quarantined'`],
    ['folder=archive', `state = 'archived'`],
    ['form=order', `state = 'accepted' AND form = 'order'`],
    ['form=order&folder=unread', `state = 'accepted' AND form = 'order' AND read_at IS NULL`],
    ['form=contact&folder=spam', `state = 'quarantined' AND form = 'contact'`],
    ['form=none', '0'],
  ]
  for (const limit of [1, 7, 50])
    for (const [params, condition] of selections)
      test(`of ${params} has each once, newest first, by ${limit}`, async () => {
        const ids: string[] = []
        let page = await list(`${params}&limit=${limit}`)
        for (;;) {
          ids.push(...idsOf(page))
          if (page.next === undefined) break
          assert.equal(page.items.length, limit)
          page = await list(`${params}&limit=${limit}&after=${encodeURIComponent(page.next)}`)
        }
        const rows = await site.query(
          `SELECT id FROM leanto_submissions WHERE ${condition} ORDER BY received_at DESC, id DESC`,
        )
        assert.deepEqual(
          ids,
          rows.map(({ id }) => id),
        )
      })

  test('goes on where it was when others have come and gone', async () => {
    const first = await list('limit=5')
    await add(1000, { received_at: '2026-10-01T13:00:00.000Z' })
    await act('archive', idsOf(first).slice(-1))
    const second = await list(`limit=5&after=${first.next}`)
    await act('inbox', idsOf(first).slice(-1))
    await act('delete', [toId(1000)])
    assert.deepEqual([...idsOf(first), ...idsOf(second)], idsOf(await list('limit=10')))
  })

  test('says of each what a line shows', async () => {
    await add(2000, {
      received_at: '2026-10-01T14:00:00.000Z',
      excerpt: 'The roof',
      author: 'Bob',
      file_count: 2,
      score: 1.5,
    })
    assert.deepEqual((await list('limit=1')).items, [
      {
        id: toId(2000),
        form: 'contact',
        folder: 'inbox',
        receivedAt: '2026-10-01T14:00:00.000Z',
        isRead: false,
        author: 'Bob',
        excerpt: 'The roof',
        fileCount: 2,
        score: 1.5,
      },
    ])
  })
})

describe('a submission', () => {
  beforeEach(clear)

  test('comes with all that belongs to it, and stays unread', async () => {
    const id = await add(1, {
      signs: '["link"]',
      consent: '[{"name":"agree","text":"I agree."}]',
      extra: '[["beside","1"]]',
      expires_at: '2027-01-01T00:00:00.000Z',
    })
    await site.query(
      `INSERT INTO leanto_files VALUES ('f1', '${id}', 'file', 'a.txt', 'text/plain', 5, 'd1')`,
    )
    await act('read', [id])
    await act('unread', [id])
    const view = await open(id)
    assert.deepEqual(view, {
      id,
      form: 'contact',
      folder: 'inbox',
      page: '/contact',
      language: 'en',
      receivedAt: '2026-10-01T12:00:00.000Z',
      expiresAt: '2027-01-01T00:00:00.000Z',
      score: 0,
      signs: ['link'],
      author: 'Ann',
      replyTo: 'ann@example.com',
      fields: JSON.parse(String(ROW['entries'])),
      extra: [['beside', '1']],
      consent: [{ name: 'agree', text: 'I agree.' }],
      files: [{ id: 'f1', field: 'file', name: 'a.txt', type: 'text/plain', size: 5 }],
      history: [
        { at: NOW, actor: 'owner', event: 'read', detail: '' },
        { at: NOW, actor: 'owner', event: 'unread', detail: '' },
      ],
      deliveries: [],
    })
  })

  const damaged = ['', '{', 'null', '{}', '[1]', '[[1,[2]]]', '[["a","b"]]', '[["a",[1,"b"]],[]]']
  for (const entries of damaged)
    test(`opens and is indexed with ${JSON.stringify(entries)} as its entries`, async () => {
      const id = await add(1, { entries, extra: entries, signs: entries, consent: entries })
      assert.equal((await open(id)).id, id)
      await list('q=roof')
      assert.deepEqual(await site.query('SELECT indexed FROM leanto_submissions'), [{ indexed: 1 }])
    })
})

describe('an action', () => {
  beforeEach(clear)

  type State = readonly [state: string, isRead: boolean, mark: string | null]
  const INBOX: State = ['accepted', false, null]
  const cases: readonly (readonly [action: string, from: State, to: State, event: string])[] = [
    ['read', INBOX, ['accepted', true, null], 'read'],
    ['unread', ['accepted', true, null], INBOX, 'unread'],
    ['archive', INBOX, ['archived', false, null], 'archived'],
    ['archive', ['quarantined', true, 'spam'], ['archived', true, 'spam'], 'archived'],
    ['inbox', ['archived', true, null], ['accepted', true, null], 'moved to the inbox'],
    ['inbox', ['quarantined', false, null], INBOX, 'moved to the inbox'],
    ['spam', INBOX, ['quarantined', false, 'spam'], 'marked as spam'],
    ['spam', ['quarantined', false, null], ['quarantined', false, 'spam'], 'marked as spam'],
    ['ham', ['quarantined', false, 'spam'], ['accepted', false, 'ham'], 'marked as no spam'],
  ]
  for (const [action, [state, isRead, mark], to, event] of cases)
    test(`${action} makes ${to.join(', ')} of ${state}, ${isRead}, ${mark}, once`, async () => {
      const id = await add(1, { state, mark, read_at: isRead ? NOW : null })
      const other = await add(2)
      assert.equal(await act(action, [id, id, toId(99)]), 1)
      await checkCounts()
      assert.equal(await act(action, [id]), 0)
      await checkCounts()
      const rows = await site.query(
        'SELECT state, read_at, mark FROM leanto_submissions ORDER BY id',
      )
      assert.deepEqual(rows, [
        { state: to[0], read_at: to[1] ? NOW : null, mark: to[2] },
        { state: 'accepted', read_at: null, mark: null },
      ])
      assert.deepEqual(
        (await open(id)).history.filter(isOwn).map((entry) => entry.event),
        [event],
      )
      assert.deepEqual((await open(other)).history, [])
      const { entries } = await get<{ entries: Record<string, unknown>[] }>('/log')
      assert.deepEqual(
        entries.map(({ at, actor, action: done, count, detail }) => [
          at,
          actor,
          done,
          count,
          detail,
        ]),
        [
          [NOW, 'owner', action, 0, ''],
          [NOW, 'owner', action, 1, ''],
        ],
      )
    })

  test('on a hundred changes all of them', async () => {
    const ids: string[] = []
    for (let number = 1; number <= 100; number += 1) ids.push(await add(number))
    for (const action of ['read', 'archive', 'spam', 'ham', 'unread', 'delete']) {
      assert.equal(await act(action, ids), 100, action)
      await checkCounts()
    }
    const log = await get<{ entries: { count: number }[] }>('/log')
    assert.deepEqual(
      log.entries.map(({ count }) => count),
      [100, 100, 100, 100, 100, 100],
    )
  })

  test('that many do at once is done once', async () => {
    const ids = [await add(1), await add(2), await add(3)]
    for (const action of ['spam', 'ham', 'archive', 'read']) {
      const counts = await Promise.all([1, 2, 3, 4].map(() => act(action, ids)))
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        3,
        action,
      )
    }
    await checkCounts()
    assert.equal((await open(toId(1))).history.filter(isOwn).length, 4)
  })

  test('that many do at once in opposite ways leaves counts and index right', async () => {
    const ids = [await add(1), await add(2), await add(3)]
    await Promise.all(
      ['spam', 'ham', 'archive', 'inbox', 'read', 'unread', 'spam'].map((action) =>
        act(action, ids),
      ),
    )
    await checkCounts()
    for (const folder of ['inbox', 'spam', 'archive']) {
      const found = idsOf(await list(`folder=${folder}&q=roof`)).toSorted()
      assert.deepEqual(found, idsOf(await list(`folder=${folder}`)).toSorted())
    }
  })

  test('teaches the scorer what is spam and what is not, each once', async () => {
    const ids = [await add(1), await add(2)]
    await act('archive', ids)
    assert.deepEqual(await site.query('SELECT * FROM leanto_scorer'), [])
    await act('spam', ids)
    await act('spam', ids)
    const [learnt] = await site.query('SELECT version FROM leanto_scorer')
    await act('ham', ids)
    await act('inbox', ids)
    const [unlearnt] = await site.query('SELECT version FROM leanto_scorer')
    assert.deepEqual([learnt, unlearnt], [{ version: 1 }, { version: 2 }])
  })

  test('deletes all that belongs to a submission', async () => {
    const id = await add(1)
    await add(2)
    await site.query(
      `INSERT INTO leanto_files VALUES ('f1', '${id}', 'file', 'a', 'text/plain', 5, 'd1')`,
    )
    await site.query(
      `INSERT INTO leanto_file_pieces (file, number, base64) VALUES ('f1', 0, 'YQ==')`,
    )
    await act('read', [id])
    await list('q=roof')
    assert.equal(await act('delete', [id, toId(9)]), 1)
    assert.equal(await act('delete', [id]), 0)
    await checkCounts()
    assert.equal((await fetchApi(`/submissions/${id}`)).status, 404)
    assert.deepEqual(idsOf(await list('q=roof')), [toId(2)])
    const [left] = await site.query(
      `SELECT (SELECT count(*) FROM leanto_files) + (SELECT count(*) FROM leanto_file_pieces)
         + (SELECT count(*) FROM leanto_history) AS count`,
    )
    assert.deepEqual(left, { count: 0 })
  })
})

describe('what is to be sent', () => {
  beforeEach(clear)

  const listOutbox = (): Promise<Record<string, unknown>[]> =>
    site.query('SELECT submission, kind, target FROM leanto_outbox ORDER BY id')
  const isSent = async (): Promise<boolean> =>
    (await site.query(`SELECT 1 FROM leanto_outbox WHERE kind = 'notify' AND state <> 'done'`))
      .length === 0

  test('of what was taken for spam is sent once it is none', async () => {
    const fresh = await add(1, {
      state: 'quarantined',
      autoresponse: 'thanks',
      received_at: '2026-10-01T12:00:01.000Z',
    })
    const old = await add(2, {
      state: 'quarantined',
      autoresponse: 'thanks',
      received_at: '2026-10-01T12:00:00.000Z',
    })
    await add(3, { state: 'archived' })
    await act('inbox', [toId(3)])
    await act('ham', [fresh, old, toId(3)])
    assert.deepEqual(await listOutbox(), [
      { submission: fresh, kind: 'autoresponse', target: 'thanks' },
      { submission: fresh, kind: 'notify', target: 'default' },
      { submission: old, kind: 'notify', target: 'default' },
    ])
    await until(isSent)
    await act('spam', [fresh])
    await act('ham', [fresh])
    assert.equal((await listOutbox()).length, 3)
    assert.ok(await isSent())
  })

  test('is sent again, and for the first time where it never was', async () => {
    const sent = await add(1)
    const never = await add(2)
    const spam = await add(3, { state: 'quarantined' })
    const columns =
      'id, submission, kind, target, state, attempts, due_at, error, created_at, done_at'
    const outbox = (kind: string, state: string): string =>
      `('${sent}-${kind}', '${sent}', '${kind}', 'default', '${state}', 3, '2026', 'no', '2026', '2026')`
    await site.query(
      `INSERT INTO leanto_outbox (${columns}) VALUES ${outbox('notify', 'dead')}, ${outbox('autoresponse', 'done')}`,
    )
    assert.equal(await act('resend', [sent, never, spam, toId(9)]), 2)
    const { history } = await open(never)
    assert.equal(history[0]?.event, 'sent again')
    assert.deepEqual((await open(spam)).history, [])
    await until(isSent)
    const rows = await site.query('SELECT id, state, done_at FROM leanto_outbox ORDER BY id')
    assert.deepEqual(
      rows.map(({ id, state }) => [id, state]),
      [
        [`${sent}-autoresponse`, 'done'],
        [`${sent}-notify`, 'done'],
        [`${never}-default`, 'done'],
      ],
    )
    assert.equal(rows[0]?.['done_at'], '2026')
    const { entries } = await get<{ entries: { action: string; count: number }[] }>('/log')
    assert.deepEqual([entries[0]?.action, entries[0]?.count], ['resend', 2])
  })

  test('is listed, and tried again', async () => {
    const id = await add(1)
    await site.query(
      `INSERT INTO leanto_outbox (id, submission, kind, target, state, due_at, created_at)
       VALUES ('${id}-default', '${id}', 'notify', 'default', 'dead', '2026', '2026')`,
    )
    const dead = await get<{ deliveries: { id: string }[] }>('/deliveries?state=dead')
    assert.deepEqual(
      dead.deliveries.map((delivery) => delivery.id),
      [`${id}-default`],
    )
    assert.deepEqual(await get('/deliveries'), { deliveries: [] })
    const answer = await post('/deliveries/replay', { ids: [`${id}-default`] })
    assert.deepEqual(await answer.json(), { changed: 1 })
    await until(isSent)
  })
})

describe('a search', () => {
  beforeEach(clear)

  const index = async (): Promise<number> => {
    const answer = await site.fetch('/pending', { method: 'POST' })
    const { indexed }: { indexed: number } = JSON.parse(await answer.text())
    return indexed
  }
  const message = (text: string): Row => ({ entries: JSON.stringify([['message', [text]]]) })

  test('finds by words, phrases and beginnings, newest first, a page at a time', async () => {
    for (let number = 1; number <= 9; number += 1) {
      await add(number, message(number % 2 === 0 ? 'Straße nach Zürich' : 'road to Zurich'))
    }
    const first = await list('q=zuri&limit=4')
    assert.deepEqual(idsOf(first), [9, 8, 7, 6].map(toId))
    const rest = await list(`q=zuri&after=${first.next}`)
    assert.deepEqual(idsOf(rest), [5, 4, 3, 2, 1].map(toId))
    assert.equal(rest.next, undefined)
    assert.deepEqual(idsOf(await list('q=strasse&limit=2')), [8, 6].map(toId))
    assert.deepEqual(idsOf(await list('q=%22zurich+road%22')), [])
    assert.deepEqual(idsOf(await list('q=zurich+-road&form=contact')), [8, 6, 4, 2].map(toId))
    assert.deepEqual(idsOf(await list('q=zurich&form=con')), [])
    assert.deepEqual(await list('q=%3F%21'), { items: [] })
  })

  test('finds names of files, and what came beside the fields', async () => {
    const id = await add(1, { extra: '[["beside","lantern"]]' })
    await site.query(
      `INSERT INTO leanto_files VALUES ('f1', '${id}', 'file', 'invoice_2024.pdf', 'text/plain', 5, 'd1')`,
    )
    assert.deepEqual(idsOf(await list('q=invoice')), [id])
    assert.deepEqual(idsOf(await list('q=2024.pdf+lant')), [id])
  })

  test('finds what was moved where it is now', async () => {
    const id = await add(1)
    assert.deepEqual(idsOf(await list('q=roof&folder=unread')), [id])
    await act('read', [id])
    assert.deepEqual(idsOf(await list('q=roof&folder=unread')), [])
    assert.deepEqual(idsOf(await list('q=roof')), [id])
    await act('spam', [id])
    assert.deepEqual(idsOf(await list('q=roof')), [])
    assert.deepEqual(idsOf(await list('q=roof&folder=spam')), [id])
  })

  test('fills in what an older Worker has not stored', async () => {
    const id = await add(1)
    await add(2, { author: 'Own', excerpt: 'own', file_count: 7 })
    await site.query(
      `INSERT INTO leanto_files VALUES ('f1', '${id}', 'file', 'a', 'text/plain', 5, 'd1')`,
    )
    assert.equal(await index(), 2)
    assert.equal(await index(), 0)
    const { items } = await list('')
    assert.deepEqual(
      items.map(({ author, excerpt, fileCount }) => [author, excerpt, fileCount]),
      [
        ['Own', 'own', 7],
        ['Ann', 'The roof is leaking.', 1],
      ],
    )
  })

  test('knows each once, however many index at once', async () => {
    for (let number = 1; number <= 40; number += 1) await add(number)
    const counts = await Promise.all([1, 2, 3, 4].map(index))
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      40,
    )
    assert.equal(idsOf(await list('q=roof')).length, 40)
    const [size] = await site.query('SELECT count(*) AS count FROM leanto_search_docsize')
    assert.deepEqual(size, { count: 40 })
  })

  test('is given few large ones at a time, and says how many it does not know', async () => {
    for (const [number, length] of [45_000, 45_000, 45_000, 900_000].entries()) {
      const id = await add(number)
      await site.query(
        `UPDATE leanto_submissions SET entries = json_array(json_array('message',
           json_array('roof ' || replace(hex(zeroblob(${length})), '00', 'x ')))) WHERE id = '${id}'`,
      )
    }
    const page = await list('q=roof')
    assert.deepEqual([page.items.length, page.unindexed], [1, 3])
    while ((await index()) > 0);
    const { items, unindexed } = await list('q=roof')
    assert.deepEqual([items.length, unindexed], [4, undefined])
  })
})

describe('a request that is none', () => {
  before(async () => {
    await clear()
    await add(1)
  })

  const id = toId(1)
  type Case = readonly [path: string, status: number, detail: RegExp | string]
  const reads: readonly Case[] = [
    ['', 404, /^There is nothing at \/api\/inbox, expected one of \/api\/inbox\/forms, /],
    ['/nothing', 404, /^There is nothing at \/api\/inbox\/nothing, /],
    ['/submissions/1', 404, /^There is nothing at /],
    [`/submissions/${toId(7)}`, 404, /^There is no submission 0+7: /],
    ['/forms?form=a', 400, 'Unknown parameter "form", expected none.'],
    [
      '/submissions?fodler=spam',
      400,
      'Unknown parameter "fodler", expected form, folder, q, after, limit.',
    ],
    ['/submissions?q=a&q=b', 400, 'Expected "q" once, got it 2 times.'],
    [
      '/submissions?folder=sent',
      400,
      'Expected one of inbox, unread, spam, archive in "folder", got "sent".',
    ],
    ['/submissions?form=A', 400, /^Expected a form's name /],
    [`/submissions?q=${'a'.repeat(201)}`, 400, 'Expected at most 200 characters in "q", got 201.'],
    ...['0', '51', '-1', '1.5', 'x', '1e1'].map((limit): Case => [
      `/submissions?limit=${limit}`,
      400,
      `Expected a number from 1 to 50 in "limit", got "${limit}".`,
    ]),
    [
      '/submissions?after=x',
      400,
      /^Expected the "next" of a page of the same list in "after", got "x"\.$/,
    ],
    ['/submissions?after=r5', 400, /^Expected the "next" /],
    [`/submissions?q=a&after=2026-10-01T12:00:00.000Z_${id}`, 400, /^Expected the "next" /],
    ['/deliveries?state=done', 400, 'Expected one of new, dead in "state", got "done".'],
    ['/log?before=x', 400, 'Expected the "next" of a page of the log in "before", got "x".'],
    ['/people', 400, 'Expected one e-mail address in "email", got "".'],
    ['/people?email=ann', 400, 'Expected one e-mail address in "email", got "ann".'],
    ['/people/export?email=a,b', 400, 'Expected one e-mail address in "email", got "a,b".'],
    ['/export?format=xml', 400, 'Expected one of csv, json, ndjson in "format", got "xml".'],
    ['/export?folder=sent', 400, /^Expected one of inbox, /],
    ['/files/../forms/x', 404, /^There is nothing at /],
    ['/actions', 405, '/api/inbox/actions takes POST.'],
    ['/restore', 405, '/api/inbox/restore takes POST.'],
  ]
  const check = async (response: SiteResponse, [path, status, detail]: Case): Promise<void> => {
    const body: { detail: string } = JSON.parse(await response.text())
    assert.equal(response.status, status, `${path}: ${body.detail}`)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    if (typeof detail === 'string') assert.equal(body.detail, detail)
    else assert.match(body.detail, detail)
  }
  for (const read of reads)
    test(`GET ${read[0].slice(0, 60)} gets ${read[1]}`, async () => {
      await check(await fetchApi(read[0]), read)
    })

  const json = 'application/json'
  const form = 'application/x-www-form-urlencoded'
  const many = JSON.stringify(Array.from({ length: 101 }, () => id))
  const writes: readonly (readonly [body: string, type: string, ...Case])[] = [
    ['', 'text/plain', '/actions', 415, /^Expected the Content-Type application\/json or /],
    ['', json, '/actions', 400, /^Expected JSON as the body, got none: /],
    ['{"action": read}', json, '/actions', 400, /^Expected JSON as the body, got none: .*read/],
    ['[]', json, '/actions', 400, 'Expected a JSON object as the body, got a list.'],
    ['null', json, '/actions', 400, 'Expected a JSON object as the body, got null.'],
    ['{"ids":[]}', json, '/actions', 400, /^Expected one of read, .*, got nothing\.$/],
    ['{"action":"erase","ids":[]}', json, '/actions', 400, /in "action", got "erase"\.$/],
    ['{"action":1,"ids":[]}', json, '/actions', 400, /in "action", got 1\.$/],
    [
      '{"action":"read"}',
      json,
      '/actions',
      400,
      'Expected 32 hexadecimal digits in "ids", got nothing.',
    ],
    [
      `{"action":"read","ids":["${id}","x"]}`,
      json,
      '/actions',
      400,
      'Expected 32 hexadecimal digits in "ids[1]", got "x".',
    ],
    [`{"action":"read","ids":{"a":1}}`, json, '/actions', 400, /in "ids", got .*a.*1/],
    [
      `{"action":"read","ids":${many}}`,
      json,
      '/actions',
      400,
      'Expected at most 100 of "ids", got 101.',
    ],
    [
      `{"action":"read","ids":[],"id":1}`,
      json,
      '/actions',
      400,
      'Unknown member "id" in the body, expected action, ids.',
    ],
    [
      `{"a":"${'x'.repeat(70_000)}"}`,
      json,
      '/actions',
      413,
      /^Expected a body of at most 65536 bytes/,
    ],
    ['action=read&ids=x', form, '/actions', 400, /in "ids", got "x"\.$/],
    [
      '{"ids":["x"]}',
      json,
      '/deliveries/replay',
      400,
      /^Expected the id of a delivery in "ids\[0\]"/,
    ],
    [
      '{"email":"x"}',
      json,
      '/people/erase',
      400,
      'Expected one e-mail address in "email", got "x".',
    ],
    [
      '{"email":"a@example.com","mentions":1}',
      json,
      '/people/erase',
      400,
      'Expected true or false in "mentions", got 1.',
    ],
    ['', json, '/forms', 405, '/api/inbox/forms takes GET, HEAD.'],
    ['', json, '/actions?x=1', 400, 'Unknown parameter "x", expected none.'],
  ]
  for (const [body, type, ...expected] of writes)
    test(`POST ${expected[0]} of ${body.slice(0, 40)} gets ${expected[1]}`, async () => {
      const headers = { 'content-type': type }
      await check(await fetchApi(expected[0], { method: 'POST', body, headers }), expected)
    })

  test('is one of bytes that are no text', async () => {
    const response = await fetchApi('/actions', {
      method: 'POST',
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
      headers: { 'content-type': json },
    })
    await check(response, ['/actions', 400, 'Expected a body in UTF-8.'])
  })

  test('changes nothing', async () => {
    const { history, readAt } = await open(id)
    assert.deepEqual([history, readAt], [[], undefined])
  })
})

describe('a request', () => {
  test('may send the fields of a form in place of JSON', async () => {
    await clear()
    const ids = [await add(1), await add(2), await add(3)]
    const send = async (fields: readonly (readonly [string, string])[]): Promise<unknown> => {
      const body = new URLSearchParams()
      for (const [name, value] of fields) body.append(name, value)
      return (await fetchApi('/actions', { method: 'POST', body })).json()
    }
    assert.deepEqual(
      await send([
        ['action', 'read'],
        ['ids', ids[0] ?? ''],
      ]),
      { changed: 1 },
    )
    const all = ids.map((id) => ['ids', id] as const)
    assert.deepEqual(await send([['action', 'read'], ...all]), { changed: 2 })
  })

  test('gets an answer that nobody stores, to HEAD, too', async () => {
    for (const method of ['GET', 'HEAD']) {
      const response = await fetchApi('/forms/', { method })
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('cache-control'), 'no-store')
    }
  })
})

test('the log is read a page at a time', async () => {
  await clear()
  for (let number = 1; number <= 101; number += 1)
    await site.query(
      `INSERT INTO leanto_audit (at, actor, action, count, detail) VALUES ('${NOW}', 'owner', 'read', ${number}, '')`,
    )
  const counts: number[] = []
  let page = await get<{ entries: { count: number }[]; next?: number }>('/log')
  for (;;) {
    counts.push(...page.entries.map(({ count }) => count))
    if (page.next === undefined) break
    page = await get(`/log?before=${page.next}`)
  }
  assert.deepEqual(
    counts,
    Array.from({ length: 101 }, (_, index) => 101 - index),
  )
})
