import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../core/errors.ts'
import { decodePlaces, encodePlaces, parseKey } from './geo-blocks.ts'
import { decodeBoxes, encodeBoxes, roundDown, type NearBlock } from './geo-boxes.ts'
import type { Vector } from './geo-sphere.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const degrees = (size: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.double({ min: -size, max: size, noNaN: true }).map((value) => value + 0),
    fc.integer({ min: -size * 1e5, max: size * 1e5 }).map((value) => value / 1e5),
    fc.integer({ min: -size * 1e7, max: size * 1e7 }).map((value) => value / 1e7),
  )
const row = fc.record({
  lat: degrees(90),
  lng: degrees(180),
  line: fc
    .array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer()), { maxLength: 4 })
    .map((cells) => JSON.stringify(['é', ...cells])),
})

describe('a block of places', () => {
  test('gives back every coordinate and every line exactly', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const block = decodePlaces(encode(encodePlaces(rows))).rows()
        const back = rows.map((_, at) => ({
          lat: block.degrees[at * 2],
          lng: block.degrees[at * 2 + 1],
          line: block.line(at),
        }))
        // A block writes no negative zero: it is the same place.
        const plain = rows.map(({ lat, lng, line }) => ({ lat: lat + 0, lng: lng + 0, line }))
        assert.equal(block.count, rows.length)
        assert.deepEqual(back, plain)
      }),
      { numRuns: 500 },
    )
  })

  test('writes decimal coordinates as whole numbers', () => {
    const text = encodePlaces([
      { lat: 48.85341, lng: 2.3488, line: '["a"]' },
      { lat: 1, lng: -0.1, line: '["b"]' },
    ])
    assert.equal(text, 'leanto-lookup 2\n[5,4885341,234880,100000,-10000]\n["a"]\n["b"]\n')
  })

  test('that is damaged is refused', () => {
    const texts = [
      '',
      'leanto-lookup 1\n[0,1,2]\n["a"]\n',
      'leanto-lookup 2\n',
      'leanto-lookup 2\n[0,1,2]\n',
      'leanto-lookup 2\n[0,1,2]\n["a"]',
      'leanto-lookup 2\n[0,1]\n["a"]\n',
      'leanto-lookup 2\n[0,1,"x"]\n["a"]\n',
      'leanto-lookup 2\n[0,1,2]\n["a"]\n["b"]\n',
      'leanto-lookup 2\n{}\n',
      'leanto-lookup 2\n[0,1,2',
      'leanto-lookup 2\n["x",1,2]\n["a"]\n',
    ]
    for (const text of texts) {
      assert.throws(() => decodePlaces(encode(text)).rows(), FormatError, JSON.stringify(text))
    }
  })

  test('has the key of a line without the rest of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (key, cell) => {
        assert.equal(parseKey(JSON.stringify([key, cell])), key)
        assert.equal(parseKey(JSON.stringify([key])), key)
      }),
    )
  })
})

const side = fc.double({ min: -1, max: 1, noNaN: true })
const corner: fc.Arbitrary<Vector> = fc.tuple(side, side, side)
const block: fc.Arbitrary<NearBlock> = fc.record({
  min: corner,
  max: corner,
  hash: fc.stringMatching(/^[0-9a-f]{10}$/),
  rows: fc.nat(),
  continues: fc.boolean(),
  first: fc.string({ unit: 'binary', maxLength: 16 }),
})

describe('the list of boxes', () => {
  test('gives back the blocks, in boxes that are hardly larger', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const list = decodeBoxes(encodeBoxes(blocks))
        assert.equal(list.count, blocks.length)
        assert.deepEqual(
          list.firsts(),
          blocks.map(({ first }) => first),
        )
        for (const [at, { min, max, hash, rows, continues }] of blocks.entries()) {
          assert.equal(list.hash(at), hash)
          assert.equal(list.rows[at], rows)
          assert.equal(list.continues[at] === 1, continues)
          for (const [axis, value] of [...min, ...max].entries()) {
            const beyond = (value - (list.corners[at * 6 + axis] ?? 0)) * (axis < 3 ? 1 : -1)
            assert.ok(beyond > 0 && beyond < 2e-7, `${value} by ${beyond}`)
          }
        }
      }),
    )
  })

  test('rounds down to the next float below, whatever the sign', () => {
    fc.assert(
      fc.property(fc.oneof(side, fc.constantFrom(0, -0, 1, -1, 1e-50, -1e-50)), (value) => {
        const below = roundDown(value)
        assert.ok(below < value)
        assert.equal(below, Math.fround(below))
        // No float lies between: the next one above it is not below the value.
        assert.ok(-roundDown(-below) >= value)
      }),
      { numRuns: 1000 },
    )
  })

  test('that is damaged is refused', () => {
    const good = encodeBoxes([
      { min: [0, 0, 0], max: [1, 1, 1], hash: '0123456789', rows: 1, continues: false, first: '' },
    ])
    for (let length = 0; length < good.length - 4; length++) {
      assert.throws(() => decodeBoxes(good.subarray(0, length)), FormatError)
    }
    for (const at of [0, 1, 2, 3, 5]) {
      const bad = good.slice()
      bad[at] = 99
      assert.throws(() => decodeBoxes(bad), FormatError)
    }
  })

  test('is read wherever it lies in a buffer', () => {
    const good = encodeBoxes([
      { min: [0, 0, 0], max: [1, 1, 1], hash: '0123456789', rows: 7, continues: true, first: 'a' },
    ])
    const shifted = new Uint8Array(good.length + 3)
    shifted.set(good, 3)
    assert.equal(decodeBoxes(shifted.subarray(3)).rows[0], 7)
  })
})
