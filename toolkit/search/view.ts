/** What a search page is filled with: the same fields from the Worker and from the browser. */
import type { Data } from '../page/format.ts'
import type { SearchResult } from './engine.ts'

/** Where an answer stands among the pages of results. */
export interface Paging {
  /** The path that answers searches. */
  readonly path: string
  /** One-based. */
  readonly page: number
  /** How many results a page shows. */
  readonly size: number
}

/** The fields of a search page on which nothing was asked yet. */
export const NOTHING_ASKED: Data = {
  asked: false,
  query: '',
  total: 0,
  results: [],
  none: false,
}

/** The fields of a search page with an answer. */
export function toFields({ query, total, results, corrected }: SearchResult, paging: Paging): Data {
  const { path, page, size } = paging
  const lastPage = Math.max(1, Math.ceil(total / size))
  return {
    asked: true,
    heading: query,
    query,
    total,
    none: total === 0,
    corrected,
    correctedUrl: corrected === undefined ? undefined : searchUrl(path, corrected, 1),
    results: results.map(({ url, title, excerpt, sections }) => ({
      url,
      title,
      excerpt: { ...excerpt },
      sections: sections.map((section) => ({ ...section, excerpt: { ...section.excerpt } })),
    })),
    previous: page > 1 ? searchUrl(path, query, Math.min(page - 1, lastPage)) : undefined,
    next: page * size < total ? searchUrl(path, query, page + 1) : undefined,
  }
}

/** The address of a page of results. */
export function searchUrl(path: string, query: string, page: number): string {
  const parameters = new URLSearchParams({ q: query })
  if (page > 1) parameters.set('page', String(page))
  return `${path}?${parameters.toString()}`
}
