/** How good an order of results is, by what editors have judged. */

/** A question, and the pages that answer it, by their URL paths. */
export interface Judged {
  readonly query: string
  readonly pages: ReadonlySet<string>
}

const DEPTH = 10

/**
 * Normalised discounted cumulative gain of the first ten results, 0 to 1 (Järvelin and Kekäläinen 2002): a page is
 * relevant or it is not.
 */
export function scoreResults(results: readonly string[], { pages }: Judged): number {
  const shown = results.slice(0, DEPTH)
  const gain = shown.reduce((sum, page, at) => sum + (pages.has(page) ? discount(at) : 0), 0)
  let best = 0
  for (let at = 0; at < Math.min(DEPTH, pages.size); at++) best += discount(at)
  return best === 0 ? 0 : gain / best
}

function discount(at: number): number {
  return 1 / Math.log2(at + 2)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
