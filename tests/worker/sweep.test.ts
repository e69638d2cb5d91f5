/** What the cron trigger does: stores what was spooled, deletes what has expired, and bytes that no submission has. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startFixture, type Fixture } from './fixture.ts'

const DAY = 86_400_000
const PAGES = {
  'index.html': `<!doctype html><title>T</title><form method="post" action="/forms/brief" enctype="multipart/form-data"
    data-retention="1 day" data-quarantine="never" data-notify="team"><input name="name"><input type="file" name="file"></form>`,
}

let site: Fixture

async function send(name: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const data = new FormData()
  data.append('name', name)
  data.append('file', new File([`file of ${name}`], 'a.txt'))
  const encoded = new Response(data)
  const { status } = await site.fetch('/forms/brief', {
    method: 'POST',
    body: new Uint8Array(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '', ...headers },
  })
  return status
}

/** Several turns, since each does a little. */
async function sweepAt(time: number): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await site.sweep(new Date(time + turn * 60_000))
}

async function count(table: string): Promise<unknown> {
  return (await site.query(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']
}

const TABLES = ['submissions', 'files', 'file_pieces', 'outbox', 'history'].map(
  (name) => `leanto_${name}`,
)

describe('with a database alone', () => {
  before(async () => {
    site = await startFixture(PAGES)
  })
  after(() => site.close())

  test('what has expired is deleted with its file, its deliveries and its place in the search', async () => {
    for (let at = 0; at < 60; at += 1) assert.equal(await send(`person ${at}`), 303)
    await sweepAt(Date.now())
    assert.equal(await count('leanto_submissions'), 60)
    await sweepAt(Date.now() + 2 * DAY)
    for (const table of TABLES) assert.equal(await count(table), 0, table)
    const counted = await site.query('SELECT total, unread FROM leanto_counts')
    assert.deepEqual(counted, [{ total: 0, unread: 0 }])
    const found = await site.query(
      `SELECT rowid FROM leanto_search WHERE leanto_search MATCH 'person'`,
    )
    assert.deepEqual(found, [])
  })

  test('bytes without a submission are deleted after a day, and no others', async () => {
    await send('with a file')
    await site.query(
      `INSERT INTO leanto_file_pieces (file, number, base64, written_at)
       VALUES ('orphan', 0, '', '${new Date().toISOString()}')`,
    )
    const files = async (): Promise<unknown[]> =>
      (await site.query(`SELECT file FROM leanto_file_pieces WHERE file = 'orphan'`)).map(
        ({ file }) => file,
      )
    await sweepAt(Date.now())
    assert.deepEqual(await files(), ['orphan'])
    // The other one has a submission until it expires.
    await site.query('UPDATE leanto_submissions SET expires_at = NULL')
    await sweepAt(Date.now() + 4 * DAY)
    assert.deepEqual(await files(), [])
    assert.equal(await count('leanto_file_pieces'), 1)
  })

  test('a submission whose file cannot be reached does not keep the others', async () => {
    await site.query('DELETE FROM leanto_submissions')
    await send('far')
    await site.query(`UPDATE leanto_files SET store = 'r2'`)
    await send('near')
    await sweepAt(Date.now() + 10 * DAY)
    const left = await site.query('SELECT author FROM leanto_submissions')
    assert.deepEqual(left, [{ author: 'far' }])
    await site.query(`UPDATE leanto_files SET store = 'd1'`)
    await sweepAt(Date.now() + 11 * DAY)
    assert.equal(await count('leanto_submissions'), 0)
  })

  test('what was searched for is kept for ninety days', async () => {
    const time = Date.now() + 40 * DAY
    const dayOf = (age: number): string => new Date(time - age * DAY).toISOString().slice(0, 10)
    for (const age of [80, 91]) {
      await site.query(
        `INSERT INTO leanto_query_days (day, asked, failed) VALUES ('${dayOf(age)}', 1, 0)`,
      )
      await site.query(`INSERT INTO leanto_queries VALUES ('${dayOf(age)}', 'en', 'roof', 1, 0)`)
    }
    await sweepAt(time)
    for (const table of ['leanto_queries', 'leanto_query_days']) {
      assert.deepEqual(await site.query(`SELECT day FROM ${table}`), [{ day: dayOf(80) }])
    }
  })
})

describe('with a bucket', () => {
  before(async () => {
    site = await startFixture(PAGES, {
      hasBucket: true,
      main: 'tests/worker/faulty-worker.edge.ts',
    })
  })
  after(() => site.close())

  test('files of another database are left alone', async () => {
    await site.writeObject('forms/foreign', 'of another site')
    for (const days of [1, 3, 4, 5]) await sweepAt(Date.now() + days * DAY)
    assert.deepEqual(await site.listObjects('forms/foreign'), ['forms/foreign'])
  })

  test('files without a submission are deleted where the bucket is this database’s, and only there', async () => {
    await send('has a file')
    await site.query('UPDATE leanto_submissions SET expires_at = NULL')
    await site.deleteObject('forms/foreign')
    await site.writeObject('forms/orphan', 'of a Worker that died')
    for (const days of [11, 12, 13]) await sweepAt(Date.now() + days * DAY)
    assert.deepEqual(await site.listObjects('forms/orphan'), [])
    assert.equal((await site.listObjects('forms/')).length, 1)

    await site.writeObject('leanto/database', 'another')
    await site.writeObject('forms/foreign', 'of the other site')
    for (const days of [21, 22, 23]) await sweepAt(Date.now() + days * DAY)
    assert.equal((await site.listObjects('forms/')).length, 2)
  })

  test('a spooled object that cannot be read does not keep the others', async () => {
    await site.writeObject('spool/00', '{"id":"00"}')
    await site.sweep()
    assert.deepEqual(await site.listObjects('spool/'), [])
    assert.deepEqual(await site.listObjects('failed/'), ['failed/spool/00'])
  })

  test('a submission that the database does not take is spooled, stored later, and told of', async () => {
    await send('first')
    let spooled: string[] = []
    // The batch that stores it is tried twice; each further call is one of the others.
    for (let at = 1; spooled.length === 0 && at < 12; at += 1) {
      assert.equal(await send(`spooled`, { 'x-fault': `${at} every` }), 303)
      spooled = await site.listObjects('spool/')
    }
    assert.equal(spooled.length, 1)
    await site.sweep()
    assert.deepEqual(await site.listObjects('spool/'), [])
    const rows = await site.query(
      `SELECT id FROM leanto_submissions WHERE entries LIKE '%spooled%' AND file_count = 1`,
    )
    assert.equal(rows.length, 1)
    const [row] = await site.query(
      `SELECT count(*) AS n FROM leanto_outbox WHERE submission = '${String(rows[0]?.['id'])}'`,
    )
    assert.equal(row?.['n'], 1)
  })
})
