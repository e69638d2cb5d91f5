import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { check, type Findings, type History } from './checker.ts'

/** Two clients, of whom all is right. */
const SOUND: History = {
  posts: [
    { client: 'ann', isAccepted: true, receipts: ['id-a'] },
    { client: 'bob', isAccepted: true, receipts: [] },
  ],
  rows: [
    { id: 'id-a', client: 'ann' },
    { id: 'id-b', client: 'bob' },
  ],
  deliveries: [
    { delivery: 'd-a', submission: 'id-a', at: 1 },
    { delivery: 'd-b', submission: 'id-b', at: 2 },
  ],
}

const NOTHING: Findings = {
  accepted: 2,
  unknown: 0,
  stored: 2,
  delivered: 2,
  lost: [],
  duplicated: [],
  misnamed: [],
  unnotified: [],
  repeated: [],
  invented: [],
}

interface Case {
  readonly name: string
  readonly history: Partial<History>
  readonly finds: Partial<Findings>
}

const { posts, rows, deliveries } = SOUND
const CASES: readonly Case[] = [
  { name: 'nothing where all is right', history: {}, finds: {} },
  {
    name: 'what was accepted and is not stored',
    history: { rows: rows.slice(1), deliveries: deliveries.slice(1) },
    finds: { lost: ['ann'], stored: 1, delivered: 1 },
  },
  {
    name: 'what is stored twice',
    history: {
      rows: [...rows, { id: 'id-c', client: 'bob' }],
      deliveries: [...deliveries, { delivery: 'd-c', submission: 'id-c', at: 3 }],
    },
    finds: { duplicated: ['bob'], stored: 3, delivered: 3 },
  },
  {
    name: 'what is stored twice under one id',
    history: { rows: [...rows, { id: 'id-b', client: 'bob' }] },
    finds: { duplicated: ['bob'], stored: 3 },
  },
  {
    name: 'what is stored under another id than the answer said',
    history: {
      posts: [{ client: 'ann', isAccepted: true, receipts: ['id-a', 'id-x'] }, ...posts.slice(1)],
    },
    finds: { misnamed: ['ann'] },
  },
  {
    name: 'what nobody was told of',
    history: { deliveries: deliveries.slice(0, 1) },
    finds: { unnotified: ['id-b'], delivered: 1 },
  },
  {
    name: 'what was told of twice, by the same delivery or by two',
    history: {
      deliveries: [
        ...deliveries,
        { delivery: 'd-a', submission: 'id-a', at: 3 },
        { delivery: 'd-x', submission: 'id-b', at: 4 },
      ],
    },
    finds: { repeated: ['id-a', 'id-b'], delivered: 4 },
  },
  {
    name: 'what no client sent',
    history: {
      rows: [...rows, { id: 'id-x', client: 'eve' }],
      deliveries: [...deliveries, { delivery: 'd-x', submission: 'id-x', at: 3 }],
    },
    finds: { invented: ['id-x'], stored: 3, delivered: 3 },
  },
  {
    name: 'what was told of and is not stored',
    history: { deliveries: [...deliveries, { delivery: 'd-x', submission: 'id-x', at: 3 }] },
    finds: { invented: ['id-x'], delivered: 3 },
  },
  {
    name: 'no fault in what is stored though no answer came',
    history: { posts: [...posts.slice(0, 1), { client: 'bob', isAccepted: false, receipts: [] }] },
    finds: { accepted: 1, unknown: 1 },
  },
  {
    name: 'no fault in what is not stored when no answer came',
    history: { posts: [...posts, { client: 'cyd', isAccepted: false, receipts: [] }] },
    finds: { unknown: 1 },
  },
  {
    name: 'that nobody was told of what is stored though no answer came',
    history: {
      posts: [...posts.slice(0, 1), { client: 'bob', isAccepted: false, receipts: [] }],
      deliveries: deliveries.slice(0, 1),
    },
    finds: { accepted: 1, unknown: 1, unnotified: ['id-b'], delivered: 1 },
  },
]

describe('the checker of histories', () => {
  for (const { name, history, finds } of CASES) {
    test(`finds ${name}`, () => {
      assert.deepEqual(check({ ...SOUND, ...history }), { ...NOTHING, ...finds })
    })
  }

  test('takes a history in which nothing was accepted for no test at all', () => {
    assert.throws(
      () => check({ posts: [], rows: [], deliveries: [] }),
      /expected .* accepted posts/,
    )
    const unknown = posts.map((post) => ({ ...post, isAccepted: false }))
    assert.throws(() => check({ ...SOUND, posts: unknown }), /expected .* accepted posts/)
  })
})
