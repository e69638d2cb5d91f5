import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { keyOf, parseAddress, rowPath, withParameters } from './address.ts'
import { toKey } from './key.ts'

const SITE = 'https://site.example'
const types = { name: 'types', key: ['type'] }
const parts = { name: 'parts', key: ['country', 'code'] }

/** The key that comes back from the path of a row. */
function readBack(lookup: typeof types, key: string): string | null {
  const { pathname, searchParams } = new URL(rowPath('/lookups', lookup, key), SITE)
  const address = parseAddress(pathname, '/lookups')
  assert.equal(address?.name, lookup.name)
  return keyOf(lookup, address.parts) || searchParams.get('key')
}

const texts = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({
      unit: fc.constantFrom('.', '/', '%', '?', '#', '\\', ' ', 'a', '2', 'F', ','),
      minLength: 1,
    }),
  )
  .filter((text) => text.isWellFormed())

describe('the address of a row', () => {
  it('has the slashes of a key', () => {
    assert.equal(rowPath('/lookups', types, 'text/html'), '/lookups/types/text/html')
  })

  it('has the values of several columns as its parts', () => {
    const path = rowPath('/api/lookups', parts, toKey(['FR', 'a/b%']))
    assert.equal(path, '/api/lookups/parts/FR/a%2Fb%25')
  })

  it('comes back whatever the key is', () => {
    for (const key of [
      'a',
      'text/html',
      'ä ö',
      '100%',
      'a?b#c',
      'a\\b',
      '%2F',
      'a+b',
      '\n',
      '"',
      '\0',
    ]) {
      assert.equal(readBack(types, key), key)
    }
    fc.assert(fc.property(texts, (key) => assert.equal(readBack(types, key), key)))
  })

  it('comes back whatever the values of several columns are', () => {
    fc.assert(
      fc.property(texts, texts, (country, code) => {
        const key = toKey([country, code])
        assert.equal(readBack(parts, key), key)
      }),
    )
  })

  it('is in the query for a key that a path would change', () => {
    for (const key of ['.', '..', 'a/../b', '/a', 'a/', 'a//b']) {
      assert.equal(new URL(rowPath('/lookups', types, key), SITE).searchParams.get('key'), key)
    }
    const { pathname, searchParams } = new URL(rowPath('/lookups', parts, 'FR/..'), SITE)
    assert.deepEqual([pathname, searchParams.get('key')], ['/lookups/parts', 'FR/..'])
  })

  it('is none where the percent-encoding is malformed', () => {
    for (const path of ['/lookups/types/%', '/lookups/types/%ff', '/lookups/%zz']) {
      assert.equal(parseAddress(path, '/lookups'), undefined)
    }
  })

  it('names no lookup at the base itself', () => {
    for (const path of ['/lookups', '/lookups/']) {
      assert.deepEqual(parseAddress(path, '/lookups'), { name: '', parts: [] })
    }
  })
})

describe('the parameters of another question', () => {
  it('are those of the first with some in place of others', () => {
    const changed = withParameters(new URLSearchParams('a=1&b=2&a=3'), {
      a: ['4', '5'],
      b: undefined,
      c: '6',
    })
    assert.equal(changed.toString(), 'a=4&a=5&c=6')
  })
})
