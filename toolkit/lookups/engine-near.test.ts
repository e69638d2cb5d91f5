import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../core/errors.ts'
import { nearRows } from './engine-near.ts'
import { openSource } from './files.ts'
import { EARTH_RADIUS, separation, toMetres, toVector } from './geo-sphere.ts'
import { QuestionError, MAX_READS, type Nearby, type Point } from './question.ts'
import {
  cityPlaces,
  openPlaces,
  places,
  pointsNear,
  SMALL,
  type Place,
} from '../../tests/lookup-places.ts'

const point: fc.Arbitrary<Point> = pointsNear([])
const keysOf = ({ rows }: Nearby): unknown[] => rows.map(({ row }) => row['id'])

/** All rows as they should come, by the plain definition. */
function sortAll(rows: readonly Place[], { lat, lng }: Point): { id: string; metres: number }[] {
  const origin = toVector({ lat, lng })
  return rows
    .map(({ id, lat: north, lng: east }) => {
      const apart = separation(origin, toVector({ lat: north, lng: east }))
      return { id, apart, metres: toMetres(apart) }
    })
    .toSorted((a, b) => a.apart - b.apart || (a.id < b.id ? -1 : 1))
}

describe('the nearest rows', () => {
  test('are those of a full search, in its order, whatever the places', async () => {
    const question = fc.record({ at: point, limit: fc.integer({ min: 1, max: 100 }) })
    await fc.assert(
      fc.asyncProperty(places, fc.array(question, { minLength: 8 }), async (rows, questions) => {
        const { source } = await openPlaces(rows, SMALL)
        for (const { at, limit } of questions) {
          const answer = await nearRows(source, at, { limit })
          const expected = sortAll(rows, at).slice(0, limit)
          // Of many small blocks not all can be read: what is answered then is right none the less.
          const proven = answer.complete ? expected : expected.slice(0, answer.rows.length)
          assert.deepEqual(
            keysOf(answer),
            proven.map(({ id }) => id),
          )
          assert.deepEqual(
            answer.rows.map(({ distance }) => distance),
            proven.map(({ metres }) => metres),
          )
        }
      }),
      { numRuns: 150 },
    )
  })

  test('within a radius are all that are so near, and no other', async () => {
    const radius = fc.oneof(
      fc.constantFrom(0, 1, EARTH_RADIUS * Math.PI),
      fc.double({ min: 0, max: 2e7, noNaN: true }),
    )
    await fc.assert(
      fc.asyncProperty(places, fc.array(fc.tuple(point, radius)), async (rows, questions) => {
        const { source } = await openPlaces(rows)
        for (const [at, metres] of questions) {
          const answer = await nearRows(source, at, { limit: 100, radius: metres })
          const within = sortAll(rows, at).filter((row) => row.metres <= metres)
          assert.ok(answer.complete)
          assert.deepEqual(
            keysOf(answer),
            within.slice(0, 100).map(({ id }) => id),
          )
        }
      }),
      { numRuns: 100 },
    )
  })

  test('that meet filters are the nearest that do', async () => {
    const kind = fc.constantFrom('a', 'b', 'rare')
    await fc.assert(
      fc.asyncProperty(places, fc.array(fc.tuple(point, kind)), async (rows, questions) => {
        const { source } = await openPlaces(rows)
        for (const [at, value] of questions) {
          const filters = [
            { column: 'kind', operator: 'eq', values: [value] },
            { column: 'size', operator: 'gte', values: [3] },
          ] as const
          const answer = await nearRows(source, at, { limit: 5, filters })
          const wanted = rows.filter((row) => row.kind === value && row.size >= 3)
          assert.deepEqual(
            keysOf(answer),
            sortAll(wanted, at)
              .slice(0, 5)
              .map(({ id }) => id),
          )
        }
      }),
      { numRuns: 100 },
    )
  })

  test('of many questions about the cities of the world are exact, and few blocks are read', async () => {
    const cities = await openPlaces(cityPlaces())
    const countNearer = createCounter(cityPlaces())
    const near = fc.tuple(pointsNear(cityPlaces()), fc.integer({ min: 1, max: 100 }))
    const reads: number[] = []
    for (const [at, limit] of fc.sample(near, { numRuns: 1500, seed: 1 })) {
      const source = openSource(cities.source.index, cities.source.read)
      const before = cities.reads()
      const { rows, complete } = await nearRows(source, at, { limit })
      if (limit <= 10) reads.push(cities.reads() - before - 1)
      assert.ok(complete)
      assert.equal(new Set(rows.map(({ row }) => row['id'])).size, limit)
      const origin = toVector(at)
      const answered = rows.map(({ row }) =>
        separation(origin, toVector({ lat: Number(row['lat']), lng: Number(row['lng']) })),
      )
      assert.deepEqual(
        answered,
        answered.toSorted((a, b) => a - b),
      )
      const last = answered.at(-1) ?? 0
      assert.equal(answered.filter((apart) => apart < last).length, countNearer(at, last))
    }
    reads.sort((a, b) => a - b)
    assert.ok((reads[Math.floor(reads.length * 0.95)] ?? 99) <= 3)
    assert.ok(reads.reduce((sum, count) => sum + count, 0) / reads.length < 1.6)
  })

  test('are in the order of the key where ten thousand are at one place', async () => {
    const crowd = Array.from({ length: 10_000 }, (_, at): Place => {
      const id = String(at).padStart(5, '0')
      return { id, lat: 0, lng: 0, kind: at === 9999 ? 'rare' : 'a', size: 1 }
    })
    const others = crowd.slice(0, 200).map((row, at) => ({ ...row, id: `x${at}`, lng: at / 2 + 1 }))
    const { source, reads } = await openPlaces([...others, ...crowd])
    const answer = await nearRows(source, { lat: 1, lng: 0 }, { limit: 100 })
    assert.ok(answer.complete)
    assert.deepEqual(
      keysOf(answer),
      crowd.slice(0, 100).map(({ id }) => id),
    )
    assert.ok(reads() <= 3, `${reads()} reads`)
    const filters = [{ column: 'kind', operator: 'eq', values: ['rare'] }] as const
    const rare = await nearRows(source, { lat: 0, lng: 0 }, { limit: 1, filters })
    assert.deepEqual(keysOf(rare), ['09999'])
  })

  test('are in the order of the key where crowds at two places are equally near', async () => {
    const at = (lng: number, odd: number): Place[] =>
      Array.from({ length: 60 }, (_, row): Place => {
        const id = String(row * 2 + odd).padStart(3, '0')
        return { id, lat: 10, lng, kind: 'a', size: 1 }
      })
    for (const odd of [0, 1]) {
      // The rows of either place are in many blocks: of both the first are wanted.
      const rows = [...at(-1, odd), ...at(1, 1 - odd)]
      const { source } = await openPlaces(rows, SMALL)
      const origin = { lat: 3, lng: 0 }
      const sorted = sortAll(rows, origin).map(({ id }) => id)
      for (let limit = 1; limit <= 20; limit++) {
        const answer = await nearRows(source, origin, { limit })
        assert.ok(answer.complete)
        assert.deepEqual(keysOf(answer), sorted.slice(0, limit))
      }
      // Keys of one place that all come before those of the other, whichever is read first.
      const apart = [...at(-1, 0), ...at(1, 0)].map((row) => {
        return { ...row, id: `${row.lng > 0 === odd > 0 ? 'a' : 'b'}${row.id}` }
      })
      const { source: others } = await openPlaces(apart, SMALL)
      const answer = await nearRows(others, origin, { limit: 20 })
      assert.deepEqual(
        keysOf(answer),
        sortAll(apart, origin)
          .slice(0, 20)
          .map(({ id }) => id),
      )
    }
  })

  test('are in the order of the key where two are equally near but for the roundings', async () => {
    const row = { lat: 0, lng: 0, kind: 'x'.repeat(200), size: 1 }
    for (let step = 1; step <= 60; step++) {
      const [lat, lng] = [(step * 37) % 80, 0.3 + (step % 9) * 1.7]
      for (const first of [-1, 1]) {
        // Each is a block of its own.
        const rows = [
          { ...row, id: 'a', lat, lng: lng * first },
          { ...row, id: 'b', lat, lng: -lng * first },
        ]
        const { source } = await openPlaces(rows, SMALL)
        const answer = await nearRows(source, { lat: lat / 3, lng: 0 }, { limit: 1 })
        assert.deepEqual(keysOf(answer), ['a'])
      }
    }
  })

  test('are only those that are proven, where the reads do not suffice', async () => {
    // A ring around the pole: every block can have the nearest row.
    const ring = Array.from({ length: 2000 }, (_, at): Place => {
      const id = String(at).padStart(5, '0')
      return { id, lat: 80 + (at % 7) / 10, lng: (at * 360) / 2000 - 180, kind: 'a', size: 1 }
    })
    const { source, reads } = await openPlaces(ring, SMALL)
    const answer = await nearRows(source, { lat: 90, lng: 0 }, { limit: 100 })
    assert.equal(answer.complete, false)
    assert.equal(reads(), MAX_READS)
    assert.deepEqual(
      keysOf(answer),
      sortAll(ring, { lat: 90, lng: 0 })
        .slice(0, answer.rows.length)
        .map(({ id }) => id),
    )
    const near = await nearRows(source, { lat: 80.3, lng: 12 }, { limit: 3 })
    assert.ok(near.complete)
  })

  test('are as many as there are, of few rows or none', async () => {
    const one: Place = { id: 'a', lat: -90, lng: 7, kind: 'a', size: 1 }
    const { source } = await openPlaces([one])
    const answer = await nearRows(source, { lat: 90, lng: 0 }, { limit: 100 })
    assert.equal(answer.rows[0]?.distance, EARTH_RADIUS * Math.PI)
    assert.deepEqual(answer.rows[0]?.row, one)
    const none = await openPlaces([])
    const empty = await nearRows(none.source, { lat: 0, lng: 0 }, { limit: 5 })
    assert.deepEqual(empty, { rows: [], complete: true })
    const zero = await nearRows(source, { lat: 0, lng: 0 }, { limit: 0 })
    assert.deepEqual(zero, { rows: [], complete: true })
  })

  test('are refused for a point that is not on the globe, and where there are no places', async () => {
    const { source, scene } = await openPlaces([])
    for (const at of [
      { lat: 91, lng: 0 },
      { lat: 0, lng: Number.NaN },
    ]) {
      await assert.rejects(nearRows(source, at, { limit: 1 }), QuestionError)
    }
    const placeless = scene.open({})
    await assert.rejects(nearRows(placeless, { lat: 0, lng: 0 }, { limit: 1 }), QuestionError)
  })

  test('of damaged files are an error of the format', async () => {
    const { source } = await openPlaces([{ id: 'a', lat: 1, lng: 1, kind: 'a', size: 1 }])
    const damaged = {
      ...source,
      read: async (path: string) => (await source.read(path)).slice(0, -1),
    }
    await assert.rejects(nearRows(damaged, { lat: 0, lng: 0 }, { limit: 1 }), FormatError)
  })
})

/** Counts, of all rows, those nearer than a separation: only the latitudes are looked at that can be so near. */
function createCounter(rows: readonly Place[]): (at: Point, apart: number) => number {
  const sorted = rows.toSorted((a, b) => a.lat - b.lat)
  const vectors = sorted.map((row) => toVector(row))
  /** Where the rows of each whole degree start, from the south pole on. */
  const starts = Array.from({ length: 182 }, () => sorted.length)
  for (const [at, { lat }] of sorted.entries()) {
    const degree = Math.floor(lat) + 90
    starts[degree] = Math.min(starts[degree] ?? 0, at)
  }
  for (let degree = 180; degree >= 0; degree--) {
    starts[degree] = Math.min(starts[degree] ?? 0, starts[degree + 1] ?? 0)
  }
  return (at, apart) => {
    const degrees = (toMetres(apart) / EARTH_RADIUS / Math.PI) * 180 + 1e-6
    const start = starts[Math.max(0, Math.floor(at.lat - degrees) + 90)] ?? 0
    const end = starts[Math.min(181, Math.floor(at.lat + degrees) + 91)] ?? 0
    const origin = toVector(at)
    return vectors.slice(start, end).filter((vector) => separation(origin, vector) < apart).length
  }
}
