/** What the page says of places. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { names, show } from '../../tests/lookup-page.ts'
import { Markup, type Data } from '../page/format.ts'
import { formatDistance } from './page-row.ts'

describe('the page of places', () => {
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
