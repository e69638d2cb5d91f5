import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'
import { parse } from 'parse5'

import { EARTH_RADIUS, separation, toMetres, toVector } from './geo-sphere.ts'
import { drawMap, type MapPlace } from './map.ts'
import { fitMap, travel, wrapDegrees } from './map-projection.ts'
import type { Point } from './question.ts'
import { cityPlaces, pointsNear } from '../../tests/lookup-places.ts'

const point = pointsNear([])
const metres = (a: Point, b: Point): number => toMetres(separation(toVector(a), toVector(b)))
const toPlace = ({ lat, lng }: Point, at = 0): MapPlace => ({
  lat,
  lng,
  label: `Place ${at}`,
  href: `/lookups/places/${at}`,
})

/** Where the dots of a map are, in its pixels. */
function dotsOf(svg: string): (readonly [x: number, y: number])[] {
  return [...svg.matchAll(/<path d="M([-\d.]+) ([-\d.]+)h0"\/>/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  )
}

/** The names beside the dots, as wide as letters of 5.5 pixels make them. */
function namesOf(svg: string): { text: string; left: number; width: number; y: number }[] {
  const [, group = ''] = /<g class="leanto-map-names"[^>]*>(.*?)<\/g>/.exec(svg) ?? []
  return [...group.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)"([^>]*)>([^<]*)</g)].map(
    ([, x, y, end, text = '']) => {
      const width = text.length * 5.5
      return { text, left: Number(x) - (end === '' ? 0 : width), width, y: Number(y) }
    },
  )
}

describe('a map', () => {
  test('shows all places within its margin, wherever on the globe they are', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
        const dots = dotsOf(drawMap(points.map(toPlace), { title: 'Places' }))
        assert.equal(dots.length, points.length)
        for (const [x, y] of dots) {
          assert.ok(x >= 35.9 && x <= 604.1 && y >= 35.9 && y <= 364.1, `${x} ${y}`)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('keeps places together that the antimeridian parts', () => {
    const points = [
      { lat: -17, lng: 179 },
      { lat: -17, lng: -179 },
      { lat: -18, lng: 180 },
    ]
    const svg = drawMap(points.map(toPlace), { title: 'Fiji' })
    assert.match(svg, />180°<.*>50 km</)
  })

  test('writes no style and no script, and escapes all it is given', () => {
    const label = '</title></svg><script>alert("1")</script>&\''
    const href = '/lookups/a?"><script>'
    const svg = drawMap([{ lat: 1, lng: 2, label, href }], { title: `"><b>${label}` })
    assert.doesNotMatch(svg, /<script|<b>|style|<svg.*<svg/)
    const text = JSON.stringify(parse(svg), (key, value: unknown) =>
      key === 'parentNode' ? undefined : value,
    )
    assert.ok(text.includes(JSON.stringify(label)))
    assert.ok(text.includes(JSON.stringify(href)))
  })

  test('is a group of links, or an image where nothing leads anywhere', () => {
    const place = { lat: 1, lng: 2, label: 'Here' }
    const options = { title: 'One place' }
    assert.match(
      drawMap([{ ...place, href: '/a' }], options),
      /^<svg[^>]* role="group" aria-label="One place">/,
    )
    assert.match(drawMap([{ ...place, href: '/a' }], options), /<a href="\/a"><title>Here<\/title>/)
    for (const href of ['javascript:alert(1)', 'data:text/html,x']) {
      const svg = drawMap([{ ...place, href }], options)
      assert.match(svg, /^<svg[^>]* role="img" aria-label="One place">/)
      assert.doesNotMatch(svg, /<a |href/)
    }
  })

  test('marks what was asked: a point with a circle, a box', () => {
    const at = { lat: 48.85, lng: 2.35 }
    const places = [toPlace({ lat: 48.9, lng: 2.4 })]
    const near = drawMap(places, { title: 'Near', at, radius: 5000 })
    assert.match(near, /stroke-dasharray.*h14m-7 -7v14/)
    const box = { west: 2, south: 48, east: 3, north: 49 }
    const inBox = drawMap(places, { title: 'In a box', box })
    assert.match(inBox, /stroke-dasharray/)
    assert.doesNotMatch(drawMap(places, { title: 'All' }), /leanto-map-asked/)
  })

  test('has lines with degrees, and a scale that is true', () => {
    const places = [toPlace({ lat: 48, lng: 2 }), toPlace({ lat: 49, lng: 3 })]
    const svg = drawMap(places, { title: 'Places' })
    assert.match(svg, />48\.4°N</)
    assert.match(svg, />2\.5°E</)
    const [, length = '', km = ''] = /h([\d.]+)v-6.*>(\d+) km</.exec(svg) ?? []
    const [a, b] = dotsOf(svg)
    const pixels = Math.hypot((a?.[0] ?? 0) - (b?.[0] ?? 0), (a?.[1] ?? 0) - (b?.[1] ?? 0))
    const kilometres = (pixels / Number(length)) * Number(km)
    const expected = metres({ lat: 48, lng: 2 }, { lat: 49, lng: 3 }) / 1000
    assert.ok(Math.abs(kilometres / expected - 1) < 0.01, `${kilometres} ${expected}`)
  })

  test('names the places that come first, and no name covers another or leaves the map', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 40 }), (points) => {
        const svg = drawMap(points.map(toPlace), { title: 'Places' })
        const names = namesOf(svg)
        assert.ok(names.length >= 1 && names.length <= 20)
        for (const [at, a] of names.entries()) {
          assert.ok(a.left >= 0 && a.left + a.width <= 640, a.text)
          for (const b of names.slice(at + 1))
            assert.ok(
              Math.abs(a.y - b.y) > 11 || a.left + a.width <= b.left || b.left + b.width <= a.left,
              `${a.text} ${b.text}`,
            )
        }
      }),
      { numRuns: 200 },
    )
    const [long] = namesOf(drawMap([{ lat: 1, lng: 2, label: 'a'.repeat(80) }], { title: '' }))
    assert.equal(long?.text, `${'a'.repeat(23)}…`)
  })

  test('of a hundred places is some 13 KB, also of the whole world', () => {
    const cities = cityPlaces().toSorted((a, b) => b.size - a.size)
    for (const places of [cities.slice(0, 100), cities.filter(({ kind }) => kind === 'FR')]) {
      const svg = drawMap(places.slice(0, 100).map(toPlace), { title: 'The largest cities' })
      assert.ok(svg.length < 15_000, `${svg.length}`)
    }
  })

  test('of nothing is nothing, and what is not on the globe is left out', () => {
    assert.equal(drawMap([], { title: 'None' }), '')
    const wrong = [
      { lat: 91, lng: 0 },
      { lat: NaN, lng: NaN },
    ].map(toPlace)
    assert.equal(drawMap(wrong, { title: 'None' }), '')
    assert.equal(dotsOf(drawMap([...wrong, toPlace({ lat: 1, lng: 1 })], { title: '' })).length, 1)
  })

  test('never has a number that is none, whatever is asked', () => {
    const options = fc.record(
      {
        at: point,
        radius: fc.double({ min: 0, max: 2.1e7, noNaN: true }),
        box: fc.record({
          west: fc.integer({ min: -180, max: 180 }),
          south: fc.integer({ min: -90, max: 0 }),
          east: fc.integer({ min: -180, max: 180 }),
          north: fc.integer({ min: 0, max: 90 }),
        }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(point, { maxLength: 5 }), options, (points, asked) => {
        const svg = drawMap(points.map(toPlace), { title: 'Places', ...asked })
        assert.doesNotMatch(svg, /NaN|Infinity|undefined|e[-+]\d/)
        assert.ok(svg.length < 20_000, `${svg.length}`)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a projection', () => {
  test('gives the point of a spot back', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 6 }), (points) => {
        const frame = fitMap(points, 640, 400, 36)
        for (const each of points) {
          const back = frame.unproject(frame.project(each))
          assert.ok(back !== undefined && metres(each, back) < 1)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('travels as far as it is told', () => {
    const far = fc.double({ min: 0, max: Math.PI * EARTH_RADIUS, noNaN: true })
    const bearing = fc.integer({ min: 0, max: 359 })
    fc.assert(
      fc.property(point, bearing, far, (from, degrees, distance) => {
        assert.ok(Math.abs(metres(from, travel(from, degrees, distance)) - distance) < 0.01)
      }),
    )
    const north = travel({ lat: 10, lng: 20 }, 0, 1_000_000)
    assert.ok(north.lat > 18 && Math.abs(north.lng - 20) < 1e-9)
    const east = travel({ lat: 0, lng: 175 }, 90, 1_000_000)
    assert.ok(east.lng < -175 && Math.abs(east.lat) < 1e-9)
  })

  test('wraps longitudes', () => {
    for (const [from, to] of [
      [180, -180],
      [190, -170],
      [-190, 170],
      [540, -180],
      [0, 0],
    ] as const) {
      assert.equal(wrapDegrees(from), to)
    }
  })
})
