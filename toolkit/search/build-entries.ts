/** Tells lists of other pages, such as the front page of a blog, from pages: what an entry says, its own page says better. */
import type { Draft, HeadingItem, Item, TextItem } from './build-items.ts'

/** What a word counts in an entry, of what it counts on a page. It is found, but below the page that it is from. */
const ENTRY_WEIGHT = 0.2

/**
 * Lowers what the entries of a page count: articles whose first heading leads to another page. One alone is the page
 * itself, whose title links to it.
 */
export function lowerEntries({ items, ranges }: Pick<Draft, 'items' | 'ranges'>): void {
  const entries = ranges.filter(
    ({ kind, start, end }) => kind === 'article' && isEntry(items.slice(start, end)),
  )
  if (entries.length < 2) return
  for (const { start, end } of entries) {
    for (let at = start; at < end; at++) {
      const item = items[at]
      if (item !== undefined && 'weight' in item) items[at] = lower(item)
    }
  }
}

/** Its sections are those of its own page. */
function lower(item: TextItem | HeadingItem): TextItem | HeadingItem {
  const weight = item.weight * ENTRY_WEIGHT
  return item.kind === 'text' ? { ...item, weight } : { ...item, weight, anchor: undefined }
}

function isEntry(items: readonly Item[]): boolean {
  const heading = items.find(({ kind }) => kind === 'heading')
  return heading?.kind === 'heading' && heading.links > heading.title.length / 2
}
