import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../core/errors.ts'
import { buildCodes } from './build-codes.ts'
import { decodeText, encodeCodes, encodeText, openCodes } from './codes.ts'
import { encodePack, encodeRecord, readRecord, type PageRecord } from './pack.ts'

const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true })
const text = fc.string({ unit: 'binary' }).map((value) => value.toWellFormed())

const pageRecord: fc.Arbitrary<PageRecord> = fc
  .tuple(
    record({
      url: text,
      title: text,
      description: text,
      meta: fc.dictionary(text, text, { noNullPrototype: true, maxKeys: 3 }),
      sections: fc.array(record({ anchor: text, title: text, text })),
    }),
    fc.option(record({ src: text, alt: text }), { nil: undefined }),
  )
  .map(([page, image]) => (image === undefined ? page : { ...page, image }))

describe('coded text', () => {
  const SAMPLES = [
    ['the rooms of the house and the garden of the house '.repeat(300)],
    ['船と海の歴史、毎日開館しています。船の歴史。'.repeat(300)],
    ['Добро пожаловать 😀 на сайт музея, добро 😀😃 '.repeat(300)],
    ['nul\0 inside \x7f and é '.repeat(300)],
  ]
  const coders = SAMPLES.map((sample) => buildCodes(sample))

  test('is decoded without loss, whatever the table was made for', () => {
    const mixed = fc.array(fc.oneof(text, fc.constantFrom(...SAMPLES.flat())), { maxLength: 4 })
    fc.assert(
      fc.property(
        mixed.map((parts) => parts.join('')),
        (value) => {
          assert.equal(decodeText(openCodes(), encodeText(value)), value)
          for (const { bytes, encode } of coders) {
            assert.equal(decodeText(openCodes(bytes), encode(value)), value)
          }
        },
      ),
    )
  })

  // A zero byte parts the pieces in the file of a table.
  for (const [at, [sample = '']] of SAMPLES.slice(0, -1).entries()) {
    test(`takes less than a third of ${JSON.stringify(sample.slice(0, 20))}`, () => {
      const length = coders[at]?.encode(sample).length ?? Infinity
      assert.ok(length < Buffer.byteLength(sample) / 3, `${length}`)
    })
  }

  test('has no table where it would not pay', () => {
    assert.equal(buildCodes([]).bytes, undefined)
    assert.equal(buildCodes(['A lean-to is a small room.']).bytes, undefined)
  })

  test('is refused where the table lacks a code', () => {
    const codes = openCodes(encodeCodes([' the']))
    assert.equal(decodeText(codes, Uint8Array.of(0x41, 0x80)), 'A the')
    const many = openCodes(encodeCodes(Array.from({ length: 200 }, (_, at) => `piece ${at + 100}`)))
    assert.equal(decodeText(many, Uint8Array.of(0xe0, 0)), 'piece 196')
    for (const bytes of [[0x81], [0xe0, 1], [0], [0, 5, 65]]) {
      assert.throws(() => decodeText(codes, Uint8Array.from(bytes)), FormatError)
    }
    assert.throws(() => decodeText(many, Uint8Array.of(0xe0)), FormatError)
  })
})

describe('a pack', () => {
  test('gives back each of its records', () => {
    fc.assert(
      fc.property(fc.array(pageRecord, { maxLength: 6 }), (records) => {
        const pack = encodePack(records.map((page) => encodeRecord(page)))
        const found = records.map((_, index) => readRecord(pack, index, openCodes()))
        assert.deepEqual(JSON.parse(JSON.stringify(found)), JSON.parse(JSON.stringify(records)))
        assert.throws(() => readRecord(pack, records.length, openCodes()), FormatError)
      }),
    )
  })

  test('of another version is refused', () => {
    assert.throws(
      () => readRecord(encodePack([]).with(3, 1), 0, openCodes()),
      /expected version 2 of LTP, got 1/,
    )
  })
})
