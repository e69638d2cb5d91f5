/** What programs get for a question with several rows. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { createProgram, PROVENANCE, SITE } from '../../tests/lookup-api.ts'
import { cities } from '../../tests/lookup-cities.ts'
import type { LookupEngine } from './question.ts'
import { answerCall } from './serve-api.ts'

const { ask, json } = createProgram(answerCall)

const ids = (body: Record<string, unknown>): unknown => {
  const { results } = body
  assert.ok(Array.isArray(results))
  return results.map((row: Record<string, unknown>) => row['id'])
}

describe('an answer with several rows', () => {
  it('is found, with the way to more', async () => {
    const body = await json('subdivisions?find=many&limit=2&offset=4&columns=code')
    assert.deepEqual(Object.keys(body), [
      'lookup',
      'find',
      'total',
      'offset',
      'limit',
      'results',
      'next',
      'licence',
      'attribution',
      'updated',
    ])
    assert.deepEqual([body['total'], body['offset'], body['limit']], [60, 4, 2])
    assert.equal(
      body['next'],
      `${SITE}/api/lookups/subdivisions?find=many&limit=2&columns=code&offset=6`,
    )
    assert.equal((await json('subdivisions?find=many&limit=2&offset=58'))['next'], undefined)
    assert.deepEqual(ids(await json('cities?find=par')), [1, 2])
    assert.deepEqual(ids(await json('cities?find=par&country=IT')), [2])
  })

  it('says what was looked for instead, and that it may not be all', async () => {
    const find = async (): ReturnType<LookupEngine['find']> => ({
      total: 0,
      reachable: 0,
      rows: [],
      corrected: 'paris',
      complete: false,
    })
    const body = await json('cities?find=pariss', { engine: { find } })
    assert.deepEqual([body['corrected'], body['complete']], ['paris', false])
  })

  it('keeps the format of a suffix on the way to more', async () => {
    const response = await ask('subdivisions.csv?limit=2')
    const [, next = ''] = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '') ?? []
    assert.equal(new URL(next).searchParams.get('format'), 'csv')
  })

  it('is near, nearest first with its distance', async () => {
    const body = await json('cities?near=48.85,2.35&radius=50km')
    assert.deepEqual(ids(body), [1, 4])
    assert.deepEqual([body['near'], body['radius']], [{ lat: 48.85, lng: 2.35 }, 50_000])
    const { results } = JSON.parse(JSON.stringify(body))
    assert.equal(results[0].distance, 389.2)
    assert.deepEqual(ids(await json('cities?box=0,40,20,46')), [2, 3])
  })

  it('calls the distance otherwise where the data has a column of that name', async () => {
    const columns = [...cities.index.columns, { name: 'distance', type: 'number', optional: true }]
    const { results } = JSON.parse(
      await (await ask('cities?near=48.85,2.35&limit=1', { index: { columns } })).text(),
    )
    assert.equal(results[0].distance, null)
    assert.equal(typeof results[0].distance_2, 'number')
  })

  it('is a list in an order, with counts, page after page', async () => {
    const body = await json('cities?population.gte=1&sort=-population&facets=country&limit=2')
    assert.deepEqual([body['total'], ids(body)], [4, [1, 3]])
    assert.deepEqual(body['facets'], {
      country: [
        { value: 'FR', count: 3 },
        { value: 'IT', count: 1 },
      ],
    })
    const next = new URL(String(body['next']))
    assert.deepEqual(ids(await json(`cities${next.search}`)), [2, 4])
    assert.deepEqual(await json('cities?country=FR&count=1'), {
      lookup: 'cities',
      total: 3,
      ...PROVENANCE,
    })
  })

  it('follows from page to page over every row once', async () => {
    const codes: unknown[] = []
    let search = '?limit=7&country=XX&format=json'
    for (let page = 0; search !== ''; page++) {
      const body = JSON.parse(await (await ask(`subdivisions${search}`)).text())
      codes.push(...body.results.map(({ code }: { code: string }) => code))
      search = body.next === undefined ? '' : new URL(body.next).search
      assert.ok(page < 10)
    }
    assert.equal(new Set(codes).size, 60)
    assert.equal(codes.length, 60)
  })

  it('holds a value in a range, or is any row', async () => {
    const { contains, value, row } = JSON.parse(
      await (await ask('cities?contains=2.0&columns=name')).text(),
    )
    assert.deepEqual([contains, value, row.name], ['2.0', '2', 'Parma'])
    const response = await ask('cities?random=1')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.equal(response.headers.get('etag'), null)
    assert.equal(response.status, 200)
  })
})
