/** What there is of one person: found exactly, and given whole. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { readZip, startDataSite, type DataSite } from './inbox-data.ts'

let site: DataSite

const text = async (path: string): Promise<string> => {
  const response = await site.api(path)
  const body = await response.text()
  assert.equal(response.status, 200, body)
  return body
}

describe('what there is of one person', () => {
  before(async () => {
    site = await startDataSite()
    await site.sql('SELECT 1')
  })
  after(() => site.close())

  test('is found in every folder and form, exactly, and without the index', async () => {
    const entries = (...values: readonly string[]) =>
      JSON.stringify(values.map((value, at) => [`f${at}`, [value]]))
    const own = [
      await site.add({ entries: entries(' Ann@X.org ') }),
      await site.add({ form: 'other', state: 'quarantined', entries: entries('Ann', 'ann@x.org') }),
      await site.add({ state: 'archived', extra: JSON.stringify([['mail', 'ann@x.org']]) }),
    ]
    const mentions = [
      await site.add({ entries: entries('I know\nann@x.org, too') }),
      await site.add({ extra: JSON.stringify([['note', 'cc: <ANN@x.org>']]) }),
      await site.add({}, [
        { id: '2'.repeat(32), name: 'cv_ann@x.org_2026.txt', bytes: Buffer.from('x') },
      ]),
      await site.add({ entries: '[["damaged",["ann@x.org"' }),
    ]
    for (const other of ['joann@x.org', 'ann@x.org.uk', 'ann@xxorg', 'nobody'])
      await site.add({ entries: entries(other, `to ${other} now`) })
    const found = await (await site.api('people?email=ann%40x.org')).json()
    assert.deepEqual(found, { own, mentions })
  })

  test('is found however its address is written', async () => {
    const value = (email: string) => JSON.stringify([['email', [email]]])
    const own = [
      await site.add({ entries: value('jürgen@bücher.example') }),
      await site.add({ entries: value('JÜRGEN@xn--bcher-kva.example') }),
      await site.add({ entries: value('ju\u0308rgen@bu\u0308cher.example') }),
    ]
    const found = await (await site.fetch('/find?email=J%C3%BCrgen@b%C3%BCcher.example')).json()
    assert.deepEqual(found, { own, mentions: [] })
  })

  test('comes whatever is before the @ of its address', async () => {
    const email = 'jörg@zip.example'
    const id = await site.add({ entries: JSON.stringify([['email', [email]]]) })
    const query = `email=${encodeURIComponent(email)}`
    assert.deepEqual(JSON.parse(await text(`people?${query}`)), { own: [id], mentions: [] })
    assert.match(await text(`people/export?${query}`), /^PK/)
  })

  test('comes with many small files in a few calls, in order, beside large ones', async () => {
    const entries = JSON.stringify([['email', ['many@zip.example']]])
    const sizes = [...Array<number>(37).fill(60_000), 1_300_000, 0]
    const large = 2_500_000
    const makeFile = (size: number, index: number) => ({
      id: index.toString(16).padStart(32, '7'),
      name: `${index}.bin`,
      bytes: Buffer.alloc(size, `file ${index} `),
    })
    const files = sizes.map(makeFile)
    const id = await site.add({ entries }, files)
    const counted = await (await site.fetch('/calls?email=many@zip.example')).json()
    const { calls }: Record<string, number> = { ...Object(counted) }
    assert.ok((calls ?? 99) < 20, `${calls} calls`)
    const added = [large, 10, 10, large, 1_400_000, 1_400_000].map((size, index) =>
      makeFile(size, 100 + index),
    )
    const lost = await site.add({ entries }, added)
    await site.sql('DELETE FROM leanto_file_pieces WHERE file = ?', added[1]?.id)
    // A large one that is said to be small.
    await site.sql('UPDATE leanto_files SET size = 1 WHERE id = ?', added[3]?.id)
    const response = await site.api('people/export?email=many@zip.example')
    const zip = readZip(new Uint8Array(await response.arrayBuffer()))
    const toEntries = (submission: string, list: typeof files) =>
      list.map(
        ({ name, bytes }, index) => [`files/${submission}/${index + 1}-${name}`, bytes] as const,
      )
    const all = [...toEntries(id, files), ...toEntries(lost, added)]
    const gone = `files/${lost}/2-101.bin`
    assert.deepEqual(
      [...zip.keys()],
      ['person.json', ...all.map(([name]) => (name === gone ? `${name}.missing.txt` : name))],
    )
    for (const [name, bytes] of all)
      if (name !== gone) assert.ok(zip.get(name)?.equals(bytes), name)
  })

  test('breaks off where a part of a small file is missing', async () => {
    const entries = JSON.stringify([['email', ['part@zip.example']]])
    const id = '6'.repeat(32)
    await site.add({ entries }, [{ id, name: 'a.bin', bytes: new Uint8Array(1_200_000) }])
    await site.sql('DELETE FROM leanto_file_pieces WHERE file = ? AND number = 0', id)
    const response = await site.api('people/export?email=part@zip.example')
    await assert.rejects(response.arrayBuffer())
  })

  test('comes as a zip file, with its files', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(1_500_000 % 65_536))
    const id = await site.add(
      {
        entries: JSON.stringify([['email', ['zip@x.org']]]),
        consent: JSON.stringify([{ name: 'terms', text: 'I agree' }]),
        read_at: '2026-01-02T00:00:00.000Z',
        mark: 'ham',
      },
      [
        { id: '3'.repeat(32), name: '../evil.txt', bytes },
        { id: '4'.repeat(32), name: 'evil.txt', bytes: new Uint8Array(0) },
        { id: '5'.repeat(32), name: 'gone.txt', bytes: Buffer.from('gone') },
      ],
    )
    await site.sql('DELETE FROM leanto_file_pieces WHERE file = ?', '5'.repeat(32))
    const other = await site.add({ entries: JSON.stringify([['message', ['ask zip@x.org']]]) })
    await site.sql(`INSERT INTO leanto_history VALUES (?, '2026-01-02', 'owner', 'read', '')`, id)
    await site.sql(
      `INSERT INTO leanto_outbox (id, submission, kind, target, state, due_at, created_at) VALUES ('d', ?, 'notify', 'default', 'done', '', '')`,
      id,
    )
    const response = await site.api('people/export?email=Zip@x.org')
    assert.equal(response.headers.get('content-type'), 'application/zip')
    assert.doesNotMatch(response.headers.get('content-disposition') ?? '', /zip@|zip%40/i)
    const zip = readZip(new Uint8Array(await response.arrayBuffer()))
    assert.deepEqual(
      [...zip.keys()],
      [
        'person.json',
        `files/${id}/1-evil.txt`,
        `files/${id}/2-evil.txt`,
        `files/${id}/3-gone.txt.missing.txt`,
      ],
    )
    assert.ok(zip.get(`files/${id}/1-evil.txt`)?.equals(bytes))
    assert.equal(zip.get(`files/${id}/2-evil.txt`)?.length, 0)
    const person: { address: string; mentions: string[]; submissions: Record<string, unknown>[] } =
      JSON.parse(String(zip.get('person.json')))
    assert.deepEqual([person.address, person.mentions], ['zip@x.org', [other]])
    const [submission] = person.submissions
    assert.deepEqual(
      [submission?.['id'], submission?.['consent'], submission?.['history'], submission?.['mark']],
      [
        id,
        [{ name: 'terms', text: 'I agree' }],
        [{ at: '2026-01-02', actor: 'owner', event: 'read', detail: '' }],
        'ham',
      ],
    )
    assert.match(JSON.stringify(submission?.['deliveries']), /"target":"default","state":"done"/)
    const [entry] = await site.sql('SELECT * FROM leanto_audit ORDER BY id DESC LIMIT 1')
    assert.deepEqual(
      [entry?.['action'], entry?.['count'], entry?.['detail']],
      ['exported', 1, 'one person'],
    )
  })
})
