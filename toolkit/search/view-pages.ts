/** Where an answer stands among its pages: their numbers, and links to the others. */
import type { Data } from '../page/format.ts'

/** How many results can be paged through; nobody reads further, and the ranking keeps no more. */
const MAX_REACHABLE = 1000
/** So many numbers beside the page's own. */
const NEIGHBOURS = 2

/** A place among pages. */
export interface Place {
  /** One-based. */
  readonly page: number
  /** How many results a page shows. */
  readonly size: number
}

/** The fields that page through `total` results. A page beyond the last has none, and links to where they end. */
export function toPages(
  total: number,
  { page, size }: Place,
  urlOf: (page: number) => string,
): Data {
  const reachable = Math.min(total, MAX_REACHABLE)
  const last = Math.max(1, Math.ceil(reachable / size))
  const isBeyond = page > last && total > 0
  const hasOthers = last > 1 || isBeyond
  return {
    page,
    lastPage: last,
    from: page > last || total === 0 ? undefined : (page - 1) * size + 1,
    to: page > last || total === 0 ? undefined : Math.min(page * size, reachable),
    reachable: reachable < total ? reachable : undefined,
    beyond: isBeyond,
    paged: hasOthers,
    first: page > 1 && hasOthers ? urlOf(1) : undefined,
    previous: page > 1 && hasOthers ? urlOf(Math.min(page - 1, last)) : undefined,
    next: page < last ? urlOf(page + 1) : undefined,
    last: page === last || !hasOthers ? undefined : urlOf(last),
    pages: hasOthers ? toNumbers(page, last, urlOf) : [],
  }
}

/** `1 … 4 5 6 7 8 … 12`: a number before which others are left out has a `gap`. */
function toNumbers(page: number, last: number, urlOf: (page: number) => string): Data[] {
  const middle = Math.min(page, last)
  const shown = [1, last]
  for (let at = middle - NEIGHBOURS; at <= middle + NEIGHBOURS; at++)
    if (at > 1 && at < last) shown.push(at)
  return [...new Set(shown)]
    .toSorted((a, b) => a - b)
    .map((number, at, all) => ({
      number,
      url: urlOf(number),
      current: number === page ? 'page' : undefined,
      gap: number - (all[at - 1] ?? 0) > 1,
    }))
}
