/** What is told of together, and how visitors are answered. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'

import { at, HOUR, MINUTE, startDelivering, type Delivering, type Posted } from './delivering.ts'

let worker: Delivering

before(async () => {
  worker = await startDelivering()
})
after(() => worker.close())
beforeEach(() => worker.reset())

describe('a digest', () => {
  const ids = ({ json }: Posted): unknown[] => {
    const { data } = json
    return Array.isArray(data) ? data.map((item: { id: unknown }) => item.id) : [data]
  }

  test('tells of all that came within its hour, in one message', async () => {
    const first = await worker.store({ notify: 'hourly' })
    const second = await worker.store({ notify: 'hourly', time: MINUTE })
    await worker.store({ notify: 'hourly', time: HOUR })
    await worker.store({ notify: 'hook' })
    assert.equal(await worker.due(39 * MINUTE), 1)
    assert.equal(await worker.due(40 * MINUTE), 1)
    const [, digest] = worker.posts
    assert.ok(digest !== undefined)
    assert.equal(digest.json['type'], 'form.digest')
    assert.deepEqual(ids(digest), [first, second])
    assert.match(digest.headers['webhook-id'] ?? '', /^[0-9a-f]{32}$/)
    assert.equal((await worker.rows('id', `state = 'new'`)).length, 1)
    assert.equal((await worker.query('SELECT * FROM leanto_history')).length, 3)
  })

  test('is sent once by many Workers', async () => {
    const first = await worker.store({ notify: 'hourly' })
    const second = await worker.store({ notify: 'hourly' })
    const id = `${first}-hourly`
    await Promise.all([
      ...Array.from({ length: 5 }, () => worker.one(id, HOUR)),
      worker.due(HOUR),
      worker.due(HOUR),
    ])
    assert.deepEqual(worker.posts.map(ids), [[first, second]])
  })

  test('holds fifty at most, and leaves the others for the next', async () => {
    const all: string[] = []
    for (let number = 0; number < 53; number += 1)
      all.push(await worker.store({ notify: 'hourly' }))
    assert.equal(await worker.due(HOUR, 2), 1)
    assert.equal(await worker.due(HOUR, 2), 1)
    assert.deepEqual(worker.posts.map(ids), [all.slice(0, 50), all.slice(50)])
  })

  test('holds the same when it is sent again, whatever has come since', async () => {
    worker.answer = () => new Response(null, { status: 503 })
    const first = await worker.store({ notify: 'hourly' })
    const second = await worker.store({ notify: 'hourly' })
    await worker.due(40 * MINUTE)
    worker.answer = undefined
    const third = await worker.store({ notify: 'hourly', time: 30 * MINUTE })
    assert.equal(await worker.due(41 * MINUTE), 2)
    const sent = worker.posts.map((post) => ids(post))
    assert.deepEqual(sent[0], [first, second])
    assert.deepEqual(
      sent.slice(1).toSorted((a, b) => b.length - a.length),
      [[first, second], [third]],
    )
    const [failed, ...others] = worker.posts.map(({ headers }) => headers['webhook-id'])
    assert.equal(others.filter((id) => id === failed).length, 1)
  })

  test('that fails says of none what the receiver says of another', async () => {
    worker.answer = () => new Response('Ada: not wanted', { status: 500 })
    await worker.store({ notify: 'hourly' })
    await worker.store({ notify: 'hourly' })
    await worker.due(HOUR)
    const error = 'hooks.example.com answered 500'
    assert.deepEqual(await worker.rows('error'), [{ error }, { error }])
    assert.deepEqual(
      await worker.query('SELECT detail FROM leanto_history'),
      Array.from({ length: 2 }, () => ({ detail: `hourly: ${error}` })),
    )
    assert.doesNotMatch(worker.logs().join('\n'), /not wanted/)
  })

  test('with long entries leaves some for the next', async () => {
    const fields = [['message', ['x'.repeat(400_000)]]] as const
    for (let number = 0; number < 4; number += 1) await worker.store({ notify: 'hourly', fields })
    assert.equal(await worker.due(HOUR), 1)
    assert.equal(await worker.due(HOUR), 1)
    assert.deepEqual(
      worker.posts.map((post) => ids(post).length),
      [2, 2],
    )
  })

  test('by mail tells of all submissions of the day, and is answered to nobody', async () => {
    const fields = [['email', ['ada@example.com']]] as const
    const all = [
      await worker.store({ notify: 'daily', fields }),
      await worker.store({ notify: 'daily', fields }),
    ]
    const { value, mails } = await worker.tell({ do: 'due', now: '2026-11-27T06:00:00.000Z' })
    assert.equal(value, 1)
    const text = JSON.stringify(mails)
    assert.match(text, /"subject":"2 new submissions"/)
    for (const id of all) assert.ok(text.includes(`https://example.org/inbox/${id}`))
    assert.doesNotMatch(text, /replyTo/)
  })
})

describe('an answer to the visitor', () => {
  const fields = [
    ['email', ['ada@example.com']],
    ['message', ['Buy this']],
  ] as const

  test('is sent to their address, with nothing of theirs in it', async () => {
    const id = await worker.store({ notify: '', autoresponse: 'thanks', fields })
    const { value, mails } = await worker.tell({ do: 'one', now: at(0), id: `${id}-autoresponse` })
    assert.equal(value, 'done')
    assert.deepEqual(mails, [
      {
        from: 'site@example.org',
        to: 'ada@example.com',
        subject: 'Thank you',
        text: 'We will answer.',
        headers: {
          'Auto-Submitted': 'auto-replied',
          Precedence: 'bulk',
          'X-Leanto-Delivery': `${id}-autoresponse`,
        },
      },
    ])
  })

  test('is sent once a day to an address, whatever its case, and the delivery says so', async () => {
    await worker.store({ notify: '', autoresponse: 'thanks', fields })
    await worker.store({
      notify: '',
      autoresponse: 'thanks',
      fields: [['email', ['ADA@example.com']]],
    })
    const { value, mails } = await worker.tell({ do: 'due', now: at(0) })
    assert.deepEqual([value, mails.length], [2, 1])
    const events = await worker.query('SELECT event, detail FROM leanto_history ORDER BY event')
    assert.deepEqual(events, [
      { event: 'delivered', detail: 'autoresponse thanks' },
      {
        event: 'not sent',
        detail: 'autoresponse thanks: the address has had an answer today',
      },
    ])
    await worker.store({ notify: '', autoresponse: 'thanks', fields, time: 24 * HOUR })
    assert.equal((await worker.tell({ do: 'due', now: at(24 * HOUR) })).mails.length, 1)
    const tasks = await worker.query('SELECT name FROM leanto_tasks')
    assert.equal(tasks.length, 2)
    for (const { name } of tasks) assert.match(String(name), /^autoresponse:[0-9a-f]{64}$/)
  })

  test('that could not be sent keeps no later one of the day from being sent', async () => {
    const id = await worker.store({ notify: '', autoresponse: 'thanks', fields })
    const ask = { do: 'one', now: at(0) } as const
    await worker.ask({ ...ask, id: `${id}-autoresponse`, hasNoMail: true })
    const next = await worker.store({ notify: '', autoresponse: 'thanks', fields })
    const { value, mails } = await worker.tell({ ...ask, id: `${next}-autoresponse` })
    assert.deepEqual([value, mails.length], ['done', 1])
    assert.deepEqual(await worker.query('SELECT cursor FROM leanto_tasks'), [
      { cursor: `${next}-autoresponse` },
    ])
  })

  test('that was not sent at its first try is sent at the next', async () => {
    const id = await worker.store({ notify: '', autoresponse: 'thanks', fields })
    const ask = { do: 'one', id: `${id}-autoresponse` } as const
    assert.equal(await worker.ask({ ...ask, now: at(0), hasNoMail: true }), 'later')
    const [row] = await worker.rows('error')
    assert.match(String(row?.['error']), /expected a binding "MAIL" in wrangler.toml/)
    const { value, mails } = await worker.tell({ ...ask, now: at(HOUR) })
    assert.deepEqual([value, mails.length], ['done', 1])
  })

  test('is not sent where there is no single valid address', async () => {
    for (const address of ['', 'ada', 'a@example.com, b@example.com', 'a@b.com\r\nBcc: c@d.com']) {
      await worker.store({ notify: '', autoresponse: 'thanks', fields: [['email', [address]]] })
    }
    const { value, mails } = await worker.tell({ do: 'due', now: at(0) })
    assert.deepEqual([value, mails], [4, []])
  })

  test('that the Worker does not declare fails for good', async () => {
    await worker.store({ notify: '', autoresponse: 'toString', fields })
    await worker.due()
    const [row] = await worker.rows('state, error')
    assert.equal(row?.['state'], 'dead')
    assert.match(String(row?.['error']), /no message is called "toString"/)
  })
})
