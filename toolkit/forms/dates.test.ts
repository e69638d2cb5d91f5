import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { parseDate, parseLocalTime, parseMonth, parseTime, parseWeek } from './dates.ts'

const DAY = 86_400_000

const CASES: readonly (readonly [
  name: string,
  parse: (text: string) => number | undefined,
  text: string,
  expected: number | undefined,
])[] = [
  ['date', parseDate, '1970-01-01', 0],
  ['date', parseDate, '1970-01-02', DAY],
  ['date', parseDate, '2024-02-29', Date.UTC(2024, 1, 29)],
  ['date', parseDate, '2023-02-29', undefined],
  ['date', parseDate, '2000-02-29', Date.UTC(2000, 1, 29)],
  ['date', parseDate, '1900-02-29', undefined],
  ['date', parseDate, '02024-01-01', Date.UTC(2024, 0, 1)],
  ['date', parseDate, '0001-01-01', -62_135_596_800_000],
  ['date', parseDate, '0000-01-01', undefined],
  ['date', parseDate, '275760-09-13', 8.64e15],
  ['date', parseDate, '275760-09-14', undefined],
  ['date', parseDate, '999-01-01', undefined],
  ['date', parseDate, '2024-1-01', undefined],
  ['date', parseDate, '2024-13-01', undefined],
  ['date', parseDate, '2024-04-31', undefined],
  ['date', parseDate, '2024-04-00', undefined],
  ['date', parseDate, ' 2024-04-01', undefined],
  ['date', parseDate, '', undefined],
  ['month', parseMonth, '1970-01', 0],
  ['month', parseMonth, '1971-03', 14],
  ['month', parseMonth, '0001-01', -23_628],
  ['month', parseMonth, '2024-00', undefined],
  ['month', parseMonth, '2024-13', undefined],
  ['month', parseMonth, 'March 2024', undefined],
  ['week', parseWeek, '1970-W01', -3 * DAY],
  ['week', parseWeek, '1970-W02', 4 * DAY],
  ['week', parseWeek, '2020-W53', Date.UTC(2020, 11, 28)],
  ['week', parseWeek, '2021-W53', undefined],
  ['week', parseWeek, '2015-W53', Date.UTC(2015, 11, 28)],
  ['week', parseWeek, '2024-W00', undefined],
  ['week', parseWeek, '2024-w10', undefined],
  ['week', parseWeek, '2024-10', undefined],
  ['time', parseTime, '00:00', 0],
  ['time', parseTime, '23:59:59.999', DAY - 1],
  ['time', parseTime, '12:30:15.5', 45_015_500],
  ['time', parseTime, '12:30:15.05', 45_015_050],
  ['time', parseTime, '24:00', undefined],
  ['time', parseTime, '12:60', undefined],
  ['time', parseTime, '12:30:60', undefined],
  ['time', parseTime, '1:30', undefined],
  ['time', parseTime, '12:30:15.', undefined],
  ['time', parseTime, '12:30:15.1234', undefined],
  ['local', parseLocalTime, '1970-01-02T01:00', DAY + 3_600_000],
  ['local', parseLocalTime, '1970-01-02 01:00:00.5', DAY + 3_600_500],
  ['local', parseLocalTime, '1970-01-02', undefined],
  ['local', parseLocalTime, '1970-01-02T01:00Z', undefined],
  ['local', parseLocalTime, '275760-09-13T00:00', 8.64e15],
  ['local', parseLocalTime, '275760-09-13T00:01', undefined],
]

for (const [name, parse, text, expected] of CASES) {
  test(`${name} "${text}" is ${expected ?? 'none'}`, () => {
    assert.equal(parse(text), expected)
  })
}

test('every date that the platform writes is read back', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      (date) => {
        const text = date.toISOString().slice(0, 10)
        assert.equal(parseDate(text), Date.parse(text))
        assert.equal(parseLocalTime(date.toISOString().slice(0, 23)), date.getTime())
      },
    ),
  )
})

test('the weeks of a year follow each other by seven days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9998 }), (year) => {
      const name = String(year).padStart(4, '0')
      const weeks = Array.from({ length: 53 }, (_, week) =>
        parseWeek(`${name}-W${String(week + 1).padStart(2, '0')}`),
      ).filter((week) => week !== undefined)
      const next = parseWeek(`${String(year + 1).padStart(4, '0')}-W01`)
      assert.ok(weeks.length === 52 || weeks.length === 53)
      for (const [at, week] of weeks.entries()) {
        assert.equal((weeks[at + 1] ?? next ?? 0) - week, 7 * DAY)
      }
    }),
  )
})
