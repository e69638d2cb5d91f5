/** The addresses of the questions beside the one that was asked: with a filter more or less, in another order. */
import { questionPath } from './address.ts'
import type { LookupIndex } from './format.ts'
import { QUESTION_PARAMETERS } from './parse-question.ts'
import { DEFAULT_LIMIT } from './parse-question-list.ts'
import type { Filter, Sort } from './question.ts'

/** A question as its address has it. */
export interface AskedPage {
  readonly index: LookupIndex
  /** All parameters. */
  readonly parameters: URLSearchParams
  /** The filters among them. */
  readonly filters: readonly Filter[]
}

/** What is changed of a question. */
export interface Change {
  readonly filters?: readonly Filter[]
  /** `undefined` leaves it; none is the order of the key. */
  readonly sort?: readonly Sort[]
  readonly find?: string
}

/** The address of another question; it starts at the first page. */
export function changedPath(asked: AskedPage, change: Change): string {
  const { index, parameters } = asked
  const changed = new URLSearchParams()
  for (const [name, value] of parameters) {
    const stays = name !== 'cursor' && name !== 'offset' && isKnown(name) && value.trim() !== ''
    if (stays && !(name === 'sort' && change.sort !== undefined)) changed.append(name, value)
  }
  if (change.find !== undefined) changed.set('find', change.find)
  if (change.sort !== undefined && change.sort.length > 0)
    changed.set('sort', sortText(change.sort))
  for (const filter of change.filters ?? asked.filters) appendFilter(changed, filter)
  // An address without a question is that of the empty page: what has lost its last condition is the list of all rows.
  if (changed.size === 0) changed.set('limit', String(DEFAULT_LIMIT))
  return questionPath('/lookups', index, changed)
}

/** `-population,name` */
export function sortText(sort: readonly Sort[]): string {
  return sort.map(({ column, descending }) => `${descending ? '-' : ''}${column}`).join(',')
}

/** The name of the parameter that filters a column by values; without its operator, an empty one asks nothing. */
export function filterName(column: string, values: Filter['values'] = []): string {
  return isKnown(column) || values.includes('') ? `${column}.eq` : column
}

/**
 * With a value of a column in place of those that were asked for, so that there are as many rows as have it; or without
 * one that was asked for. `null` is for rows without a value.
 */
export function toggle(
  filters: readonly Filter[],
  column: string,
  value: Filter['values'][number] | null,
): Filter[] {
  const others = withoutChoices(filters, column)
  if (value === null) {
    if (hasEmpty(filters, column)) return others
    return [...others, { column, operator: 'null', values: [true] }]
  }
  const chosen = chosenValues(filters, column)
  const left = chosen.filter((one) => String(one) !== String(value))
  const values = left.length < chosen.length ? left : [value]
  if (values.length === 0) return others
  return [...others, { column, operator: values.length > 1 ? 'in' : 'eq', values }]
}

/** Without the values of a column that are asked for: the choice among its values is among these rows. */
export function withoutChoices(filters: readonly Filter[], column: string): Filter[] {
  return filters.filter((filter) => !isChoice(filter, column) && !isEmptyFilter(filter, column))
}

/** The values of a column that any row must have one of. */
function chosenValues(filters: readonly Filter[], column: string): Filter['values'] {
  return filters.filter((filter) => isChoice(filter, column)).flatMap(({ values }) => values)
}

/** Whether a value is one of those. In a column of several types, what an address asks for is what is written. */
export function isChosen(
  filters: readonly Filter[],
  column: string,
  value: Filter['values'][number],
): boolean {
  return chosenValues(filters, column).some((one) => String(one) === String(value))
}

/** Whether rows without a value of a column are asked for. */
export function hasEmpty(filters: readonly Filter[], column: string): boolean {
  return filters.some((filter) => isEmptyFilter(filter, column))
}

function isChoice(filter: Filter, column: string): boolean {
  return filter.column === column && (filter.operator === 'eq' || filter.operator === 'in')
}

function isEmptyFilter(filter: Filter, column: string): boolean {
  return filter.column === column && filter.operator === 'null' && filter.values[0] === true
}

/** Several values are given one by one: each may have a comma. */
function appendFilter(parameters: URLSearchParams, { column, operator, values }: Filter): void {
  const isChoosing = operator === 'eq' || operator === 'in'
  const name = isChoosing ? filterName(column, values) : `${column}.${operator}`
  for (const value of values) parameters.append(name, String(value))
}

function isKnown(name: string): boolean {
  return QUESTION_PARAMETERS.some((known) => known === name)
}
