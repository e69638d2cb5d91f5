import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { assertRefused, assertUnderstood, isAccepted, valueOf } from '../../tests/lookup-ranges.ts'
import { QuestionError } from './question.ts'
import { decodeNumber, encodeNumber } from './range-number.ts'
import { endOfPrefix } from './range-text.ts'
import { RANGE_VALUES, toRangePoint, type RangeKind } from './range.ts'

describe('a number', () => {
  it('sorts as numbers do, and is the same number again', () => {
    const number = fc.double({ noNaN: true })
    fc.assert(
      fc.property(number, number, (a, b) => {
        assert.equal(encodeNumber(a) < encodeNumber(b), a < b)
        assert.equal(decodeNumber(encodeNumber(a)), a === 0 ? 0 : a)
      }),
      { numRuns: 2000 },
    )
  })

  it('is read as people and programs write it', () => {
    assertUnderstood('number', {
      '12': '12',
      ' -0 ': '0',
      '+1.50': '1.5',
      '.5': '0.5',
      '5.': '5',
      '1e3': '1000',
      '-1E-7': '-1e-7',
      '1e-999': '0',
    })
    assertRefused(
      'number',
      '|-|.|e5|1,5|1 000|0x10|NaN|Infinity|-Infinity|1e999|1_000|--1|1e|1.2.3|٣',
    )
  })
})

describe('hexadecimal digits', () => {
  it('are the same in every notation of a hardware address', () => {
    const notations =
      '00:1A:2B:3C:4D:0E|00-1a-2b-3c-4d-0e|001A.2B3C.4D0E|001a2b3c4d0e|0:1a:2b:3c:4d:e' +
      '|00 1A 2B 3C 4D 0E| 0x001A2B3C4D0E |001a2b-3c4d0e|001a2b_3c4d0e'
    for (const typed of notations.split('|')) assert.equal(valueOf('hex', typed), '001a2b3c4d0e')
  })

  it('may be of an odd number', () => {
    assertUnderstood('hex', { '00:1B:C5:0': '001bc50', abc: 'abc', '0:1:2': '00012', F: 'f' })
    assertRefused('hex', `|:|0x|g|00:1A:2G|a/b|${'a'.repeat(501)}|１`)
  })
})

describe('a text', () => {
  it('is taken as it is, without blanks around it', () => {
    assertUnderstood('text', { ' SW1A 1AA\n': 'SW1A 1AA', é: 'é' })
    assertRefused('text', `|  |${'x'.repeat(501)}`)
  })

  it('begins with a prefix when it is not before that, and before its end, and only then', () => {
    const unit = fc.constantFrom(
      'a',
      'b',
      '\u0000',
      '\uFFFF',
      '\uFFFE',
      '\uD83D',
      '\uDE00',
      '\uDFFF',
    )
    const text = fc.string({ unit, maxLength: 5 })
    fc.assert(
      fc.property(text, text, (prefix, value) => {
        fc.pre(prefix !== '')
        const end = endOfPrefix(prefix)
        const isInside = value >= prefix && (end === null || value < end)
        assert.equal(isInside, value.startsWith(prefix))
      }),
      { numRuns: 5000 },
    )
  })
})

it('says what was expected with an example, and what came', () => {
  assert.throws(
    () => toRangePoint('ip', ' fe80::1%eth0'),
    new QuestionError(
      'expected an IPv4 or IPv6 address such as 192.0.2.1 or 2001:db8::1, got "fe80::1%eth0"',
    ),
  )
  assert.throws(() => toRangePoint('number', '9'.repeat(400)), /got "9{80}…"$/)
})

it('gives examples that are understood', () => {
  for (const [kind, { example }] of Object.entries(RANGE_VALUES)) {
    for (const value of example.split(' or '))
      assert.ok(isKind(kind) && isAccepted(kind, value), value)
  }
})

it('refuses whatever else is typed with a question error alone', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789-+:.TZezx/ ')) }),
  )
  fc.assert(
    fc.property(typed, (text) => {
      for (const kind of Object.keys(RANGE_VALUES)) if (isKind(kind)) isAccepted(kind, text)
    }),
    { numRuns: 300 },
  )
})

function isKind(kind: string): kind is RangeKind {
  return kind in RANGE_VALUES
}
