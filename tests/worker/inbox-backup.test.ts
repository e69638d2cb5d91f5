/** Backups: what is saved comes back as it was, once, and without those who were erased. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'

import { backup } from '../../toolkit/cli/backup.ts'
import { restore } from '../../toolkit/cli/restore.ts'
import { insert, KEY, makeId, startDataSite, type DataSite } from './inbox-data.ts'
import { ROOT } from './site.ts'

const TIME = '2026-01-01T00:00:00.000Z'

const GOLDEN = join(ROOT, 'tests/formats/backup-1/backup.ndjson')

let folder = ''
const options = { env: { INBOX_KEY: KEY }, wait: () => Promise.resolve() }

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leanto-backup-'))
})
after(() => rm(folder, { recursive: true }))

const save = async (site: DataSite, name: string): Promise<string[]> => {
  const file = join(folder, name)
  await backup([site.url, '--out', file], { ...options, folder })
  return readLines(file)
}

const bring = (name: string, site: DataSite): Promise<void> =>
  restore([join(folder, name), site.url], { ...options, folder })

async function readLines(file: string): Promise<string[]> {
  const bytes = await readFile(file)
  const text = file.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString()
  return text.trimEnd().split('\n')
}

/** All but the times of making, the counts, and the log of what a restore is itself. */
const rows = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^\{"(leanto|end)"|"action":"(backed up|restored)"/.test(line))

const count = async (site: DataSite, table: string): Promise<number> =>
  Number((await site.sql(`SELECT count(*) AS n FROM leanto_${table}`))[0]?.['n'])

const post = (site: DataSite, body: string): ReturnType<DataSite['api']> =>
  site.api('restore', { method: 'POST', body })

async function erase(site: DataSite, email: string, mentions = false): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email, mentions })
  assert.equal((await site.api('people/erase', { method: 'POST', headers, body })).status, 200)
}

/** Bytes that look like chance, and are always the same; in no piece as in another. */
const random = (size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, at) => Math.imul(at, 2654435761) >>> 24)

const hello = (email: string): string =>
  JSON.stringify([
    ['email', [email]],
    ['message', ['"Hello"\n\\ Grüße 😀']],
  ])

/** Submissions in every state, with files of every size and place. */
async function fill(site: DataSite): Promise<void> {
  const file = (name: string, size: number, store: 'r2' | 'd1') =>
    ({ id: makeId(), name, bytes: random(size), store }) as const
  const own = await site.add(
    {
      entries: hello('ann@x.org'),
      read_at: '2026-01-02T00:00:00.000Z',
      expires_at: '2027-01-01T00:00:00.000Z',
      score: 2.5,
      mark: 'ham',
      key: 'ab',
      consent: '[{"name":"terms","text":"I agree"}]',
    },
    [
      file('a.bin', 5_300_000, 'r2'),
      file('empty', 0, 'r2'),
      file('b.bin', 2_500_000, 'd1'),
      file('none', 0, 'd1'),
    ],
  )
  await site.add({
    state: 'quarantined',
    mark: 'spam',
    entries: hello('spam@x.org'),
    indexed: 1,
    sender: 'secret sender',
  })
  await site.add({ state: 'archived', form: 'other', entries: hello('bob@x.org') }, [
    file('c.txt', 10, 'r2'),
  ])
  await site.add({ entries: JSON.stringify([['message', [`"${'\\'.repeat(300_000)}`]]]) })
  for (const state of ['new', 'dead', 'done'])
    await insert(site.sql, 'leanto_outbox', {
      id: `${own}-${state}`,
      submission: own,
      kind: 'notify',
      target: state,
      state,
      due_at: TIME,
      error: null,
      created_at: TIME,
    })
  await insert(site.sql, 'leanto_history', {
    submission: own,
    at: TIME,
    actor: 'owner',
    event: 'read',
    detail: '',
  })
  await insert(site.sql, 'leanto_contracts', {
    form: 'contact',
    revision: 'r',
    controls: '[]',
    first_at: TIME,
  })
  await insert(site.sql, 'leanto_scorer', { id: 1, version: 1, base64: 'AAAA' })
  await erase(site, 'erased@x.org')
  await site.sql(`
    INSERT INTO leanto_submissions (id, form, page, received_at, language, entries, extra)
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1200)
    SELECT printf('c%031x', n), 'many', '/', '${TIME}', 'en', '[]', '[]' FROM numbers`)
}

describe('a backup', () => {
  let first: DataSite
  let second: DataSite
  let small: DataSite
  let saved: readonly string[] = []
  before(async () => {
    ;[first, second, small] = await Promise.all([
      startDataSite({ hasBucket: true }),
      startDataSite({ hasBucket: true }),
      startDataSite(),
    ])
    await Promise.all([second.sql('SELECT 1'), small.sql('SELECT 1')])
    await fill(first)
  })
  after(() => Promise.all([first.close(), second.close(), small.close()]))

  test('is saved whole, readable by its owner alone, in answers that are never large', async () => {
    saved = await save(first, 'first.ndjson.gz')
    assert.equal(saved.filter((line) => line.startsWith('{"submission"')).length, 1204)
    assert.match(saved.at(-1) ?? '', /"end":true,"counts":\{.*"submission":1204/)
    assert.equal((await stat(join(folder, 'first.ndjson.gz'))).mode & 0o777, 0o600)
    assert.doesNotMatch(saved.join('\n'), /secret sender|"next"/)
    let cursor = ''
    let answers = 0
    do {
      const response = await first.api(`backup${cursor}`)
      const text = await response.text()
      assert.ok(text.length < 3_000_000, `an answer has ${text.length} bytes`)
      const lines = text.trimEnd().split('\n')
      assert.ok(lines.length <= 510, `an answer has ${lines.length} lines`)
      const { next }: { next?: string } = JSON.parse(lines.at(-1) ?? '')
      cursor = next === undefined ? '' : `?after=${encodeURIComponent(next)}`
      answers += 1
    } while (cursor !== '')
    assert.ok(answers > 3)
    const [entry] = await first.sql(`SELECT * FROM leanto_audit WHERE action = 'backed up'`)
    assert.equal(entry?.['count'], 1204)
  })

  test('comes back into an empty database as it was, with the files, and tells nobody', async () => {
    await bring('first.ndjson.gz', second)
    const again = await save(second, 'second.ndjson')
    const waiting = /"state":"new"(.*)"error":null/
    assert.equal(saved.filter((line) => waiting.test(line)).length, 1)
    const unsent =
      '"state":"dead"$1"error":"restored from a backup that was made before it was sent"'
    assert.deepEqual(
      rows(again),
      rows(saved).map((line) => line.replace(waiting, unsent)),
    )
    assert.deepEqual(await second.sql(`SELECT * FROM leanto_outbox WHERE state = 'new'`), [])
    for (const table of ['counts', 'files', 'file_pieces', 'tombstones'])
      assert.deepEqual(
        await second.sql(`SELECT * FROM leanto_${table} ORDER BY 1, 2`).then(withoutTimes),
        await first.sql(`SELECT * FROM leanto_${table} ORDER BY 1, 2`).then(withoutTimes),
        table,
      )
    assert.equal((await second.listObjects('forms/')).length, 3)
    const [unread] = await second.sql(
      `SELECT count(*) AS n FROM leanto_submissions WHERE indexed = 1`,
    )
    assert.equal(unread?.['n'], 0)
  })

  test('is restored twice without anything twice', async () => {
    const tables = [
      'submissions',
      'files',
      'file_pieces',
      'history',
      'outbox',
      'secrets',
      'tombstones',
    ]
    const counts = await Promise.all(tables.map((table) => count(second, table)))
    const audits = await count(second, 'audit')
    await bring('first.ndjson.gz', second)
    assert.deepEqual(await Promise.all(tables.map((table) => count(second, table))), counts)
    assert.equal(await count(second, 'audit'), audits)
  })

  test('that was cut off goes on, and brings back what was deleted since', async () => {
    const some = saved.findIndex((line) => line.startsWith('{"submission"')) + 2
    assert.equal((await post(small, saved.slice(0, some).join('\n'))).status, 200)
    assert.equal(await count(small, 'submissions'), 2)
    await bring('first.ndjson.gz', small)
    assert.equal(await count(small, 'submissions'), 1204)
    await small.sql(`DELETE FROM leanto_submissions WHERE form = 'other'`)
    await bring('first.ndjson.gz', small)
    assert.equal(await count(small, 'submissions'), 1204)
  })

  test('brings files into the database of a site without a bucket', async () => {
    assert.deepEqual(await small.sql(`SELECT count(*) AS n FROM leanto_files WHERE store = 'r2'`), [
      { n: 0 },
    ])
    for (const site of [first, small]) {
      const [file] = await site.sql(`SELECT id, size FROM leanto_files WHERE name = 'a.bin'`)
      const response = await site.api(`files/${String(file?.['id'])}`)
      assert.ok(Buffer.from(await response.arrayBuffer()).equals(random(5_300_000)))
    }
  })

  test('does not bring back who was erased since; what came later is new', async () => {
    await erase(second, 'ANN@x.org')
    assert.equal(await count(second, `submissions WHERE entries LIKE '%ann@x.org%'`), 0)
    await bring('first.ndjson.gz', second)
    assert.equal(await count(second, `submissions WHERE entries LIKE '%ann@x.org%'`), 0)
    assert.equal(await count(second, `files WHERE name = 'a.bin'`), 0)
    assert.equal((await second.listObjects('forms/')).length, 1)
    assert.equal(await count(second, `history WHERE event = 'read'`), 0)
    const later = new Date(Date.now() + 60_000).toISOString()
    await second.add({ entries: hello('ann@x.org'), received_at: later })
    await save(second, 'later.ndjson')
    await second.sql(`DELETE FROM leanto_submissions WHERE entries LIKE '%ann@x.org%'`)
    await bring('later.ndjson', second)
    assert.equal(await count(second, `submissions WHERE entries LIKE '%ann@x.org%'`), 1)
  })

  test('keeps what others wrote of who was erased, unless that was to go, too', async () => {
    await second.add({ entries: JSON.stringify([['message', ['ask carl@x.org']]]) })
    await second.add({ entries: JSON.stringify([['message', ['ask dora@x.org']]]) })
    await save(second, 'mentions.ndjson')
    await erase(second, 'carl@x.org')
    await erase(second, 'dora@x.org', true)
    await second.sql(`DELETE FROM leanto_submissions WHERE entries LIKE '%ask %'`)
    await bring('mentions.ndjson', second)
    const found = await second.sql(
      `SELECT entries FROM leanto_submissions WHERE entries LIKE '%ask %'`,
    )
    assert.deepEqual(found, [{ entries: '[["message",["ask carl@x.org"]]]' }])
  })

  test('knows the erased of two databases, each by its own key', async () => {
    const fresh = await startDataSite()
    try {
      await fresh.sql('SELECT 1')
      await erase(fresh, 'bob@x.org')
      await erase(first, 'spam@x.org')
      const lines = await save(first, 'keys.ndjson')
      await bring('keys.ndjson', fresh)
      assert.equal(await count(fresh, 'secrets'), 2)
      // An older backup still has the second one.
      await bring('first.ndjson.gz', fresh)
      assert.equal(await count(fresh, `submissions WHERE entries LIKE '%bob@x.org%'`), 0)
      assert.equal(await count(fresh, `submissions WHERE entries LIKE '%spam@x.org%'`), 0)
      assert.ok(lines.length > 1000)
    } finally {
      await fresh.close()
    }
  })

  test('knows the erased in a submission with more addresses than one value holds', async () => {
    const addresses = Array.from({ length: 20_000 }, (_, at) => `a${at}@y.org`)
    await second.add({
      entries: JSON.stringify([['message', [[...addresses, 'ask eve@x.org'].join(' ')]]]),
    })
    const lines = await save(second, 'addresses.ndjson')
    const line = lines.find((text) => text.includes('eve@x.org')) ?? ''
    await erase(second, 'eve@x.org', true)
    assert.equal(await count(second, `submissions WHERE entries LIKE '%eve@x.org%'`), 0)
    const response = await post(second, `${lines[0]}\n${line}\n`)
    assert.equal(await response.text(), '{"restored":{},"erased":1}')
  })

  test('comes in where a key of tombstones is damaged, and people can be erased', async () => {
    const fresh = await startDataSite()
    try {
      await fresh.sql('SELECT 1')
      await erase(fresh, 'bob@x.org')
      const lines = rows(saved).filter((line) => line.includes('bob@x.org'))
      const bad = ['!', btoa('short')] as const
      await insert(fresh.sql, 'leanto_secrets', { name: 'tombstones:other', base64: bad[0] })
      const send = async (): Promise<string> =>
        (await post(fresh, [saved[0], ...lines].join('\n'))).text()
      assert.equal(await send(), '{"restored":{},"erased":1}')
      for (const base64 of bad) {
        await fresh.sql(`UPDATE leanto_secrets SET base64 = ? WHERE name = 'tombstones'`, base64)
        assert.match(await send(), /"erased":0/)
        await erase(fresh, 'bob@x.org')
        assert.equal(await send(), '{"restored":{},"erased":1}')
      }
    } finally {
      await fresh.close()
    }
  })

  test('of version 1, as it was published, is read by this version', async () => {
    const fresh = await startDataSite({ hasBucket: true })
    try {
      await fresh.sql('SELECT 1')
      await restore([GOLDEN, fresh.url], { ...options, folder })
      assert.deepEqual(rows(await save(fresh, 'golden.ndjson')), rows(await readLines(GOLDEN)))
      const file = await fresh.api(`files/${'a'.repeat(32)}`)
      assert.equal(await file.text(), 'hello')
    } finally {
      await fresh.close()
    }
  })

  test('is refused line by line where it is damaged, and too large at once', async () => {
    const head = saved[0] ?? ''
    const cases: readonly (readonly [body: string, status: number, detail: RegExp])[] = [
      ['', 422, /Line 1: expected the head of a backup, got nothing/],
      [`${saved[1]}\n`, 422, /Line 1: expected the head of a backup, got a line of "secret"/],
      [head.replace('"version":1', '"version":2'), 422, /Line 1: expected .*"version":1/],
      [
        `${head}\n{"audit":{"at":1}}\n`,
        422,
        /Line 2: expected a time like .* in "at" of "audit", got 1/,
      ],
      [
        `${head}\n{"tombstone":{"hash":"x","erased_at":"${TIME}"}}`,
        422,
        /Line 2: expected a hash of 64 hexadecimal digits in "hash" of "tombstone", got "x"/,
      ],
      [`${head}\n${saved[1]}\n{"audit"`, 422, /Line 3: expected a JSON object, got \{"audit"/],
      [`${head}\n${head}\n`, 422, /Line 2: expected it on the first line alone/],
      [`${head}\n{"bytes":{"file":"a","at":0,"base64":""}}`, 422, /Line 2: .*x-leanto-file/],
      [`${head}\n{"history":"${'x'.repeat(8_000_000)}"}`, 413, /Expected at most 8000000 bytes/],
    ]
    for (const [body, status, detail] of cases) {
      const response = await post(second, body)
      const problem: { detail: string } = JSON.parse(await response.text())
      assert.match(problem.detail, detail)
      assert.equal(response.status, status, String(detail))
    }
    const cursors = ['[99,"",{}]', '[0.5,"",{}]', '[4,"a",{}]', '[4,"-1",{}]', '[8,"a/1/x",{}]']
    for (const cursor of ['x', 'W10', '%00', ...cursors.map(btoa)])
      assert.equal((await second.api(`backup?after=${cursor}`)).status, 400, cursor)
  })

  test('takes the bytes of a file only as they were', async () => {
    const [file] = await second.sql(`SELECT id FROM leanto_files WHERE name = 'c.txt'`)
    const id = String(file?.['id'])
    const send = (name: string, size: number): ReturnType<DataSite['api']> =>
      second.api('restore', {
        method: 'POST',
        headers: { 'x-leanto-file': name },
        body: new Uint8Array(size),
      })
    assert.equal(await (await send(id, 3)).text(), '{"restored":{},"erased":0}')
    await second.sql(`UPDATE leanto_files SET size = 12 WHERE id = ?`, id)
    assert.match(await (await send(id, 3)).text(), /Expected the 12 bytes .*, got 3/)
    assert.match(await (await send(id, 13)).text(), /Expected the 12 bytes .*, got more/)
    assert.equal((await send(id, 12)).status, 200)
    assert.equal((await send('0'.repeat(32), 3)).status, 404)
  })

  test('of a site whose bucket is gone is refused, and files too large for a site without one', async () => {
    const headers = { 'x-leanto-file': '' }
    const send = (): ReturnType<DataSite['api']> =>
      small.api('restore', { method: 'POST', headers, body: new Uint8Array(3) })
    const [file] = await small.sql(`SELECT id FROM leanto_files WHERE name = 'c.txt'`)
    headers['x-leanto-file'] = String(file?.['id'])
    await small.sql(`UPDATE leanto_files SET size = 10000001 WHERE name = 'c.txt'`)
    const large = await send()
    assert.match(await large.text(), /Expected at most 10000000 bytes, got the file .* of 10000001/)
    assert.equal(large.status, 422)
    await small.sql(`UPDATE leanto_files SET store = 'r2' WHERE name = 'c.txt'`)
    for (const response of [await small.api('backup'), await send()]) {
      assert.match(await response.text(), /Expected the R2 binding \\"FILES\\" in wrangler.toml/)
      assert.equal(response.status, 403)
    }
  })
})

function withoutTimes(table: readonly Readonly<Record<string, unknown>>[]): unknown[] {
  return table.map(({ written_at: _written, ...row }) => row)
}
