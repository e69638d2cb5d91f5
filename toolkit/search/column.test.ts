import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../core/errors.ts'
import { encodeFilter, encodeSort, openFilter, openSort } from './column.ts'
import { encodePlaces, readPlaces, type Place } from './places.ts'

const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true })

const places = fc
  .uniqueArray(
    record({
      page: fc.nat({ max: 30_000 }),
      section: fc.nat({ max: 200 }),
      positions: fc.uniqueArray(fc.nat({ max: 60_000 }), { minLength: 1, maxLength: 255 }),
    }),
    { selector: ({ page, section }) => `${page}/${section}`, maxLength: 40 },
  )
  .map((list) =>
    list
      .map((place) => ({ ...place, positions: place.positions.toSorted((a, b) => a - b) }))
      .toSorted((a, b) => a.page - b.page || a.section - b.section),
  )

function readAllPlaces(bytes: Uint8Array): Place[] {
  const found: Place[] = []
  readPlaces(bytes, (page, section, positions) => found.push({ page, section, positions }))
  return found
}

describe('places', () => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(places, (list) => assert.deepEqual(readAllPlaces(encodePlaces(list)), list)),
    )
  })
})

describe('columns', () => {
  test('give each page its values', () => {
    const pages = fc.array(fc.subarray([0, 1, 2, 3, 4]).map((ids) => ids.toSorted((a, b) => a - b)))
    fc.assert(
      fc.property(pages, (list) => {
        const values = ['', 'a', 'é', '日', '😀']
        const filter = openFilter(encodeFilter(values, list))
        assert.deepEqual(filter.values, values)
        assert.deepEqual(
          list.map((_, page) => filter.of(page)),
          list,
        )
        assert.deepEqual(filter.of(list.length), [])
      }),
    )
  })

  test('have room for as many combinations of values as there are pages', () => {
    const list = Array.from({ length: 70_000 }, (_, page) => [page])
    const { of } = openFilter(encodeFilter([], list))
    assert.ok(list.every(([id], page) => of(page)[0] === id))
  })

  test('give each page its rank', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffffff })), (ranks) => {
        assert.deepEqual([...openSort(encodeSort(ranks))], ranks)
      }),
    )
  })

  test('are refused with numbers of no width, which would have no end', () => {
    const bytes = encodeSort([1])
    const huge = [0xff, 0xff, 0xff, 0xff, 0x07]
    assert.throws(() => openSort(Uint8Array.of(...bytes.subarray(0, 4), ...huge, 0)), FormatError)
  })
})
