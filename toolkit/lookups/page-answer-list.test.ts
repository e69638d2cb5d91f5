/** What the page of a list offers: conditions, orders, and the way to more. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { subdivisions } from '../../tests/lookup-cities.ts'
import { list, names, show } from '../../tests/lookup-page.ts'

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
