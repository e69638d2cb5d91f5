/** What programs get for many keys at once. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { createProgram, SITE, type Sent } from '../../tests/lookup-api.ts'
import { answerCall } from './serve-api.ts'

const { ask, json } = createProgram(answerCall)

const post = (path: string, body: unknown, more: Sent = {}): Promise<Response> =>
  ask(path, {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    ...more,
  })

describe('many keys at once', () => {
  const keys = Array.from({ length: 60 }, (_, at) => `XX/${at}`)

  it('are answered in their order, the unknown ones with null', async () => {
    const { results } = await json('cities?keys=2,99,1&columns=name')
    assert.deepEqual(results, [
      { key: '2', row: { name: 'Parma', href: `${SITE}/lookups/cities/2` } },
      { key: '99', row: null },
      { key: '1', row: { name: 'Paris', href: `${SITE}/lookups/cities/1` } },
    ])
  })

  it('go on where one answer has read enough', async () => {
    const first = await json(`subdivisions?keys=${keys.join(',')}`)
    assert.ok(Array.isArray(first['results']))
    assert.equal(first['results'].length, 40)
    const second = await json(`subdivisions${new URL(String(first['next'])).search}`)
    assert.ok(Array.isArray(second['results']))
    assert.deepEqual(
      [second['results'].length, second['results'][0].key, second['next']],
      [20, 'XX/40', undefined],
    )
  })

  it('are posted, and go on by number', async () => {
    const posted = keys.map((key) => key.split('/'))
    const first = JSON.parse(
      await (await post('subdivisions', { keys: posted, columns: ['code'] })).text(),
    )
    assert.equal(first.next, 40)
    const response = await post('subdivisions', { keys: posted, offset: first.next })
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const second = JSON.parse(await response.text())
    assert.deepEqual(
      [second.results.length, second.results[0].key, second.next],
      [20, 'XX/40', undefined],
    )
  })

  it('go on whole, though the last one has a comma', async () => {
    const many = [...Array.from({ length: 40 }, (_, at) => String(at)), 'a,b']
    const query = new URLSearchParams(many.map((key) => ['keys', key]))
    const { next } = await json(`cities?${query.toString()}`)
    const { results } = JSON.parse(
      await (await ask(`cities${new URL(String(next)).search}`)).text(),
    )
    assert.deepEqual(results, [{ key: 'a,b', row: null }])
  })

  it('go on by number as often as it takes', async () => {
    const posted = Array.from({ length: 100 }, (_, at) => String(at))
    const offsets: unknown[] = []
    for (let offset: unknown = 0; offset !== undefined;) {
      offsets.push(offset)
      offset = JSON.parse(await (await post('cities', { keys: posted, offset })).text()).next
    }
    assert.deepEqual(offsets, [0, 40, 80])
  })

  it('are one row each as CSV', async () => {
    assert.equal(await (await ask('cities.csv?keys=2,99,1&columns=id')).text(), 'id\r\n2\r\n1\r\n')
    assert.equal(
      await (await post('cities?format=ndjson', { keys: [2], columns: ['id'] })).text(),
      '{"id":2}\n',
    )
  })

  it('are refused in another body', async () => {
    assert.equal(
      (await ask('cities', { body: '{}', headers: { 'content-type': 'text/plain' } })).status,
      415,
    )
    assert.equal((await post('cities', { keys: ['a'.repeat(100_000)] })).status, 413)
    assert.equal(
      (await ask('cities', { body: '{', headers: { 'content-type': 'application/json' } })).status,
      400,
    )
    assert.equal((await post('cities?find=a', { keys: [1] })).status, 400)
    assert.equal((await post('cities', { keys: ['\ud800'] })).status, 200)
  })
})
