import assert from 'node:assert/strict'
import { it } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../core/errors.ts'
import { editDistance } from '../search/distance.ts'
import { correctStart, correctText } from './find-correct.ts'
import { toFindText } from './find-text.ts'
import { decodeTypoLine, encodeTypoLine, MAX_LIKELIHOOD, toLikelihood } from './find-typo-line.ts'
import { compareText } from './rank.ts'

const texts = fc.string({ unit: 'binary', maxLength: 6 }).map(toFindText)

it('reads the entries of a line as they were written', () => {
  const entry = fc.record({
    head: texts,
    tail: fc.tuple(texts, fc.constantFrom('', ',')).map(([text, end]) => `gr${text}${end}`),
    likelihood: fc.integer({ min: 0, max: MAX_LIKELIHOOD }),
  })
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const sorted = entries.toSorted((a, b) => compareText(a.tail, b.tail))
      const line: unknown = JSON.parse(encodeTypoLine('gr', sorted))
      assert.ok(Array.isArray(line))
      assert.deepEqual(
        decodeTypoLine(line),
        sorted.map((one) => ({ ...one })),
      )
    }),
  )
  assert.throws(() => decodeTypoLine(['gr', 1]), FormatError)
})

it('takes whole values for likelier than later words, and large numbers for likelier than small ones', () => {
  const numbers = [-Infinity, -1e300, -5, 0, 1, 2, 1000, 1e18, Infinity]
  const order = [true, false].flatMap((isLater) =>
    numbers.map((number) => toLikelihood(isLater, number)),
  )
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  )
  assert.deepEqual([order[0], order.at(-1)], [0, MAX_LIKELIHOOD])
  assert.equal(toLikelihood(false, NaN), 2048)
})

it('mends one mistake, to the beginning of the text that is one from what was asked', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '𝒳'), maxLength: 7 })
  fc.assert(
    fc.property(short, short, (asked, text) => {
      const starts = Array.from(text, (_, at) =>
        Array.from(text)
          .slice(0, at + 1)
          .join(''),
      )
      const near = ['', ...starts].filter(
        (start) => start !== '' && editDistance(asked, start, 1) === 1,
      )
      const correction = text.startsWith(asked) ? undefined : correctText(asked, text)
      if (text.startsWith(asked)) assert.equal(correctText(asked, text), undefined)
      else if (correction === undefined)
        assert.ok(near.length === 0 || (asked + text).includes('𝒳'))
      else {
        assert.ok(near.includes(correction.text))
        assert.equal(correction.isWhole, correction.text === text)
        assert.equal(correction.isWhole, near.includes(text))
      }
    }),
    { numRuns: 2000 },
  )
})

it('takes what follows the known beginning of a text as it was asked', () => {
  const cases: readonly [asked: string, start: string, texts: string[]][] = [
    ['aplication json', 'application', ['application json']],
    ['appplication json', 'application', ['application json']],
    ['apqlication json', 'application', ['application json']],
    ['paplication json', 'application', ['application json']],
    ['application json', 'application', []],
    ['applicatixn json', 'application', []],
    ['other', 'application', []],
  ]
  for (const [asked, start, expected] of cases)
    assert.deepEqual(correctStart(asked, start), expected)
})
