/** What an owner does with submissions, and what is sent because of it. */
import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'

import { until } from './fixture.ts'
import {
  act,
  add,
  checkCounts,
  clear,
  fetchApi,
  get,
  idsOf,
  isOwn,
  list,
  NOW,
  open,
  post,
  site,
  startApi,
  toId,
} from './inbox-api.ts'

startApi()

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
      const rows = await site().query(
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
    assert.deepEqual(await site().query('SELECT * FROM leanto_scorer'), [])
    await act('spam', ids)
    await act('spam', ids)
    const [learnt] = await site().query('SELECT version FROM leanto_scorer')
    await act('ham', ids)
    await act('inbox', ids)
    const [unlearnt] = await site().query('SELECT version FROM leanto_scorer')
    assert.deepEqual([learnt, unlearnt], [{ version: 1 }, { version: 2 }])
  })

  test('deletes all that belongs to a submission', async () => {
    const id = await add(1)
    await add(2)
    await site().query(
      `INSERT INTO leanto_files VALUES ('f1', '${id}', 'file', 'a', 'text/plain', 5, 'd1')`,
    )
    await site().query(
      `INSERT INTO leanto_file_pieces (file, number, base64) VALUES ('f1', 0, 'YQ==')`,
    )
    await act('read', [id])
    await list('q=roof')
    assert.equal(await act('delete', [id, toId(9)]), 1)
    assert.equal(await act('delete', [id]), 0)
    await checkCounts()
    assert.equal((await fetchApi(`/submissions/${id}`)).status, 404)
    assert.deepEqual(idsOf(await list('q=roof')), [toId(2)])
    const [left] = await site().query(
      `SELECT (SELECT count(*) FROM leanto_files) + (SELECT count(*) FROM leanto_file_pieces)
         + (SELECT count(*) FROM leanto_history) AS count`,
    )
    assert.deepEqual(left, { count: 0 })
  })
})

describe('what is to be sent', () => {
  beforeEach(clear)

  const listOutbox = (): Promise<Record<string, unknown>[]> =>
    site().query('SELECT submission, kind, target FROM leanto_outbox ORDER BY id')
  const isSent = async (): Promise<boolean> =>
    (await site().query(`SELECT 1 FROM leanto_outbox WHERE kind = 'notify' AND state <> 'done'`))
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

  test('of what is moved out of the spam is sent, too', async () => {
    const moved = await add(1, { state: 'quarantined' })
    await act('inbox', [moved])
    assert.deepEqual(await listOutbox(), [{ submission: moved, kind: 'notify', target: 'default' }])
    await until(isSent)
    assert.deepEqual(await site().query('SELECT * FROM leanto_scorer'), [])
  })

  test('is sent again, and for the first time where it never was', async () => {
    const sent = await add(1)
    const never = await add(2)
    const spam = await add(3, { state: 'quarantined' })
    const columns =
      'id, submission, kind, target, state, attempts, due_at, error, created_at, done_at'
    const outbox = (kind: string, state: string): string =>
      `('${sent}-${kind}', '${sent}', '${kind}', 'default', '${state}', 3, '2026', 'no', '2026', '2026')`
    await site().query(
      `INSERT INTO leanto_outbox (${columns}) VALUES ${outbox('notify', 'dead')}, ${outbox('autoresponse', 'done')}`,
    )
    assert.equal(await act('resend', [sent, never, spam, toId(9)]), 2)
    const { history } = await open(never)
    assert.equal(history[0]?.event, 'sent again')
    assert.deepEqual((await open(spam)).history, [])
    await until(isSent)
    const rows = await site().query('SELECT id, state, done_at FROM leanto_outbox ORDER BY id')
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

  test('is not sent again while it is spam, or is being sent', async () => {
    const spam = await add(1, { state: 'quarantined' })
    const waiting = await add(2, { state: 'quarantined' })
    const taken = await add(3)
    const row = (id: string, state: string, attempts: number): string =>
      `('${id}-default', '${id}', 'notify', 'default', '${state}', ${attempts}, '2027', '2026')`
    await site().query(
      `INSERT INTO leanto_outbox (id, submission, kind, target, state, attempts, due_at, created_at)
       VALUES ${row(spam, 'dead', 10)}, ${row(waiting, 'new', 0)}, ${row(taken, 'new', 1)}`,
    )
    const read = (): Promise<Record<string, unknown>[]> =>
      site().query('SELECT * FROM leanto_outbox ORDER BY id')
    const before = await read()
    assert.equal(await act('resend', [spam, waiting, taken]), 0)
    assert.deepEqual(await read(), before)
    for (const id of [spam, waiting, taken]) assert.deepEqual((await open(id)).history, [])
  })

  test('is listed, and tried again', async () => {
    const id = await add(1)
    await site().query(
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
