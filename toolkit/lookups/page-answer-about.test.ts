/** What the page that describes a lookup says. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities } from '../../tests/lookup-cities.ts'
import { list, OPTIONS, show, SITE } from '../../tests/lookup-page.ts'
import { sparkline } from './page-about.ts'
import { answerPage } from './page-answer.ts'

describe('the page that describes a lookup', () => {
  const about = {
    version: 2,
    columns: [
      {
        name: 'population',
        filled: 4,
        distinct: 4,
        examples: ['1', '2'],
        min: 1,
        max: 9,
        histogram: [4, 0, 1],
      },
      {
        name: 'country',
        filled: 4,
        examples: ['FR'],
        top: [
          { value: 'FR', count: 3 },
          { value: null, count: 1 },
        ],
      },
    ],
  } as const

  it('has the columns with what they hold', async () => {
    const options = { ...OPTIONS, readAbout: async () => about }
    const answer = await answerPage(
      cities.index,
      cities.engine,
      'about',
      new URLSearchParams(),
      options,
    )
    assert.ok(answer !== undefined && 'data' in answer)
    const columns = list(answer.data, 'columns')
    assert.equal(columns.length, cities.index.columns.length)
    assert.deepEqual(columns[3], {
      name: 'population',
      title: 'population',
      type: 'integer',
      description: 'Of the city proper.',
      unit: 'people',
      optional: true,
      isKey: false,
      uses: 'filter, sort',
      filled: 4,
      empty: 1,
      distinct: 4,
      examples: '1, 2',
      min: 1,
      max: 9,
      spark: 'M0 8V0h.9V8zM2 8V6h.9V8z',
      sparkTitle: '1 – 9',
      top: [],
    })
    assert.deepEqual(columns[2]?.['top'], [
      { value: 'FR', count: 3, url: '/lookups/cities?country=FR' },
      { value: '—', count: 1, url: undefined },
    ])
    assert.equal(answer.canonical, `${SITE}/lookups/cities/about`)
    assert.partialDeepStrictEqual(answer.jsonLd, {
      '@type': 'Dataset',
      license: 'https://spdx.org/licenses/CC-BY-4.0.html',
      distribution: [
        { encodingFormat: 'application/json' },
        { encodingFormat: 'text/csv', contentUrl: `${SITE}/_leanto/lookups/cities/all.1.csv` },
        { encodingFormat: 'application/x-ndjson' },
        { encodingFormat: 'application/x-ndjson' },
        { encodingFormat: 'application/geo+json' },
      ],
    })
  })

  it('is the row of the key where there is one', async () => {
    const engine = { ...cities.engine, get: async () => [{ id: 'about', name: 'a key' }] }
    assert.equal((await show('', 'about', { ...cities, engine })).data['found'], true)
  })

  it('draws a bar for each count, and what is not nothing can be seen', () => {
    assert.equal(sparkline([0, 1000, 1]), 'M1 8V0h.9V8zM2 8V7.7h.9V8z')
    assert.equal(sparkline([]), '')
  })
})
