/** This site's own lookups, as they were last built, asked as visitors ask them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'

import { createLookup } from '../../toolkit/lookups/engine.ts'
import type { LookupIndex } from '../../toolkit/lookups/format.ts'
import type { LookupEngine } from '../../toolkit/lookups/question.ts'

const DIST = join(import.meta.dirname, '../../dist')
const folderOf = (name: string): string => `/_leanto/lookups/${name}/`

/** The paths that were read since a lookup was opened. */
let reads: string[] = []

/** Opens a lookup of the built site with nothing remembered. */
function open(name: string): LookupEngine {
  const index: LookupIndex = JSON.parse(
    readFileSync(join(DIST, folderOf(name), 'index.json'), 'utf8'),
  )
  reads = []
  return createLookup(index, (path) => {
    reads.push(path)
    return readFile(join(DIST, path))
  })
}

const find = async (name: string, text: string, column: string): Promise<readonly unknown[]> => {
  const { rows } = await open(name).find(text, { limit: 3, offset: 0 })
  return rows.map((row) => row[column])
}

describe('the cities', () => {
  it('are all there, in files that a free site can hold', async () => {
    const folder = join(DIST, folderOf('cities'))
    const names = await readdir(folder)
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name))).size),
    )
    assert.ok(names.length < 700, `${names.length} files`)
    const bytes = sizes.reduce((sum, size) => sum + size, 0)
    assert.ok(bytes < 120_000_000, `${bytes} bytes`)
    const index = await readFile(join(folder, 'index.json'), 'utf8')
    assert.ok(index.length < 16_384, `an index of ${index.length} bytes`)
    assert.match(index, /"rows":135233/)
  })

  it('give Paris by its number in two reads, one of a list', async () => {
    assert.deepEqual(await open('cities').get('2988507'), [
      {
        id: 2988507,
        name: 'Paris',
        country: 'FR',
        region: '11',
        population: 2138551,
        lat: 48.85341,
        lng: 2.3488,
      },
    ])
    assert.ok(reads.length <= 2)
  })

  it('give nothing under an unknown number', async () => {
    for (const key of ['1', '02988507', '2988507 ', 'Paris']) {
      assert.deepEqual(await open('cities').get(key), [])
    }
  })

  it('are found by the start of their name, the largest population first', async () => {
    assert.deepEqual(await find('cities', 'par', 'name'), ['Par', 'Paris', 'Parbhani'])
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

  it('are found in few reads, however short the text', async () => {
    for (const text of ['a', 's', 'de', 'san', 'sant', 'saint', 'la', 'paris', 'new york', 'zzz']) {
      await find('cities', text, 'name')
      assert.ok(reads.length <= 4, `${text}: ${reads.length} reads`)
    }
  })
})

describe('the media types', () => {
  it('give a row by a key with a slash', async () => {
    assert.deepEqual(await open('media-types').get('application/json'), [
      {
        type: 'application/json',
        source: 'iana',
        compressible: true,
        charset: 'UTF-8',
        extensions: ['json', 'map'],
      },
    ])
  })

  it('are found by the extension of a file', async () => {
    for (const text of ['html', '.html', 'HTM']) {
      assert.equal((await find('media-types', text, 'type'))[0], 'text/html', text)
    }
    assert.equal((await find('media-types', 'png', 'type'))[0], 'image/png')
  })

  it('give nothing for what is none', async () => {
    assert.deepEqual(await find('media-types', 'no-such-type', 'type'), [])
    assert.deepEqual(await open('media-types').get('text/nothing'), [])
  })
})
