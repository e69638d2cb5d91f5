import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { FORMATS, negotiate, splitSuffix, type Format } from './api-format.ts'

describe('the format that a request accepts', () => {
  const cases: readonly (readonly [accept: string | null, format: Format])[] = [
    [null, 'json'],
    ['', 'json'],
    ['*/*', 'json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'json'],
    ['text/csv', 'csv'],
    ['TEXT/CSV; header=present', 'csv'],
    ['text/*', 'csv'],
    ['text/csv, */*', 'csv'],
    ['*/*, text/csv', 'csv'],
    ['application/json;q=0.5, text/csv;q=0.8', 'csv'],
    ['application/json, text/csv', 'json'],
    ['text/csv, application/json', 'csv'],
    ['text/csv;q=0, */*', 'json'],
    ['application/json;q=0, */*', 'csv'],
    ['application/json;q=0', 'json'],
    ['application/x-ndjson;q=0.9', 'ndjson'],
    ['application/geo+json', 'geojson'],
    ['text/csv;q=1.5', 'json'],
    ['text/csv;q=abc, application/x-ndjson;q=0.1', 'ndjson'],
    ['image/png', 'json'],
    ['text/csv;q=0.001', 'csv'],
  ]
  for (const [accept, format] of cases)
    it(`is ${format} for ${accept ?? 'no Accept'}`, () => {
      assert.equal(negotiate(accept), format)
    })

  it('is never one that the lookup cannot be given in', () => {
    assert.equal(negotiate('application/geo+json, text/csv;q=0.1', ['json', 'csv']), 'csv')
  })

  it('is one of the formats whatever the header says', () => {
    const piece = fc.constantFrom(
      'text/csv',
      '*/*',
      'application/*',
      ';',
      ',',
      'q=',
      '0.5',
      '=',
      '__proto__',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece), fc.string(), (pieces, end) => {
        assert.ok(FORMATS.includes(negotiate(pieces.join('') + end)))
      }),
    )
  })
})

describe('the suffix of a name', () => {
  it('is a format at its end', () => {
    assert.deepEqual(splitSuffix('cities.csv'), { text: 'cities', format: 'csv' })
    assert.deepEqual(splitSuffix('a.json.geojson'), { text: 'a.json', format: 'geojson' })
    for (const text of ['cities', 'csv', 'cities.xml', 'cities.CSV'])
      assert.equal(splitSuffix(text), undefined)
  })
})
