/** The query parameters of one lookup as OpenAPI 3.1 has them: only those that it can be asked by. */
import { formatsOf } from './api-about.ts'
import { columnSchema, type Schema } from './api-schema.ts'
import type { Column, LookupIndex } from './format.ts'
import { MAX_TEXT_LENGTH } from './parse-question-parameters.ts'
import { DEFAULT_LIMIT, QUESTION_PARAMETERS } from './parse-question.ts'
import { MAX_LIMIT, MAX_RESULTS, OPERATORS, type Operator } from './question.ts'

export interface Parameter {
  readonly name: string
  readonly in: 'query'
  readonly description: string
  readonly schema: Schema
  readonly [member: string]: unknown
}

/** The parameters of a lookup, with its filters: `population`, `population.gte`, … */
export function parametersOf(index: LookupIndex): Parameter[] {
  const sortable = [...new Set([...index.filter, ...index.sort])]
  return [
    toParameter('key', 'A key, where it cannot stand in the path.', { type: 'string' }),
    toList('keys', 'Several keys.', { type: 'string' }),
    ...findParameters(index),
    ...placeParameters(index),
    ...(index.range === undefined
      ? []
      : [
          toParameter('contains', `The row whose range holds a value: ${index.range.kind}.`, {
            type: 'string',
          }),
        ]),
    ...index.filter.flatMap((name) => filterParameters(index, name)),
    ...(sortable.length === 0
      ? []
      : [
          toList('sort', 'Columns; a hyphen before one turns its order.', {
            enum: sortable.flatMap((name) => [name, `-${name}`]),
          }),
        ]),
    ...(index.filter.length === 0
      ? []
      : [toList('facets', 'Columns whose values are counted.', { enum: index.filter })]),
    toList('columns', 'The columns of the rows; all by default.', {
      enum: index.columns.map(({ name }) => name),
    }),
    toParameter('limit', 'How many rows.', {
      type: 'integer',
      minimum: 1,
      maximum: MAX_LIMIT,
      default: DEFAULT_LIMIT,
    }),
    toParameter('cursor', 'Where the last page of a list ended; in its `next`.', {
      type: 'string',
    }),
    toParameter('count', 'How many rows there are, without them.', { enum: [1] }),
    toParameter('random', 'Any row.', { enum: [1] }),
    toParameter('format', 'The format of the answer.', { enum: formatsOf(index) }),
  ]
}

function findParameters({ find }: LookupIndex): Parameter[] {
  if (find.length === 0) return []
  const text = { type: 'string', minLength: 1, maxLength: MAX_TEXT_LENGTH }
  return [
    toParameter(
      'find',
      `Rows whose ${find.join(', ')} begins with a text, or has a later word that does.`,
      text,
    ),
    toParameter('offset', 'How many of the rows that are found to pass over.', {
      type: 'integer',
      minimum: 0,
      maximum: MAX_RESULTS - 1,
      default: 0,
    }),
  ]
}

function placeParameters({ near }: LookupIndex): Parameter[] {
  if (near === undefined) return []
  const degrees = { type: 'number' }
  return [
    toList('near', 'Latitude and longitude in degrees: the nearest rows first.', degrees, 2),
    toParameter(
      'radius',
      'How far from `near`: `500m`, `50km`, `30mi`; a number alone is metres.',
      { type: 'string' },
    ),
    toList('box', 'West, south, east and north in degrees: the rows within.', degrees, 4),
  ]
}

const MEANINGS: Readonly<Record<Operator, string>> = {
  eq: 'is the value; given more than once, one of the values',
  ne: 'is not the value',
  in: 'is one of the values',
  lt: 'is less than the value',
  lte: 'is the value or less',
  gt: 'is more than the value',
  gte: 'is the value or more',
  between: 'is from the first value to the second, both included',
  prefix: 'begins with the text, whatever its case and accents',
  contains: 'has the text in it, whatever its case and accents',
  null: 'has no value (`true`), or has one (`false`)',
}

function filterParameters({ columns }: LookupIndex, name: string): Parameter[] {
  const column = columns.find((one) => one.name === name)
  return column === undefined
    ? []
    : OPERATORS.filter((operator) => fits(column, operator)).map((operator) =>
        filterParameter(column, operator),
      )
}

/** What can be asked of a type: see `checkFilter`. */
function fits({ type }: Column, operator: Operator): boolean {
  if (operator === 'prefix' || operator === 'contains')
    return !['integer', 'number', 'boolean'].includes(type)
  return type !== 'boolean' || ['eq', 'ne', 'in', 'null'].includes(operator)
}

function filterParameter(column: Column, operator: Operator): Parameter {
  const isReserved = QUESTION_PARAMETERS.some((name) => name === column.name)
  const name = operator === 'eq' && !isReserved ? column.name : `${column.name}.${operator}`
  const description = `Rows whose ${column.title ?? column.name} ${MEANINGS[operator]}.`
  const value = valueSchema(column)
  switch (operator) {
    case 'eq':
    case 'ne':
      return {
        ...toParameter(name, description, { type: 'array', items: value }),
        style: 'form',
        explode: true,
      }
    case 'in':
      return toList(name, description, value)
    case 'between':
      return toList(name, description, value, 2)
    case 'null':
      return toParameter(name, description, { type: 'boolean' })
    case 'prefix':
    case 'contains':
      return toParameter(name, description, { type: 'string', maxLength: MAX_TEXT_LENGTH })
    default:
      return toParameter(name, description, value)
  }
}

/** What one value may be; of a list, an item. */
function valueSchema(column: Column): Schema {
  const { type } = column
  if (type === 'list' || type === 'mixed') return { type: 'string' }
  return columnSchema({ name: column.name, type, optional: false })
}

function toParameter(name: string, description: string, schema: Schema): Parameter {
  return { name, in: 'query', description, schema }
}

/** Items parted by commas. @param count - how many there must be */
function toList(name: string, description: string, items: Schema, count?: number): Parameter {
  const length = count === undefined ? {} : { minItems: count, maxItems: count }
  return {
    ...toParameter(name, description, { type: 'array', items, ...length }),
    style: 'form',
    explode: false,
  }
}
