import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { ColumnReader, type ColumnSpec } from './build-infer-column.ts'
import { isDate, isTime, toSortableTime, typeOfText } from './build-infer.ts'
import type { Cell, ColumnType } from './format.ts'

function reader(spec: Partial<ColumnSpec> = {}): ColumnReader {
  return new ColumnReader({
    name: 'it',
    isExact: false,
    refuse: (message) => {
      throw new Error(message)
    },
    ...spec,
  })
}

/** Reads texts as the table does: again with the types of the first time, where those have changed. */
function readTexts(texts: readonly string[], spec: Partial<ColumnSpec> = {}): [ColumnType, Cell[]] {
  const column = reader(spec)
  const cells = texts.map((text) => column.readText(text))
  if (!column.isStale) return [column.type, cells]
  column.restart(true)
  return [column.type, texts.map((text) => column.readText(text))]
}

describe('the type of a text', () => {
  const TYPES: Readonly<Record<string, readonly string[]>> = {
    integer: ['0', '7', '-1', '9007199254740991', '-9007199254740991'],
    number: ['1.50', '-0', '-0.0', '0.5', '1e5', '1E-7', '2.5e+10', '1e20'],
    boolean: ['true', 'FALSE', 'True'],
    date: ['2026-11-27', '2024-02-29', '2000-02-29', '0000-12-31'],
    datetime: ['2026-11-27T08:00:00Z', '2026-11-27T23:59:60.5Z'],
    string: [
      '01234',
      '+1',
      '-',
      '00',
      '-01',
      '9007199254740992',
      '-12345678901234567890',
      '100000000000000000000',
      '.5',
      '5.',
      '1.',
      '1e',
      '1e400',
      '0x10',
      'NaN',
      'Infinity',
      '1,5',
      '1 000',
      '١٢',
      'yes',
      't',
      'null',
      '2023-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-01',
      '2026-04-31',
      '2026-1-1',
      '2026-11-27 08:00:00',
      '2026-11-27T24:00:00Z',
      '2026-11-27T08:00:00',
      '2026-11-27T08:00:00+01:00',
    ],
  }
  for (const [type, texts] of Object.entries(TYPES)) {
    it(`is ${type} for what is written so`, () => {
      for (const text of texts) assert.equal(typeOfText(text), type, text)
    })
  }

  it('is that of JSON for every number that JavaScript writes', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.maxSafeInteger(),
        (a, b) => {
          const text = JSON.stringify(a)
          if (!/^-?\d{17,}$/.test(text)) assert.deepEqual(readTexts([text])[1], [a === 0 ? 0 : a])
          assert.deepEqual(readTexts([String(b)]), ['integer', [b]])
        },
      ),
    )
  })

  it('knows the days of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.nat(13), fc.nat(32), (year, month, day) => {
        const text = [
          String(year).padStart(4, '0'),
          ...[month, day].map((n) => String(n).padStart(2, '0')),
        ].join('-')
        const date = new Date(`${text}T00:00:00Z`)
        const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
        assert.equal(isDate(text), isReal, text)
      }),
      { numRuns: 1000 },
    )
  })

  it('knows the times of RFC 3339, and writes them in UTC', () => {
    assert.ok(isTime('2026-11-27t08:00:00.123456z'))
    assert.ok(!isTime('2026-02-30T08:00:00Z'))
    assert.ok(!isTime('2026-11-27T08:00:00+24:00'))
    assert.equal(toSortableTime('2026-11-27T00:30:00+01:00'), '2026-11-26T23:30:00.000Z')
    assert.equal(toSortableTime('2026-11-27t08:00:00.5z'), '2026-11-27T08:00:00.500Z')
    assert.equal(toSortableTime('2016-12-31T23:59:60Z'), '2017-01-01T00:00:00.000Z')
    assert.equal(toSortableTime('0000-01-01T00:00:00+01:00'), undefined)
  })
})

describe('the type of a column', () => {
  const TABLE: readonly [texts: readonly string[], type: ColumnType, cells: readonly Cell[]][] = [
    [['1', '', '2'], 'integer', [1, null, 2]],
    [['1', '2.5'], 'number', [1, 2.5]],
    [['1', '2.5', 'x'], 'string', ['1', '2.5', 'x']],
    [['1.50', 'x'], 'string', ['1.50', 'x']],
    [['1', '01'], 'string', ['1', '01']],
    [['true', 'x'], 'string', ['true', 'x']],
    [['true', '1'], 'string', ['true', '1']],
    [['2026-11-27', '1'], 'string', ['2026-11-27', '1']],
    [['2026-11-27', '2026-11-27T08:00:00Z'], 'string', ['2026-11-27', '2026-11-27T08:00:00Z']],
    [['', ''], 'string', [null, null]],
    [[' 1', '2 ', ' '], 'integer', [1, 2, null]],
    [[' ', '1', 'x'], 'string', [' ', '1', 'x']],
    [[' ', 'x '], 'string', [' ', 'x ']],
    [[' 2026-11-27'], 'date', ['2026-11-27']],
    [['a; b'], 'string', ['a; b']],
  ]
  for (const [texts, type, cells] of TABLE) {
    it(`of ${JSON.stringify(texts)} is ${type}`, () => {
      assert.deepEqual(readTexts(texts), [type, cells])
    })
  }

  it('changes no cell of texts, whatever comes before and after', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '1',
        '1.50',
        '01',
        ' 2',
        'true',
        '2026-11-27',
        ' ',
        '-0',
        '1e5',
        '2026-11-27T08:00:00Z',
      ),
      fc.double().map(String),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
        const [type, cells] = readTexts(texts)
        // A column of blanks has no values.
        fc.pre(texts.some((written) => written.trim() !== ''))
        for (const [at, cell] of cells.entries()) {
          const written = texts[at] ?? ''
          if (type === 'string') assert.equal(cell ?? '', written)
          else if (type === 'integer')
            assert.equal(cell === null ? '' : String(cell), written.trim())
          else if (type === 'number') assert.equal(cell ?? 0, Number(written) + 0)
          else
            assert.equal(
              String(cell ?? ''),
              type === 'boolean' ? written.trim().toLowerCase() : written.trim(),
            )
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('of a key is a number only where all are written as numbers are', () => {
    assert.deepEqual(readTexts(['1.1', '1.10'], { isExact: true }), ['string', ['1.1', '1.10']])
    assert.deepEqual(readTexts(['1', '1e5'], { isExact: true }), ['string', ['1', '1e5']])
    assert.deepEqual(readTexts(['1', '1.25'], { isExact: true }), ['number', [1, 1.25]])
  })

  it('of times is one of times where they are in order as they are written', () => {
    const [a, b, c] = [
      '2026-11-27T08:00:00Z',
      '2026-11-27T08:00:00.5Z',
      '2026-11-27T09:00:00+02:00',
    ]
    assert.equal(readTexts([a, a])[0], 'datetime')
    assert.deepEqual(readTexts([a, b]), ['string', [a, b]])
    const mixed = reader()
    for (const text of [a, c]) mixed.readText(text)
    assert.ok(mixed.isUnsortedTimes)
    mixed.readText('soon')
    assert.ok(!mixed.isUnsortedTimes)
    assert.deepEqual(readTexts([c, b], { declared: 'datetime' })[1], [
      '2026-11-27T07:00:00.000Z',
      '2026-11-27T08:00:00.500Z',
    ])
  })

  it('is what was before, if that still holds, and tells by which value it does not', () => {
    assert.equal(readTexts(['1', '2'], { pinned: 'string' })[0], 'string')
    assert.equal(readTexts(['1', '2'], { pinned: 'number' })[0], 'number')
    const column = reader({ pinned: 'integer' })
    for (const text of ['1', '', 'x', 'y']) column.readText(text)
    assert.equal(column.type, 'string')
    assert.equal(column.widenedBy, '"x"')
  })

  it('is what is declared, and refuses all else', () => {
    const bad: readonly [ColumnType, string, RegExp][] = [
      ['integer', '1.5', /expected an integer of at most 2\^53 - 1 under "it", got "1\.5"/],
      ['number', 'n/a', /expected a number/],
      ['boolean', 'yes', /expected true or false/],
      ['date', '2026-02-30', /expected a date as 2026-11-27/],
      ['datetime', '2026-11-27', /expected a time as/],
    ]
    for (const [declared, text, message] of bad) {
      assert.throws(() => readTexts([text], { declared }), { message })
    }
    assert.deepEqual(readTexts(['01', '1'], { declared: 'string' }), ['string', ['01', '1']])
    assert.deepEqual(readTexts(['a; b;c', 'x', ''], { declared: 'list' }), [
      'list',
      [['a', 'b;c'], ['x'], null],
    ])
    assert.deepEqual(readTexts(['1', '2.5'], { declared: 'number' }), ['number', [1, 2.5]])
  })

  it('of values joins what they are', () => {
    const typeOf = (values: readonly Cell[], spec: Partial<ColumnSpec> = {}): ColumnType => {
      const column = reader(spec)
      for (const value of values) assert.deepEqual(column.readValue(value), value)
      return column.type
    }
    assert.equal(typeOf([1, null, 2]), 'integer')
    assert.equal(typeOf([1, 2.5]), 'number')
    assert.equal(typeOf([1e20]), 'number')
    assert.equal(typeOf([1, 'x']), 'mixed')
    assert.equal(typeOf(['x', 1]), 'mixed')
    assert.equal(typeOf([true, 'x']), 'mixed')
    assert.equal(typeOf([true]), 'boolean')
    assert.equal(typeOf([['a', 1], ['b']]), 'list')
    assert.equal(typeOf([['a'], 'b']), 'mixed')
    assert.equal(typeOf(['2026-11-27', '2026-11-28']), 'date')
    assert.equal(typeOf(['2026-11-27', 'soon']), 'string')
    assert.equal(typeOf(['2026-11-27T08:00:00Z', '2026-11-27T08:00:00.5Z']), 'string')
    assert.equal(typeOf([1, 2], { pinned: 'mixed' }), 'mixed')
    assert.equal(typeOf([1, 2], { declared: 'number' }), 'number')
    assert.throws(
      () => typeOf(['1'], { declared: 'number' }),
      /expected a number under "it", got "1"/,
    )
  })

  it('of integers that JavaScript does not hold is one of texts', () => {
    const column = reader()
    column.readValue(1)
    assert.equal(column.readValue(12345678901234567890n), '12345678901234567890')
    assert.ok(column.isStale)
    column.restart(true)
    assert.equal(column.readValue(1), '1')
    assert.equal(column.type, 'string')
  })
})
