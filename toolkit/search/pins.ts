/** The pages that the owner of the site puts first for a query. */
import type { SearchIndex } from './format.ts'

/** The pages for exactly these words, in the owner's order. */
export function pinnedPages({ pins }: SearchIndex, title: readonly string[]): readonly number[] {
  const key = title.join(' ')
  return Object.hasOwn(pins, key) ? (pins[key] ?? []) : []
}
