import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { isInBox } from './geo.ts'
import { EARTH_RADIUS, separation, toMetres, toPoint, toVector } from './geo-sphere.ts'
import type { Point } from './question.ts'

const points = fc.record({
  lat: fc.oneof(fc.constantFrom(-90, 0, 90), fc.double({ min: -90, max: 90, noNaN: true })),
  lng: fc.oneof(fc.constantFrom(-180, 0, 180), fc.double({ min: -180, max: 180, noNaN: true })),
})

describe('a box', () => {
  const row = (lat: number, lng: number): Point => ({ lat, lng })

  test('holds its edges', () => {
    const box = { west: 1, south: 2, east: 3, north: 4 }
    for (const point of [row(2, 1), row(4, 3), row(3, 2)]) assert.ok(isInBox(point, box))
    for (const point of [row(1.99, 2), row(3, 3.01), row(4.01, 2)]) {
      assert.ok(!isInBox(point, box))
    }
  })

  test('crosses the antimeridian where west is larger than east', () => {
    const box = { west: 170, south: -10, east: -170, north: 10 }
    for (const lng of [170, 179, 180, -180, -171]) assert.ok(isInBox(row(0, lng), box))
    for (const lng of [0, 169, -169]) assert.ok(!isInBox(row(0, lng), box))
  })

  test('takes 180 and -180 for one meridian', () => {
    assert.ok(isInBox(row(0, -180), { west: 170, south: -1, east: 180, north: 1 }))
    assert.ok(isInBox(row(0, 180), { west: -180, south: -1, east: -170, north: 1 }))
  })

  test('that reaches a pole holds it, whatever its longitude is said to be', () => {
    assert.ok(isInBox(row(90, 12), { west: 100, south: 80, east: 120, north: 90 }))
    assert.ok(!isInBox(row(90, 12), { west: 10, south: 80, east: 20, north: 89 }))
  })
})

describe('a distance', () => {
  const metres = (a: Point, b: Point): number => toMetres(separation(toVector(a), toVector(b)))

  test('is that of arcs whose length is known', () => {
    const degree = (Math.PI * EARTH_RADIUS) / 180
    const arcs: readonly (readonly [Point, Point, number])[] = [
      [{ lat: 0, lng: 0 }, { lat: 0, lng: 90 }, 90],
      [{ lat: 90, lng: 0 }, { lat: 33, lng: 7 }, 57],
      [{ lat: 60, lng: -3 }, { lat: 61, lng: -3 }, 1],
      [{ lat: 80, lng: 10 }, { lat: 80, lng: -170 }, 20],
      [{ lat: 0, lng: 179.5 }, { lat: 0, lng: -179.5 }, 1],
    ]
    for (const [a, b, degrees] of arcs) {
      assert.ok(Math.abs(metres(a, b) - degrees * degree) < 1e-6, `${degrees}`)
    }
  })

  test('is that of the haversine formula', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const expected = haversine(a, b)
        // Near the antipode haversine itself is known to a metre only.
        const tolerance = expected > 20_000_000 ? 2 : 1e-6
        assert.ok(Math.abs(metres(a, b) - expected) <= tolerance, `${metres(a, b)} ${expected}`)
      }),
      { numRuns: 2000 },
    )
  })

  test('is exact where it is tiny and where it is half around the Earth', () => {
    const step = 1e-9
    const expected = (step * Math.PI * EARTH_RADIUS) / 180
    const half = Math.PI * EARTH_RADIUS
    assert.ok(Math.abs(metres({ lat: 50, lng: 8 }, { lat: 50 + step, lng: 8 }) - expected) < 5e-9)
    assert.equal(metres({ lat: 0, lng: 0 }, { lat: 0, lng: 180 }), half)
    const near = metres({ lat: 30, lng: 20 }, { lat: -30 + 1e-6, lng: -160 })
    assert.ok(Math.abs(half - near - expected * 1000) < 1e-8)
  })

  test('is 0 between all ways to write one place', () => {
    fc.assert(
      fc.property(points, ({ lat, lng }) => {
        assert.equal(metres({ lat, lng }, { lat, lng }), 0)
        assert.equal(metres({ lat, lng: 180 }, { lat, lng: -180 }), 0)
        assert.equal(metres({ lat: 90, lng }, { lat: 90, lng: 0 }), 0)
      }),
    )
  })

  test('never is none', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const distance = metres(a, b)
        assert.ok(distance >= 0 && distance <= Math.PI * EARTH_RADIUS)
        assert.equal(distance, metres(b, a))
      }),
    )
  })

  test('has its points back from their vectors', () => {
    fc.assert(
      fc.property(points, (point) => {
        assert.ok(metres(toPoint(toVector(point)), point) < 1e-6)
      }),
    )
  })
})

/** The textbook formula, for comparison. */
function haversine(a: Point, b: Point): number {
  const sin2 = (degrees: number): number => Math.sin((degrees * Math.PI) / 360) ** 2
  const cos = (degrees: number): number => Math.cos((degrees * Math.PI) / 180)
  const h = sin2(a.lat - b.lat) + cos(a.lat) * cos(b.lat) * sin2(a.lng - b.lng)
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)))
}
