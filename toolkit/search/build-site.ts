/** Which of a site's pages are searched, by what names, and in what language. */
import type { SearchPage } from './build-extract.ts'
import { compare } from './build-terms.ts'

const SITE_NAME = /\s+[-–—|·:»]\s+[^-–—|·:»]+$/
const MIN_NAMED_PAGES = 3

/** The pages that are searched, in the order of their numbers in the index. */
export function selectPages(pages: readonly SearchPage[]): SearchPage[] {
  return withoutSiteName(keepMarked(pages)).toSorted((a, b) => compare(a.url, b.url))
}

/** The language of most pages; of equals the first in alphabetical order. */
export function commonLanguage(pages: readonly SearchPage[]): string {
  const byLanguage = Map.groupBy(
    pages,
    ({ language }) => language.toLowerCase().split('-')[0] ?? '',
  )
  const counts = [...byLanguage].map(([language, { length }]) => ({ language, length }))
  const [most] = counts.toSorted((a, b) => b.length - a.length || compare(a.language, b.language))
  return most?.language ?? 'en'
}

/** Where some pages mark their searched part, the others are left out: so does Pagefind, and such sites expect it. */
function keepMarked(pages: readonly SearchPage[]): readonly SearchPage[] {
  return pages.some(({ marksBody }) => marksBody)
    ? pages.filter(({ marksBody }) => marksBody)
    : pages
}

/** Takes the site's name from the end of tab titles that share it: it says the same of every page. */
function withoutSiteName(pages: readonly SearchPage[]): SearchPage[] {
  const endOf = ({ title, isTabTitle }: SearchPage): string =>
    (isTabTitle && SITE_NAME.exec(title)?.[0]) || ''
  const pagesByEnd = Map.groupBy(pages, endOf)
  return pages.map((page) => {
    const end = endOf(page)
    const isShared = end !== '' && (pagesByEnd.get(end)?.length ?? 0) >= MIN_NAMED_PAGES
    return isShared ? { ...page, title: page.title.slice(0, -end.length) } : page
  })
}
