/** Reads the conditions of a question: `country=FR`, `population.gte=100000`, `country.in=FR,DE`. */
import { MAX_FILTERS, toFilter } from './filter.ts'
import type { Column, LookupIndex } from './format.ts'
import {
  listNames,
  MAX_ITEMS,
  MAX_TEXT_LENGTH,
  ParameterError,
  quote,
  splitItems,
} from './parse-question-parameters.ts'
import {
  MAX_VALUE_LENGTH,
  OPERATORS,
  QuestionError,
  type Filter,
  type Operator,
} from './question.ts'

/** What the values of a parameter are about. */
interface Condition {
  readonly parameter: string
  readonly column: Column
  readonly operator: Operator
}

/**
 * Reads every parameter that is not one of `known`. Values that are empty ask nothing. A column that is called as a
 * known parameter is asked with its operator: `limit.eq=5`.
 */
export function readFilters(
  index: LookupIndex,
  parameters: URLSearchParams,
  known: readonly string[],
): Filter[] {
  const names = new Set([...parameters.keys()].filter((name) => !known.includes(name)))
  const filters = [...names].flatMap((name) => {
    // Also where nothing is asked by it, a parameter that is not known is a mistake.
    const condition = readCondition(index, name, known)
    const values = parameters.getAll(name)
    const given = asksEmpty(condition, known) ? values : values.filter((value) => value !== '')
    return given.length === 0 ? [] : toFilters(index, condition, values, given)
  })
  if (filters.length <= MAX_FILTERS) return filters
  const [name = ''] = names
  const count = `There are ${filters.length} conditions, expected at most ${MAX_FILTERS}.`
  throw new ParameterError(name, count)
}

function readCondition(index: LookupIndex, name: string, known: readonly string[]): Condition {
  const { columns, filter } = index
  const dot = name.lastIndexOf('.')
  const whole = columns.find((column) => column.name === name)
  const column = whole ?? columns.find((other) => other.name === name.slice(0, dot))
  const suffix = name.slice(dot + 1)
  const operator = whole === undefined ? OPERATORS.find((one) => one === suffix) : 'eq'
  if (column === undefined) throw new ParameterError(name, unknown(index, name, known))
  if (operator === undefined) {
    const expected = `expected one of ${OPERATORS.join(', ')}`
    throw new ParameterError(
      name,
      `Unknown operator ${quote(suffix)} in ${quote(name)}, ${expected}.`,
    )
  }
  if (filter.includes(column.name)) return { parameter: name, column, operator }
  const expected = filter.length === 0 ? 'by none' : `by ${listNames(filter)}`
  throw new ParameterError(
    name,
    `The lookup ${index.name} cannot be filtered by the column ${quote(column.name)}, only ${expected}.`,
  )
}

/**
 * Whether an empty value is the empty text: only where `eq` is written out. The field of a form has the name of the
 * column, but for a column that is called as a known parameter.
 */
function asksEmpty({ parameter, column, operator }: Condition, known: readonly string[]): boolean {
  const isWritten = operator === 'eq' && parameter !== column.name && !known.includes(column.name)
  return isWritten && ['string', 'list', 'mixed'].includes(column.type)
}

function unknown({ filter }: LookupIndex, name: string, known: readonly string[]): string {
  const columns = filter.length === 0 ? '' : `, or a column to filter by: ${listNames(filter)}`
  return `Unknown parameter ${quote(name)}, expected ${known.join(', ')}${columns}.`
}

/** @param given - those of `values` that ask something; of a list, the others say that an item may have commas */
function toFilters(
  index: LookupIndex,
  condition: Condition,
  values: readonly string[],
  given: readonly string[],
): Filter[] {
  const { parameter, operator } = condition
  const max = maxLength(operator)
  const tooLong = given.find((value) => !isListed(operator) && value.length > max)
  if (tooLong !== undefined) {
    const expected = `expected at most ${max}`
    throw new ParameterError(
      parameter,
      `${parameter} has ${tooLong.length} characters, ${expected}.`,
    )
  }
  const filter = (texts: readonly string[], as: Operator = operator): Filter =>
    readFilter(index, { ...condition, operator: as }, texts)
  switch (operator) {
    case 'eq':
      // Boxes of a form that are ticked: any of them.
      return [given.length === 1 ? filter(given) : filter(checkCount(parameter, given), 'in')]
    case 'ne':
      return checkCount(parameter, given).map((value) => filter([value]))
    case 'in':
      return [filter(checkCount(parameter, splitItems(values)))]
    case 'between':
      return [filter(checkPair(parameter, splitItems(values)))]
    default:
      return [filter(checkSingle(parameter, given))]
  }
}

/** Types the values by the column, and says which parameter is wrong where one cannot be. */
function readFilter(
  index: LookupIndex,
  { parameter, column, operator }: Condition,
  texts: readonly string[],
): Filter {
  const typed = column.type === 'datetime' ? texts.map(withPlus) : texts
  try {
    return toFilter(index, column.name, operator, typed)
  } catch (error) {
    throw error instanceof QuestionError
      ? new ParameterError(parameter, `${parameter}: ${error.message}.`)
      : error
  }
}

/** Words are looked for as people type them; values are as rows have them. */
function maxLength(operator: Operator): number {
  return operator === 'prefix' || operator === 'contains' ? MAX_TEXT_LENGTH : MAX_VALUE_LENGTH
}

function isListed(operator: Operator): boolean {
  return operator === 'in' || operator === 'between'
}

function checkCount(parameter: string, items: readonly string[]): readonly string[] {
  const tooLong = items.find((item) => item.length > MAX_VALUE_LENGTH)
  if (items.length > 0 && items.length <= MAX_ITEMS && tooLong === undefined) return items
  const came = tooLong === undefined ? `${items.length} items` : `an item of ${tooLong.length}`
  const expected = `expected 1 to ${MAX_ITEMS} of at most ${MAX_VALUE_LENGTH} characters`
  throw new ParameterError(parameter, `${parameter} has ${came}, ${expected}.`)
}

function checkPair(parameter: string, items: readonly string[]): readonly string[] {
  if (items.length === 2) return checkCount(parameter, items)
  const expected = 'expected two values: from,to'
  throw new ParameterError(parameter, `${parameter} has ${items.length} values, ${expected}.`)
}

function checkSingle(parameter: string, values: readonly string[]): readonly string[] {
  if (values.length === 1) return values
  throw new ParameterError(
    parameter,
    `${parameter} is given ${values.length} times, expected once.`,
  )
}

/** In a query, a plus that was not encoded is a blank: it stands before the offset of a time. */
function withPlus(text: string): string {
  return text.trim().replace(/^(\S*T\S*) (?=\d\d:\d\d$)/i, '$1+')
}
