/** A site with a queue delivers from it; what the queue loses, the cron trigger finds. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startFixture, until, type Fixture } from './fixture.ts'

const PAGES = {
  'index.html': `<!doctype html><title>T</title>
    <form method="post" action="/forms/note" data-quarantine="never"><input name="name"></form>`,
}

let site: Fixture

async function send(name: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const body = new URLSearchParams({ name })
  assert.equal((await site.fetch('/forms/note', { method: 'POST', body, headers })).status, 303)
}

async function count(state: string): Promise<unknown> {
  const [row] = await site.query(`SELECT count(*) AS n FROM leanto_outbox WHERE state = '${state}'`)
  return row?.['n']
}

describe('a site with a queue', () => {
  before(async () => {
    const main = 'tests/worker/faulty-worker.edge.ts'
    site = await startFixture(PAGES, { hasQueue: true, main })
  })
  after(() => site.close())

  test('delivers what its queue carries', async () => {
    await send('queued')
    await until(async () => (await count('done')) === 1)
    const [row] = await site.query('SELECT attempts FROM leanto_outbox')
    assert.deepEqual(row, { attempts: 1 })
  })

  test('delivers by its cron trigger what the queue does not take', async () => {
    await send('lost', { 'x-fault': '0 queue' })

    assert.equal(await count('new'), 1)
    await site.sweep()
    assert.equal(await count('new'), 0)
  })
})
