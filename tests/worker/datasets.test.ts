/** The real datasets of this site, asked at random: every answer is what a look at each row would have given. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import browserRows from '../../functions/lookups/browser-support.rows.ts'
import cityRows from '../../functions/lookups/cities.rows.ts'
import licenceRows from '../../functions/lookups/licences.rows.ts'
import mediaRows from '../../functions/lookups/media-types.rows.ts'
import { createRowFilter } from '../../toolkit/lookups/filter.ts'
import { toFindText, toRowTexts } from '../../toolkit/lookups/find-text.ts'
import type { Cell, LookupRow, Scalar } from '../../toolkit/lookups/format.ts'
import type { Filter, Point, Sort } from '../../toolkit/lookups/question.ts'
import { openDataset, type Dataset } from './datasets-open.ts'

const cities = await openDataset('cities', cityRows())
const browserSupport = await openDataset('browser-support', browserRows())
const licences = await openDataset('licences', licenceRows())
const mediaTypes = await openDataset('media-types', mediaRows())
const all = [cities, browserSupport, licences, mediaTypes]

describe('a key', () => {
  for (const { index, engine, rows, keyOf } of all)
    test(`of ${index.name} has its row, with every cell`, async () => {
      assert.equal(index.rows, rows.length)
      const property = fc.asyncProperty(anyOf(rows), async (row) => {
        assert.deepEqual(await engine.get(keyOf(row)), [row])
        assert.deepEqual(await engine.get(`${keyOf(row)}~`), [])
      })
      await fc.assert(property, { numRuns: 1000 })
    })
})

describe('near', () => {
  const spots = Float64Array.from(cities.rows.flatMap((row) => vectorOf(row)))

  test('the nearest are those that all distances say, at the poles and the antimeridian too', async () => {
    const property = fc.asyncProperty(
      anyPoint(),
      fc.integer({ min: 1, max: 20 }),
      async (point, limit) => {
        const { rows, complete } = await cities.engine.near(point, { limit })
        assert.ok(complete)
        const metres = measure(spots, point).toSorted().slice(0, limit)
        assertClose(
          rows.map(({ distance = -1 }) => distance),
          [...metres],
        )
        for (const { row, distance = -1 } of rows) {
          assertClose([distance], [...measure(Float64Array.from(vectorOf(row)), point)])
        }
      },
    )
    await fc.assert(property, { numRuns: 150 })
  })

  test('within a radius and a country are all that are, and no other', async () => {
    const property = fc.asyncProperty(
      fc.tuple(anyOf(cities.rows), fc.integer({ min: 100, max: 40_000 })),
      async ([{ lat, lng, country }, radius]) => {
        const point = { lat: Number(lat), lng: Number(lng) }
        const filters: Filter[] = [{ column: 'country', operator: 'eq', values: [String(country)] }]
        const { rows, complete } = await cities.engine.near(point, { limit: 100, radius, filters })
        const metres = measure(spots, point)
        const within = cities.rows.filter(
          (row, at) => (metres[at] ?? Infinity) <= radius && row['country'] === country,
        )
        assert.ok(complete)
        assert.equal(rows.length, Math.min(100, within.length))
        for (const { row } of rows) assert.equal(row['country'], country)
      },
    )
    await fc.assert(property, { numRuns: 100 })
  })
})

describe('a list', () => {
  const number = fc.integer({ min: 0, max: 2_000_000 })
  const questions: readonly (readonly [Dataset, string, fc.Arbitrary<Filter>])[] = [
    [
      cities,
      'country',
      fc.oneof(
        anyValues(cities, 'country'),
        fc.record({
          column: fc.constant('population'),
          operator: fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq'),
          values: fc.tuple(number),
        }),
        fc.record({
          column: fc.constant('population'),
          operator: fc.constant('between'),
          values: fc.tuple(number, number).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
        }),
      ),
    ],
    [
      browserSupport,
      'area',
      fc.oneof(anyValues(browserSupport, 'area'), anyValues(browserSupport, 'status')),
    ],
    [licences, 'osi_approved', anyValues(licences, 'osi_approved')],
    [
      mediaTypes,
      'source',
      fc.oneof(anyValues(mediaTypes, 'source'), anyValues(mediaTypes, 'charset')),
    ],
  ]
  for (const [dataset, facet, filter] of questions)
    test(`of ${dataset.index.name} is filtered, sorted, counted and paged`, async () => {
      const { index, engine } = dataset
      const columns = [...new Set([...index.sort, ...index.filter])]
      const sorts = fc.array(
        fc.record({ column: fc.constantFrom(...columns), descending: fc.boolean() }),
        { maxLength: 1 },
      )
      const property = fc.asyncProperty(
        fc.array(filter, { maxLength: 2 }),
        sorts,
        async (filters, sort) => {
          const expected = judge(dataset, filters, sort)
          const facets = [facet]
          const first = await engine.list({ filters, sort, limit: 7, facets })
          assert.deepEqual(first.rows, expected.slice(0, 7))
          assert.equal(first.total, expected.length)
          assert.deepEqual(first.facets?.[facet], countValues(expected, facet))
          assert.equal(first.next === undefined, expected.length <= 7)
          if (first.next === undefined) return
          const second = await engine.list({
            filters,
            sort,
            limit: 7,
            facets: [],
            cursor: first.next,
          })
          assert.deepEqual(second.rows, expected.slice(7, 14))
        },
      )
      await fc.assert(property, { numRuns: 60 })
    })
})

describe('find', () => {
  for (const { index, engine, rows, keyOf } of all) {
    const texts = rows.map((row) => [...toRowTexts(index.find.map((name) => row[name])).keys()])
    const known = new Set(rows.map(keyOf))
    const under = (text: string): number =>
      texts.filter((own) => own.some((one) => one.startsWith(text))).length

    test(`in ${index.name} sees every row under a text, and no other`, async () => {
      const property = fc.asyncProperty(fc.nat(), fc.nat(), async (at, length) => {
        const [own = 'a'] = texts[at % texts.length] ?? []
        const text = own.slice(0, 1 + (length % 12))
        const found = await engine.find(text, { limit: 20, offset: 0 })
        assert.equal(found.corrected, undefined)
        assert.equal(found.total, under(toFindText(text)))
        for (const row of found.rows) {
          assert.ok(known.has(keyOf(row)))
          const itsTexts = [...toRowTexts(index.find.map((name) => row[name])).keys()]
          assert.ok(itsTexts.some((one) => one.startsWith(toFindText(text))))
        }
      })
      await fc.assert(property, { numRuns: 60 })
    })
  }

  test('a name with two letters swapped is nearly always found', async () => {
    const names = cities.rows
      .map(({ name }) => String(name))
      .filter((name) => /^[a-z]{8,}$/i.test(name))
    let asked = 0
    let mended = 0
    const property = fc.asyncProperty(
      anyOf(names),
      fc.integer({ min: 2, max: 5 }),
      async (name, at) => {
        const text = name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
        const { rows, corrected } = await cities.engine.find(text, { limit: 5, offset: 0 })
        // Swapped letters may be equal, or be another name.
        if (corrected === undefined && rows.length > 0) return
        asked++
        if (rows.length > 0) mended++
      },
    )
    await fc.assert(property, { numRuns: 60 })
    assert.ok(mended >= asked * 0.9, `${mended} of ${asked}`)
  })
})

function anyOf<T>(items: readonly T[]): fc.Arbitrary<T> {
  return fc.nat({ max: items.length - 1 }).map((at) => items[at] ?? assert.fail())
}

function anyPoint(): fc.Arbitrary<Point> {
  const degrees = (max: number): fc.Arbitrary<number> =>
    fc.oneof(fc.double({ min: -max, max, noNaN: true }), fc.constantFrom(-max, 0, max))
  return fc.record({ lat: degrees(90), lng: degrees(180) })
}

/** One value of a column, several, or all others. */
function anyValues({ rows }: Dataset, column: string): fc.Arbitrary<Filter> {
  const values = [...new Set(rows.map((row) => row[column]).filter(isScalar))]
  const one = fc.constantFrom(...values)
  return fc.oneof(
    fc.record({
      column: fc.constant(column),
      operator: fc.constantFrom('eq', 'ne'),
      values: fc.tuple(one),
    }),
    fc.record({
      column: fc.constant(column),
      operator: fc.constant('in'),
      values: fc.array(one, { minLength: 1, maxLength: 4 }),
    }),
  )
}

/** The rows that meet the filters, in the order: by looking at each. */
function judge(
  { index, rows }: Dataset,
  filters: readonly Filter[],
  [sort]: readonly Sort[],
): LookupRow[] {
  const chosen = rows.filter(createRowFilter(index.columns, filters))
  if (sort === undefined) return chosen
  const { column, descending } = sort
  return chosen.toSorted((a, b) => compare(a[column] ?? null, b[column] ?? null, descending))
}

function compare(a: Cell, b: Cell, descending: boolean): number {
  if (!isScalar(a) || !isScalar(b)) return Number(a === null) - Number(b === null)
  if (a === b) return 0
  return a < b === descending ? 1 : -1
}

function countValues(rows: readonly LookupRow[], column: string): object[] {
  const groups = Map.groupBy(rows, (row) => row[column] ?? null)
  return Array.from(groups, ([value, { length: count }]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || compare(a.value, b.value, false))
    .slice(0, 200)
}

function isScalar(cell: Cell | undefined): cell is Scalar {
  return cell !== undefined && cell !== null && typeof cell !== 'object'
}

function vectorOf({ lat, lng }: LookupRow): number[] {
  const [up, round] = [(Number(lat) * Math.PI) / 180, (Number(lng) * Math.PI) / 180]
  return [Math.cos(up) * Math.cos(round), Math.cos(up) * Math.sin(round), Math.sin(up)]
}

/** Metres from a point, by the angle between two vectors. */
function measure(spots: Float64Array, { lat, lng }: Point): Float64Array {
  const [x = 0, y = 0, z = 0] = vectorOf({ lat, lng })
  return Float64Array.from({ length: spots.length / 3 }, (_, at) => {
    const [dx, dy, dz] = [
      (spots[3 * at] ?? 0) - x,
      (spots[3 * at + 1] ?? 0) - y,
      (spots[3 * at + 2] ?? 0) - z,
    ]
    return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(dx * dx + dy * dy + dz * dz) / 2))
  })
}

/** To a millimetre near by; towards the antipode an arc sine is no better than a metre. */
function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length)
  for (const [at, metres] of actual.entries())
    assert.ok(
      Math.abs(metres - (expected[at] ?? NaN)) < 0.001 + metres * 1e-8,
      `${metres} for ${expected[at]}`,
    )
}
