/** What programs get where they ask nothing of a lookup. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { createProgram, SITE } from '../../tests/lookup-api.ts'
import { cities } from '../../tests/lookup-cities.ts'
import { answerCall } from './serve-api.ts'

const { ask, json } = createProgram(answerCall)

describe('a lookup without a question', () => {
  it('says what it is, and gives an example of everything that can be asked', async () => {
    const body = JSON.parse(await (await ask('cities', { index: { about: '/about' } })).text())
    assert.deepEqual(body.columns[3], {
      ...cities.index.columns[3],
      filled: 4,
      distinct: 4,
      min: 85416,
      max: 2138551,
      examples: ['2138551'],
    })
    assert.deepEqual(
      [body.rows, body.licence, body.updated, body.schema],
      [5, 'CC-BY-4.0', '2026-11-27', `${SITE}/api/lookups/cities/schema`],
    )
    assert.deepEqual(body.downloads.csv, [`${SITE}/_leanto/lookups/cities/all.1.csv`])
    const asked = body.questions.map(({ ask: name }: { ask: string }) => name)
    assert.deepEqual(asked, [
      'row',
      'keys',
      'find',
      'near',
      'box',
      'contains',
      'country',
      'sort',
      'limit',
      'random',
    ])
    for (const { example } of body.questions) {
      const response = await ask(String(example).replace(`${SITE}/api/lookups/`, ''))
      assert.equal(response.status, 200, example)
      assert.match(await response.text(), /"(row|results)":/)
    }
  })

  it('gives a schema of its rows', async () => {
    const response = await ask('cities/schema', { index: { about: '/about' } })
    assert.equal(response.headers.get('content-type'), 'application/schema+json')
    const schema = JSON.parse(await response.text())
    assert.deepEqual(schema.properties.population, {
      type: ['integer', 'null'],
      description: 'Of the city proper.',
      'x-unit': 'people',
      minimum: 85416,
      maximum: 2138551,
      examples: [2138551],
    })
    assert.equal(schema.required.length, cities.index.columns.length + 1)
  })

  it('gives the row of a key that is called as the schema', async () => {
    const engine = { get: async () => [{ id: 'schema' }] }
    assert.equal((await json('cities/schema', { engine }))['key'], 'schema')
  })

  it('leads to the file with all rows, or names the files', async () => {
    for (const path of ['cities.csv', 'cities?format=csv', 'cities.json', 'cities.geojson']) {
      const response = await ask(path)
      assert.equal(response.status, 303, path)
      assert.match(
        response.headers.get('location') ?? '',
        /^\/_leanto\/lookups\/cities\/all\.1\.\w+$/,
      )
    }
    assert.equal((await ask('cities', { headers: { accept: 'text/csv' } })).status, 303)
    const several = await ask('cities.ndjson')
    assert.equal(several.status, 300)
    assert.deepEqual(JSON.parse(await several.text()).parts, [
      `${SITE}/_leanto/lookups/cities/all.1.ndjson`,
      `${SITE}/_leanto/lookups/cities/all.2.ndjson`,
    ])
    assert.equal(
      (await ask('cities.csv', { index: { downloads: { csv: [], ndjson: [], json: [] } } })).status,
      404,
    )
  })
})
