import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'

import { createMemoryOutput, type MemoryOutput } from '../../tests/memory-output.ts'
import { buildLookups, type LookupsResult } from './build.ts'
import { createLookup } from './engine.ts'

const made: string[] = []
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))))

interface Built extends LookupsResult {
  readonly output: MemoryOutput
}

/** Builds a folder of files. */
async function build(files: Readonly<Record<string, string>>): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'lookups-'))
  made.push(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const output = createMemoryOutput()
  return { ...(await buildLookups({ folder, output })), output }
}

const GOOD = {
  kind: 'lookup',
  name: 'towns',
  from: './towns.json',
  key: 'id',
  find: ['name'],
  licence: 'CC0-1.0',
  attribution: 'nobody',
}
const ROWS = [{ id: 'a', name: 'Aarau', size: 1 }]

const declare = (changes: object): string =>
  `export const lookup = ${JSON.stringify({ ...GOOD, ...changes })}`
const withRows = (rows: unknown, changes: object = {}): Record<string, string> => ({
  'towns.ts': declare(changes),
  'towns.json': JSON.stringify(rows),
})

describe('the build of the lookups', () => {
  it('has none where there is no folder', async () => {
    const folder = join(tmpdir(), 'lookups-that-are-not-there')
    const result = await buildLookups({ folder, output: createMemoryOutput() })
    assert.deepEqual(result, { indexes: {}, report: [] })
  })

  it('takes declarations alone for declarations, by name', async () => {
    const { indexes, report } = await build({
      ...withRows(ROWS),
      'b.ts': declare({ name: 'b', from: './b.rows.ts' }),
      'b.rows.ts': 'export default [{ id: 1, name: "One" }, { id: 2, name: "Two" }]',
      'a.test.ts': 'throw new Error("a test is no declaration")',
      'types.d.ts': 'export interface Row { id: number }',
      'notes.md': '# Notes',
    })
    assert.deepEqual(Object.keys(indexes), ['b', 'towns'])
    assert.deepEqual(
      report.map(({ name, rows }) => [name, rows]),
      [
        ['b', 2],
        ['towns', 1],
      ],
    )
  })

  it('reads rows from arrays, generators, functions and files', async () => {
    const sources: Readonly<Record<string, string>> = {
      'rows.json': JSON.stringify(ROWS),
      'rows.ndjson': `${JSON.stringify(ROWS[0])}\n\n`,
      'list.rows.ts': 'export default [{ id: "a", name: "Aarau", size: 1 }]',
      'sync.rows.ts': 'export default function* () { yield { id: "a", name: "Aarau", size: 1 } }',
      'async.rows.ts':
        'export default async function* () { yield { id: "a", name: "Aarau", size: 1 } }',
      'promise.rows.ts': 'export default async () => [{ id: "a", name: "Aarau", size: 1 }]',
    }
    for (const [name, text] of Object.entries(sources)) {
      const { indexes, output } = await build({
        'x.ts': declare({ from: `./${name}` }),
        [name]: text,
      })
      const { towns } = indexes
      assert.ok(towns)
      assert.deepEqual(await createLookup(towns, output.read).get('a'), ROWS[0], name)
    }
  })

  it('writes the same bytes whatever the order of the rows', async () => {
    const rows = Array.from({ length: 3000 }, (_, id) => ({
      id,
      name: `Town ${id % 40}`,
      size: id % 7,
    }))
    const [one, other] = [await build(withRows(rows)), await build(withRows(rows.toReversed()))]
    assert.deepEqual(one.output.files, other.output.files)
    assert.deepEqual(one.indexes, other.indexes)
  })

  it('writes the whole data as CSV and NDJSON', async () => {
    const { indexes, output } = await build(
      withRows([
        { id: 2, name: '=a,b' },
        { id: 1, size: 3 },
      ]),
    )
    const { csv = [], ndjson = [] } = indexes['towns']?.downloads ?? {}
    assert.deepEqual(
      csv.map((path) => output.text(path)),
      ['id,name,size\r\n1,,3\r\n2,"=a,b",\r\n'],
    )
    assert.deepEqual(
      ndjson.map((path) => output.text(path)),
      ['{"id":1,"name":null,"size":3}\n{"id":2,"name":"=a,b","size":null}\n'],
    )
  })

  it('parts long rows into downloads that a static file may have', async () => {
    // Each of these characters takes three bytes.
    const rows = Array.from({ length: 800 }, (_, id) => ({ id, text: '一'.repeat(32_000) }))
    const { indexes, output } = await build(withRows(rows, { find: [] }))
    const { csv = [], ndjson = [] } = indexes['towns']?.downloads ?? {}
    assert.ok(csv.length > 1)
    for (const path of [...csv, ...ndjson])
      assert.ok(Buffer.byteLength(output.text(path)) <= 25 * 1024 * 1024, path)
    assert.equal(
      ndjson
        .map((path) => output.text(path))
        .join('')
        .trimEnd()
        .split('\n').length,
      800,
    )
  })

  it('leaves a column empty that a row has not, also where it is called like an inherited member', async () => {
    const rows: object[] = [{ id: 1 }, { id: 2, constructor: 'x', toString: 'y' }]
    const { indexes, output } = await build(withRows(rows, { find: ['constructor'] }))
    const { csv = [] } = indexes['towns']?.downloads ?? {}
    assert.deepEqual(
      csv.map((path) => output.text(path)),
      ['id,constructor,toString\r\n1,,\r\n2,x,y\r\n'],
    )
    const { towns } = indexes
    assert.ok(towns)
    const { total } = await createLookup(towns, output.read).find('x', { limit: 5, offset: 0 })
    assert.equal(total, 1)
  })

  it('says which columns there are and of what type', async () => {
    const rows = [
      { id: 1, name: 'A', list: ['x'], flag: true, mixed: 1, none: null },
      { id: 2, name: 'B', list: [], flag: false, mixed: 'x', size: undefined },
      { id: 3, name: 'C', list: [], flag: false, mixed: 1, later: 5 },
    ]
    const { indexes } = await build(withRows(rows))
    assert.deepEqual(
      indexes['towns']?.columns.map(({ name, type, optional }) => `${name} ${type} ${optional}`),
      [
        'id number false',
        'name string false',
        'list list false',
        'flag boolean false',
        'mixed mixed false',
        'none mixed true',
        'later number true',
      ],
    )
  })

  const mistakes: readonly [string, Record<string, string>, RegExp][] = [
    ['a bad name', withRows(ROWS, { name: 'Towns!' }), /towns\.ts: .*"Towns!" needs a name/],
    ['no licence', withRows(ROWS, { licence: '' }), /needs `licence`, expected a text, got ""/],
    [
      'no attribution',
      withRows(ROWS, { attribution: undefined }),
      /needs `attribution`.*got nothing/,
    ],
    ['a source that is no address', withRows(ROWS, { source: 'javascript:1' }), /http or https/],
    [
      'an unknown key column',
      withRows(ROWS, { key: 'nr' }),
      /row 1: expected a key under "nr".*nothing/,
    ],
    [
      'an unknown find column',
      withRows(ROWS, { find: ['nam'] }),
      /"nam" under `find`.*id, name, size/,
    ],
    ['an unknown rank column', withRows(ROWS, { rank: 'x' }), /"x" under `rank`, expected one of/],
    ['a rank that is no number', withRows(ROWS, { rank: 'name' }), /numbers, got string/],
    ['no rows', withRows([]), /has no rows/],
    [
      'rows that are no array',
      withRows({ a: 1 }),
      /towns\.json: expected an array of rows, got object/,
    ],
    ['a row that is none', withRows([...ROWS, 7]), /towns\.json: row 2: expected an object, got 7/],
    ['a key twice', withRows([...ROWS, ...ROWS]), /rows 1 and 2 have the same key "a" under "id"/],
    [
      'keys alike as text',
      withRows([
        { id: 1, name: 'x' },
        { id: '1', name: 'x' },
      ]),
      /rows 1 and 2/,
    ],
    [
      'keys of two kinds',
      withRows([
        { id: 1, name: 'x' },
        { id: 'b', name: 'x' },
      ]),
      /texts and numbers/,
    ],
    ['a key that is a list', withRows([{ id: ['a'] }]), /a text or a number, got \["a"\]/],
    ['an empty key', withRows([{ id: '' }]), /row 1: expected a key/],
    ['a long key', withRows([{ id: 'x'.repeat(501) }]), /at most 500 characters.*501 long/],
    ['half a character in a key', withRows([{ id: 'a\uD800' }]), /well-formed/],
    [
      'a nested object',
      withRows([{ id: 'a', name: { x: 1 } }]),
      /row 1: expected under "name".*an object/,
    ],
    [
      'a row that is a document',
      withRows([
        {
          id: 'a',
          name: 'A',
          ...Object.fromEntries(Array.from('bcdef', (name) => [name, 'x'.repeat(30_000)])),
        },
      ]),
      /row 1: expected at most 131072 characters in all its values, as JSON, got 150056/,
    ],
    ['a nested list', withRows([{ id: 'a', name: [[1]] }]), /a list of something else/],
    ['a column named url', withRows([{ id: 'a', url: 'x' }]), /column "url" cannot be called so/],
    ['a column named with a dot', withRows([{ id: 'a', 'a.b': 'x' }]), /column "a\.b"/],
    [
      'numbers that are none',
      {
        'x.ts': declare({ from: './x.rows.ts' }),
        'x.rows.ts': 'export default [{ id: 1, a: NaN }]',
      },
      /x\.rows\.ts: row 1: expected under "a".*got NaN/,
    ],
    [
      'a date',
      {
        'x.ts': declare({ from: './x.rows.ts' }),
        'x.rows.ts': 'export default [{ id: new Date(0) }]',
      },
      /a date \(give its toISOString\(\)\)/,
    ],
    [
      'rows that cannot be iterated',
      { 'x.ts': declare({ from: './x.rows.ts' }), 'x.rows.ts': 'export default 7' },
      /x\.rows\.ts: expected the default export to be an iterable.*got number/,
    ],
    [
      'a row module that throws',
      { 'x.ts': declare({ from: './x.rows.ts' }), 'x.rows.ts': 'throw new Error("no net")' },
      /x\.rows\.ts: cannot be loaded: no net/,
    ],
    [
      'JSON that is none',
      { 'towns.ts': declare({}), 'towns.json': '{' },
      /towns\.json: expected JSON/,
    ],
    [
      'a line of NDJSON that is none',
      { 'x.ts': declare({ from: './x.ndjson' }), 'x.ndjson': '{"id":1}\n{' },
      /x\.ndjson:2: expected JSON/,
    ],
    ['a file that is not there', { 'towns.ts': declare({}) }, /towns\.ts: the rows cannot be read/],
    [
      'a kind of file that is not supported',
      { 'x.ts': declare({ from: './x.csv' }), 'x.csv': 'id\n1' },
      /x\.ts: .*from "\.\/x\.csv", expected a module.*\.json array, or \.ndjson/,
    ],
    [
      'two lookups of one name',
      { ...withRows(ROWS), 'more.ts': declare({ title: 'More' }) },
      /towns\.ts: the name "towns" is taken by a lookup of .*more\.ts/,
    ],
  ]
  for (const [what, files, message] of mistakes) {
    it(`refuses ${what}, and says where`, async () => {
      await assert.rejects(build(files), { name: 'BuildError', message })
    })
  }
})
