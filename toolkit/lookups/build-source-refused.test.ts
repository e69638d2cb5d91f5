import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'

import { createSourceScene, type SourceScene } from '../../tests/build-source-scene.ts'

let scene: SourceScene
before(async () => {
  scene = await createSourceScene()
})
beforeEach(async () => {
  await scene.remove()
})
after(() => scene.remove())

describe('what cannot be read is refused', () => {
  const FILES: readonly [
    title: string,
    name: string,
    content: string,
    message: RegExp,
    options?: object,
  ][] = [
    [
      'a file of another kind',
      'a.xlsx',
      '',
      /^things\.ts: takes its rows from "a\.xlsx", expected a file that ends with \.csv, .*`format` says/,
    ],
    ['a text file of no format', 'a.txt', 'id\n1\n', /takes its rows from "a\.txt"/],
    ['no rows', 'a.csv', 'id\n', /^things\.ts: the lookup "things" has no rows/],
    ['JSON that is none', 'a.json', '[{]', /a\.json: expected JSON: /],
    [
      'JSON without rows',
      'a.json',
      '{"a":[],"b":[]}',
      /a\.json: expected an array of objects.*got an object with 2 arrays/,
    ],
    [
      'a row that is none',
      'a.json',
      '[{"id":1},2]',
      /a\.json: row 2: expected an object, got a number/,
    ],
    ['a line that is no JSON', 'a.ndjson', '{"id":1}\n\nx\n', /a\.ndjson:3: expected JSON/],
    [
      'an object within an object',
      'a.ndjson',
      '{"id":1,"a":{"b":{}}}\n',
      /a\.ndjson:1: expected under "a_b" .*got an object within an object/,
    ],
    [
      'a list of lists',
      'a.ndjson',
      '{"id":1,"a":[[1]]}\n',
      /got a list that is longer or has something else/,
    ],
    [
      'half a surrogate pair',
      'a.ndjson',
      '{"id":1,"a":"\\ud83d"}\n',
      /under "a" .*got half a surrogate pair/,
    ],
    ['a number that is none', 'a.ndjson', '{"id":1,"a":1e999}\n', /got Infinity/],
    [
      'a cell that is too long',
      'a.csv',
      `id,a\n1,${'x'.repeat(32769)}\n`,
      /a\.csv:2: expected under "a" a text of at most 32768 characters/,
    ],
    [
      'a row that is too long',
      'a.csv',
      `id,a,b,c,d,e\n1${`,${'x'.repeat(30000)}`.repeat(5)}\n`,
      /a\.csv:2: expected at most 131072 characters in all/,
    ],
    [
      'no key',
      'a.csv',
      'id,a\n1,2\n,3\n',
      /a\.csv:3: expected a key under "id", a text or a number, got nothing/,
    ],
    [
      'a key column that is not there',
      'a.csv',
      'ID,a\n1,2\n',
      /under "id", .* got nothing: the columns are ID, a/,
    ],
    [
      'a key that is too long',
      'a.csv',
      `id\n${'x'.repeat(501)}\n`,
      /a\.csv:2: expected a key of at most 500 characters, got "x{40}", 501 long/,
    ],
    [
      'keys that are too long together',
      'a.csv',
      `id,a\n${'x'.repeat(200)},${'/'.repeat(101)}\n`,
      /at most 500 characters, got .*, 504 long/,
      { key: ['id', 'a'] },
    ],
    [
      'a key of more than one type',
      'a.json',
      '[{"id":1},{"id":"x"}]',
      /has "id" under `key`, expected a column of texts or of numbers, got a column of the type mixed/,
    ],
    [
      'a place off the Earth',
      'a.csv',
      'id,lat,lng\n1,90,180\n2,90.5,0\n',
      /a\.csv:3: expected degrees from -90 to 90 under "lat".*got 90\.5/,
      { near: ['lat', 'lng'] },
    ],
    [
      'a place of texts',
      'a.csv',
      'id,lat,lng\n1,n,0\n',
      /expected degrees from -90 to 90 under "lat".*got "n"/,
      { near: ['lat', 'lng'] },
    ],
    [
      'a column of find that is not there',
      'a.csv',
      'id,Full name\n1,x\n',
      /^things\.ts: the lookup "things" names the column "Full name" under `find`, expected one of id, full_name; "Full name" is called "full_name" here/,
      { find: ['Full name'] },
    ],
    [
      'a rank of texts',
      'a.csv',
      'id,a\n1,x\n',
      /has "a" under `rank`, expected a column of numbers, got a column of the type string/,
      { rank: 'a' },
    ],
    [
      'numbers of a range that are none',
      'a.csv',
      'id,a\n1,x\n',
      /has "a" under `range\.from`, expected a column of numbers/,
      { range: { kind: 'number', from: 'a', to: 'id' } },
    ],
    [
      'an order of lists',
      'a.csv',
      'id,a\n1,x\n',
      /has "a" under `sort`, expected a column of single values, got a column of the type list/,
      { sort: ['a'], columns: { a: { type: 'list' } } },
    ],
    [
      'options of a column that is not there',
      'a.csv',
      'id,a\n1,x\n',
      /names the column "b" under `columns`, expected one of id, a/,
      { columns: { b: { unit: 'm' } } },
    ],
    [
      'a value that is not as declared',
      'a.csv',
      'id,a\n1,2\n2,n/a\n',
      /a\.csv:3: expected an integer of at most 2\^53 - 1 under "a", got "n\/a"/,
      { columns: { a: { type: 'integer' } } },
    ],
    [
      'a module that exports no rows',
      'a.rows.mjs',
      'export default 5',
      /a\.rows\.mjs: expected the default export to be an iterable/,
    ],
    [
      'a date of a module',
      'e.rows.mjs',
      'export default [{ id: 1, at: new Date() }]',
      /row 1: expected under "at" .*got a date \(give its toISOString\(\)\)/,
    ],
    [
      'an error of a module',
      'f.rows.mjs',
      'export default function* () { yield { id: 1 }; throw new Error("oh") }',
      /f\.rows\.mjs: its rows cannot be read: oh/,
    ],
    [
      'another format',
      'a.csv',
      'id\n1\n',
      /expected csv, tsv, json, ndjson or parquet as `format`, got "xml"/,
      { format: 'xml' },
    ],
    ['damaged gzip', 'a.csv.gz', '\x1f\x8bno', /a\.csv\.gz: cannot be read/],
  ]
  for (const [title, name, content, message, options] of FILES) {
    it(`as ${title}`, async () => {
      await assert.rejects(
        scene.readOne(
          name,
          Buffer.from(content, content.startsWith('\x1f') ? 'latin1' : 'utf8'),
          options,
        ),
        { name: 'BuildError', message },
      )
    })
  }

  it('as gzip that ends early', async () => {
    const bytes = gzipSync(`id\n${Array.from({ length: 5000 }, (_, at) => at * 7919).join('\n')}`)
    await assert.rejects(scene.readOne('a.csv.gz', bytes.subarray(0, -20)), {
      name: 'BuildError',
      message: /a\.csv\.gz: cannot be read: unexpected end of file/,
    })
  })

  it('as files that are not there, or of several kinds', async () => {
    await assert.rejects(
      scene.read({ from: 'none.csv' }),
      /takes its rows from "none\.csv", which cannot be read/,
    )
    await assert.rejects(scene.read({ from: [] }), /`from` names no file/)
    await scene.write({ 'data/a.csv': 'id\n1\n', 'data/b.json': '[]', 'empty/x.md': '' })
    await assert.rejects(
      scene.read({ from: 'data' }),
      /expected files of one format, got csv, json/,
    )
    assert.equal((await scene.read({ from: 'data', format: 'csv' })).rows, 1)
    await assert.rejects(scene.read({ from: 'empty' }), /got a folder without such files/)
  })

  it('as a program that fails, is not there, or has no format', async () => {
    const run = (code: string, options = {}): Promise<unknown> =>
      scene.read({ from: { command: [process.execPath, '-e', code] }, format: 'csv', ...options })
    await scene.write({ 'x.md': '' })
    await assert.rejects(run('console.log("id\\n1"); console.error("no luck"); process.exit(3)'), {
      message: /^things\.ts: the command \[.*\] failed: it ended with the code 3: no luck$/,
    })
    await assert.rejects(
      scene.read({ from: { command: ['no-such-program'] }, format: 'csv' }),
      /failed: spawn no-such-program ENOENT/,
    )
    await assert.rejects(run('', { format: undefined }), /needs `format`/)
  })
})
