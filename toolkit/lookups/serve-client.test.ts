import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities, subdivisions } from '../../tests/lookup-cities.ts'
import { createLookupClient, LookupError, type LookupClient } from './client.ts'
import { toClientTypes } from './client-types.ts'
import { answerCall } from './serve-api.ts'

const ORIGIN = 'https://preview.example'

interface City {
  readonly id: number
  readonly name: string
  readonly country: string | null
  readonly population: number | null
  readonly href: string
}

/** Asks the Worker's own code, and remembers what was asked. */
function connect(): {
  asked: string[]
  client: LookupClient<City>
  parts: LookupClient<{ code: string }>
} {
  const asked: string[] = []
  const send = async (address: string, init?: RequestInit): Promise<Response> => {
    const url = new URL(address)
    asked.push(`${init?.method ?? 'GET'} ${url.pathname}${decodeURIComponent(url.search)}`)
    const lookup = [cities, subdivisions].find(
      ({ index }) => url.pathname === `/api/lookups/${index.name}`,
    )
    if (lookup === undefined)
      return Response.json(
        { status: 404, title: 'Not Found', detail: 'no lookup' },
        { status: 404 },
      )
    const site = {
      url: 'https://site.example',
      regions: {},
      forms: {},
      search: [],
      lookups: {},
      stems: {},
    }
    const context = { site, url, settings: {}, waitUntil: () => undefined }
    const request = new Request(url, init)
    const read = (): Promise<never> => Promise.reject(new Error('nothing to read'))
    return answerCall({ ...lookup, read, request, context, parts: [], suffix: undefined })
  }
  return {
    asked,
    client: createLookupClient<City>(`${ORIGIN}/`, 'cities', { fetch: send }),
    parts: createLookupClient<{ code: string }>(new URL(ORIGIN), 'subdivisions', { fetch: send }),
  }
}

describe('a client', () => {
  it('gets the row of a key, also of several columns', async () => {
    const { client, parts, asked } = connect()
    assert.equal((await client.get(1))?.name, 'Paris')
    assert.equal(await client.get('none'), undefined)
    assert.equal((await parts.get('FR', 'a/b%c'))?.code, 'a/b%c')
    assert.equal(asked[0], 'GET /api/lookups/cities?key=1')
  })

  it('gets many rows in their order, as often as it takes', async () => {
    const { parts, client, asked } = connect()
    const keys = Array.from({ length: 100 }, (_, at) => ['XX', String(99 - at)])
    const rows = await parts.getMany(keys)
    assert.deepEqual(
      rows.map((row) => row?.code),
      keys.map(([, code]) => (Number(code) < 60 ? code : undefined)),
    )
    assert.equal(asked.length, 3)
    assert.deepEqual(await client.getMany([]), [])
    assert.deepEqual(
      (await client.getMany([2, 'none'])).map((row) => row?.name),
      ['Parma', undefined],
    )
    const long = 'k'.repeat(500)
    assert.equal((await client.getMany(Array.from({ length: 300 }, () => long))).length, 300)
  })

  it('finds, with conditions', async () => {
    const { client, asked } = connect()
    const { results, total } = await client.find('par', { where: { country: 'IT' }, limit: 5 })
    assert.deepEqual([results.map(({ name }) => name), total], [['Parma'], 1])
    assert.equal(asked[0], 'GET /api/lookups/cities?find=par&limit=5&country.eq=IT')
  })

  it('asks for places and ranges', async () => {
    const { client } = connect()
    const { results } = await client.near(48.85, 2.35, { radius: 50_000 })
    assert.deepEqual(
      results.map(({ name, distance }) => [name, Math.round(distance / 1000)]),
      [
        ['Paris', 0],
        ['Versailles', 17],
      ],
    )
    const box = await client.inBox(
      { west: 0, south: 40, east: 20, north: 46 },
      { where: { population: { gt: 200_000 } } },
    )
    assert.deepEqual(
      box.results.map(({ name }) => name),
      ['Lyon'],
    )
    assert.equal((await client.contains(3))?.name, 'Lyon')
    assert.equal(await client.contains(99), undefined)
  })

  it('lists, counts, and goes through all pages of the site that it asks', async () => {
    const { client, parts, asked } = connect()
    const where = { country: ['FR', 'IT'], population: { gte: 100_000, null: false } }
    const list = await client.list({ where, sort: ['-population'], facets: ['country'] })
    assert.deepEqual(
      list.results.map(({ name }) => name),
      ['Paris', 'Lyon', 'Parma'],
    )
    assert.deepEqual(list.facets?.['country']?.[0], { value: 'FR', count: 2 })
    assert.equal(await client.count({ country: 'FR' }), 3)
    assert.equal(await client.count(), 5)
    asked.length = 0
    const codes: string[] = []
    for await (const { code } of parts.rows({ limit: 25 })) codes.push(code)
    assert.equal(codes.length, 65)
    assert.equal(asked.length, 3)
    assert.equal((await client.list()).results.length, 5)
    assert.equal(typeof (await client.random())?.name, 'string')
  })

  it('fails with what the site says', async () => {
    const { client } = connect()
    await assert.rejects(
      client.near(100, 0),
      (error) => error instanceof LookupError && error.status === 400 && error.parameter === 'near',
    )
    const other = createLookupClient(ORIGIN, 'other', {
      fetch: async () => Response.json({ detail: 'no lookup' }, { status: 404 }),
    })
    await assert.rejects(other.get('a'), /no lookup/)
    const broken = createLookupClient(ORIGIN, 'cities', {
      fetch: async () => new Response('<html>', { status: 502 }),
    })
    await assert.rejects(
      broken.get('a'),
      (error) => error instanceof LookupError && error.status === 502,
    )
  })
})

describe('the types of the rows', () => {
  const index = { ...cities.index, description: 'Ends */ a comment', name: 'big-cities' }
  const text = toClientTypes({
    'big-cities': index,
    subdivisions: subdivisions.index,
    bigcities: { ...cities.index, name: 'bigcities' },
  })

  it('are an interface for each lookup, and whose is whose', () => {
    assert.match(
      text,
      /export interface BigCities \{\n {2}readonly id: number\n {2}\/\*\* Name \*\/\n {2}readonly name: string\n {2}readonly country: string \| null\n/,
    )
    assert.match(text, /Ends \* \/ a comment/)
    assert.match(text, /readonly names: readonly \(string \| number\)\[\] \| null\n/)
    assert.match(
      text,
      /declare module 'leanto\/client' \{\n {2}interface LookupRows \{\n {4}readonly "big-cities": BigCities\n {4}readonly bigcities: Bigcities\n/,
    )
  })

  it('are the same text for the same indexes, in any order', () => {
    const again = toClientTypes({
      subdivisions: subdivisions.index,
      bigcities: { ...cities.index, name: 'bigcities' },
      'big-cities': index,
    })
    assert.equal(again, text)
  })
})
