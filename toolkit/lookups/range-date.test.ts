import assert from 'node:assert/strict'
import { it } from 'node:test'

import fc from 'fast-check'

import { assertRefused, assertUnderstood, textOf } from '../../tests/lookup-ranges.ts'

it('understands a date in each precision, and in each zone', () => {
  assertUnderstood('date', {
    '2026': '2026',
    '2026-11': '2026-11',
    '2026-11-27': '2026-11-27',
    '20261127': '2026-11-27',
    '2024-02-29': '2024-02-29',
    '0000-02-29': '0000-02-29',
    '0044-03-15': '0044-03-15',
    '2026-11-27T09:30Z': '2026-11-27T09:30:00Z',
    '2026-11-27 09:30:05': '2026-11-27T09:30:05Z',
    '2026-11-27t09:30:05.1200z': '2026-11-27T09:30:05.12Z',
    '2026-11-27T00:30:00+01:00': '2026-11-26T23:30:00Z',
    '2026-12-31T23:30:00.000000001-0100': '2027-01-01T00:30:00.000000001Z',
    '2026-11-27T05:30:00+05:30': '2026-11-27T00:00:00Z',
    '2016-12-31T23:59:60Z': '2016-12-31T23:59:60Z',
    '2017-01-01T00:59:60.5+01': '2016-12-31T23:59:60.5Z',
  })
})

it('refuses what is no date, and one that has not been', () => {
  assertRefused('date', '|26|2026-|2026-1|2026-13|2026-00|2026-02-29|2026-11-00|1900-02-29')
  assertRefused('date', '2026-11-31|2026-11-27T|2026-11-27T24:00:00Z|2026-11-27T09|27.11.2026')
  assertRefused('date', '2026-11-27T09:60Z|2026-11-27T09:30:60Z|2016-12-31T23:59:61Z|202611|today')
  assertRefused('date', '2026-11-27T09:30:00.Z|2026-11-27T09:30:00.1234567890Z|2026-11-27Z')
  assertRefused('date', '2026-11-27T09:30:00+24:00|2026-11-27T09:30:00+01:60|10000-01-01')
  assertRefused('date', '-0044-01-01|0000-01-01T00:00:00+00:01|9999-12-31T23:59:00-00:01')
})

it('sorts dates in the order of time', () => {
  const date = fc.date({
    min: new Date('0000-01-02T00:00:00Z'),
    max: new Date('9999-12-30T00:00:00Z'),
    noInvalidDate: true,
  })
  const zone = fc.integer({ min: -1439, max: 1439 })
  fc.assert(
    fc.property(date, date, zone, (a, b, minutes) => {
      const [text, other] = [textOf('date', inZone(a, minutes)), textOf('date', b.toISOString())]
      assert.equal(text < other, a.getTime() < b.getTime())
      assert.equal(text === other, a.getTime() === b.getTime())
    }),
    { numRuns: 2000 },
  )
})

it('takes a date by its first moment', () => {
  for (const typed of ['2026', '2026-01', '2026-01-01', '2026-01-01T00:00Z', '2026-01-01 01:00+01'])
    assert.equal(textOf('date', typed), '2026-01-01')
})

function inZone(date: Date, minutes: number): string {
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const zone = `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
  return `${local}${minutes < 0 ? '-' : '+'}${zone}`
}
