/** What a search page is filled with: the same fields from the Worker and from the browser. */
import type { Data } from '../page/format.ts'
import type { Facet, SearchResult } from './engine.ts'
import type { SearchHit } from './hit.ts'
import { FILTER, searchUrl, toggleFilter, type Choice, type Filters } from './view-address.ts'
import { withDirective } from './view-directive.ts'
import { toPages } from './view-pages.ts'

export { searchUrl } from './view-address.ts'

/** What was asked, and where the answer stands among the pages of results. */
export interface Asked extends Choice {
  /** The path that answers searches. */
  readonly path: string
  /** One-based. */
  readonly page: number
  /** How many results a page shows. */
  readonly size: number
  /** What the index can be sorted by. */
  readonly sorts?: readonly string[]
  /** Languages that the site can be searched in, of which the first is its main one. */
  readonly languages?: readonly string[]
}

// A filter with more values is one to type, not to choose from.
const MAX_VALUES = 50

/** The fields of a search page on which nothing was asked yet. */
export const NOTHING_ASKED: Data = {
  asked: false,
  query: '',
  total: 0,
  results: [],
  none: false,
}

/** The fields of a search page with an answer. */
export function toFields(answer: SearchResult, asked: Asked): Data {
  const { query, total, results, corrected, suggestion, facets, unknown } = answer
  const { path, filters = {}, sort = '', language = '' } = asked
  const active = toActive(query, asked)
  return {
    asked: true,
    heading: query || active.map(({ value }) => value).join(', '),
    query,
    total,
    none: total === 0,
    failed: false,
    unknown: unknown.map((word) => ({ word })),
    corrected,
    correctedUrl: corrected === undefined ? undefined : searchUrl(path, corrected, 1, asked),
    suggestion,
    suggestionUrl: suggestion === undefined ? undefined : searchUrl(path, suggestion, 1, asked),
    results: results.map(toResult),
    facets: facets
      .filter(({ values }) => values.length > 0)
      .map((facet) => toFacet(facet, query, asked)),
    active,
    clearUrl:
      active.length === 0 ? undefined : searchUrl(path, query, 1, { ...asked, filters: {} }),
    sort,
    sorts: toSorts(query, asked),
    sorted: { [sort]: true },
    language,
    languages: toLanguages(query, asked),
    ...toPages(total, asked, (page) => searchUrl(path, query, page, { filters, sort, language })),
  }
}

/** The fields of a search page whose index could not be read. */
export function toFailure(query: string, { filters = {}, sort = '', language = '' }: Choice): Data {
  const heading = query || Object.values(filters).flat().join(', ')
  return { ...NOTHING_ASKED, asked: true, failed: true, heading, query, sort, language }
}

function toResult({ url, title, excerpt, sections, image, meta, pinned }: SearchHit): Data {
  return {
    url,
    href: withDirective(url, excerpt),
    title,
    excerpt: { ...excerpt },
    image: image && { ...image },
    meta,
    pinned,
    sections: sections.map((section) => ({
      ...section,
      href: withDirective(section.url, section.excerpt),
      excerpt: { ...section.excerpt },
    })),
  }
}

function toFacet({ name, values }: Facet, query: string, asked: Asked): Data {
  const shown = values.filter(({ selected }, at) => selected || at < MAX_VALUES)
  return {
    name,
    field: FILTER + name,
    values: shown.map(({ value, count, selected }) => ({
      value,
      count,
      selected,
      current: selected ? 'true' : undefined,
      field: FILTER + name,
      url: toggledUrl(query, asked, name, value),
    })),
  }
}

interface Active {
  readonly [field: string]: string
  readonly value: string
}

/** What the results are narrowed by, each with the address of those that are not. */
function toActive(query: string, asked: Asked): Active[] {
  return Object.entries(asked.filters ?? {}).flatMap(([name, values]) =>
    values.map((value) => ({ name, value, url: toggledUrl(query, asked, name, value) })),
  )
}

function toggledUrl(query: string, asked: Asked, name: string, value: string): string {
  const filters: Filters = toggleFilter(asked.filters ?? {}, name, value)
  return searchUrl(asked.path, query, 1, { ...asked, filters })
}

/** By relevance, and by each key up and down; nothing where there are no keys. */
function toSorts(query: string, asked: Asked): Data[] {
  const { path, sort: chosen = '', sorts = [] } = asked
  const orders = sorts.flatMap((by) => [
    { by, descending: false, sort: by },
    { by, descending: true, sort: `-${by}` },
  ])
  const all = orders.length === 0 ? [] : [{ relevance: true, sort: '' }, ...orders]
  return all.map((order) => ({
    ...order,
    selected: order.sort === chosen,
    current: order.sort === chosen ? 'true' : undefined,
    url: searchUrl(path, query, 1, { ...asked, sort: order.sort }),
  }))
}

/** Nothing where there is no choice. Filters are left behind: their values are words of one language. */
function toLanguages(
  query: string,
  { path, language: chosen = '', languages = [] }: Asked,
): Data[] {
  if (languages.length < 2) return []
  return languages.map((language, at) => ({
    language,
    name: new Intl.DisplayNames([language], { type: 'language' }).of(language),
    selected: language === (chosen || languages[0]),
    current: language === (chosen || languages[0]) ? 'true' : undefined,
    url: searchUrl(path, query, 1, { language: at === 0 ? '' : language }),
  }))
}
