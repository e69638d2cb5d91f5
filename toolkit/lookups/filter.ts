/** What a filter means: which cells meet it, and what is wrong with one. */
import { fold } from '../core/fold.ts'
import { createTimeTest } from './filter-time.ts'
import type { Cell, Column, ColumnType, LookupIndex, LookupRow, Scalar } from './format.ts'
import { QuestionError, type Filter, type Operator } from './question.ts'

export { createLineCheck } from './filter-needles.ts'

/** A longer list of values is refused. */
export const MAX_FILTER_VALUES = 100

/** More conditions on one question are refused. */
export const MAX_FILTERS = 20

const ORDERS: readonly Operator[] = ['lt', 'lte', 'gt', 'gte', 'between']
const TEXTS: readonly Operator[] = ['prefix', 'contains']
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const DAY = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?$/

/** What a value is called in messages. */
const EXPECTED: Readonly<Record<ColumnType, string>> = {
  string: 'a text',
  integer: 'a number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a day such as 2026-11-27',
  datetime: 'a time such as 2026-11-27T08:30:00Z, or a day',
  list: 'a text or a number',
  mixed: 'a text, a number, true or false',
}

/**
 * Checks a filter against the columns of a lookup.
 * @throws {QuestionError} that says what was expected and what came
 */
export function checkFilter(index: Pick<LookupIndex, 'columns' | 'filter'>, filter: Filter): void {
  const column = filterColumn(index, filter.column)
  const { operator, values } = filter
  checkOperator(column, operator)
  checkCount(column, operator, values.length)
  for (const value of values) checkValue(column, operator, value)
  const [low, high] = values
  if (operator === 'between' && typeof low !== typeof high) {
    throw new QuestionError(
      `column "${column.name}", between: expected two numbers or two texts, got ${show(low)} and ${show(high)}`,
    )
  }
}

/**
 * A filter from texts, as URLs have them, typed by the column. In a column of lists or of several types, `lt lte gt gte
 * between` mean numbers where all texts are some. Times stay as they are asked: `filter-time.ts`
 * says what they mean.
 * @throws {QuestionError} as {@link checkFilter}
 */
export function toFilter(
  index: Pick<LookupIndex, 'columns' | 'filter'>,
  column: string,
  operator: Operator,
  texts: readonly string[],
): Filter {
  const { type } = filterColumn(index, column)
  const values = texts.map((text) => toValue(type, operator, text))
  const ordered = ORDERS.includes(operator) && (type === 'list' || type === 'mixed')
  const allNumbers = ordered && texts.every((text) => NUMBER.test(text.trim()))
  const filter = { column, operator, values: allNumbers ? texts.map(Number) : values }
  checkFilter(index, filter)
  return filter
}

/** Whether a row meets all filters, which were checked. */
export function createRowFilter(
  columns: readonly Column[],
  filters: readonly Filter[],
): (row: LookupRow) => boolean {
  const tests = filters.map((filter) => {
    const column = columns.find(({ name }) => name === filter.column)
    const test = createCellTest(column?.type ?? 'mixed', filter)
    return (row: LookupRow) => test(row[filter.column] ?? null)
  })
  return (row) => tests.every((test) => test(row))
}

/** Whether the cell of a column meets a filter. An empty list is no value. */
export function createCellTest(type: ColumnType, filter: Filter): (cell: Cell) => boolean {
  const { operator, values } = filter
  if (operator === 'null') return (cell) => isEmpty(cell) === (values[0] === true)
  const test = createItemTest(type, filter)
  if (operator !== 'ne') {
    return (cell) => !isEmpty(cell) && itemsOf(cell).some(test)
  }
  return (cell) => isEmpty(cell) || itemsOf(cell).every(test)
}

/**
 * Whether one value meets a filter; not for `null`. In columns of lists and of several types `eq`, `ne` and `in` compare
 * what is written, so that `5` is both the number and the text; the order compares numbers with numbers and texts with
 * texts alone.
 */
export function createItemTest(
  type: ColumnType,
  { column, operator, values }: Filter,
): (item: Scalar) => boolean {
  if (operator === 'prefix' || operator === 'contains') {
    const needle = fold(String(values[0]))
    return operator === 'prefix'
      ? (item) => fold(String(item)).startsWith(needle)
      : (item) => fold(String(item)).includes(needle)
  }
  if (type === 'datetime') return createTimeTest({ column, operator, values })
  const bounds = toBounds(operator, values)
  if (bounds !== undefined) return createOrderTest(bounds)
  const known = new Set<Scalar>(isLoose(type) ? values.map(String) : values)
  const isKnown = (item: Scalar): boolean => known.has(isLoose(type) ? String(item) : item)
  return operator === 'ne' ? (item) => !isKnown(item) : isKnown
}

/** Whether `eq` compares what is written, whatever its type. */
export function isLoose(type: ColumnType): boolean {
  return type === 'list' || type === 'mixed'
}

/** Whether a cell holds nothing: `null`, or an empty list. */
export function isEmpty(cell: Cell): cell is null | readonly [] {
  return cell === null || (Array.isArray(cell) && cell.length === 0)
}

/** The values of a cell: the items of a list, else the cell itself. */
export function itemsOf(cell: Cell): readonly Scalar[] {
  if (cell === null) return []
  return typeof cell === 'object' ? cell : [cell]
}

/** What the operators of order ask for: values of one type, from `low` to `high`. */
export interface Bounds {
  readonly low?: Scalar
  readonly high?: Scalar
  /** Whether the ends do not belong to it. */
  readonly open: boolean
}

/** The bounds of an operator of order. */
export function toBounds(operator: Operator, values: readonly Scalar[]): Bounds | undefined {
  const [first = '', second = ''] = values
  if (operator === 'between') return { low: first, high: second, open: false }
  const open = operator === 'lt' || operator === 'gt'
  if (operator === 'gt' || operator === 'gte') return { low: first, open }
  return operator === 'lt' || operator === 'lte' ? { high: first, open } : undefined
}

function createOrderTest({ low, high, open }: Bounds): (item: Scalar) => boolean {
  const type = typeof (low ?? high)
  return (item) => {
    if (typeof item !== type) return false
    if (open) return (low === undefined || item > low) && (high === undefined || item < high)
    return (low === undefined || item >= low) && (high === undefined || item <= high)
  }
}

function filterColumn(
  { columns, filter }: Pick<LookupIndex, 'columns' | 'filter'>,
  name: string,
): Column {
  const column = filter.includes(name)
    ? columns.find((candidate) => candidate.name === name)
    : undefined
  if (column !== undefined) return column
  const names = filter.map((known) => `"${known}"`).join(', ')
  throw new QuestionError(
    `expected a column that can be filtered (${names === '' ? 'this lookup has none' : names}), got ${show(name)}`,
  )
}

function checkOperator({ name, type }: Column, operator: Operator): void {
  const fits =
    operator === 'null' ||
    (ORDERS.includes(operator) && type !== 'boolean') ||
    (TEXTS.includes(operator) && !['integer', 'number', 'boolean'].includes(type)) ||
    operator === 'eq' ||
    operator === 'ne' ||
    operator === 'in'
  if (fits) return
  throw new QuestionError(
    `column "${name}" is of type ${type}: ${show(operator)} cannot be asked of it`,
  )
}

function checkCount({ name }: Column, operator: Operator, count: number): void {
  const expected = operator === 'between' ? 2 : 1
  const fits = operator === 'in' ? count >= 1 && count <= MAX_FILTER_VALUES : count === expected
  if (fits) return
  const wanted = operator === 'in' ? `1 to ${MAX_FILTER_VALUES} values` : `${expected} value(s)`
  throw new QuestionError(`column "${name}", ${operator}: expected ${wanted}, got ${count}`)
}

function checkValue({ name, type }: Column, operator: Operator, value: Scalar): void {
  if (operator === 'null') {
    if (typeof value === 'boolean') return
    throw wrongValue(name, operator, 'true or false', value)
  }
  if (TEXTS.includes(operator)) {
    if (typeof value === 'string') return
    throw wrongValue(name, operator, 'a text', value)
  }
  if (ORDERS.includes(operator) && typeof value === 'boolean') {
    throw wrongValue(name, operator, 'a text or a number', value)
  }
  if (!isOfType(type, value)) throw wrongValue(name, operator, EXPECTED[type], value)
}

function isOfType(type: ColumnType, value: Scalar): boolean {
  if (typeof value === 'number' && !Number.isFinite(value)) return false
  switch (type) {
    case 'string':
      return typeof value === 'string'
    case 'integer':
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && DAY.test(value)
    case 'datetime':
      return typeof value === 'string' && TIME.test(value)
    default:
      return ['string', 'number', 'boolean'].includes(typeof value)
  }
}

/** A value of a URL as its column has it; what cannot be is left as it is, for {@link checkFilter} to refuse. */
function toValue(type: ColumnType, operator: Operator, text: string): Scalar {
  if (operator === 'null' || (type === 'boolean' && !TEXTS.includes(operator))) {
    const lower = text.trim().toLowerCase()
    return lower === 'true' || lower === 'false' ? lower === 'true' : text
  }
  if ((type === 'number' || type === 'integer') && NUMBER.test(text.trim())) return Number(text)
  return type === 'date' || type === 'datetime' ? text.trim() : text
}

function wrongValue(
  name: string,
  operator: Operator,
  expected: string,
  value: Scalar,
): QuestionError {
  return new QuestionError(
    `column "${name}", ${operator}: expected ${expected}, got ${show(value)}`,
  )
}

/** What came, as it can be shown: it may be long. */
function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
