/** Which format programs get, and what it holds. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { createProgram, SITE } from '../../tests/lookup-api.ts'
import { answerCall } from './serve-api.ts'

const { ask, json } = createProgram(answerCall)

describe('a format', () => {
  const csv = 'name,country\r\nParma,IT\r\n'
  const cases: readonly (readonly [
    path: string,
    accept: string | undefined,
    type: string,
    body: RegExp,
  ])[] = [
    ['cities/2?columns=name,country&format=csv', undefined, 'text/csv', RegExp(`^${csv}$`)],
    ['cities/2.csv?columns=name,country', undefined, 'text/csv', RegExp(`^${csv}$`)],
    ['cities/2?columns=name,country', 'text/csv', 'text/csv', RegExp(`^${csv}$`)],
    ['cities.csv/2?columns=name,country', undefined, 'text/csv', RegExp(`^${csv}$`)],
    ['cities.csv?find=parm&columns=name,country', undefined, 'text/csv', RegExp(`^${csv}$`)],
    [
      'cities.ndjson?find=parm&columns=name',
      undefined,
      'application/x-ndjson',
      /^\{"name":"Parma"\}\n$/,
    ],
    ['cities/2?columns=name&format=json', 'text/csv', 'application/json', /^\{"lookup"/],
    [
      'cities.geojson?find=parm&columns=name',
      undefined,
      'application/geo+json',
      /^\{"type":"FeatureCollection","features":\[\{"type":"Feature","id":2,/,
    ],
    ['cities/5?columns=name', 'text/csv', 'text/csv', /^name\r\n'=1\+1<\/script>\r\n$/],
    ['cities?count=1&country=FR&format=csv', undefined, 'text/csv', /^total\r\n3\r\n$/],
    [
      'cities.csv?near=48.85,2.35&limit=1&columns=id',
      undefined,
      'text/csv',
      /^id,distance\r\n1,\d+\.\d\r\n$/,
    ],
  ]
  for (const [path, accept, type, body] of cases)
    it(`of ${path} is ${type}`, async () => {
      const response = await ask(path, { headers: accept === undefined ? {} : { accept } })
      assert.match(await response.text(), body)
      assert.ok(response.headers.get('content-type')?.startsWith(type))
      assert.equal(response.headers.get('vary'), 'accept')
      assert.match(
        response.headers.get('link') ?? '',
        /<https:\/\/spdx.org\/licenses\/CC-BY-4.0.html>; rel="license"/,
      )
    })

  it('of a row as GeoJSON is a feature; without a place it has no geometry', async () => {
    assert.deepEqual(await json('cities/2.geojson?columns=name'), {
      type: 'Feature',
      id: 2,
      geometry: { type: 'Point', coordinates: [10.32618, 44.79935] },
      properties: { name: 'Parma', href: `${SITE}/lookups/cities/2` },
    })
    assert.equal((await json('cities/5.geojson'))['geometry'], null)
  })

  it('is refused where the lookup has no places', async () => {
    assert.equal((await ask('subdivisions.geojson?limit=1')).status, 400)
    assert.equal(
      (await ask('subdivisions/FR/11', { headers: { accept: 'application/geo+json' } })).status,
      200,
    )
  })

  it('that a key ends like is a key first', async () => {
    const index = { key: ['name'] }
    const engine = { get: async (key: string) => (key === 'a.csv' ? [{ name: key }] : []) }
    assert.equal((await json('cities/a.csv', { index, engine }))['key'], 'a.csv')
    assert.match(await (await ask('cities/a.csv.csv', { index, engine })).text(), /^id,name/)
  })
})
