import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { rowsInBox } from './engine-near-box.ts'
import { openSource } from './files.ts'
import { isInBox } from './geo.ts'
import { MAX_READS, QuestionError, type Box, type Nearby } from './question.ts'
import {
  cityPlaces,
  openPlaces,
  places,
  pointsNear,
  SMALL,
  type Place,
} from '../../tests/lookup-places.ts'

const WORLD: Box = { west: -180, south: -90, east: 180, north: 90 }

const point = pointsNear([])
const boxes: fc.Arbitrary<Box> = fc.oneof(
  {
    arbitrary: fc.tuple(point, point).map(([a, b]) => toBox(a.lat, a.lng, b.lat, b.lng)),
    weight: 5,
  },
  { arbitrary: fc.constant(WORLD), weight: 1 },
)

function toBox(south: number, west: number, north: number, east: number): Box {
  return { west, south: Math.min(south, north), east, north: Math.max(south, north) }
}

const keysOf = ({ rows }: Nearby): unknown[] => rows.map(({ row }) => row['id'])

/** The rows in a box as they should come, by the plain definition. */
function listInside(rows: readonly Place[], box: Box): string[] {
  return rows
    .filter((row) => isInBox(row, box))
    .map(({ id }) => id)
    .toSorted((a, b) => (a < b ? -1 : 1))
}

describe('the rows in a box', () => {
  test('are those of a full search, in the order of the key, whatever the places', async () => {
    const question = fc.record({ box: boxes, limit: fc.integer({ min: 1, max: 100 }) })
    await fc.assert(
      fc.asyncProperty(places, fc.array(question, { minLength: 8 }), async (rows, questions) => {
        for (const { source } of [await openPlaces(rows, SMALL), await openPlaces(rows)]) {
          for (const { box, limit } of questions) {
            const answer = await rowsInBox(source, box, { limit })
            const expected = listInside(rows, box).slice(0, limit)
            // Of many small blocks not all can be read: what is answered then is right none the less.
            const proven = answer.complete ? expected : expected.slice(0, answer.rows.length)
            assert.deepEqual(keysOf(answer), proven)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('that meet filters are the first that do', async () => {
    await fc.assert(
      fc.asyncProperty(places, fc.array(boxes), async (rows, questions) => {
        const { source } = await openPlaces(rows)
        const filters = [{ column: 'kind', operator: 'ne', values: ['b'] }] as const
        const wanted = rows.filter(({ kind }) => kind !== 'b')
        for (const box of questions) {
          const answer = await rowsInBox(source, box, { limit: 7, filters })
          assert.ok(answer.complete)
          assert.deepEqual(keysOf(answer), listInside(wanted, box).slice(0, 7))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('of boxes of all sizes around the cities of the world are exact, and few files are read', async () => {
    const rows = cityPlaces().toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const cities = await openPlaces(rows)
    const size = fc.constantFrom(0.1, 1, 10, 60, 170)
    const question = fc.tuple(pointsNear(rows), size, size, fc.integer({ min: 1, max: 100 }))
    for (const [{ lat, lng }, height, width, limit] of fc.sample(question, {
      numRuns: 150,
      seed: 2,
    })) {
      const box = {
        west: lng - width / 2 < -180 ? lng - width / 2 + 360 : lng - width / 2,
        east: lng + width / 2 > 180 ? lng + width / 2 - 360 : lng + width / 2,
        south: Math.max(-90, lat - height / 2),
        north: Math.min(90, lat + height / 2),
      }
      const source = openSource(cities.source.index, cities.source.read)
      const before = cities.reads()
      const answer = await rowsInBox(source, box, { limit })
      assert.ok(cities.reads() - before <= MAX_READS)
      assert.ok(answer.complete, JSON.stringify({ box, limit }))
      assert.deepEqual(keysOf(answer), listFirst(rows, box, limit))
    }
  })

  test('of the whole world are the first of all, after a read or two', async () => {
    const { source, reads } = await openPlaces(cityPlaces().slice(0, 20_000))
    const answer = await rowsInBox(source, WORLD, { limit: 100 })
    assert.equal(answer.rows.length, 100)
    assert.ok(answer.complete)
    assert.ok(reads() <= 4, `${reads()} reads`)
  })

  test('are found in a wide box where keys begin with what tells places', async () => {
    const rows = Array.from({ length: 4000 }, (_, at): Place => {
      const zone = Math.floor(at / 400)
      const id = `${zone}-${String(at).padStart(4, '0')}`
      return { id, lat: (at % 20) - 10, lng: zone * 30 - 150 + (at % 19), kind: 'a', size: 1 }
    })
    const { source, reads } = await openPlaces(rows, { min: 250, spread: 500, max: 1000 })
    const box = { west: 115, south: -20, east: 150, north: 20 }
    const answer = await rowsInBox(source, box, { limit: 20 })
    assert.ok(answer.complete)
    assert.deepEqual(keysOf(answer), listInside(rows, box).slice(0, 20))
    assert.ok(reads() <= MAX_READS)
  })

  test('are refused for a box that is none, and where there are no places', async () => {
    const { source, scene } = await openPlaces([])
    const wrong = { ...WORLD, south: 10, north: 0 }
    await assert.rejects(rowsInBox(source, wrong, { limit: 1 }), QuestionError)
    await assert.rejects(rowsInBox(source, { ...WORLD, west: NaN }, { limit: 1 }), QuestionError)
    await assert.rejects(rowsInBox(scene.open({}), WORLD, { limit: 1 }), QuestionError)
    assert.deepEqual(await rowsInBox(source, WORLD, { limit: 9 }), { rows: [], complete: true })
  })
})

/** The first rows of a sorted list that are in a box. */
function listFirst(rows: readonly Place[], box: Box, limit: number): string[] {
  const found: string[] = []
  for (const row of rows) {
    if (found.length === limit) break
    if (isInBox(row, box)) found.push(row.id)
  }
  return found
}
