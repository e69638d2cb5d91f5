/** The address of a page of results: `/search?q=fees&filter.topic=money&sort=-date&page=2`. */

/** Values that a page must have, by the filter's name: one of each. */
export type Filters = Readonly<Record<string, readonly string[]>>

/** What is asked beside the words. */
export interface Choice {
  readonly filters?: Filters
  /** `date`, or `-date` for the last first; empty for the best first. */
  readonly sort?: string
  /** BCP 47; empty for the site's main language. */
  readonly language?: string
}

export const FILTER = 'filter.'

/** @param page - one-based */
export function searchUrl(path: string, query: string, page: number, choice: Choice = {}): string {
  const { filters = {}, sort = '', language = '' } = choice
  const parameters = new URLSearchParams({ q: query })
  for (const [name, values] of Object.entries(filters))
    for (const value of values) parameters.append(FILTER + name, value)
  if (sort !== '') parameters.set('sort', sort)
  if (language !== '') parameters.set('lang', language)
  if (page > 1) parameters.set('page', String(page))
  return `${path}?${parameters.toString()}`
}

/** The filters of an address or a form, in which a field without a value asks for nothing. */
export function readFilters(parameters: Iterable<readonly [string, unknown]>): Filters {
  const filters = new Map<string, Set<string>>()
  for (const [key, value] of parameters) {
    if (!key.startsWith(FILTER) || typeof value !== 'string' || value === '') continue
    const name = key.slice(FILTER.length)
    filters.set(name, (filters.get(name) ?? new Set()).add(value))
  }
  return Object.fromEntries([...filters].map(([name, values]) => [name, [...values]]))
}

/** The order that an address asks for by `sort`; undefined where it asks for none. */
export function readOrder(
  sort: string,
): { readonly by: string; readonly descending: boolean } | undefined {
  if (sort === '') return undefined
  const by = sort.replace(/^-/, '')
  return { by, descending: by !== sort }
}

/** With a value that was not asked for, or without one that was. */
export function toggleFilter(filters: Filters, name: string, value: string): Filters {
  const values = (Object.hasOwn(filters, name) ? filters[name] : undefined) ?? []
  const toggled = values.includes(value)
    ? values.filter((other) => other !== value)
    : [...values, value]
  const others = Object.entries(filters).filter(([other]) => other !== name)
  return Object.fromEntries(toggled.length === 0 ? others : [...others, [name, toggled]])
}
