/** What is said of a mistake in an address. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities, subdivisions } from '../../tests/lookup-cities.ts'
import { parseQuestion } from './parse-question.ts'
import { QuestionError } from './question.ts'

describe('a mistake', () => {
  const cases: readonly (readonly [query: string, message: RegExp])[] = [
    [
      'colour=red',
      /Unknown parameter "colour", expected key, keys, find.*filter by: country, population/,
    ],
    ['colour=', /Unknown parameter "colour"/],
    ['__proto__=1', /Unknown parameter "__proto__"/],
    ['constructor.eq=1', /Unknown parameter "constructor.eq"/],
    [
      'population.over=5',
      /Unknown operator "over" in "population.over", expected one of eq, ne, in/,
    ],
    ['lat=5', /cannot be filtered by the column "lat", only by country/],
    ['population=many', /population: .*expected a number, got "many"/],
    ['population.gte=', /./],
    ['capital=maybe', /expected true or false/],
    ['founded=yesterday', /expected a day/],
    ['population.between=1', /has 1 values, expected two values/],
    ['population.gte=1&population.gte=2', /is given 2 times, expected once/],
    ['country.null=perhaps', /expected true or false/],
    [`country.in=${'a,'.repeat(200)}`, /has 200 items, expected 1 to 100/],
    [`country=${'a'.repeat(1001)}`, /1001 characters, expected at most 1000/],
    [`names.contains=${'a'.repeat(201)}`, /201 characters, expected at most 200/],
    ['find=a&find=b', /find is given 2 times, expected once/],
    [`find=${'a'.repeat(201)}`, /201 characters, expected at most 200/],
    ['find=a&near=1,2', /find and near were asked together, expected one of them/],
    ['find=a&sort=name', /sort does not go with find: only with a list of rows/],
    ['find=a&limit=0', /limit is "0", expected a whole number from 1 to 100/],
    ['find=a&limit=-1', /limit is "-1"/],
    ['find=a&limit=ten', /limit is "ten"/],
    ['find=a&offset=100', /from 0 to 99/],
    ['offset=5', /offset does not go with no question: only with find/],
    ['radius=5', /radius does not go with no question: only with near/],
    ['near=91,0', /near is "91,0", expected latitude,longitude/],
    ['near=1', /near is "1"/],
    ['near=1,2,3', /near is/],
    ['near=1,NaN', /near is/],
    ['near=1,2&radius=far', /radius is "far", expected a distance such as 500m/],
    ['near=1,2&radius=-5km', /radius is "-5km"/],
    ['near=1,2&radius=1e300', /radius is/],
    ['box=1,2,3', /box is "1,2,3", expected west,south,east,north/],
    ['box=0,10,1,5', /with south up to north/],
    ['box=1,2,3,4&radius=5', /radius does not go with box: only with near/],
    ['keys=1,2&country=FR', /filters do not go with keys/],
    ['random=2', /random is "2", expected 1/],
    ['random=1&country=FR', /filters do not go with random/],
    ['sort=colour', /Unknown column "colour" in sort, expected country, population/],
    ['sort=name,-name', /"name" twice/],
    ['facets=lat', /Unknown column "lat" in facets/],
    ['columns=colour', /Unknown column "colour" in columns/],
    ['country=FR&format=xml', /Unknown format "xml", expected json, csv, ndjson, geojson/],
    ['count=1&limit=5', /limit does not go with count/],
    [`cursor=${'a'.repeat(8401)}`, /8401 characters/],
    [`keys=${'1,'.repeat(1001)}`, /1001 items, expected at most 1000/],
  ]
  for (const [query, message] of cases.filter(([one]) => one !== 'population.gte='))
    it(`is told for ?${query.slice(0, 60)}`, () => {
      assert.throws(
        () => parseQuestion(cities.index, new URLSearchParams(query)),
        (error) =>
          error instanceof QuestionError &&
          message.test(error.message) &&
          error.message.length < 800,
      )
    })

  it('is a key in the path beside another question', () => {
    assert.throws(
      () => parseQuestion(cities.index, new URLSearchParams('find=b'), 'a'),
      /a key in the path and find were asked together/,
    )
  })

  it('is to ask for what the lookup has not', () => {
    for (const query of ['near=1,2', 'box=1,2,3,4', 'contains=5']) {
      assert.throws(
        () => parseQuestion(subdivisions.index, new URLSearchParams(query)),
        /has no (places|ranges), expected key/,
      )
    }
    const index = { ...cities.index, find: [] }
    assert.throws(
      () => parseQuestion(index, new URLSearchParams('find=a')),
      /no columns to find in/,
    )
  })
})
