import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'

import fc from 'fast-check'

import { compileLookup, type CompiledLookup, type TestRow } from '../../tests/lookups.ts'
import { createMemoryOutput } from '../../tests/memory-output.ts'
import { createDownloadFiles } from './build-downloads-files.ts'
import { toCsv } from './csv.ts'
import type { LookupRow } from './format.ts'

const text = fc.string({
  unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\\', ']', '[', '{', 'é', '😀', ';', '=', '\0'),
  maxLength: 6,
})
const cells = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(text, fc.integer()), { maxLength: 3 }),
)
const rows = fc.uniqueArray(
  fc
    .tuple(
      cells,
      text.filter((key) => key !== ''),
      fc.integer(),
      cells,
      cells,
    )
    .map(([a, id, n, b, c]): TestRow => ({ a, id, n, b, c })),
  { selector: ({ id, n }) => `${String(id)} ${String(n)}`, minLength: 1, maxLength: 30 },
)

const read = ({ output }: CompiledLookup, paths: readonly string[] = []): string =>
  paths.map((path) => output.text(path)).join('')

async function rowsOf(compiled: CompiledLookup, keys: readonly string[]): Promise<LookupRow[]> {
  const found = await Promise.all(keys.map((key) => compiled.open().get(key)))
  return found.flat()
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : 1)

describe('the downloads', () => {
  it('hold every value exactly, in the order of the key', async () => {
    const check = async (given: TestRow[], key: string[]): Promise<void> => {
      const compiled = await compileLookup({ key, duplicates: 'keep' }, given)
      const { csv, ndjson, json } = compiled.index.downloads
      const names = compiled.index.columns.map(({ name }) => name)
      const keys = given.map((row) => {
        const parts = key.map((name) => String(row[name]))
        if (parts.length === 1) return parts[0] ?? ''
        return parts.map((one) => one.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/')
      })
      const expected = await rowsOf(compiled, [...new Set(keys)].toSorted(byCodeUnits))
      assert.equal(expected.length, given.length)
      assert.deepEqual(JSON.parse(read(compiled, json)), expected)
      assert.equal(
        read(compiled, ndjson),
        expected.map((row) => `${JSON.stringify(row)}\n`).join(''),
      )
      assert.equal(read(compiled, csv), toCsv(names, expected, { isGuarded: false }))
    }
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom<string[]>(['id'], ['n'], ['id', 'n'], ['n', 'id']),
        check,
      ),
      { numRuns: 60 },
    )
  })

  it('hold places as GeoJSON, first the longitude', async () => {
    const near = ['lat', 'lng'] as const
    const compiled = await compileLookup({ key: 'id', near }, [
      { id: 'a', lat: 48.85, lng: 2.35, name: 'Paris' },
      { id: 'b', lat: null, lng: null, name: 'Nowhere' },
      { id: 'c', lat: -90, lng: 180, name: null },
    ])
    assert.deepEqual(JSON.parse(read(compiled, compiled.index.downloads.geojson)), {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 'a',
          geometry: { type: 'Point', coordinates: [2.35, 48.85] },
          properties: { id: 'a', lat: 48.85, lng: 2.35, name: 'Paris' },
        },
        {
          type: 'Feature',
          id: 'b',
          geometry: null,
          properties: { id: 'b', lat: null, lng: null, name: 'Nowhere' },
        },
        {
          type: 'Feature',
          id: 'c',
          geometry: { type: 'Point', coordinates: [180, -90] },
          properties: { id: 'c', lat: -90, lng: 180, name: null },
        },
      ],
    })
    assert.equal(
      (await compileLookup({ key: 'id' }, [{ id: 1 }])).index.downloads.geojson,
      undefined,
    )
  })

  it('part what is too long for a plain file into gzip files that each stand alone', async () => {
    const frame = { extension: 'json', head: '[\n', between: ',\n', tail: '\n]\n' }
    const pieces = Array.from({ length: 40 }, (_, at) => {
      return Buffer.from(JSON.stringify({ at, noise: Math.sin(at).toString().repeat(20) }))
    })
    for (const [limits, min] of [
      [{ plain: 100_000, gzip: 100_000 }, 1],
      [{ plain: 1000, gzip: 100_000 }, 1],
      [{ plain: 1000, gzip: 500 }, 3],
    ] as const) {
      const output = createMemoryOutput()
      const files = createDownloadFiles('lookups/x/all', frame, output, limits)
      for (const piece of pieces) await files.add(piece)
      const paths = await files.finish()
      assert.ok(paths.length >= min)
      const found = paths.flatMap((path) => {
        const bytes = output.files.get(path) ?? Buffer.alloc(0)
        assert.equal(path.endsWith('.json.gz'), limits.plain === 1000)
        const plain = limits.plain === 1000 ? gunzipSync(bytes) : Buffer.from(bytes)
        if (limits.plain === 1000) assert.ok(bytes.length <= limits.gzip)
        return JSON.parse(plain.toString())
      })
      assert.deepEqual(
        found,
        pieces.map((piece) => JSON.parse(piece.toString())),
      )
    }
  })

  it('are whole files where there are no rows', async () => {
    const output = createMemoryOutput()
    const frame = { extension: 'json', head: '[\n', between: ',\n', tail: '\n]\n' }
    const [path = ''] = await createDownloadFiles('lookups/x/all', frame, output).finish()
    assert.deepEqual(JSON.parse(output.text(path)), [])
  })

  it('stay below the limit of a static file with long rows that cannot be compressed', async () => {
    // Each of these characters takes three bytes.
    const long = Array.from({ length: 500 }, (_, id) => ({ id, text: '一'.repeat(16_000) }))
    const { index, output } = await compileLookup({ key: 'id' }, long)
    for (const path of [
      ...index.downloads.csv,
      ...index.downloads.ndjson,
      ...index.downloads.json,
    ]) {
      assert.ok((output.files.get(path)?.length ?? 0) <= 25 * 1024 * 1024, path)
      assert.match(path, /\.gz$/)
    }
  })
})
