/** What a search through submissions finds. */
import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'

import { act, add, clear, idsOf, list, type Row, site, startApi, toId } from './inbox-api.ts'

startApi()

describe('a search', () => {
  beforeEach(clear)

  const index = async (times = 1): Promise<number> => {
    const answer = await site().fetch(`/pending?times=${times}`, { method: 'POST' })
    const { indexed }: { indexed: number } = JSON.parse(await answer.text())
    return indexed
  }
  const message = (text: string): Row => ({ entries: JSON.stringify([['message', [text]]]) })

  test('has each once, however many Workers index at once', async () => {
    for (let number = 1; number <= 30; number += 1) await add(number, message('heliotrope'))
    assert.equal(await index(8), 30)
    assert.equal((await list('q=heliotrope')).items.length, 30)
  })

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
    await site().query(
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
    await site().query(
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
    const [size] = await site().query('SELECT count(*) AS count FROM leanto_search_docsize')
    assert.deepEqual(size, { count: 40 })
  })

  test('is given few large ones at a time, and says how many it does not know', async () => {
    for (const [number, length] of [45_000, 45_000, 45_000, 900_000].entries()) {
      const id = await add(number)
      await site().query(
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
