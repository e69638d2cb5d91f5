/** The choices beside the rows of a page: values to narrow them by, what narrows them already, and their order. */
import type { Data } from '../page/format.ts'
import {
  changedPath,
  filterName,
  hasEmpty,
  isChosen,
  sortText,
  toggle,
  type AskedPage,
} from './page-address.ts'
import type { Column, LookupIndex, Scalar } from './format.ts'
import type { FacetCount, Filter, Listed, Operator, Sort } from './question.ts'

// A filter with more values is one to type, not to choose from.
const MAX_VALUES = 30
const MAX_FACETS = 4
const MAX_SORTS = 10

/** How conditions are written for people; values stand behind them. */
const SIGNS: Readonly<Partial<Record<Operator, string>>> = {
  ne: '≠',
  lt: '<',
  lte: '≤',
  gt: '>',
  gte: '≥',
  prefix: '…',
  contains: '∋',
}

/** The columns whose values a page offers, unless it is asked for others: those that hold words, not measures. */
export function facetColumns({ columns, filter }: LookupIndex): string[] {
  const words = new Set(['string', 'boolean', 'list', 'mixed'])
  const offered = columns.filter(({ name, type }) => filter.includes(name) && words.has(type))
  return offered.slice(0, MAX_FACETS).map(({ name }) => name)
}

/** The values of each column with how many rows have them, and the address that narrows by one or no longer does. */
export function facetFields(asked: AskedPage, facets: Listed['facets'] = {}): Data[] {
  return Object.entries(facets).flatMap(([column, counts]) => {
    const values = counts
      .filter((count) => canBeAsked(column, count))
      .map((count) => valueFields(asked, column, count))
      .filter(({ selected }, at) => selected === true || at < MAX_VALUES)
    if (values.length === 0) return []
    return [
      { name: column, title: titleOf(asked.index, column), field: filterName(column), values },
    ]
  })
}

/** An empty parameter of a column that is called as another parameter asks nothing. */
function canBeAsked(column: string, { value }: FacetCount): boolean {
  return value !== '' || filterName(column) === column
}

function valueFields(asked: AskedPage, column: string, { value, count }: FacetCount): Data {
  const selected =
    value === null ? hasEmpty(asked.filters, column) : isChosen(asked.filters, column, value)
  return {
    value: value === null ? '' : String(value),
    label: value === null ? '—' : shownValue(value),
    // The parameter of a control for it: rows without a value are asked for by another.
    field: value === null ? `${column}.null` : filterName(column, [value]),
    typed: value === null ? 'true' : String(value),
    count,
    selected,
    current: selected ? 'true' : undefined,
    url: changedPath(asked, { filters: toggle(asked.filters, column, value) }),
  }
}

/** A value as people read it; a text without a letter would be nothing to see. */
function shownValue(value: Scalar): string {
  return value === '' ? '""' : String(value)
}

/** What the rows are narrowed by, each with the address of those that are not. */
export function activeFields(asked: AskedPage): Data[] {
  return asked.filters.flatMap((filter, at) => {
    const { column, operator, values } = filter
    const title = titleOf(asked.index, column)
    if (operator === 'eq' || operator === 'in') {
      return values.map((value) => ({
        name: column,
        title,
        value: shownValue(value),
        url: changedPath(asked, { filters: withoutValue(asked.filters, at, value) }),
      }))
    }
    const others = asked.filters.filter((_one, other) => other !== at)
    return [
      {
        name: column,
        title,
        value: describe(filter),
        url: changedPath(asked, { filters: others }),
      },
    ]
  })
}

function withoutValue(filters: readonly Filter[], at: number, value: Scalar): Filter[] {
  return filters.flatMap((filter, other) => {
    const values = filter.values.filter((one) => one !== value)
    if (other !== at) return [filter]
    return values.length === 0 ? [] : [{ ...filter, values }]
  })
}

function describe({ operator, values }: Filter): string {
  if (operator === 'null') return values[0] === true ? '—' : '✓'
  if (operator === 'between') return values.join('–')
  return operator === 'prefix'
    ? `${values.join('')}…`
    : `${SIGNS[operator] ?? operator} ${values.join(', ')}`
}

/** By the key, and by each column up and down; nothing where there are no columns to sort by. */
export function sortFields(asked: AskedPage, sort: readonly Sort[]): Data[] {
  const { index } = asked
  const columns = [...new Set([...index.sort, ...index.filter])].slice(0, MAX_SORTS)
  const orders: readonly (readonly Sort[])[] = columns.flatMap((column) => [
    [{ column, descending: false }],
    [{ column, descending: true }],
  ])
  const all = orders.length === 0 ? [] : [[], ...orders]
  return all.map((order) => {
    const [first] = order
    const selected = sortText(order) === sortText(sort)
    return {
      by: first?.column,
      title: first === undefined ? undefined : titleOf(index, first.column),
      descending: first?.descending ?? false,
      key: first === undefined,
      value: sortText(order),
      selected,
      current: selected ? 'true' : undefined,
      url: changedPath(asked, { sort: order }),
    }
  })
}

/** What people call a column. */
export function titleOf(
  { columns }: { readonly columns: readonly Column[] },
  name: string,
): string {
  return columns.find((column) => column.name === name)?.title ?? name
}
