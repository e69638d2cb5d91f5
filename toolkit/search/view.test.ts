/** What a search page is filled with, wherever the answer came from. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import type { SearchResult } from './engine.ts'
import type { SearchHit } from './hit.ts'
import { readOrder } from './view-address.ts'
import { NOTHING_ASKED, toFailure, toFields, type Asked } from './view.ts'

const HIT: SearchHit = {
  url: '/a/',
  title: 'A',
  excerpt: { text: 'the fee of it', marks: [[4, 7]] },
  sections: [
    { url: '/a/#b', title: 'B', excerpt: { text: 'a fee', marks: [[2, 5]] } },
    { url: '/a/#c', title: 'C', excerpt: { text: 'no', marks: [] } },
  ],
  meta: { author: 'Ada' },
  score: 1,
  pinned: false,
}
const ANSWER: SearchResult = {
  query: 'fee',
  total: 1,
  results: [HIT],
  facets: [],
  unknown: [],
}
const ASKED: Asked = { path: '/search', page: 1, size: 10 }

describe('the fields of a search page', () => {
  test('have what the results have, with links that mark the words', () => {
    assert.partialDeepStrictEqual(toFields(ANSWER, ASKED), {
      asked: true,
      heading: 'fee',
      total: 1,
      none: false,
      results: [
        {
          url: '/a/',
          href: '/a/#:~:text=the-,fee,-of',
          meta: { author: 'Ada' },
          sections: [
            { url: '/a/#b', href: '/a/#b:~:text=a-,fee' },
            { url: '/a/#c', href: '/a/#c' },
          ],
        },
      ],
    })
  })

  test('offer what else was meant, with all that narrows the question', () => {
    const fields = toFields(
      { ...ANSWER, corrected: 'fees', suggestion: 'fee', unknown: ['fea'] },
      { ...ASKED, filters: { topic: ['money'] }, sort: '-date', language: 'de' },
    )
    assert.partialDeepStrictEqual(fields, {
      correctedUrl: '/search?q=fees&filter.topic=money&sort=-date&lang=de',
      suggestionUrl: '/search?q=fee&filter.topic=money&sort=-date&lang=de',
      unknown: [{ word: 'fea' }],
    })
  })

  test('turn each value of a filter on and off, from the first page on', () => {
    const facet = {
      name: 'topic',
      values: [
        { value: 'money', count: 3, selected: true },
        { value: 'law & order', count: 1, selected: false },
      ],
    }
    const fields = toFields(
      { ...ANSWER, facets: [facet] },
      { ...ASKED, page: 3, filters: { topic: ['money'], kind: ['news'] } },
    )
    assert.partialDeepStrictEqual(fields, {
      facets: [
        {
          name: 'topic',
          values: [
            { field: 'filter.topic', selected: true, url: '/search?q=fee&filter.kind=news' },
            {
              field: 'filter.topic',
              selected: false,
              url: '/search?q=fee&filter.kind=news&filter.topic=money&filter.topic=law+%26+order',
            },
          ],
        },
      ],
      active: [
        { name: 'topic', value: 'money', url: '/search?q=fee&filter.kind=news' },
        { name: 'kind', value: 'news', url: '/search?q=fee&filter.topic=money' },
      ],
      clearUrl: '/search?q=fee',
    })
  })

  test('show the first fifty values of a filter, and those that were chosen', () => {
    const values = Array.from({ length: 80 }, (_, at) => ({
      value: `v${at}`,
      count: 1,
      selected: at === 70,
    }))
    const { facets } = toFields({ ...ANSWER, facets: [{ name: 'tag', values }] }, ASKED)
    assert.ok(Array.isArray(facets))
    assert.equal(JSON.stringify(facets).match(/"value":/g)?.length, 51)
    assert.match(JSON.stringify(facets), /"v70"/)
  })

  test('have no filter without values, as where nothing was found', () => {
    const facets = [{ name: 'topic', values: [] }]
    assert.deepEqual(toFields({ ...ANSWER, total: 0, results: [], facets }, ASKED)['facets'], [])
  })

  test('are called by their filters where nothing was typed', () => {
    const fields = toFields({ ...ANSWER, query: '' }, { ...ASKED, filters: { topic: ['a', 'b'] } })
    assert.equal(fields['heading'], 'a, b')
  })

  test('sort by every key both ways, and say which is taken', () => {
    const fields = toFields(ANSWER, { ...ASKED, sort: '-date', sorts: ['date'] })
    assert.partialDeepStrictEqual(fields, {
      sorted: { '-date': true },
      sorts: [
        { relevance: true, selected: false, url: '/search?q=fee' },
        { by: 'date', descending: false, selected: false, url: '/search?q=fee&sort=date' },
        { by: 'date', descending: true, selected: true, url: '/search?q=fee&sort=-date' },
      ],
    })
    assert.deepEqual(toFields(ANSWER, ASKED)['sorts'], [])
  })

  for (const [sort, order] of [
    ['date', { by: 'date', descending: false }],
    ['-last-changed', { by: 'last-changed', descending: true }],
    ['last-changed', { by: 'last-changed', descending: false }],
    ['', undefined],
  ] as const)
    test(`are in the order that an address asks for: ${JSON.stringify(sort)}`, () => {
      assert.deepEqual(readOrder(sort), order)
    })

  test('offer the languages where there are several, each by its own name', () => {
    const fields = toFields(ANSWER, { ...ASKED, language: 'de', languages: ['en', 'de'] })
    assert.partialDeepStrictEqual(fields['languages'], [
      { language: 'en', name: 'English', selected: false, url: '/search?q=fee' },
      { language: 'de', name: 'Deutsch', selected: true, url: '/search?q=fee&lang=de' },
    ])
    assert.deepEqual(toFields(ANSWER, { ...ASKED, languages: ['en'] })['languages'], [])
  })

  test('of a failure say no more than what was asked', () => {
    const fields = toFailure('fee', { filters: { topic: ['money'] } })
    assert.partialDeepStrictEqual(fields, { asked: true, failed: true, heading: 'fee', total: 0 })
    assert.deepEqual([fields['none'], NOTHING_ASKED['asked']], [false, false])
  })
})

type Links = Partial<Record<'first' | 'previous' | 'next' | 'last', number>>

describe('the pages of results', () => {
  // Which numbers are shown, with a dot before those that follow a gap, and which page each link leads to.
  const cases: readonly (readonly [page: number, total: number, numbers: string, links: Links])[] =
    [
      [1, 0, '', {}],
      [1, 10, '', {}],
      [1, 11, '1 2', { next: 2, last: 2 }],
      [2, 30, '1 2 3', { first: 1, previous: 1, next: 3, last: 3 }],
      [3, 30, '1 2 3', { first: 1, previous: 2 }],
      [6, 120, '1 .4 5 6 7 8 .12', { first: 1, previous: 5, next: 7, last: 12 }],
      [100, 1000, '1 .98 99 100', { first: 1, previous: 99 }],
      [100, 5000, '1 .98 99 100', { first: 1, previous: 99 }],
      [9999, 30, '1 2 3', { first: 1, previous: 3, last: 3 }],
      [2, 7, '1', { first: 1, previous: 1, last: 1 }],
      [9999, 0, '', {}],
    ]
  const toNumber = (url: unknown): number | undefined =>
    typeof url === 'string'
      ? Number(new URL(url, 'https://a.example').searchParams.get('page') ?? 1)
      : undefined

  for (const [page, total, numbers, links] of cases)
    test(`lead from page ${page} of ${total} results to those that there are`, () => {
      const fields = toFields({ ...ANSWER, total, results: [] }, { ...ASKED, page })
      const { pages } = fields
      assert.ok(Array.isArray(pages))
      assert.equal(pages.map(({ gap, number }) => `${gap ? '.' : ''}${number}`).join(' '), numbers)
      for (const name of ['first', 'previous', 'next', 'last'] as const)
        assert.equal(toNumber(fields[name]), links[name], name)
      for (const { current, number, url } of pages) {
        assert.equal(current, number === page ? 'page' : undefined)
        assert.equal(toNumber(url), number)
      }
    })

  test('say which results they show, and when no more of them can be reached', () => {
    const show = (page: number, total: number) => {
      const { from, to, lastPage, reachable, beyond } = toFields(
        { ...ANSWER, total, results: [] },
        { ...ASKED, page },
      )
      return { from, to, lastPage, reachable, beyond }
    }
    const none = undefined
    assert.deepEqual(show(3, 25), { from: 21, to: 25, lastPage: 3, reachable: none, beyond: false })
    assert.deepEqual(show(1, 4000), {
      from: 1,
      to: 10,
      lastPage: 100,
      reachable: 1000,
      beyond: false,
    })
    for (const [page, total, beyond] of [
      [4, 25, true],
      [101, 4000, true],
      [4, 0, false],
    ] as const)
      assert.partialDeepStrictEqual(show(page, total), { from: none, to: none, beyond })
  })
})
