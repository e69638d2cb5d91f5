/** Erasing one person: nothing is left, others are left alone, and no backup brings it back. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { dumpDatabase, startDataSite, type DataSite } from './inbox-data.ts'

const ADDRESS = 'qzxcanary@erase.example'
// The index has a word whole where its first letters are its own.
const WORDS = ['qzxcanary', 'jvkname', 'wqpword', 'xkzfile']
// The last one is how the bytes of a file begin in Base64.
const CANARIES = RegExp([...WORDS, 'qzxbytes', btoa('qzxbytes').slice(0, 10)].join('|'), 'i')

const OTHERS = 3

let site: DataSite

async function erase(email: string, mentions = false): Promise<number> {
  const response = await site.api('people/erase', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, mentions }),
  })
  const answer = await response.text()
  assert.equal(response.status, 200, answer)
  const { erased }: { erased: number } = JSON.parse(answer)
  return erased
}

async function countRows(table: string): Promise<number> {
  return Number((await site.sql(`SELECT count(*) AS n FROM ${table}`))[0]?.['n'])
}

const entries = (email: string, message: string): string =>
  JSON.stringify([
    ['name', ['Jvkname']],
    ['email', [email]],
    ['message', [message]],
  ])

const bytes = (text: string): Uint8Array => Buffer.from(text)

/** A person in every place, beside others. */
async function fill(): Promise<void> {
  for (let count = 0; count < OTHERS; count += 1)
    await site.add({
      entries: JSON.stringify([
        ['email', [`other${count}@erase.example`]],
        ['message', ['A roof']],
      ]),
      key: `other${count}`,
    })
  const own = await site.add(
    { entries: entries(ADDRESS, 'wqpword in the inbox'), author: 'Jvkname', excerpt: 'wqpword' },
    [
      {
        id: 'a'.repeat(32),
        name: 'xkzfile.txt',
        store: 'r2',
        bytes: bytes('qzxbytes in the bucket'),
      },
      { id: 'b'.repeat(32), name: 'xkzfile2.txt', bytes: bytes('qzxbytes in the database') },
    ],
  )
  await site.add({
    state: 'quarantined',
    entries: entries(' QZXcanary@Erase.example ', 'wqpword as spam'),
  })
  await site.add({ state: 'archived', form: 'other', extra: JSON.stringify([['mail', ADDRESS]]) })
  await site.sql(
    `INSERT INTO leanto_history VALUES (?, '2026-01-01', 'leanto', 'failed', ?)`,
    own,
    `no ${ADDRESS}`,
  )
  await site.sql(
    `INSERT INTO leanto_outbox (id, submission, kind, target, state, due_at, error, created_at)
     VALUES (?1 || '-a', ?1, 'autoresponse', 'thanks', 'dead', '', ?2, '')`,
    own,
    `550 ${ADDRESS} unknown`,
  )
  await site.fetch('/index', { method: 'POST' })
  // What came after the last indexing.
  await site.add({ entries: entries(ADDRESS, 'wqpword, not indexed') })
  const spooled = {
    id: 'c'.repeat(32),
    fields: [['email', [ADDRESS]]],
    extra: [],
    files: [{ id: 'd'.repeat(32), name: 'xkzfile3.txt' }],
  }
  await site.fetch('/spool', { method: 'POST', body: JSON.stringify(spooled) })
  await site.fetch(`/put?key=forms/${'d'.repeat(32)}`, { method: 'POST', body: 'qzxbytes spooled' })
  const other = {
    ...spooled,
    id: 'e'.repeat(32),
    fields: [['email', ['other@erase.example']]],
    files: [],
  }
  await site.fetch('/spool', { method: 'POST', body: JSON.stringify(other) })
  // What could not be read when its turn came.
  const broken = `{"fields":[["email",["${ADDRESS}"]]`
  await site.fetch('/put?key=failed/spool/broken', { method: 'POST', body: broken })
}

describe('erasing a person', () => {
  before(async () => {
    site = await startDataSite({ hasBucket: true })
    await fill()
  })
  after(() => site.close())

  test('leaves not a word: in no table, not in the index, and not in the bucket', async () => {
    const search = async (): Promise<string> =>
      (await site.sql('SELECT hex(block) AS hex FROM leanto_search_data'))
        .map(({ hex }) => Buffer.from(String(hex), 'hex').toString('latin1'))
        .join('\n')
    const full = await search()
    for (const word of WORDS) assert.ok(full.includes(word), word)
    assert.match(await dumpDatabase(site), CANARIES)

    assert.equal(await erase('Qzxcanary@erase.example'), 6)

    const left = await search()
    for (const word of WORDS) assert.ok(!left.includes(word), word)
    assert.doesNotMatch(await dumpDatabase(site), CANARIES)
    assert.deepEqual(await site.listObjects(''), [`spool/${'e'.repeat(32)}`])
    assert.deepEqual(await countRows('leanto_submissions'), OTHERS)
    for (const table of ['files', 'file_pieces', 'history', 'outbox'])
      assert.equal(await countRows(`leanto_${table}`), 0, table)
    const found = await site.api('export?format=ndjson&q=roof')
    assert.equal((await found.text()).trimEnd().split('\n').length, OTHERS)
  })

  test('is in the log with its number, and without the address', async () => {
    const lines = await site.sql(`SELECT * FROM leanto_audit WHERE action = 'erased' ORDER BY id`)
    assert.deepEqual(
      lines.map(({ count, detail }) => [count, detail]),
      [
        [4, 'one person'],
        [2, 'one person, of what waited in the bucket'],
      ],
    )
  })

  test('is remembered as a hash that tells nothing without its key', async () => {
    const tombstones = await site.sql('SELECT hash FROM leanto_tombstones')
    assert.match(String(tombstones[0]?.['hash']), /^[0-9a-f]{64}$/)
    assert.equal(tombstones.length, 1)
    assert.equal(await erase(ADDRESS), 0)
    assert.equal(await countRows('leanto_tombstones'), 1)
    assert.equal(await erase('third@erase.example', true), 0)
    assert.equal(await countRows('leanto_tombstones'), 3)
    assert.equal(await countRows('leanto_secrets'), 1)
  })

  test('leaves what others wrote, unless it is to go, too', async () => {
    const mention = await site.add({
      entries: entries('friend@erase.example', 'Ask fourth@erase.example'),
    })
    await site.add({ entries: entries('fourth@erase.example', 'Hello') })
    assert.equal(await erase('fourth@erase.example'), 1)
    assert.equal(
      (await site.sql('SELECT id FROM leanto_submissions WHERE id = ?', mention)).length,
      1,
    )
    assert.equal(await erase('fourth@erase.example', true), 1)
    assert.equal(
      (await site.sql('SELECT id FROM leanto_submissions WHERE id = ?', mention)).length,
      0,
    )
  })

  test('takes any number of submissions, and may be done again where it was cut off', async () => {
    const insertMany = `
      INSERT INTO leanto_submissions (id, form, page, received_at, language, entries, extra)
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 350)
      SELECT printf('f%031x', n), 'contact', '/', '2026-01-01', 'en',
        '[["email",["many@erase.example"]]]', '[]' FROM numbers`
    await site.sql(insertMany)
    // Stops the work in its third batch.
    await site.sql(
      `CREATE TRIGGER stop BEFORE DELETE ON leanto_submissions WHEN old.id = printf('f%031x', 250)
       BEGIN SELECT RAISE(ABORT, 'stopped'); END`,
    )
    const body = JSON.stringify({ email: 'many@erase.example' })
    const headers = { 'content-type': 'application/json' }
    const cut = await site.api('people/erase', { method: 'POST', headers, body })
    assert.equal(cut.status, 503)
    assert.equal(await countRows(`leanto_submissions WHERE id > 'f'`), 150)
    await site.sql('DROP TRIGGER stop')
    assert.equal(await erase('many@erase.example'), 150)
    assert.equal(await countRows(`leanto_submissions WHERE id > 'f'`), 0)
  })

  const answered: readonly (readonly [given: string, sentTo: string])[] = [
    ['Answered@erase.example', 'answered@erase.example'],
    ['answered@Löschen.example', 'answered@xn--lschen-wxa.example'],
  ]
  for (const [given, sentTo] of answered)
    test(`forgets that an automatic answer went to ${given}`, async () => {
      const task = `autoresponse:${await markOf(sentTo)}`
      await site.sql(`INSERT INTO leanto_tasks (name, ran_at) VALUES (?, '')`, task)
      await erase(given)
      assert.deepEqual(await site.sql('SELECT * FROM leanto_tasks WHERE name = ?', task), [])
    })

  test('takes an address that is not ASCII before the @', async () => {
    await site.add({ entries: entries('Jörg@erase.example', 'Hello') })
    assert.equal(await erase('jörg@erase.example'), 1)
  })

  test('asks the database first, and looks at some of what waits in the bucket', async () => {
    const id = await site.add({ entries: entries('waits@erase.example', 'Hello') })
    const spool = async (index: number, email: string): Promise<void> => {
      const object = { id: `a${index}`, fields: [['email', [email]]], extra: [], files: [] }
      await site.fetch('/spool', { method: 'POST', body: JSON.stringify(object) })
    }
    for (let index = 100; index < 160; index += 1)
      await spool(index, index < 110 ? 'waits@erase.example' : 'other@erase.example')
    const counted = await (await site.fetch('/calls?of=erase&email=waits@erase.example')).json()
    const { calls }: Record<string, number> = { ...Object(counted) }
    assert.ok((calls ?? 99) < 40, `${calls} calls`)
    assert.deepEqual(await site.sql('SELECT id FROM leanto_submissions WHERE id = ?', id), [])
    const left = await site.listObjects('spool/a1')
    assert.equal(left.length, 50)
  })
})

/** The keyed hash of an address, as automatic answers have it, under the key of today. */
async function markOf(address: string): Promise<string> {
  const [row] = await site.sql('SELECT base64 FROM leanto_keys ORDER BY day DESC LIMIT 1')
  const secret = Buffer.from(String(row?.['base64']), 'base64')
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, Buffer.from(address))
  return Buffer.from(signed).toString('hex')
}
