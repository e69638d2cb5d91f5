/** What becomes of deliveries: sent once each, tried again, and given up. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'

import { at, HOUR, MINUTE, startDelivering, type Delivering } from './delivering.ts'

let worker: Delivering

before(async () => {
  worker = await startDelivering()
})
after(() => worker.close())
beforeEach(() => worker.reset())

describe('the outbox', () => {
  test('has a row for each target of a submission, and one for the answer', async () => {
    const id = await worker.store({ notify: ' hook  mail hook ', autoresponse: 'thanks' })
    assert.deepEqual(
      await worker.rows('id, kind, target, state, attempts, due_at'),
      [
        { id: `${id}-autoresponse`, kind: 'autoresponse', target: 'thanks' },
        { id: `${id}-hook`, kind: 'notify', target: 'hook' },
        { id: `${id}-mail`, kind: 'notify', target: 'mail' },
      ].map((row) => ({ ...row, state: 'new', attempts: 0, due_at: at(0) })),
    )
  })

  test('has the default target where a form names none', async () => {
    await worker.store()
    assert.deepEqual(await worker.rows('target'), [{ target: 'default' }])
  })

  test('knows a target called autoresponse from an answer, and `toString` as any other name', async () => {
    await worker.store({ notify: 'autoresponse toString', autoresponse: 'thanks' })
    assert.deepEqual(
      (await worker.rows('kind, target')).map(
        ({ kind, target }) => `${String(kind)} ${String(target)}`,
      ),
      ['notify autoresponse', 'autoresponse thanks', 'notify toString'],
    )
  })

  test('has nothing of spam until the owner takes it out, and nothing twice', async () => {
    const id = await worker.store({ state: 'quarantined', notify: 'hook' })
    assert.deepEqual(await worker.rows('id'), [])
    await worker.query(`UPDATE leanto_submissions SET state = 'accepted' WHERE id = '${id}'`)
    const submission = { id, receivedAt: at(0), notify: 'hook' }
    await worker.ask({ do: 'outbox', now: at(0), submission })
    await worker.due()
    await worker.ask({ do: 'outbox', now: at(0), submission })
    assert.deepEqual(await worker.rows('id, state'), [{ id: `${id}-hook`, state: 'done' }])
  })

  test('has digests due at the next full hour, or at the next six o’clock', async () => {
    await worker.store({ notify: 'hourly daily' })
    await worker.store({ notify: 'hourly daily', time: -10 * HOUR })
    await worker.store({ notify: 'hourly', time: -20 * MINUTE })
    assert.deepEqual(
      (await worker.rows('due_at')).map(({ due_at: dueAt }) => dueAt),
      [
        '2026-11-27T06:00:00.000Z',
        '2026-11-26T11:00:00.000Z',
        '2026-11-26T06:00:00.000Z',
        '2026-11-26T01:00:00.000Z',
        '2026-11-26T11:00:00.000Z',
      ],
    )
  })
})

describe('a delivery', () => {
  test('is sent once by forty Workers at once', async () => {
    const id = await worker.store({ notify: 'hook' })
    const results = await Promise.all(Array.from({ length: 40 }, () => worker.one(`${id}-hook`)))
    assert.equal(results.filter((result) => result === 'done').length, 1)
    assert.equal(results.filter((result) => result === 'gone').length, 39)
    assert.equal(worker.posts.length, 1)
    assert.deepEqual(await worker.rows('state, attempts, error, done_at'), [
      { state: 'done', attempts: 1, error: null, done_at: at(0) },
    ])
    assert.deepEqual(await worker.query('SELECT * FROM leanto_history'), [
      { submission: id, at: at(0), actor: 'leanto', event: 'delivered', detail: 'hook' },
    ])
  })

  test('is not sent before it is due', async () => {
    const id = await worker.store({ notify: 'hook', time: MINUTE })
    assert.equal(await worker.one(`${id}-hook`, 0), 'gone')
    assert.equal(await worker.one(`${id}-hook`, MINUTE), 'done')
    assert.equal(await worker.one(`${id}-hook`, HOUR), 'gone')
    assert.equal(await worker.one('nothing', HOUR), 'gone')
  })

  test('of a Worker that dies behind it is repeated with the same id, not before its time is over', async () => {
    const id = await worker.store({ notify: 'hook' })
    const ask = { do: 'one', id: `${id}-hook` } as const
    assert.equal(await worker.ask({ ...ask, now: at(0), dieAtBatch: 2 }), 'later')
    assert.equal(await worker.ask({ ...ask, now: at(MINUTE - 1) }), 'gone')
    assert.equal(await worker.ask({ ...ask, now: at(MINUTE), dieAtBatch: 2 }), 'later')
    assert.equal(await worker.ask({ ...ask, now: at(3 * MINUTE - 1) }), 'gone')
    assert.equal(await worker.due(3 * MINUTE), 1)
    assert.deepEqual(
      worker.posts.map(({ headers }) => headers['webhook-id']),
      Array<string>(3).fill(`${id}-hook`),
    )
  })

  test('that ends every Worker is given up', async () => {
    const id = await worker.store({ notify: 'hook' })
    let time = 0
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await worker.ask({ do: 'one', id: `${id}-hook`, now: at(time), dieAtBatch: 2 })
      time += HOUR
    }
    assert.equal(await worker.one(`${id}-hook`, time), 'gone')
    assert.equal(worker.posts.length, 10)
    const [row] = await worker.rows('state, error')
    assert.equal(row?.['state'], 'dead')
    assert.match(String(row?.['error']), /the Worker ended/)
  })

  test('that fails is tried again, ever later, then given up, and replayed', async () => {
    worker.answer = () => new Response('the disk is full\n', { status: 500 })
    const id = await worker.store({ notify: 'hook' })
    let time = 0
    const waits: number[] = []
    for (let attempt = 1; attempt < 10; attempt += 1) {
      assert.equal(await worker.one(`${id}-hook`, time), 'later')
      const [row] = await worker.rows('due_at, state, error')
      const next = Date.parse(String(row?.['due_at'])) - Date.parse(at(0))
      assert.deepEqual(
        [row?.['state'], row?.['error']],
        ['new', 'hooks.example.com answered 500: the disk is full'],
      )
      waits.push((next - time) / MINUTE)
      time = next
    }
    assert.deepEqual(waits, [1, 5, 30, 120, 360, 720, 1440, 1440, 1440])
    assert.equal(await worker.one(`${id}-hook`, time), 'gone')
    assert.deepEqual(await worker.rows('state, attempts'), [{ state: 'dead', attempts: 10 }])
    const events = await worker.query('SELECT event, detail FROM leanto_history ORDER BY rowid')
    assert.equal(events.length, 10)
    assert.deepEqual(events.at(-1), {
      event: 'given up',
      detail: 'hook: hooks.example.com answered 500: the disk is full',
    })

    await worker.reset(false)
    assert.equal(await worker.ask({ do: 'replay', now: at(time), ids: [`${id}-hook`, 'x'] }), 1)
    assert.equal(await worker.due(time), 1)
    assert.deepEqual(await worker.rows('state, attempts, error'), [
      { state: 'done', attempts: 1, error: null },
    ])
    assert.equal(await worker.ask({ do: 'replay', now: at(time), ids: [`${id}-hook`] }), 0)
  })

  test('waits as long as the receiver asks', async () => {
    worker.answer = () => new Response(null, { status: 429, headers: { 'retry-after': '3600' } })
    const id = await worker.store({ notify: 'hook' })
    await worker.one(`${id}-hook`)
    assert.deepEqual(await worker.rows('due_at'), [{ due_at: at(HOUR) }])
  })

  for (const name of ['nobody', 'toString'])
    test(`to "${name}", which the Worker does not declare, fails for good and says where to declare it`, async () => {
      const id = await worker.store({ notify: name })
      assert.equal(await worker.one(`${id}-${name}`), 'gone')
      const [row] = await worker.rows('state, error')
      assert.equal(row?.['state'], 'dead')
      assert.match(
        String(row?.['error']),
        RegExp(`no target is called "${name}".*notify: . '${name}'`),
      )
    })

  test('does not let a secret into the error', async () => {
    const id = await worker.store({ notify: 'leaky' })
    await worker.one(`${id}-leaky`)
    assert.deepEqual(await worker.rows('error'), [
      { error: 'https://h.example/… said [HOOK_TOKEN]' },
    ])
    const [line] = await worker.query('SELECT detail FROM leanto_history')
    assert.deepEqual(line, { detail: 'leaky: https://h.example/… said [HOOK_TOKEN]' })
    assert.doesNotMatch(worker.logs().join('\n'), /tOkEnToKeN/)
  })

  test('does not let an address that a receiver repeats into error, history or log', async () => {
    worker.answer = () => new Response('no <ada@example.com>, "b.c@bücher.de"', { status: 500 })
    const id = await worker.store({ notify: 'hook' })
    await worker.one(`${id}-hook`)
    const error = 'hooks.example.com answered 500: no <[address]>, "[address]"'
    assert.deepEqual(await worker.rows('error'), [{ error }])
    const [line] = await worker.query('SELECT detail FROM leanto_history')
    assert.deepEqual(line, { detail: `hook: ${error}` })
    const logs = worker.logs().join('\n')
    assert.ok(logs.includes('no <[address]>'))
    assert.doesNotMatch(logs, /ada@|b\.c@/)
  })

  test('goes with its submission, and stays away while that is spam', async () => {
    const gone = await worker.store({ notify: 'hook' })
    const spam = await worker.store({ notify: 'hook' })
    const archived = await worker.store({ notify: 'hook' })
    await worker.query(`DELETE FROM leanto_submissions WHERE id = '${gone}'`)
    await worker.query(`UPDATE leanto_submissions SET state = 'quarantined' WHERE id = '${spam}'`)
    await worker.query(`UPDATE leanto_submissions SET state = 'archived' WHERE id = '${archived}'`)
    assert.equal(await worker.one(`${gone}-hook`), 'gone')
    assert.equal(await worker.due(), 1)
    assert.deepEqual(await worker.rows('id, state'), [{ id: `${archived}-hook`, state: 'done' }])
  })

  test('that fails keeps no other from its turn, and no turn has more than it may', async () => {
    worker.answer = ({ body }) => new Response(null, { status: body.includes('bad') ? 500 : 204 })
    for (let number = 0; number < 8; number += 1) {
      await worker.store({
        notify: 'hook',
        fields: [['name', [number < 2 ? 'bad' : 'good']]],
        time: number,
      })
    }
    assert.equal(await worker.due(MINUTE, 7), 5)
    assert.equal(worker.posts.length, 7)
    assert.equal(await worker.due(MINUTE, 7), 1)
  })
})

describe('a replay', () => {
  test('leaves alone what is being sent, at the first try and at a later one', async () => {
    const id = await worker.store({ notify: 'hook' })
    const ids = [`${id}-hook`]
    const counts: unknown[] = []
    const countReplayed = async (time: number): Promise<void> => {
      counts.push(await worker.ask({ do: 'replay', now: at(time), ids }))
    }
    worker.answer = async () => {
      await countReplayed(0)
      return new Response(null, { status: 500 })
    }
    await worker.one(`${id}-hook`)
    worker.answer = async () => {
      await countReplayed(MINUTE)
      return new Response(null, { status: 500 })
    }
    await worker.one(`${id}-hook`, MINUTE)
    await countReplayed(MINUTE)
    assert.deepEqual(counts, [0, 0, 1])
    assert.equal(worker.posts.length, 2)
  })

  test('takes a digest that waits, and no automatic answer of yesterday', async () => {
    const id = await worker.store({ notify: 'daily', autoresponse: 'thanks' })
    const ids = [`${id}-daily`, `${id}-autoresponse`]
    const replay = (time: number): Promise<unknown> =>
      worker.ask({ do: 'replay', now: at(time), ids })
    assert.equal(await replay(24 * HOUR), 1)
    assert.equal(await replay(24 * HOUR - 1), 2)
  })
})

describe('the list of deliveries', () => {
  test('is of those that wait, or were given up, a page at a time', async () => {
    const all: string[] = []
    for (let number = 0; number < 5; number += 1) {
      all.push(await worker.store({ notify: number < 2 ? 'nobody' : 'hook', time: number }))
    }
    worker.answer = () => new Response(null, { status: 500 })
    await worker.due(10)
    const list = async (
      state: 'new' | 'dead',
      last?: string,
    ): Promise<Record<string, unknown>[]> => {
      const ask = { do: 'list', now: at(0), state, limit: 2 } as const
      return worker.askRows(last === undefined ? ask : { ...ask, after: last })
    }
    const dead = await list('dead')
    assert.deepEqual(
      dead.map(({ submission }) => submission),
      [all[1], all[0]],
    )
    const [first, second] = await list('new')
    const [third, ...none] = await list('new', String(second?.['id']))
    assert.deepEqual(
      [first, second, third].map((row) => row?.['submission']),
      all.slice(2),
    )
    assert.deepEqual(none, [])
    assert.deepEqual(first, {
      id: `${all[2]}-hook`,
      submission: all[2],
      kind: 'notify',
      target: 'hook',
      state: 'new',
      attempts: 1,
      dueAt: at(10 + MINUTE),
      createdAt: at(2),
      error: 'hooks.example.com answered 500',
    })
  })
})
