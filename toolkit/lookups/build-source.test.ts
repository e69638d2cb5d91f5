import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'

import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'

import { createSourceScene, type SourceScene } from '../../tests/build-source-scene.ts'

let scene: SourceScene
before(async () => {
  scene = await createSourceScene()
})
beforeEach(async () => {
  await scene.remove()
})
after(() => scene.remove())

describe('the rows of a lookup', () => {
  it('come from CSV, named and typed', async () => {
    const table = await scene.readOne(
      'towns.csv',
      'Id,Größe (m²),Open,Seen,2020,,href,人口\n1,2.50,true,2026-11-27,x,,h,5\n2,3,FALSE,,"y, z",w,,6\n',
      { key: 'Id' },
    )
    assert.deepEqual(table.columns, [
      { name: 'Id', type: 'integer', optional: false },
      { name: 'grosse_m2', type: 'number', optional: false, title: 'Größe (m²)' },
      { name: 'Open', type: 'boolean', optional: false },
      { name: 'Seen', type: 'date', optional: true },
      { name: 'column_2020', type: 'string', optional: false, title: '2020' },
      { name: 'column_6', type: 'string', optional: true },
      { name: 'href_2', type: 'string', optional: true, title: 'href' },
      { name: 'column_8', type: 'integer', optional: false, title: '人口' },
    ])
    assert.deepEqual(table.cells, [
      [1, 2.5, true, '2026-11-27', 'x', null, 'h', 5],
      [2, 3, false, null, 'y, z', 'w', null, 6],
    ])
    assert.equal(table.rows, 2)
    assert.match(table.hash, /^[0-9a-f]{64}$/)
    assert.ok(table.places.every((place, at) => place.endsWith(`towns.csv:${at + 2}`)))
  })

  it('have columns whose headers are the same', async () => {
    const { columns } = await scene.readOne('a.csv', 'id,x, X y,x,X-Y,x y\n1,2,3,4,5,6\n')
    assert.deepEqual(
      columns.map(({ name, title }) => [name, title]),
      [
        ['id', undefined],
        ['x', undefined],
        ['x_y', 'X y'],
        ['x_2', 'x'],
        ['X-Y', undefined],
        ['x_y_2', 'x y'],
      ],
    )
  })

  it('take what the owner knows better of a column', async () => {
    const { columns, cells } = await scene.readOne('a.csv', 'id,area,tags\n1,2,a; b\n', {
      columns: {
        area: { type: 'number', title: 'Area', description: 'Of land.', unit: 'km²' },
        tags: { type: 'list' },
        id: { type: 'string' },
      },
    })
    assert.deepEqual(cells, [['1', 2, ['a', 'b']]])
    assert.deepEqual(columns[1], {
      name: 'area',
      type: 'number',
      optional: false,
      title: 'Area',
      description: 'Of land.',
      unit: 'km²',
    })
  })

  it('are read again where a late one shows that a column is another', async () => {
    const lines = Array.from({ length: 3000 }, (_, at) => `${at},7\n`)
    lines[2500] = '2500,1.50\n'
    lines[2600] = 'x,00\n'
    const first = await scene.readOne('a.csv', `id,code\n${lines.join('')}`)
    assert.equal(first.restarts, 1)
    assert.deepEqual(
      first.columns.map(({ type }) => type),
      ['string', 'string'],
    )
    assert.deepEqual(first.cells[0], ['0', '7'])
    assert.deepEqual(first.cells[2500], ['2500', '1.50'])
    assert.equal(first.cells.length, 3000)
    const second = await scene.read({ from: 'a.csv' })
    assert.equal(second.restarts, 0)
    assert.deepEqual(second.cells, first.cells)
  })

  it('are not held back when there are few types to be told', async () => {
    const { restarts, cells } = await scene.readOne('a.csv', 'id,b\n1,1\n2,x\n3,1.5\n')
    assert.equal(restarts, 0)
    assert.deepEqual(
      cells.map((row) => row[1]),
      ['1', 'x', '1.5'],
    )
  })

  it('lose no cell of texts in any file', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 6 })
      .map((text) => `_${text.replaceAll('\0', '')}`)
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 9 }), async (texts) => {
        const rows = texts.map((text, id) => ({ id, text }))
        const csv = rows.map(({ id, text }) => `${id},"${text.replaceAll('"', '""')}"\n`).join('')
        const files = {
          'a.csv': `id,text\n${csv}`,
          'a.tsv.gz': gzipSync(`id\ttext\n${csv.replaceAll(/^(\d+),/gm, '$1\t')}`),
          'a.json': JSON.stringify(rows),
          'a.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
        }
        for (const [name, content] of Object.entries(files)) {
          // A line of the text that begins like a row of TSV is no row.
          if (name === 'a.tsv.gz' && /\n\d+,/.test(texts.join(''))) continue
          const { objects } = await scene.readOne(name, content)
          assert.deepEqual(objects, rows, name)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('come from JSON in the shapes that it is found in', async () => {
    const expected = [
      { id: 1, at_lat: 2, at_lng: 3, tags: ['a'] },
      { id: 2, at_lat: null, at_lng: null, tags: null },
    ]
    const rows = '[{"id":1,"at":{"lat":2,"lng":3},"tags":["a"]},{"id":2}]'
    for (const content of [
      rows,
      `{"count":2,"data":${rows}}`,
      '[["id","at_lat","at_lng","tags"],[1,2,3,["a"]],[2,null,null,null]]',
    ]) {
      assert.deepEqual((await scene.readOne('a.json', content)).objects, expected)
    }
    const members = await scene.readOne('a.json', '{"a":{"n":1,"key":"k"},"b":{"n":2}}', {
      key: 'key',
    })
    assert.deepEqual(members.objects, [
      { key: 'a', n: 1, key_2: 'k' },
      { key: 'b', n: 2, key_2: null },
    ])
    const list = await scene.readOne('a.json', '["aa","b"]', { key: 'value' })
    assert.deepEqual(list.cells, [['aa'], ['b']])
    const values = await scene.readOne('a.json', '{"AF":"Afghanistan","AX":null}', { key: 'key' })
    assert.deepEqual(values.objects, [
      { key: 'AF', value: 'Afghanistan' },
      { key: 'AX', value: null },
    ])
  })

  it('come from GeoJSON with the places of its points', async () => {
    const features = [
      {
        type: 'Feature',
        id: 7,
        geometry: { type: 'Point', coordinates: [2.35, 48.85] },
        properties: { name: 'Paris', lat: 'x' },
      },
      { type: 'Feature', id: 8, geometry: null, properties: { name: 'Nowhere' } },
    ]
    const { objects } = await scene.readOne(
      'a.geojson',
      JSON.stringify({ type: 'FeatureCollection', features }),
      {
        near: ['lat', 'lng'],
      },
    )
    assert.deepEqual(objects, [
      { id: 7, name: 'Paris', lat_2: 'x', lat: 48.85, lng: 2.35 },
      { id: 8, name: 'Nowhere', lat_2: null, lat: null, lng: null },
    ])
  })

  it('keep integers that JavaScript does not hold, as texts', async () => {
    const rows = '{"id":12,"n":1}\n{"id":12345678901234567891,"n":2.5}\n'
    const { objects, restarts } = await scene.readOne('a.ndjson', rows)
    assert.deepEqual(objects, [
      { id: '12', n: 1 },
      { id: '12345678901234567891', n: 2.5 },
    ])
    assert.equal(restarts, 1)
  })

  it('come from Parquet, packed or not', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'id', data: [1n, 2n], type: 'INT64' },
          { name: 'big', data: [1n, 9007199254740993n], type: 'INT64' },
          { name: 'Name', data: ['Zürich', null], type: 'STRING' },
          { name: 'size', data: [1.5, NaN], type: 'DOUBLE' },
          {
            name: 'at',
            data: [new Date('2026-11-27T08:00:00.250Z'), new Date(-1)],
            type: 'TIMESTAMP',
          },
          { name: 'open', data: [true, false], type: 'BOOLEAN' },
        ],
      }),
    )
    const expected = [
      { id: 1, big: '1', Name: 'Zürich', size: 1.5, at: '2026-11-27T08:00:00.250Z', open: true },
      {
        id: 2,
        big: '9007199254740993',
        Name: null,
        size: null,
        at: '1969-12-31T23:59:59.999Z',
        open: false,
      },
    ]
    const plain = await scene.readOne('a.parquet', bytes)
    assert.deepEqual(plain.objects, expected)
    assert.equal(plain.columns.find(({ name }) => name === 'at')?.type, 'datetime')
    const packed = await scene.readOne('a.parquet.gz', gzipSync(bytes))
    assert.deepEqual(packed.objects, expected)
    assert.equal(packed.hash, plain.hash)
    await assert.rejects(scene.readOne('a.parquet', 'no'), /a\.parquet: cannot be read as Parquet/)
  })

  it('come from modules, in any iterable', async () => {
    const rows = '[{ id: 1, at: { lat: 2 } }, { id: 2, late: "x", none: undefined }]'
    const expected = [
      { id: 1, at_lat: 2, late: null },
      { id: 2, at_lat: null, late: 'x' },
    ]
    const modules = {
      'a.rows.ts': `const rows: object[] = ${rows}\nexport default rows`,
      'b.rows.mjs': `export default function* () { yield* ${rows} }`,
      'c.rows.mjs': `export default async function* () { yield* ${rows} }`,
      'd.rows.mjs': `export default async () => new Set(${rows})`,
    }
    const hashes = new Set<string>()
    for (const [name, content] of Object.entries(modules)) {
      const table = await scene.readOne(name, content)
      assert.deepEqual(table.objects, expected, name)
      assert.ok(table.places[1]?.endsWith(`${name}: row 2`))
      assert.deepEqual(table.cells[0], [1, 2])
      hashes.add(table.hash)
    }
    assert.equal(hashes.size, 1)
  })

  it('come from a folder, in the order of its paths', async () => {
    await scene.write({
      'data/b.csv': 'name;id\nB;2\n',
      'data/a/z.csv.gz': gzipSync('id,name\n1,A\n'),
      'data/c.tsv': 'id\tmore\n3\tC\n',
      'data/.hidden.csv': 'x\n',
      'data/README.md': '# no rows',
    })
    const { objects, warnings } = await scene.read({ from: 'data' })
    assert.deepEqual(objects, [
      { id: 1, name: 'A', more: null },
      { id: 2, name: 'B', more: null },
      { id: 3, name: null, more: 'C' },
    ])
    assert.deepEqual(
      warnings.map((warning) => warning.replace(/.*(?=c\.tsv)/, '')),
      ['c.tsv has no column "name" and has "more" besides, other than the first file'],
    )
    const one = await scene.read({ from: ['data/a/z.csv.gz', 'data/b.csv'], name: 'others' })
    assert.equal(one.rows, 2)
  })

  it('come from a program that is run without a shell, in the folder of the declaration', async () => {
    await scene.write({
      'rows.mjs': 'console.log("id,text\\n1," + process.argv[2] + "\\n2," + process.cwd())',
    })
    const from = { command: [process.execPath, 'rows.mjs', '$HOME; *'] } as const
    const { objects } = await scene.read({ from, format: 'csv' })
    assert.equal(objects[0]?.['text'], '$HOME; *')
    assert.ok(String(objects[1]?.['text']).endsWith(scene.folder))
  })
})
