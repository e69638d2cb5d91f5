/** What programs get for one key. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { createProgram, PROVENANCE, SITE } from '../../tests/lookup-api.ts'
import { cities, ROWS } from '../../tests/lookup-cities.ts'
import { answerCall } from './serve-api.ts'

const { ask, json } = createProgram(answerCall)

describe('a row', () => {
  it('comes with its address and with whom it is by, in a stable order', async () => {
    const text = await (await ask('cities/2?columns=name,id')).text()
    assert.equal(
      text,
      JSON.stringify({
        lookup: 'cities',
        key: 2,
        row: { name: 'Parma', id: 2, href: `${SITE}/lookups/cities/2` },
        ...PROVENANCE,
      }),
    )
  })

  it('has every column, null where there is nothing', async () => {
    const { row } = await json('cities/4')
    const columns = cities.index.columns.map(({ name }): [string, unknown] => [
      name,
      ROWS[3]?.[name] ?? null,
    ])
    assert.deepEqual(row, { ...Object.fromEntries(columns), href: `${SITE}/lookups/cities/4` })
  })

  it('of several columns has their values in the path, and as its key', async () => {
    const body = await json('subdivisions/FR/a%2Fb%25c')
    assert.deepEqual(body['key'], ['FR', 'a/b%c'])
    const { href } = JSON.parse(JSON.stringify(body['row']))
    assert.equal(href, `${SITE}/lookups/subdivisions/FR/a%2Fb%25c`)
    assert.deepEqual((await json('subdivisions?key=FR/..'))['key'], ['FR', '..'])
  })

  it('comes with the others of its key', async () => {
    const { rows } = await json('subdivisions/IT/45?columns=name')
    const href = `${SITE}/lookups/subdivisions/IT/45`
    assert.deepEqual(rows, [
      { name: 'Emilia-Romagna', href },
      { name: 'Emilia', href },
    ])
  })

  it('has paths for addresses where the site has none configured', async () => {
    assert.match(
      await (await ask('cities/2', { site: '' })).text(),
      /"href":"\/lookups\/cities\/2"/,
    )
  })

  it('that is not there is a 404 that says so', async () => {
    for (const path of [
      'cities/99',
      'cities/2x',
      'cities/%00',
      'cities?key=99',
      'cities/99.csv',
      'cities/1/2',
      'cities?contains=99',
    ]) {
      const response = await ask(path)
      assert.equal(response.status, 404, path)
      assert.equal(response.headers.get('content-type'), 'application/problem+json')
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
    }
    assert.match(await (await ask('cities/99')).text(), /no row with the id \\"99\\"/)
  })
})
