import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities, subdivisions } from '../../tests/lookup-cities.ts'
import type { MemoryLookup } from '../../tests/lookup-memory-engine.ts'
import { toScriptJson } from '../core/html.ts'
import { Markup, type Data } from '../page/format.ts'
import { toText } from '../page/render.ts'
import { answerPage, type PageAnswer, type PageOptions } from './page-answer.ts'
import { sparkline } from './page-about.ts'
import { formatDistance } from './page-row.ts'

const SITE = 'https://site.example'
const OPTIONS: PageOptions = { toUrl: (path) => SITE + path, random: () => 0 }

async function show(
  query: string,
  key = '',
  { index, engine }: MemoryLookup = cities,
): Promise<PageAnswer> {
  const answer = await answerPage(index, engine, key, new URLSearchParams(query), OPTIONS)
  assert.ok(answer !== undefined && !('goTo' in answer), `${query} fills no page`)
  return answer
}

/** The items of a list field. */
function list(data: Data, field: string): readonly Data[] {
  const value = data[field]
  assert.ok(Array.isArray(value), `${field} is no list`)
  return value
}

const names = (data: Data, field = 'results', name = 'name'): unknown[] =>
  list(data, field).map((item) => item[name])

describe('the page of a row', () => {
  it('has the row, what it says, and its address', async () => {
    const { status, data, canonical, isKept } = await show('', '1')
    assert.deepEqual([status, canonical, isKept], [200, `${SITE}/lookups/cities/1`, true])
    assert.partialDeepStrictEqual(data, {
      asked: true,
      found: true,
      missing: false,
      key: '1',
      heading: 'Paris',
      name: 'cities',
      title: 'Cities & towns',
      licence: 'CC-BY-4.0',
      licenceUrl: 'https://spdx.org/licenses/CC-BY-4.0.html',
      rows: 5,
      json: '/api/lookups/cities/1',
      csv: '/api/lookups/cities/1?format=csv',
      geojson: '/api/lookups/cities/1?format=geojson',
      row: {
        name: 'Paris',
        names: 'Lutetia, Paname',
        capital: true,
        founded: null,
        href: '/lookups/cities/1',
      },
    })
    assert.deepEqual(list(data, 'facts')[1], {
      name: 'name',
      title: 'Name',
      value: 'Paris',
      unit: undefined,
      description: undefined,
      href: undefined,
    })
  })

  it('tells machines what it is about, and cannot be left by it', async () => {
    const { jsonLd } = await show('', '1')
    assert.partialDeepStrictEqual(jsonLd, {
      '@context': 'https://schema.org',
      '@type': 'Place',
      '@id': `${SITE}/lookups/cities/1`,
      name: 'Paris',
      identifier: '1',
      geo: { '@type': 'GeoCoordinates', latitude: 48.85341, longitude: 2.3488 },
    })
    const text = toScriptJson((await show('', '5')).jsonLd)
    assert.doesNotMatch(text, /<\/script/i)
    assert.match(text, /=1\+1/)
    assert.equal((await show('', 'FR/11', subdivisions)).jsonLd?.['@type'], 'Thing')
  })

  it('has every row of the key', async () => {
    const { data } = await show('', 'IT/45', subdivisions)
    assert.equal(data['several'], 2)
    assert.deepEqual(names(data), ['Emilia-Romagna', 'Emilia'])
    assert.equal((await show('', 'FR/11', subdivisions)).data['several'], undefined)
  })

  it('has one address, also where it was asked by a form', async () => {
    assert.equal((await show('key=1&utm_source=x')).canonical, `${SITE}/lookups/cities/1`)
    assert.equal(
      (await show('key=FR/..', '', subdivisions)).canonical,
      `${SITE}/lookups/subdivisions?key=FR%2F..`,
    )
  })

  it('says that a key is unknown, and is not kept by search engines', async () => {
    const { status, data, isKept } = await show('', 'none')
    assert.deepEqual(
      [status, data['missing'], data['key'], data['row'], isKept],
      [404, true, 'none', undefined, false],
    )
  })
})

describe('the page of what is found', () => {
  it('has the rows, and the way to more', async () => {
    const { data, isKept } = await show('find=many&limit=20&offset=20', '', subdivisions)
    assert.deepEqual(
      ['query', 'heading', 'total', 'first', 'last', 'none', 'previous', 'next'].map(
        (field) => data[field],
      ),
      [
        'many',
        'many',
        60,
        21,
        40,
        false,
        '/lookups/subdivisions?find=many&limit=20',
        '/lookups/subdivisions?find=many&limit=20&offset=40',
      ],
    )
    assert.equal(isKept, false)
    assert.equal((await show('find=many&offset=40', '', subdivisions)).data['next'], undefined)
  })

  it('says that there is nothing, and what was looked for instead', async () => {
    assert.equal((await show('find=zzz')).data['none'], true)
    const find = async (): Promise<object> => ({
      total: 1,
      reachable: 1,
      rows: [],
      corrected: 'paris',
      complete: true,
    })
    const engine = Object.assign({}, cities.engine, { find })
    const { data } = await show('find=parris&country=FR', '', { ...cities, engine })
    assert.deepEqual(
      [data['corrected'], data['correctedUrl']],
      ['paris', '/lookups/cities?find=paris&country=FR'],
    )
  })
})

describe('the page of a list', () => {
  it('offers the values to narrow it by, as links', async () => {
    const { data } = await show('country=FR&sort=-population')
    const [country] = list(data, 'facets')
    assert.ok(country)
    assert.deepEqual([country['name'], country['field']], ['country', 'country'])
    assert.deepEqual(list(country, 'values')[0], {
      value: 'FR',
      label: 'FR',
      field: 'country',
      typed: 'FR',
      count: 3,
      selected: true,
      current: 'true',
      url: '/lookups/cities?sort=-population',
    })
    const capital = list(data, 'facets')[1]
    assert.ok(capital)
    assert.deepEqual(names(capital, 'values', 'url'), [
      '/lookups/cities?sort=-population&country=FR&capital.null=true',
      '/lookups/cities?sort=-population&country=FR&capital=true',
    ])
  })

  it('counts the values of a column as if none of them was chosen: as many as each leads to', async () => {
    const { data } = await show('country=FR&population.gte=1')
    const [country] = list(data, 'facets')
    assert.ok(country)
    assert.deepEqual(names(country, 'values', 'selected'), [
      true,
      ...names(country, 'values', 'value')
        .slice(1)
        .map(() => false),
    ])
    for (const { count, url } of list(country, 'values').slice(1)) {
      assert.ok(typeof url === 'string')
      const { data: next } = await show(url.slice(url.indexOf('?') + 1))
      assert.equal(next['total'], count, url)
    }
    assert.ok(names(country, 'values', 'value').length > 1)
    const both = await show('country=FR&country=XX&limit=1')
    const [again] = list(both.data, 'facets')
    assert.ok(again)
    const links = new Map(list(again, 'values').map(({ value, url }) => [value, url]))
    assert.equal(links.get('FR'), '/lookups/cities?limit=1&country=XX')
    assert.equal(links.get('IT'), '/lookups/cities?limit=1&country=IT')
  })

  it('says what it is narrowed by, each with the way back', async () => {
    const { data } = await show(
      'country=FR&country=IT&population.gte=1000&names.null=false&limit.eq=5',
    )
    assert.deepEqual(list(data, 'active'), [
      {
        name: 'country',
        title: 'country',
        value: 'FR',
        url: '/lookups/cities?country=IT&population.gte=1000&names.null=false&limit.eq=5',
      },
      {
        name: 'country',
        title: 'country',
        value: 'IT',
        url: '/lookups/cities?country=FR&population.gte=1000&names.null=false&limit.eq=5',
      },
      {
        name: 'population',
        title: 'population',
        value: '≥ 1000',
        url: '/lookups/cities?country=FR&country=IT&names.null=false&limit.eq=5',
      },
      {
        name: 'names',
        title: 'names',
        value: '✓',
        url: '/lookups/cities?country=FR&country=IT&population.gte=1000&limit.eq=5',
      },
      {
        name: 'limit',
        title: 'limit',
        value: '5',
        url: '/lookups/cities?country=FR&country=IT&population.gte=1000&names.null=false',
      },
    ])
    // With nothing left to ask, an address leads to all rows, not to the empty page.
    assert.equal(data['clearUrl'], '/lookups/cities?limit=20')
  })

  it('gives the controls what was typed', async () => {
    const { data } = await show('country=FR&population.gte=1000&near=')
    assert.deepEqual(data['form'], { country: 'FR', population: { gte: '1000' }, near: '' })
  })

  it('can be in another order', async () => {
    const { data } = await show('sort=-population')
    const sorts = list(data, 'sorts')
    assert.deepEqual(sorts[0], {
      by: undefined,
      title: undefined,
      descending: false,
      key: true,
      value: '',
      selected: false,
      current: undefined,
      url: '/lookups/cities?limit=20',
    })
    assert.deepEqual(
      sorts.filter(({ selected }) => selected).map(({ value }) => value),
      ['-population'],
    )
    assert.deepEqual(names(data).slice(0, 2), ['Paris', 'Lyon'])
  })

  it('goes on by a cursor, and back to its start', async () => {
    const { data } = await show('country=XX', '', subdivisions)
    assert.equal(data['next'], '/lookups/subdivisions?country=XX&cursor=20')
    const { data: second } = await show('country=XX&cursor=20', '', subdivisions)
    assert.equal(second['start'], '/lookups/subdivisions?country=XX')
    // Other conditions have other pages.
    assert.deepEqual(names(second, 'active', 'url'), ['/lookups/subdivisions?limit=20'])
  })
})

describe('the page of other questions', () => {
  it('has rows near a point with their distance', async () => {
    const { data } = await show('near=48.85,2.35&limit=3')
    assert.deepEqual(names(data, 'results', 'distance'), ['389 m', '16.6 km', '393 km'])
    assert.equal((await show('near=0,0&radius=1m')).data['none'], true)
    assert.deepEqual(names((await show('box=0,40,20,46')).data), ['Parma', 'Lyon'])
  })

  it('draws them on a map, each a link, with the circle or the box that was asked', async () => {
    const html = (data: Data): string => (data['map'] instanceof Markup ? data['map'].html : '')
    const near = html((await show('near=48.85,2.35&radius=30km')).data)
    assert.match(near, /^<svg class="leanto-map"/)
    assert.match(near, /<a href="\/lookups\/cities\/1"><title>Paris<\/title>/)
    assert.match(near, /leanto-map-names[^>]*>.*>Paris</)
    assert.match(near, /stroke-dasharray/)
    assert.match(html((await show('box=0,40,20,46')).data), /Parma.*Lyon|Lyon.*Parma/)
    assert.equal((await show('country=FR')).data['map'], undefined)
  })

  it('takes nothing of a row for markup, whatever its columns are called', async () => {
    const map = '<svg onload=alert(1)>'
    const get = async (): Promise<object[]> => [{ id: 1, name: map, map, html: map }]
    const engine = Object.assign({}, cities.engine, { get })
    const { data } = await show('', '1', { ...cities, engine })
    assert.partialDeepStrictEqual(data, { heading: map, row: { map, html: map } })
    assert.equal(data['map'], undefined)
  })

  it('has the row whose range holds a value', async () => {
    const { data } = await show('contains=2.0')
    assert.deepEqual([data['value'], data['heading'], data['found']], ['2', '2', true])
    assert.equal((await show('contains=99')).status, 404)
  })

  it('has the rows of several keys', async () => {
    assert.deepEqual(names((await show('keys=2,99,1')).data), ['Parma', 'Paris'])
  })

  it('is another page for any row', async () => {
    const answer = await answerPage(
      cities.index,
      cities.engine,
      '',
      new URLSearchParams('random=1'),
      OPTIONS,
    )
    assert.deepEqual(answer, { goTo: '/lookups/cities/1' })
  })

  it('is none without a question', async () => {
    for (const query of ['', 'find=', 'find=%20&country=', 'utm_source=mail&fbclid=x'])
      assert.equal(
        await answerPage(cities.index, cities.engine, '', new URLSearchParams(query)),
        undefined,
      )
  })

  it('says what is wrong, beside what was typed', async () => {
    for (const [query, mistake] of [
      ['find=par&colour=red', /Unknown parameter "colour"/],
      ['find=par&limit=x', /limit is "x"/],
      ['find=par&near=here', /asked together/],
      ['contains=x&find=', /expected a number, got "x"/],
    ] as const) {
      const { status, data, isKept } = await show(query)
      assert.deepEqual([status, isKept], [400, false])
      assert.match(toText(data['mistake']), mistake)
    }
    assert.equal((await show('find=par&limit=x')).data['query'], 'par')
  })
})

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

describe('a distance', () => {
  it('is written as people say it', () => {
    const metres = [0, 12.4, 999.4, 999.5, 12_345, 99_949, 99_950, 1_234_567]
    assert.deepEqual(metres.map(formatDistance), [
      '0 m',
      '12 m',
      '999 m',
      '1.0 km',
      '12.3 km',
      '99.9 km',
      '100 km',
      '1235 km',
    ])
  })
})
