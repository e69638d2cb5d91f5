import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { checkFilter, createRowFilter, toFilter } from './filter.ts'
import { COLUMN_TYPES, type Cell, type Column, type Scalar } from './format.ts'
import { QuestionError, type Operator } from './question.ts'

const columns: readonly Column[] = [...COLUMN_TYPES, 'secret' as const].map((name) => ({
  name,
  type: name === 'secret' ? 'string' : name,
  optional: true,
}))
const index = { columns, filter: [...COLUMN_TYPES] }

/** Whether a cell of a column meets a condition, whose values are as a URL has them. */
function meets(column: string, operator: Operator, texts: readonly string[], cell: Cell): boolean {
  return createRowFilter(columns, [toFilter(index, column, operator, texts)])({ [column]: cell })
}

describe('a filter from texts', () => {
  it('is typed by its column', () => {
    const typed: readonly (readonly [string, Operator, readonly string[], readonly Scalar[]])[] = [
      ['integer', 'in', ['5', ' -1e3 ', '+.5'], [5, -1000, 0.5]],
      ['string', 'eq', ['5'], ['5']],
      ['boolean', 'eq', ['TRUE'], [true]],
      ['string', 'null', ['false'], [false]],
      ['mixed', 'eq', ['5'], ['5']],
      ['mixed', 'between', ['5', '6'], [5, 6]],
      ['list', 'between', ['5', 'x'], ['5', 'x']],
      ['date', 'gte', [' 2026-11-27'], ['2026-11-27']],
      ['datetime', 'gte', ['2026-11-27'], ['2026-11-27']],
    ]
    for (const [column, operator, texts, values] of typed) {
      assert.deepEqual(toFilter(index, column, operator, texts), { column, operator, values })
    }
  })

  it('is refused where it does not fit its column', () => {
    const refused: readonly (readonly [string, Operator, readonly string[], RegExp])[] = [
      [
        'nothing',
        'eq',
        ['5'],
        /expected a column that can be filtered \("string", .*got "nothing"/,
      ],
      ['secret', 'eq', ['5'], /got "secret"/],
      ['integer', 'eq', ['5,5'], /column "integer", eq: expected a number, got "5,5"/],
      ['integer', 'eq', [''], /expected a number, got ""/],
      ['number', 'eq', ['1e999'], /expected a number, got Infinity/],
      ['number', 'eq', ['0x10'], /expected a number/],
      ['number', 'prefix', ['1'], /of type number: "prefix" cannot be asked/],
      ['boolean', 'eq', ['yes'], /expected true or false, got "yes"/],
      ['boolean', 'lt', ['true'], /"lt" cannot be asked/],
      ['boolean', 'contains', ['t'], /"contains" cannot be asked/],
      ['string', 'null', ['x'], /expected true or false/],
      ['string', 'between', ['x'], /between: expected 2 value\(s\), got 1/],
      ['string', 'eq', ['x', 'y'], /eq: expected 1 value\(s\), got 2/],
      ['string', 'in', [], /expected 1 to 100 values, got 0/],
      ['string', 'in', Array.from({ length: 101 }, String), /expected 1 to 100 values, got 101/],
      ['date', 'eq', ['27.11.2026'], /expected a day such as 2026-11-27, got "27.11.2026"/],
      ['datetime', 'lt', ['noon'], /expected a time such as/],
      ['integer', 'eq', ['x'.repeat(500)], /got "x{79}…$/],
    ]
    for (const [column, operator, texts, message] of refused) {
      assert.throws(
        () => toFilter(index, column, operator, texts),
        (error) => error instanceof QuestionError && message.test(error.message),
        `${column} ${operator}`,
      )
    }
  })

  it('has its bounds, or not, by its operator', () => {
    const bounds = [
      ['lt', 'a'],
      ['lte', 'ab'],
      ['gt', 'c'],
      ['gte', 'bc'],
    ] as const
    for (const [operator, expected] of bounds) {
      const isMet = (column: string, value: string, cells: readonly Cell[]): string =>
        ['a', 'b', 'c']
          .filter((_, at) => meets(column, operator, [value], cells[at] ?? null))
          .join('')
      assert.equal(isMet('string', 'b', ['a', 'b', 'c']), expected, operator)
      assert.equal(isMet('number', '2.5', [-3, 2.5, 10]), expected, operator)
      assert.equal(
        isMet('date', '2026-11-27', ['2026-11-26', '2026-11-27', '2026-12-01']),
        expected,
        operator,
      )
    }
  })

  it('has a whole day of a column of times', () => {
    const time = '2026-11-27T23:59:60Z'
    const met = (operator: Operator, ...texts: string[]): boolean =>
      meets('datetime', operator, texts, time)
    assert.ok(met('eq', '2026-11-27') && met('lte', '2026-11-27') && met('gte', '2026-11-27'))
    assert.ok(met('between', '2026-11-26', '2026-11-27') && met('lt', '2026-11-28'))
    assert.ok(!met('gt', '2026-11-27') && met('gt', '2026-11-26') && !met('lt', '2026-11-27'))
    assert.ok(met('eq', time) && !met('eq', '2026-11-27T23:59:59Z'))
  })
})

describe('a filter of times', () => {
  it('begins with the moment that is asked, however exact the times are written', () => {
    for (const time of ['2026-11-27T08:30:00Z', '2026-11-27T08:30:00.000Z']) {
      const met = (operator: Operator, ...texts: string[]): boolean =>
        meets('datetime', operator, texts, time)
      for (const typed of [
        '2026-11-27T08:30:00Z',
        '2026-11-27T08:30:00.000Z',
        '2026-11-27T08:30',
      ]) {
        assert.ok(met('gte', typed) && !met('lt', typed), `${time} ${typed}`)
        assert.ok(met('between', typed, '2026-11-27'), `${time} ${typed}`)
      }
      assert.ok(met('lt', '2026-11-27T08:30:01Z') && !met('gte', '2026-11-27T08:30:01Z'))
    }
  })

  it('has a whole minute, and takes a blank for the T', () => {
    const met = (operator: Operator, ...texts: string[]): boolean =>
      meets('datetime', operator, texts, '2026-11-27T08:30:59.5Z')
    assert.ok(met('eq', '2026-11-27 08:30') && met('lte', '2026-11-27T08:30Z'))
    assert.ok(
      !met('gt', '2026-11-27t08:30') && met('between', '2026-11-27 08:30', '2026-11-27 08:30'),
    )
    assert.ok(meets('datetime', 'eq', ['2026-11-27 08:30:00'], '2026-11-27T08:30:00Z'))
  })
})

describe('a filter of values', () => {
  it('is refused where the values are of another type than the column', () => {
    const refused: readonly (readonly [string, Operator, readonly Scalar[]])[] = [
      ['string', 'eq', [5]],
      ['integer', 'eq', ['5']],
      ['integer', 'eq', [Number.NaN]],
      ['mixed', 'lt', [true]],
      ['mixed', 'between', [1, 'x']],
      ['list', 'contains', [1]],
      ['string', 'null', ['true']],
    ]
    for (const [column, operator, values] of refused) {
      assert.throws(() => checkFilter(index, { column, operator, values }), QuestionError)
    }
  })
})

describe('a row', () => {
  it('meets a condition by the type of its column', () => {
    const met: readonly (readonly [string, Operator, readonly string[], Cell, boolean])[] = [
      ['string', 'prefix', ['ZURI'], 'Zürich', true],
      ['string', 'contains', ['strasse'], 'Große Straße', true],
      ['string', 'eq', ['zürich'], 'Zürich', false],
      ['string', 'ne', ['x'], null, true],
      ['string', 'eq', [''], null, false],
      ['string', 'lt', ['z'], null, false],
      ['string', 'contains', [''], null, false],
      ['string', 'null', ['true'], null, true],
      ['list', 'null', ['true'], [], true],
      ['list', 'eq', ['b'], ['a', 'b'], true],
      ['list', 'ne', ['b'], ['a', 'b'], false],
      ['list', 'ne', ['b'], [], true],
      ['list', 'eq', ['5'], [5], true],
      ['list', 'gt', ['5'], [1, 9], true],
      ['list', 'gt', ['5'], ['9'], false],
      ['mixed', 'eq', ['true'], true, true],
      ['mixed', 'eq', ['5'], '5', true],
      ['mixed', 'prefix', ['1'], 12, true],
      ['integer', 'between', ['2', '1'], 1, false],
      ['number', 'eq', ['-0'], 0, true],
      ['string', 'lt', ['\uffff'], '😀', true],
    ]
    for (const [column, operator, texts, cell, expected] of met) {
      const shown = `${column} ${operator} ${texts.join()} of ${JSON.stringify(cell)}`
      assert.equal(meets(column, operator, texts, cell), expected, shown)
    }
  })

  it('meets all conditions, also of columns that it has not', () => {
    const filters = [
      toFilter(index, 'string', 'eq', ['x']),
      toFilter(index, 'integer', 'null', ['true']),
    ]
    const test = createRowFilter(columns, filters)
    assert.ok(test({ string: 'x' }))
    assert.ok(!test({ string: 'x', integer: 1 }))
  })
})
