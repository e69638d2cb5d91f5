import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { compileLookup, type TestRow } from '../../tests/lookups.ts'

const rows = Array.from({ length: 3000 }, (_, at): TestRow => {
  return {
    id: `k${(at * 7919) % 3001}`,
    name: `Town ${at % 40}`,
    size: at % 7,
    tags: ['a', `t${at % 3}`],
  }
})
const SMALL = { min: 600, spread: 1200, max: 4000 }
const OPTIONS = { key: 'id', find: ['name'], filter: ['size'] } as const

describe('the compiler', () => {
  it('writes the same bytes whatever the order of the rows', async () => {
    const [one, other] = [
      await compileLookup(OPTIONS, rows),
      await compileLookup(OPTIONS, rows.toReversed()),
    ]
    assert.deepEqual(one.output.files, other.output.files)
    assert.deepEqual(one.index, other.index)
  })

  it('writes the same bytes whatever the memory', async () => {
    const one = await compileLookup(OPTIONS, rows, { sizes: SMALL })
    const other = await compileLookup(OPTIONS, rows, { sizes: SMALL, memory: 40_000 })
    assert.deepEqual(one.output.files, other.output.files)
    assert.deepEqual(one.index, other.index)
  })

  it('changes few files when few rows go or come', async () => {
    const many = Array.from({ length: 40_000 }, (_, at) => {
      return { id: 1_000_000 + at * 7, name: `Place number ${at}`, lat: (at * 7.123) % 90 }
    })
    const edited = many.filter((_, at) => at % 4000 !== 1234)
    const [one, other] = [
      await compileLookup({ key: 'id' }, many),
      await compileLookup({ key: 'id' }, edited),
    ]
    const changed = [...other.output.files.keys()].filter((path) => !one.output.files.has(path))
    assert.ok(one.output.files.size > 30)
    assert.ok(changed.length <= 17, `${changed.length} of ${one.output.files.size}`)
  })

  it('leaves out what a line has not at its end', async () => {
    const { output, index, open } = await compileLookup({ key: 'id' }, [
      { id: 'a', x: null, y: 1, z: null },
      { id: 'b', x: null, y: null, z: null },
    ])
    const path = [...output.files.keys()].find((one) => one.includes('/rows.')) ?? ''
    assert.equal(output.text(path), 'leanto-lookup 2\n["a",null,1]\n["b"]\n')
    assert.deepEqual(await open().get('b'), [{ id: 'b', x: null, y: null, z: null }])
    assert.equal(index.rows, 2)
  })

  it('keeps the day of the data out of what tells data apart', async () => {
    const { index } = await compileLookup({ key: 'id' }, rows)
    assert.match(index.hash, /^[0-9a-f]{10}$/)
    assert.equal(index.updated, '2026-11-27')
    const titled = await compileLookup({ key: 'id', title: 'Other' }, rows)
    assert.notEqual(titled.index.hash, index.hash)
  })

  it('writes no parts of a lookup that is kept elsewhere', async () => {
    const { index, output } = await compileLookup({ key: 'id', store: 'd1' }, rows)
    assert.deepEqual(index.parts, { rows: { level: 0, blocks: [] } })
    assert.ok(index.downloads.csv.length > 0)
    assert.deepEqual(
      [...output.files.keys()].filter((path) => path.endsWith('.txt')),
      [],
    )
  })

  const mistakes: readonly [string, string | string[], TestRow[], RegExp][] = [
    [
      'a key twice',
      'id',
      [{ id: 'a' }, { id: 'b' }, { id: 'a' }],
      /row 3: expected a key of its own under "id", got "a", which things\.json: row 1 has too; `duplicates: 'keep'`/,
    ],
    [
      'two columns twice',
      ['a', 'b'],
      [
        { a: 1, b: 2 },
        { a: 1, b: 2 },
      ],
      /row 2: .*"a", "b", got "1\/2"/,
    ],
    [
      'no key',
      'id',
      [{ id: 'a' }, { id: null }],
      /row 2: expected a key under "id", a text or a number, got null/,
    ],
    ['an empty key', 'id', [{ id: '' }], /row 1: expected a key under "id".*got ""/],
    ['half a key', ['a', 'b'], [{ a: 1, b: null }], /row 1: expected a key under "b".*got null/],
    ['a key that is a list', 'id', [{ id: ['a'] }], /got \["a"\]/],
    ['a column that is not there', 'nr', [{ id: 'a' }], /under "nr".*got no such column, but id/],
    ['a long key', 'id', [{ id: 'x'.repeat(501) }], /at most 500 characters.*501 long/],
    ['half a character in a key', 'id', [{ id: 'a\uD800' }], /well-formed/],
  ]
  for (const [what, key, wrong, message] of mistakes) {
    it(`refuses ${what}, and says where`, async () => {
      await assert.rejects(compileLookup({ key }, wrong), { name: 'BuildError', message })
    })
  }
})
