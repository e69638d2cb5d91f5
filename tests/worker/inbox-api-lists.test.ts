/** What the inbox's lists and a submission hold, as data. */
import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'

import { act, add, clear, idsOf, list, NOW, open, ROW, site, startApi, toId } from './inbox-api.ts'

startApi()

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
        const rows = await site().query(
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
    await site().query(
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
      assert.deepEqual(await site().query('SELECT indexed FROM leanto_submissions'), [
        { indexed: 1 },
      ])
    })
})
