import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../core/errors.ts'
import { createWriter, readText, readVarint } from './bytes.ts'
import {
  codesPath,
  filterPath,
  packPath,
  parseSearchIndex,
  placesPath,
  reversedPath,
  shardOf,
  shardPath,
  sortPath,
  type SearchIndex,
} from './format.ts'
import { encodePostings, maxImpact, readPostings, type Posting } from './postings.ts'
import {
  encodeShard,
  findTerm,
  formKey,
  openShard,
  scanTerms,
  splitKey,
  titleKey,
  type Term,
} from './shard.ts'

const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true })
const text = fc.string({ unit: 'binary' }).map((value) => value.toWellFormed())

const postings = fc.uniqueArray(
  record({
    page: fc.nat({ max: 30_000 }),
    section: fc.nat({ max: 200 }),
    impact: fc.double({ min: 0.01, max: 40, noNaN: true }),
  }),
  { selector: ({ page, section }) => `${page}/${section}`, minLength: 1 },
)

const terms = fc
  .uniqueArray(
    record({
      key: text,
      count: fc.nat({ max: 100_000 }),
      postings: fc.uint8Array({ maxLength: 40 }),
    }),
    { selector: ({ key }) => key, maxLength: 80 },
  )
  .map((list) => list.toSorted((a, b) => (a.key < b.key ? -1 : 1)))

function readAll(bytes: Uint8Array, budget = Infinity): Posting[] {
  const found: Posting[] = []
  readPostings(bytes, budget, (page, section, impact) => found.push({ page, section, impact }))
  return found
}

describe('numbers and texts', () => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), text)), (rows) => {
        const writer = createWriter()
        for (const [number, value] of rows) {
          writer.varint(number)
          writer.text(value)
        }
        const cursor = { bytes: writer.toBytes(), at: 0 }
        assert.deepEqual(
          rows.map(() => [readVarint(cursor), readText(cursor)]),
          rows,
        )
      }),
    )
  })

  test('refuse a file that is cut short, and a number that never ends', () => {
    assert.throws(() => readVarint({ bytes: new Uint8Array([0x80]), at: 0 }), FormatError)
    assert.throws(() => readText({ bytes: new Uint8Array([5, 65]), at: 0 }), FormatError)
    assert.throws(() => readVarint({ bytes: new Uint8Array(9).fill(0xff), at: 0 }), FormatError)
  })
})

describe('a posting list', () => {
  test('gives back every place, the weightiest first, each impact within a sixteenth of the largest', () => {
    fc.assert(
      fc.property(postings, (list) => {
        const bytes = encodePostings(list)
        const found = readAll(bytes)
        const max = maxImpact(bytes)
        assert.equal(found.length, list.length)
        for (const { page, section, impact } of list) {
          const other = found.find(
            (posting) => posting.page === page && posting.section === section,
          )
          assert.ok(Math.abs((other?.impact ?? Infinity) - impact) <= max / 16 + 1 / 256)
        }
        const impacts = found.map(({ impact }) => impact)
        assert.deepEqual(
          impacts,
          impacts.toSorted((a, b) => b - a),
        )
      }),
    )
  })

  test('does not depend on the order that the postings came in', () => {
    fc.assert(
      fc.property(postings, (list) => {
        assert.deepEqual(encodePostings(list), encodePostings(list.toReversed()))
      }),
    )
  })

  test('stops at the end of the level in which the budget is met', () => {
    const list = Array.from({ length: 30 }, (_, page) => ({
      page,
      section: 0,
      impact: page < 10 ? 2 : 1,
    }))
    assert.equal(readAll(encodePostings(list), 1).length, 10)
    assert.equal(readAll(encodePostings(list), 11).length, 30)
  })
})

describe('a shard', () => {
  test('finds every term, and none that is not there', () => {
    fc.assert(
      fc.property(terms, text, (list, other) => {
        const shard = openShard(encodeShard(list))
        for (const term of list) assert.deepEqual(findTerm(shard, term.key), term)
        if (!list.some(({ key }) => key === other)) assert.equal(findTerm(shard, other), undefined)
      }),
    )
  })

  test('visits its terms in order from any key on', () => {
    fc.assert(
      fc.property(terms, text, (list, from) => {
        const found: Term[] = []
        scanTerms(openShard(encodeShard(list)), from, (term) => found.push(term) > 0)
        assert.deepEqual(
          found,
          list.filter(({ key }) => key >= from),
        )
      }),
    )
  })

  test('of another format or version is refused', () => {
    const bytes = encodeShard([])
    assert.throws(() => openShard(bytes.with(3, 1)), /expected version 2 of LTS, got 1/)
    assert.throws(() => openShard(bytes.with(0, 0)), FormatError)
    assert.throws(() => openShard(new Uint8Array()), FormatError)
  })

  test('has keys that say what they are', () => {
    assert.deepEqual(splitKey('room'), { stem: 'room' })
    assert.deepEqual(splitKey(formKey('room', 'rooms')), { stem: 'room', form: 'rooms' })
    assert.deepEqual(splitKey(titleKey('room', ['two', 'rooms'])), {
      stem: 'room',
      title: 'two rooms',
    })
    assert.equal(titleKey('', ['x'.repeat(200)]).length, 81)
    assert.ok(titleKey('', [`${'x'.repeat(79)}😀`]).isWellFormed())
  })
})

describe('the root', () => {
  const index: SearchIndex = {
    version: 2,
    name: 'en',
    language: 'en',
    private: false,
    pages: 3,
    sections: 5,
    shards: { bounds: ['a', 'f', 'mo'], hashes: 'a'.repeat(10) + 'b'.repeat(20) },
    reversed: { bounds: [], hashes: 'c'.repeat(10) },
    places: { bounds: ['a'], hashes: 'd'.repeat(10) },
    packs: { counts: [2, 1], hashes: 'e'.repeat(20) },
    codes: 'f'.repeat(10),
    bytes: 1234,
    filters: [{ name: 'tag', hash: '0'.repeat(10) }],
    sorts: [{ name: 'date', hash: '1'.repeat(10) }],
    synonyms: { k8s: ['kubernetes'] },
    pins: { pricing: [2, 0] },
  }

  test('survives JSON', () => {
    assert.deepEqual(parseSearchIndex(JSON.parse(JSON.stringify(index))), index)
  })

  test('leads each key to one shard', () => {
    assert.deepEqual(
      ['', 'a', 'ez', 'f', 'foo', 'mn', 'mo', 'zz'].map((key) => shardOf(index.shards, key)),
      [0, 0, 0, 1, 1, 1, 2, 2],
    )
    assert.equal(shardOf(index.reversed, 'a'), -1)
  })

  test('leads to each of its files', () => {
    const paths = [
      shardPath(index, 1),
      reversedPath(index, 0),
      placesPath(index, 0),
      packPath(index, 1),
      codesPath(index),
      filterPath(index, 'tag'),
      sortPath(index, 'date'),
    ]
    assert.deepEqual(paths, [
      '/_leanto/search/en/terms.bbbbbbbbbb.bin',
      '/_leanto/search/en/reversed.cccccccccc.bin',
      '/_leanto/search/en/places.dddddddddd.bin',
      '/_leanto/search/en/pages.eeeeeeeeee.bin',
      '/_leanto/search/en/codes.ffffffffff.bin',
      '/_leanto/search/en/filter.0000000000.bin',
      '/_leanto/search/en/sort.1111111111.bin',
    ])
    const apart = { ...index, name: 'en-private', private: true, codes: '' }
    assert.equal(shardPath(apart, 0), '/_leanto/private/search/en-private/terms.aaaaaaaaaa.bin')
    assert.equal(codesPath(apart), undefined)
    assert.equal(sortPath(index, 'tag'), undefined)
  })

  for (const value of [
    null,
    7,
    [],
    {},
    { ...index, version: 1 },
    { ...index, shards: { bounds: 1 } },
    { ...index, packs: { counts: ['1'], hashes: '' } },
    { ...index, pins: { x: ['/'] } },
  ]) {
    test(`refuses ${JSON.stringify(value).slice(0, 60)}`, () => {
      assert.throws(() => parseSearchIndex(value), FormatError)
    })
  }

  test('says which version it is not of', () => {
    assert.throws(
      () => parseSearchIndex({ ...index, version: 1 }),
      /expected a search index of version 2, got 1/,
    )
  })
})
