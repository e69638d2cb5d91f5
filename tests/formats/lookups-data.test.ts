/** This site's own lookups, compiled whole from their real data and asked as visitors ask them. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'

import { createMemoryOutput } from '../memory-output.ts'
import { buildLookups, type LookupsResult } from '../../toolkit/lookups/build.ts'
import { createLookup, type LookupEngine } from '../../toolkit/lookups/engine.ts'

const output = createMemoryOutput()
let built: LookupsResult
before(async () => {
  const folder = join(import.meta.dirname, '../../functions/lookups')
  built = await buildLookups({ folder, output })
})

/** Opens a lookup with nothing remembered. */
function open(name: string): LookupEngine {
  const index = built.indexes[name]
  assert.ok(index)
  output.reads.length = 0
  return createLookup(index, output.read)
}

const find = async (name: string, text: string, column: string): Promise<readonly unknown[]> => {
  const { rows } = await open(name).find(text, { limit: 3, offset: 0 })
  return rows.map((row) => row[column])
}

describe('the cities', () => {
  it('are all there, in files that a free site can hold', () => {
    const report = built.report.find(({ name }) => name === 'cities')
    assert.equal(report?.rows, 135_233)
    assert.ok(report.files < 500, `${report.files} files`)
    assert.ok(report.bytes < 50_000_000, `${report.bytes} bytes`)
    const size = JSON.stringify(built.indexes['cities']).length
    assert.ok(size < 16_384, `an index of ${size} bytes`)
  })

  it('give Paris by its number in one read', async () => {
    assert.deepEqual(await open('cities').get('2988507'), {
      id: 2988507,
      name: 'Paris',
      country: 'FR',
      region: '11',
      population: 2138551,
      lat: 48.85341,
      lng: 2.3488,
    })
    assert.equal(output.reads.length, 1)
  })

  it('give nothing under an unknown number', async () => {
    for (const key of ['1', '02988507', '2988507 ', 'Paris']) {
      assert.equal(await open('cities').get(key), undefined)
    }
  })

  it('are found by the start of their name, the largest population first', async () => {
    assert.deepEqual(await find('cities', 'par', 'name'), ['Paris', 'Parbhani', 'Paraná'])
    assert.deepEqual(await find('cities', 'paris', 'id'), [2988507, 4717560, 6942553])
    assert.deepEqual(await find('cities', 'londo', 'country'), ['GB', 'CA', 'GB'])
  })

  it('are found with and without accents', async () => {
    for (const text of ['são paulo', 'sao paulo', 'SÃO-PAULO']) {
      assert.equal((await find('cities', text, 'id'))[0], 3448439, text)
    }
  })

  it('are found by a later word', async () => {
    assert.ok((await find('cities', 'york c', 'name')).includes('New York City'))
  })

  it('are found in one read, however short the text', async () => {
    for (const text of ['a', 's', 'de', 'san', 'sant', 'saint', 'la', 'paris', 'new york', 'zzz']) {
      await find('cities', text, 'name')
      assert.ok(output.reads.length <= 1, `${text}: ${output.reads.length} reads`)
    }
  })
})

describe('the media types', () => {
  it('give a row by a key with a slash', async () => {
    assert.deepEqual(await open('media-types').get('application/json'), {
      type: 'application/json',
      source: 'iana',
      compressible: true,
      charset: 'UTF-8',
      extensions: ['json', 'map'],
    })
  })

  it('are found by the extension of a file', async () => {
    for (const text of ['html', '.html', 'HTM']) {
      assert.equal((await find('media-types', text, 'type'))[0], 'text/html', text)
    }
    assert.equal((await find('media-types', 'png', 'type'))[0], 'image/png')
  })

  it('give nothing for what is none', async () => {
    assert.deepEqual(await find('media-types', 'no-such-type', 'type'), [])
    assert.equal(await open('media-types').get('text/nothing'), undefined)
  })
})
