/** What the body of a batch asks. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { cities, subdivisions } from '../../tests/lookup-cities.ts'
import { parseBatch } from './parse-question-body.ts'
import { QuestionError } from './question.ts'

describe('the body of a batch', () => {
  const read = (body: unknown, index = cities.index): ReturnType<typeof parseBatch> =>
    parseBatch(index, JSON.stringify(body))

  it('has texts, numbers, and the values of several columns', () => {
    assert.deepEqual(read({ keys: ['1', 2] }), { keys: ['1', '2'], offset: 0 })
    assert.deepEqual(
      read({ keys: [['FR', 'a/b'], 'IT/45'], offset: 1, columns: ['name'] }, subdivisions.index),
      {
        keys: ['FR/a%2Fb', 'IT/45'],
        offset: 1,
        columns: ['name'],
      },
    )
  })

  const cases: readonly (readonly [body: unknown, message: RegExp])[] = [
    [[], /is a list of 0, expected/],
    [null, /is "null", expected/],
    [{}, /keys is not there, expected a list/],
    [{ keys: 'a' }, /keys is "\\"a\\"", expected a list/],
    [{ keys: [] }, /has 0 items, expected 1 to 1000/],
    [{ keys: Array(1001).fill('a') }, /has 1001 items/],
    [{ keys: ['a', null] }, /keys\[1\] is "null", expected a text or a number/],
    [{ keys: [['a', 'b']] }, /keys\[0\] is a list of 2/],
    [{ keys: ['a'], colour: 1 }, /Unknown member "colour"/],
    [{ keys: ['a'], offset: 1 }, /offset is "1", expected a whole number from 0 to 0/],
    [{ keys: ['a'], offset: 0.5 }, /offset/],
    [{ keys: ['a'], columns: [] }, /columns is a list of 0/],
    [{ keys: ['a'], columns: ['x'] }, /columns is a list of 1, expected a list of id, name/],
  ]
  for (const [body, message] of cases)
    it(`is refused as ${JSON.stringify(body).slice(0, 60)}`, () => {
      assert.throws(
        () => read(body),
        (error) => error instanceof QuestionError && message.test(error.message),
      )
    })

  it('is a batch or a mistake, whatever it is', () => {
    for (const text of [
      '',
      '{',
      '[',
      '['.repeat(50_000),
      '{"__proto__":{"keys":[]}}',
      '\0',
      '"',
      '1e9',
    ]) {
      assert.throws(() => parseBatch(cities.index, text), QuestionError)
    }
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          parseBatch(cities.index, text)
        } catch (error) {
          assert.ok(error instanceof QuestionError)
        }
      }),
    )
  })
})
