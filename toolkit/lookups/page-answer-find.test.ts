/** What the page says of what is found. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities, subdivisions } from '../../tests/lookup-cities.ts'
import { show } from '../../tests/lookup-page.ts'

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
