/** Exports of submissions and files: whole, safe to open, and never held whole. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startDataSite, type DataSite } from './inbox-data.ts'

/** A hundred thousand submissions, newest last, some of the same second. */
const COUNT = 100_000
const MANY = `
  INSERT INTO leanto_submissions (id, form, page, received_at, language, entries, extra, indexed)
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${COUNT})
  SELECT printf('a%031x', n), 'many', '/', strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + n / 3, 'unixepoch'), 'en',
    json_array(json_array('name', json_array('Person ' || n)), json_array('message', json_array(hex(zeroblob(150))))),
    '[]', 1 FROM numbers`

let site: DataSite

const text = async (path: string): Promise<string> => {
  const response = await site.api(path)
  const body = await response.text()
  assert.equal(response.status, 200, body)
  return body
}

async function ids(path: string): Promise<string[]> {
  const lines = (await text(path)).trimEnd().split('\n').filter(Boolean)
  return lines.map((line) => String(JSON.parse(line).id))
}

describe('an export', () => {
  before(async () => {
    site = await startDataSite({ hasBucket: true })
    await site.sql('SELECT 1')
  })
  after(() => site.close())

  const id: Record<string, string> = {}
  test('has the folder and form that were asked for, newest first', async () => {
    const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`
    const name = (value: string) => JSON.stringify([['name', [value]]])
    id['a'] = await site.add({ received_at: at(1), entries: name('Ann zebra') })
    id['b'] = await site.add({ received_at: at(3), entries: name('Bob zebra'), read_at: at(4) })
    id['c'] = await site.add({ received_at: at(2), entries: name('Cid'), form: 'other-form' })
    id['d'] = await site.add({
      received_at: at(5),
      entries: name('Spam zebra'),
      state: 'quarantined',
    })
    id['e'] = await site.add({ received_at: at(6), entries: name('Old'), state: 'archived' })
    const cases: readonly (readonly [query: string, names: string])[] = [
      ['', 'bca'],
      ['&folder=inbox&form=contact', 'ba'],
      ['&folder=unread', 'ca'],
      ['&folder=unread&form=other-form', 'c'],
      ['&folder=spam', 'd'],
      ['&folder=archive', 'e'],
      ['&form=none', ''],
      // What waits to be indexed is found, too. A search goes by the order of storing.
      ['&q=zebra', 'ba'],
      ['&q=zebra&folder=unread', 'a'],
      ['&q=zebra&folder=spam&form=contact', 'd'],
      ['&q=zebra&form=other-form', ''],
      ['&q=-', ''],
    ]
    for (const [query, names] of cases) {
      const expected = names.split('').map((key) => id[key])
      assert.deepEqual(await ids(`export?format=ndjson${query}`), expected, query)
    }
  })

  test('is one list in JSON, with all that was sent', async () => {
    const consent = [{ name: 'terms', text: 'I agree' }]
    const own = await site.add(
      {
        form: 'full',
        entries: JSON.stringify([['days', ['Mon', 'Tue']]]),
        extra: JSON.stringify([['utm', '<b>']]),
        consent: JSON.stringify(consent),
      },
      [{ id: '1'.repeat(32), name: 'a.txt', bytes: Buffer.from('hello') }],
    )
    const [row]: unknown[] = JSON.parse(await text('export?format=json&form=full'))
    assert.deepEqual(row, {
      id: own,
      form: 'full',
      folder: 'inbox',
      page: '/',
      language: 'en',
      receivedAt: '2026-01-01T00:00:00.000Z',
      fields: [['days', ['Mon', 'Tue']]],
      extra: [['utm', '<b>']],
      consent,
      files: [{ id: '1'.repeat(32), field: 'file', name: 'a.txt', type: 'text/plain', size: 5 }],
    })
    assert.deepEqual(JSON.parse(await text('export?format=json&form=none')), [])
  })

  test('is a sheet of the fields that there are, in the order of the form', async () => {
    const fields = (...names: readonly string[]) =>
      JSON.stringify(names.map((name) => [name, [name.toUpperCase()]]))
    await site.add({ form: 'sheet', entries: fields('name', 'email', 'message') })
    await site.add({
      form: 'sheet',
      entries: fields('name', 'phone', 'email'),
      received_at: '2025-01-01',
    })
    await site.add({ form: 'sheet', entries: 'damaged', received_at: '2024-01-01' })
    const csv = await text('export?format=csv&form=sheet')
    const lines = csv.split('\r\n').map((line) => line.split(',').slice(5).join(','))
    assert.deepEqual(lines, [
      'name,email,phone,message,extra,files',
      'NAME,EMAIL,,MESSAGE,,',
      'NAME,EMAIL,PHONE,,,',
      ',,,,,',
      '',
    ])
    const bytes = await (await site.api('export?format=csv&form=sheet')).arrayBuffer()
    assert.equal(Buffer.from(bytes).toString('latin1', 0, 5), '\u00ef\u00bb\u00bfid')
  })

  test('is saved, not shown, and the log knows of it, but not of the words', async () => {
    const response = await site.api('export?format=csv&form=contact&q=zebra')
    await response.text()
    const header = (name: string) => response.headers.get(name)
    assert.match(
      header('content-disposition') ?? '',
      /^attachment; filename="contact-inbox-[\d-]{10}\.csv"/,
    )
    assert.equal(header('content-type'), 'text/csv; charset=utf-8; header=present')
    assert.equal(header('x-content-type-options'), 'nosniff')
    assert.match(header('cache-control') ?? '', /no-store/)
    const [entry] = await site.sql('SELECT * FROM leanto_audit ORDER BY id DESC LIMIT 1')
    assert.deepEqual(
      [entry?.['action'], entry?.['count'], entry?.['detail'], entry?.['actor']],
      ['exported', 2, 'csv inbox contact search', 'owner'],
    )
  })

  test('of what is no selection is a mistake', async () => {
    assert.equal((await site.api('export?format=csv&folder=bin')).status, 400)
    assert.equal((await site.api('export?format=xls')).status, 400)
    assert.equal((await site.fetch('/api/inbox/export?format=csv')).status, 401)
  })

  test('of a search is whole behind its first thousand', async () => {
    const words = JSON.stringify([['message', ['quagga']]])
    await site.sql(
      `INSERT INTO leanto_submissions (id, form, page, received_at, language, entries, extra)
       WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1500)
       SELECT printf('b%031x', n), 'found', '/', '2026-01-01', 'en', ?, '[]' FROM numbers`,
      words,
    )
    await site.fetch('/index', { method: 'POST' })
    const found = await ids('export?format=ndjson&form=found&q=quagga')
    assert.equal(found.length, 1500)
    assert.deepEqual(found.toSorted().toReversed(), found)
  })

  test(`of ${COUNT} submissions is whole, and never held whole`, async (context) => {
    await site.sql(MANY)
    const exported = await ids('export?format=ndjson&form=many')
    assert.equal(exported.length, COUNT)
    assert.equal(new Set(exported).size, COUNT)
    assert.deepEqual(exported.toSorted().toReversed(), exported)
    const flight = await (await site.fetch('/flight?form=many')).json()
    const { first, sent, most, read }: Record<string, number> = { ...Object(flight) }
    assert.deepEqual([sent, read], [COUNT, COUNT])
    context.diagnostic(`${COUNT} rows, the first sent after ${first} read, at most ${most} held`)
    assert.ok((first ?? COUNT) <= 1000, `${first} rows were read before the first was sent`)
    assert.ok((most ?? COUNT) <= 1000, `${most} rows were held`)
    const lines = (await text('export?format=csv&form=many')).split('\r\n')
    assert.equal(lines.length, COUNT + 2)
    assert.ok(lines.slice(1, -1).every((line) => line.split(',').length === 9))
  })

  test('reads no further when the reader goes', async () => {
    const flight = await (await site.fetch('/flight?form=many&stop=yes')).json()
    const { read }: Record<string, number> = { ...Object(flight) }
    assert.ok((read ?? COUNT) <= 1000, `${read} rows were read`)
  })

  test('of large submissions is read a few at a time', async () => {
    const large = JSON.stringify([['message', ['x'.repeat(900_000)]]])
    for (let count = 0; count < 12; count += 1) await site.add({ form: 'large', entries: large })
    const flight = await (await site.fetch('/flight?form=large')).json()
    const { sent, most }: Record<string, number> = { ...Object(flight) }
    assert.equal(sent, 12)
    assert.ok((most ?? 12) <= 5, `${most} rows were held`)
  })

  test('breaks off where the database fails: what is short is never taken for the whole', async () => {
    const response = await site.fetch('/fail?form=many&after=3')
    assert.equal(response.status, 200)
    await assert.rejects(response.text())
  })
})

describe('a file', () => {
  before(async () => {
    site = await startDataSite({ hasBucket: true })
    await site.sql('SELECT 1')
  })
  after(() => site.close())

  const add = async (name: string, type: string, bytes: Uint8Array): Promise<string> => {
    const id = crypto.randomUUID().replaceAll('-', '')
    await site.add({}, [{ id, name, type, bytes }])
    return id
  }

  const cases: readonly (readonly [
    name: string,
    type: string,
    disposition: RegExp,
    sent: string,
  ])[] = [
    ['photo.png', 'image/png', /filename="photo\.png"/, 'image/png'],
    ['page.html', 'text/html', /filename="page\.html"/, 'application/octet-stream'],
    ['x.svg', 'image/svg+xml', /filename="x\.svg"/, 'application/octet-stream'],
    ['x.txt', 'text/plain; charset="\r\n', /filename="x\.txt"/, 'application/octet-stream'],
    [
      '../../a\r\nSet-Cookie: x=1',
      '',
      /filename="a{0,1}Set-Cookie_ x=1"/,
      'application/octet-stream',
    ],
    [
      'Über "x".pdf',
      'application/pdf',
      /filename="_ber _x_.pdf"; filename\*=UTF-8''%C3%9Cber%20_x_\.pdf$/,
      'application/pdf',
    ],
  ]
  for (const [name, type, disposition, sent] of cases)
    test(`called ${JSON.stringify(name)} of type ${JSON.stringify(type)} is saved, and runs nowhere`, async () => {
      const response = await site.api(`files/${await add(name, type, Buffer.from('<script>'))}`)
      assert.equal(await response.text(), '<script>')
      assert.match(response.headers.get('content-disposition') ?? '', disposition)
      assert.match(response.headers.get('content-disposition') ?? '', /^attachment; /)
      assert.equal(response.headers.get('content-type'), sent)
      assert.equal(response.headers.get('content-length'), '8')
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
      assert.equal(response.headers.get('content-security-policy'), "sandbox; default-src 'none'")
      assert.match(response.headers.get('cache-control') ?? '', /no-store/)
      assert.equal(response.headers.get('set-cookie'), null)
    })

  test('of several pieces comes as it was, and the log knows of it', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000))
    const large = Buffer.concat(Array<Uint8Array>(50).fill(bytes))
    const response = await site.api(`files/${await add('large.bin', '', large)}`)
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(large))
    const [entry] = await site.sql('SELECT * FROM leanto_audit ORDER BY id DESC LIMIT 1')
    assert.deepEqual([entry?.['action'], entry?.['count']], ['downloaded', 1])
  })

  test('without bytes is said to be lost, and one with a part missing breaks off', async () => {
    const id = await add('gone.bin', '', new Uint8Array(2_500_000))
    await site.sql('DELETE FROM leanto_file_pieces WHERE file = ? AND number = 1', id)
    const response = await site.api(`files/${id}`)
    await assert.rejects(response.arrayBuffer())
    await site.sql('DELETE FROM leanto_file_pieces WHERE file = ?', id)
    const missing = await site.api(`files/${id}`)
    assert.equal(missing.status, 404)
    assert.match(await missing.text(), /bytes of this file are not there/)
    assert.equal((await site.api(`files/${'0'.repeat(32)}`)).status, 404)
  })
})
