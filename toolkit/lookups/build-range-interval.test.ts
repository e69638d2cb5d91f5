import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { assertAnswers, compileRanges, idOf, type RangeRow } from '../../tests/lookup-ranges.ts'
import { BuildError } from '../core/errors.ts'
import type { RangeOptions } from './define.ts'

it('takes a second or a part of one as a whole', async () => {
  const rows = [
    { id: 'second', from: '2016-12-31T23:59:58Z', to: '2016-12-31T23:59:59Z' },
    { id: 'tenth', from: '2017-01-02T00:00:00.1+01:00', to: '2017-01-02T00:00:00.1+01:00' },
    { id: 'minute', from: '2017-01-03 00:00', to: '2017-01-03 00:01' },
  ]
  const { source } = await compileRanges({ kind: 'date', from: 'from', to: 'to' }, rows)
  const answers = {
    '2016-12-31T23:59:57.999Z': null,
    '2016-12-31T23:59:59.999Z': 'second',
    '2016-12-31T23:59:60.5Z': 'second',
    '2017-01-01': null,
    '2017-01-01T23:00:00.099Z': null,
    '2017-01-01T23:00:00.1Z': 'tenth',
    '2017-01-01T23:00:00.199999999Z': 'tenth',
    '2017-01-01T23:00:00.2Z': null,
    '2017-01-03T00:01:59.9Z': 'minute',
    '2017-01-03T00:02Z': null,
  }
  await assertAnswers(source, answers)
})

it('compares times by parts of a second', async () => {
  const rows = [
    { id: 'short', from: '2017-01-04T00:00:00.0Z', to: '2017-01-04T00:00:00.499Z' },
    { id: 'long', from: '2017-01-04T00:00:00.4Z', to: '2017-01-04T00:00:00.998Z' },
  ]
  const { source } = await compileRanges({ kind: 'date', from: 'from', to: 'to' }, rows)
  assert.equal(await idOf(source, '2017-01-04T00:00:00.45Z'), 'short')
})

it('takes a year or a month as a whole', async () => {
  const rows = [
    { id: 'month', from: '2020-02', to: '2020-02' },
    { id: 'years', from: 2019, to: '2020' },
    { id: 'early', from: 98, to: 117 },
    { id: 'basic', from: 20210301, to: '2021-03' },
  ]
  const { source } = await compileRanges({ kind: 'date', from: 'from', to: 'to' }, rows)
  const answers = {
    '2018-12-31T23:59:59Z': null,
    '2019': 'years',
    '2020-01-31T23:59:59.999Z': 'years',
    '2020-02': 'month',
    '2020-02-29T23:59:59Z': 'month',
    '2020-03-01': 'years',
    '2020-12-31T23:59:59.999999999Z': 'years',
    '2020-12-31T23:59:60Z': 'years',
    '2021-01-01': null,
    '0097-12-31': null,
    '0098': 'early',
    '0117-12-31': 'early',
    '0118': null,
    '2021-03-31T23:00:00-00:30': 'basic',
    '2021-03-31T23:00:00-01:00': null,
  }
  await assertAnswers(source, answers)
})

describe('an end that is left out', () => {
  it('is open', async () => {
    const rows = [
      { id: 'before', from: null, to: '1914-07-27' },
      { id: 'war', from: '1914-07-28', to: '1918-11-11' },
      { id: 'after', from: '1918-11-12', to: '' },
      { id: 'never', from: '', to: null },
    ]
    const { source } = await compileRanges({ kind: 'date', from: 'from', to: 'to' }, rows)
    const answers = { '0000': 'before', '1914-07-27T23:59:59Z': 'before', '1914-07-28': 'war' }
    await assertAnswers(source, answers)
    assert.equal(await idOf(source, '1918-11-12'), 'after')
    assert.equal(await idOf(source, '9999-12-31T23:59:59.999999999Z'), 'after')
  })

  it('makes a range wider than any with two, and the later start the narrower', async () => {
    const rows = [
      { id: 'all', from: 0, to: null },
      { id: 'later', from: 100, to: null },
      { id: 'huge', from: -1.7e308, to: 1.7e308 },
      { id: 'low', from: null, to: -5 },
    ]
    const { source } = await compileRanges({ kind: 'number', from: 'from', to: 'to' }, rows)
    const answers = { '-1.75e308': 'low', '-1e300': 'huge', 200: 'huge', '1.71e308': 'later' }
    await assertAnswers(source, answers)
  })
})

describe('the build stops, and says what was expected and where', () => {
  const plain = (kind: 'ip' | 'number' | 'date' | 'text'): RangeOptions => ({
    kind,
    from: 'from',
    to: 'to',
  })
  const cases: readonly [RangeOptions, RangeRow, RegExp][] = [
    [
      plain('ip'),
      { from: '1.2.3.4', to: '1.2.3.3' },
      /does not end before it starts, got "1\.2\.3\.4" in "from" and "1\.2\.3\.3" in "to" of the row with the key "k"/,
    ],
    [
      plain('ip'),
      { from: '1.2.3', to: '1.2.3.3' },
      /expected an IPv4 or IPv6 address such as .* at both ends/,
    ],
    [plain('ip'), { from: '1.2.3.4', to: null }, /at both ends/],
    [plain('ip'), { from: '1.2.3.4', to: '::1' }, /two addresses of one family/],
    [
      plain('ip'),
      { from: '::5', to: 4 },
      /^things\.json: expected a range that does not end before/,
    ],
    [plain('ip'), { from: '1.2.3.4', to: 16909061 }, /two addresses of one family/],
    [plain('ip'), { from: '1', to: '340282366920938463463374607431768211456' }, /at both ends/],
    [plain('ip'), { from: 1, to: 4.2540488161975843e37 }, /got "1" in "from" and "4\.25/],
    [plain('ip'), { from: 1, to: 2 ** 64 }, /at both ends/],
    [plain('number'), { from: 2, to: 1 }, /does not end before it starts/],
    [
      plain('number'),
      { from: '1,5', to: 2 },
      /expected a number such as 1234\.5, or nothing for an open end, got "1,5"/,
    ],
    [plain('number'), { from: '9007199254740993', to: null }, /exact as a number of 64 bits/],
    [plain('number'), { from: '1'.repeat(400), to: null }, /expected a number/],
    [plain('number'), { from: true, to: 1 }, /got "true"/],
    [plain('date'), { from: '2020-02-30', to: null }, /expected a date/],
    [plain('date'), { from: '2021', to: '2020-12-31' }, /does not end before it starts/],
    [plain('date'), { from: -44, to: 14 }, /got "-44"/],
    [plain('text'), { from: 'b', to: 'a' }, /does not end before it starts/],
    [plain('text'), { from: 'b'.repeat(501), to: null }, /at most 500 characters/],
    [
      plain('text'),
      { from: ['a', 'b'], to: null },
      /expected one value in a cell, got "\[\\"a\\",\\"b\\"\]"/,
    ],
    [
      { kind: 'ip', cidr: 'cidr' },
      { cidr: '1.2.3.0/33' },
      /expected a block of addresses such as 192\.0\.2\.0\/24/,
    ],
    [{ kind: 'ip', cidr: 'cidr' }, { cidr: '1.2.3.0/024' }, /block of addresses/],
    [{ kind: 'ip', cidr: 'cidr' }, { cidr: '::/129' }, /block of addresses/],
    [{ kind: 'ip', cidr: 'cidr' }, { cidr: '1.2.3.0/' }, /block of addresses/],
    [{ kind: 'ip', cidr: 'cidr' }, { cidr: '10/8' }, /block of addresses/],
    [{ kind: 'hex', prefix: 'prefix' }, { prefix: '00:1G' }, /hexadecimal digits such as 00:1A:2B/],
    [{ kind: 'hex', prefix: 'prefix' }, { prefix: '00:1A/25' }, /hexadecimal digits/],
    [{ kind: 'hex', prefix: 'prefix' }, { prefix: '00:1A:2B/0' }, /hexadecimal digits/],
    [{ kind: 'text', prefix: 'prefix' }, { prefix: 'x'.repeat(501) }, /at most 500 characters/],
  ]
  for (const [range, row, message] of cases) {
    it(`for ${range.kind} of ${JSON.stringify(row).slice(0, 60)}`, async () => {
      await assert.rejects(compileRanges(range, [{ id: 'k', ...row }]), (error) => {
        assert.ok(error instanceof BuildError)
        assert.match(error.message, message)
        return true
      })
    })
  }
})
