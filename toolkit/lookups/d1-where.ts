/** Filters as conditions of SQL. Names come from the tables alone; every value is bound. */
import { isLoose, toBounds } from './filter.ts'
import { timeSpans, type Span } from './filter-time.ts'
import { PAST, TAGS, toScalarKey, toStored } from './d1-text.ts'
import { toFolded, toSql, type Stored, type Tables } from './d1-tables.ts'
import type { Scalar } from './format.ts'
import type { Filter, Operator } from './question.ts'

export type SqlValue = string | number | null

/** A piece of SQL with a `?` for each of its values. */
export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

export const TRUE: Sql = { text: '1', values: [] }

/** All conditions at once. */
export function allOf(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return TRUE
  return {
    text: conditions.map(({ text }) => `(${text})`).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}

/**
 * The condition of a filter that was checked.
 * @param digits - of a column of times: see `digitsOf`
 */
export function toCondition(tables: Tables, column: Stored, filter: Filter, digits = 0): Sql {
  const { operator, values } = filter
  const { cell } = column
  if (operator === 'null') {
    return { text: `${cell} IS ${values[0] === true ? '' : 'NOT '}NULL`, values: [] }
  }
  if (column.hasItems) return toItemCondition(tables, column, filter)
  if (column.type === 'datetime' && !isOfText(operator)) {
    return toTimeCondition(cell, filter, digits)
  }
  const stored = values.map((value) => toSql(column.type, value))
  switch (operator) {
    case 'ne':
      return { text: `${cell} IS NULL OR ${cell} <> ?`, values: stored }
    case 'eq':
    case 'in':
      return isOneOf(cell, stored)
    case 'prefix':
    case 'contains':
      return toTextCondition(column.folded ?? cell, operator, values[0] ?? '')
    default:
      return toOrder(cell, filter, (value) => toSql(column.type, value))
  }
}

/** A condition on times. Many spans are bound as one value. */
function toTimeCondition(cell: string, filter: Filter, digits: number): Sql {
  const spans = timeSpans(filter, digits)
  const [only] = spans
  const within =
    spans.length === 1 && only !== undefined ? toSpan(cell, only) : toSpans(cell, spans)
  if (filter.operator !== 'ne') return within
  return { text: `${cell} IS NULL OR NOT (${within.text})`, values: within.values }
}

function toSpan(cell: string, { low, high }: Span): Sql {
  const ends = [
    ...(low === undefined ? [] : [{ sign: '>=', value: low }]),
    ...(high === undefined ? [] : [{ sign: '<', value: high }]),
  ]
  return {
    text: ends.map(({ sign }) => `${cell} ${sign} ?`).join(' AND '),
    values: ends.map(({ value }) => value),
  }
}

function toSpans(cell: string, spans: readonly Span[]): Sql {
  const ends = ['low', 'high'].map((name) => `json_extract(span.value, '$.${name}')`)
  const [low, high] = ends
  return {
    text: `EXISTS (SELECT 1 FROM json_each(?) AS span WHERE ${cell} >= ${low} AND ${cell} < ${high})`,
    values: [JSON.stringify(spans)],
  }
}

/** A condition on items: the rows that have one. `ne` is what `eq` leaves, rows without items too. */
function toItemCondition({ items }: Tables, column: Stored, filter: Filter): Sql {
  const { operator, values } = filter
  const { text, values: bound } = itemTest(filter)
  const isMet = operator === 'ne' ? 'NOT IN' : 'IN'
  const rows = `SELECT n FROM ${items} WHERE c = ${column.number} AND (${text})`
  if (operator === 'prefix' && values[0] === '')
    return { text: `${column.cell} IS NOT NULL`, values: [] }
  return { text: `n ${isMet} (${rows})`, values: bound }
}

function itemTest(filter: Filter): Sql {
  const { operator, values } = filter
  if (operator === 'prefix' || operator === 'contains') {
    return toTextCondition('f', operator, values[0] ?? '')
  }
  if (toBounds(operator, values) === undefined) {
    return isOneOf(
      'w',
      values.map((value) => toStored(String(value))),
    )
  }
  const order = toOrder('k', filter, toScalarKey)
  const [first = ''] = values
  const tag = TAGS[tagName(first)]
  // Numbers are compared with numbers, texts with texts.
  return { text: `${order.text} AND substr(k, 1, 1) = '${tag}'`, values: order.values }
}

function tagName(value: Scalar): keyof typeof TAGS {
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'boolean' : 'string'
}

/** Many values are bound as one: D1 takes a hundred. */
function isOneOf(name: string, values: readonly SqlValue[]): Sql {
  if (values.length === 1) return { text: `${name} = ?`, values }
  return {
    text: `${name} IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(values)],
  }
}

function toTextCondition(name: string, operator: 'prefix' | 'contains', value: Scalar): Sql {
  const needle = toFolded(value)
  if (operator === 'contains') return { text: `instr(${name}, ?) > 0`, values: [needle] }
  return { text: `${name} >= ? AND ${name} < ?`, values: [needle, needle + PAST] }
}

function toOrder(name: string, filter: Filter, toValue: (value: Scalar) => SqlValue): Sql {
  const { low, high, open } = toBounds(filter.operator, filter.values) ?? { open: false }
  const ends = [
    ...(low === undefined ? [] : [{ sign: open ? '>' : '>=', value: toValue(low) }]),
    ...(high === undefined ? [] : [{ sign: open ? '<' : '<=', value: toValue(high) }]),
  ]
  return {
    text: ends.map(({ sign }) => `${name} ${sign} ?`).join(' AND '),
    values: ends.map(({ value }) => value),
  }
}

function isOfText(operator: Operator): boolean {
  return operator === 'prefix' || operator === 'contains'
}

/** Whether an index leads to the rows that meet a filter. */
export function isIndexed(column: Stored, { operator }: Filter): boolean {
  if (operator === 'ne' || isOfText(operator)) return false
  if (column.type === 'datetime') return operator !== 'in'
  return !isLoose(column.type) || operator === 'eq' || operator === 'in'
}
