import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { BuildError } from '../core/errors.ts'
import { assignCells } from './build-near-cells.ts'
import { createNearPart } from './build-near.ts'
import type { SortedRow } from './build-part.ts'
import { CUT_SIZES, type CutSizes } from './cut.ts'
import type { Cell, Column } from './format.ts'
import { decodePlaces, parseKey } from './geo-blocks.ts'
import { decodeBoxes } from './geo-boxes.ts'
import { toVector } from './geo-sphere.ts'
import { createPartScene } from '../../tests/lookup-parts.ts'
import { cityPlaces, places, SMALL, type Place } from '../../tests/lookup-places.ts'
import { createMemoryOutput } from '../../tests/memory-output.ts'

const COLUMNS: readonly Column[] = ['id', 'lat', 'lng'].map((name) => ({
  name,
  type: 'mixed',
  optional: true,
}))

interface Compiled {
  /** By path. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly path: string
  readonly warnings: readonly string[]
}

async function compile(
  objects: readonly Readonly<Record<string, Cell>>[],
  sizes: CutSizes = CUT_SIZES,
): Promise<Compiled> {
  const options = { key: 'id', near: ['lat', 'lng'] } as const
  const scene = createPartScene(options, COLUMNS, objects, sizes)
  const output = createMemoryOutput()
  const part = createNearPart({ ...scene.context, output })
  for (const row of scene.rows) await part.add([row], ['', ''])
  return { path: await part.finish(), files: output.files, warnings: scene.warnings }
}

/** The files of `after` that are not in `before`. */
function countNew(before: Compiled, after: Compiled): number {
  return [...after.files.keys()].filter((path) => !before.files.has(path)).length
}

const toObject = ({ id, lat, lng }: Place): Readonly<Record<string, Cell>> => ({ id, lat, lng })

describe('the blocks of places', () => {
  test('hold every row once, in the order of the key, within the box that is listed', async () => {
    await fc.assert(
      fc.asyncProperty(places, async (rows) => {
        const { files, path } = await compile(rows.map(toObject), SMALL)
        const boxes = decodeBoxes(files.get(path) ?? new Uint8Array())
        const found: string[] = []
        for (let block = 0; block < boxes.count; block++) {
          const file = files.get(`/_leanto/lookups/things/near.${boxes.hash(block)}.txt`)
          const { count, line, degrees } = decodePlaces(file ?? new Uint8Array()).rows()
          assert.equal(count, boxes.rows[block])
          const keys = Array.from({ length: count }, (_, row) => parseKey(line(row)))
          assert.deepEqual(keys, keys.toSorted())
          assert.ok(keys[0]?.startsWith(boxes.firsts()[block] ?? '?'))
          found.push(...keys)
          const corners = boxes.corners.subarray(block * 6, block * 6 + 6)
          for (let row = 0; row < count; row++) {
            const point = { lat: degrees[row * 2] ?? 0, lng: degrees[row * 2 + 1] ?? 0 }
            for (const [axis, value] of toVector(point).entries()) {
              assert.ok(value > (corners[axis] ?? 2) && value < (corners[axis + 3] ?? -2))
            }
          }
        }
        assert.deepEqual(found.toSorted(), rows.map(({ id }) => id).toSorted())
      }),
      { numRuns: 100 },
    )
  })

  test('are the same bytes for the same rows', async () => {
    const rows = cityPlaces().slice(0, 500).map(toObject)
    const [one, two] = [await compile(rows, SMALL), await compile(rows, SMALL)]
    assert.deepEqual([...one.files], [...two.files])
  })

  test('average what blocks of rows do, and none is large', async () => {
    const { files } = await compile(cityPlaces().slice(0, 20_000).map(toObject))
    const sizes = [...files.values()].map(({ length }) => length)
    assert.ok(Math.max(...sizes) < CUT_SIZES.max * 1.5)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    assert.ok(mean > 48 * 1024 && mean < 96 * 1024, `${mean}`)
  })

  test('change little when ten of many rows come or go', async () => {
    // Blocks of a fortieth of the size, so that these cities have as many of them as a million rows.
    const sizes = { min: 400, spread: 1400, max: 3200 }
    const rows = cityPlaces().slice(0, 40_000).map(toObject)
    const all = await compile(rows, sizes)
    assert.ok(all.files.size > 400, `${all.files.size}`)
    const fewer = await compile(
      rows.filter((_, at) => at % 4000 !== 77),
      sizes,
    )
    const changed = Math.max(countNew(all, fewer), countNew(fewer, all))
    assert.ok(changed <= 25, `${changed} of ${all.files.size}`)
  })

  test('of ten thousand rows at one place are cut by key, and change little too', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      id: `key-${at * 7}`,
      lat: 0,
      lng: 0,
    }))
    const sizes = { min: 4096, spread: 8192, max: 32_768 }
    const before = await compile(rows, sizes)
    const after = await compile([...rows, { id: 'key-3', lat: 0, lng: 0 }], sizes)
    assert.ok(before.files.size > 15, `${before.files.size}`)
    assert.ok(countNew(before, after) <= 3)
    const { continues } = decodeBoxes(before.files.get(before.path) ?? new Uint8Array())
    assert.deepEqual(
      [...continues],
      [...continues].map((_, block) => (block === 0 ? 0 : 1)),
    )
  })
})

describe('cells', () => {
  test('are no longer than asked, but where all places are one', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 0.5, -1),
      fc.float({ min: -1, max: 1, noNaN: true }),
      fc.float({ min: Math.fround(0.1), max: Math.fround(0.1000001), noNaN: true }),
    )
    const place = fc.tuple(value, value, value, fc.integer({ min: 1, max: 60 }))
    fc.assert(
      fc.property(fc.array(place, { maxLength: 200 }), (list) => {
        const column = (at: 0 | 1 | 2): Float32Array => Float32Array.from(list, (row) => row[at])
        const { cellOf, crowded } = assignCells(
          {
            axes: [column(0), column(1), column(2)],
            lengths: Uint32Array.from(list, (row) => row[3]),
          },
          100,
        )
        for (const cell of new Set(cellOf)) {
          const inside = list.filter((_, at) => cellOf[at] === cell)
          const length = inside.reduce((sum, row) => sum + row[3], 0)
          const spots = new Set(inside.map(([x, y, z]) => `${x + 0},${y + 0},${z + 0}`))
          assert.equal(crowded.has(cell), length > 100)
          assert.ok(length <= 100 || spots.size === 1)
        }
        assert.equal(Math.max(-1, ...cellOf) + 1, new Set(cellOf).size)
      }),
      { numRuns: 300 },
    )
  })
})

describe('rows without places', () => {
  test('are left out; one coordinate alone is told', async () => {
    const { files, path, warnings } = await compile([
      { id: 'none', lat: null, lng: null },
      { id: 'half', lat: 1, lng: null },
      { id: 'place', lat: 1, lng: 2 },
      { id: 'other', lat: null, lng: 2 },
    ])
    assert.equal(decodeBoxes(files.get(path) ?? new Uint8Array()).rows[0], 1)
    assert.deepEqual(warnings, [
      'things.json: 2 rows have only one of the two coordinates and cannot be found by place: half',
    ])
  })

  test('alone make an empty list', async () => {
    const { files, path } = await compile([{ id: 'none', lat: null, lng: null }])
    assert.equal(decodeBoxes(files.get(path) ?? new Uint8Array()).count, 0)
    assert.equal(files.size, 1)
  })

  test('are an error where a coordinate is none, which names the row', async () => {
    const wrong: readonly (readonly [Cell, Cell, RegExp])[] = [
      [90.1, 0, /expected degrees from -90 to 90 in the column "lat" of the row "k", got 90\.1$/],
      [0, -181, /expected degrees from -180 to 180 in the column "lng" of the row "k", got -181$/],
      ['48', 2, /column "lat" of the row "k", got "48"$/],
      [true, 2, /column "lat" of the row "k", got true$/],
    ]
    for (const [lat, lng, message] of wrong) {
      await assert.rejects(
        compile([{ id: 'k', lat, lng }]),
        (error) => error instanceof BuildError && message.test(error.message),
      )
    }
  })

  test('are an error where the column is none', () => {
    const options = { key: 'id', near: ['lat', 'longitude'] } as const
    const { context } = createPartScene(options, COLUMNS, [])
    assert.throws(() => createNearPart(context), /expected a column "longitude", got none/)
  })
})

test('a row may have its coordinates in its key', async () => {
  const row: SortedRow = { key: '1/2', line: '["1/2"]', cells: [1, 2] }
  const options = { key: ['lat', 'lng'], near: ['lat', 'lng'] } as const
  const { context } = createPartScene(options, COLUMNS.slice(1), [])
  const part = createNearPart(context)
  await part.add([row], ['', ''])
  assert.match(await part.finish(), /^\/_leanto\/lookups\/things\/near-boxes\.[0-9a-f]{10}\.bin$/)
})
