/** What the page of one key says. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities, subdivisions } from '../../tests/lookup-cities.ts'
import { list, names, show, SITE } from '../../tests/lookup-page.ts'
import { toScriptJson } from '../core/html.ts'

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

  it('takes nothing of a row for markup, whatever its columns are called', async () => {
    const map = '<svg onload=alert(1)>'
    const get = async (): Promise<object[]> => [{ id: 1, name: map, map, html: map }]
    const engine = Object.assign({}, cities.engine, { get })
    const { data } = await show('', '1', { ...cities, engine })
    assert.partialDeepStrictEqual(data, { heading: map, row: { map, html: map } })
    assert.equal(data['map'], undefined)
  })
})
