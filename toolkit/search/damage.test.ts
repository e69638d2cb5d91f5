import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { FormatError } from '../core/errors.ts'
import { decodeText, encodeCodes, openCodes } from './codes.ts'
import { encodeFilter, encodeSort, openFilter, openSort } from './column.ts'
import { encodePack, encodeRecord, readRecord, type PageRecord } from './pack.ts'
import { encodePlaces, readPlaces } from './places.ts'
import { encodePostings, readPostings } from './postings.ts'
import { encodeShard, openShard, scanTerms } from './shard.ts'

describe('a damaged file', () => {
  const codes = encodeCodes([' the', 'rooms', '日本'])
  const page: PageRecord = {
    url: '/x',
    title: 'A title',
    description: 'é',
    image: { src: '/x.png', alt: '' },
    meta: { author: 'Ada' },
    sections: [
      { anchor: '', title: '', text: 'the rooms of 日本' },
      { anchor: 'a', title: 'More', text: 'text' },
    ],
  }
  const list = encodePostings([
    { page: 1, section: 0, impact: 2 },
    { page: 300, section: 200, impact: 1 },
  ])
  const shard = encodeShard(['a', 'ab', 'b', 'é'].map((key) => ({ key, count: 2, postings: list })))
  const FILES: readonly (readonly [
    kind: string,
    bytes: Uint8Array,
    read: (bytes: Uint8Array) => unknown,
  ])[] = [
    [
      'shard',
      shard,
      (bytes) => scanTerms(openShard(bytes), '', (term) => readList(term.postings) >= 0),
    ],
    ['posting list', list, readList],
    [
      'list of places',
      encodePlaces([{ page: 2, section: 3, positions: [1, 2, 300] }]),
      (bytes) => readPlaces(bytes, () => undefined),
    ],
    ['filter', encodeFilter(['a', 'b'], [[0], [], [0, 1]]), (bytes) => openFilter(bytes).of(2)],
    ['sort key', encodeSort([3, 0, 1]), openSort],
    ['table', codes, (bytes) => decodeText(openCodes(bytes), Uint8Array.of(0x80, 0x82))],
    [
      'pack',
      encodePack([encodeRecord(page), encodeRecord(page)]),
      (bytes) => JSON.stringify(readRecord(bytes, 1, openCodes(codes))),
    ],
  ]
  for (const [kind, bytes, read] of FILES) {
    const attempt = (damaged: Uint8Array): void => {
      try {
        read(damaged)
      } catch (error) {
        assert.ok(error instanceof FormatError, `${kind}: ${String(error)}`)
      }
    }

    test(`is read or refused, never worse: a ${kind} that is cut short`, () => {
      for (let length = 0; length < bytes.length; length++) attempt(bytes.slice(0, length))
    })

    test(`is read or refused, never worse: a ${kind} with another bit`, () => {
      for (let at = 0; at < bytes.length; at++) {
        for (let bit = 0; bit < 8; bit++) attempt(bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit)))
      }
    })

    test(`is read or refused, never worse: a ${kind} with a huge number`, () => {
      const huge = [0xff, 0xff, 0xff, 0xff, 0x07]
      for (let at = 0; at < bytes.length; at++) {
        attempt(Uint8Array.of(...bytes.subarray(0, at), ...huge, ...bytes.subarray(at + 1)))
      }
    })
  }
})

function readList(bytes: Uint8Array): number {
  let count = 0
  readPostings(bytes, Infinity, () => count++)
  return count
}
