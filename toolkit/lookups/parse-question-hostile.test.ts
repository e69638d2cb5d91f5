/** Whether every address is a question or a mistake. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { cities } from '../../tests/lookup-cities.ts'
import { parseQuestion } from './parse-question.ts'
import { OPERATORS, QuestionError } from './question.ts'

describe('whatever is asked', () => {
  const names = fc.oneof(
    fc.constantFrom(
      'key',
      'keys',
      'find',
      'near',
      'radius',
      'box',
      'sort',
      'columns',
      'limit',
      'random',
      'count',
    ),
    fc
      .tuple(
        fc.constantFrom('country', 'population', 'seen', '__proto__'),
        fc.constantFrom(...OPERATORS),
      )
      .map((one) => one.join('.')),
    fc.string(),
  )
  const values = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '-1',
      '1,2',
      'true',
      '0',
      'null',
      '%00',
      '\0',
      "' OR 1=1 --",
      '<script>',
      '1e999',
      '\ud800',
    ),
    fc.string({ unit: 'binary' }),
    fc.double().map(String),
  )

  it('is a question or a mistake', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 4 }), (pairs) => {
        try {
          parseQuestion(cities.index, new URLSearchParams(pairs))
        } catch (error) {
          assert.ok(error instanceof QuestionError, String(error))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is refused where it has too many parameters', () => {
    const pairs = Array.from({ length: 2001 }, (): [string, string] => ['country', ''])
    assert.throws(
      () => parseQuestion(cities.index, new URLSearchParams(pairs)),
      /expected at most 2000/,
    )
    const many = Array.from({ length: 101 }, (_, at): [string, string] => [
      'country.ne',
      String(at),
    ])
    assert.throws(() => parseQuestion(cities.index, new URLSearchParams(many)), QuestionError)
  })
})
