/** Which of a site's pages are searched, by what names, and in which index. */
import { withoutDuplicates } from './build-duplicates.ts'
import type { SearchPage } from './build-extract.ts'
import { compare } from './build-order.ts'
import { withoutRepeated } from './build-repeated.ts'
import { cutPage, type Words } from './build-words.ts'

const SITE_NAME = /\s+[-–—|·:»•]\s+[^-–—|·:»•]+$|\s+\((?:[^()]|\([^()]*\))*\)$/
const MIN_NAMED_PAGES = 3
/** What more than one page in so many has as its title, description or image is the site's. */
const SHARE = 3
/** That of a site which does not say. */
export const FALLBACK_LANGUAGE = 'en'

/** The pages of one index, in the order of their numbers in it. */
export interface IndexPages {
  /** The language in lower case, with `-private` where only visitors with a permission find the pages. */
  readonly name: string
  readonly language: string
  readonly private: boolean
  readonly pages: readonly SelectedPage[]
}

/** A page as it is searched. Its pieces are lines of text without what is dropped. */
export interface SelectedPage extends SearchPage {
  /** Cut in the language of the index. */
  readonly words: Words
  /** Which of the blocks in its words are dropped, ascending. */
  readonly dropped?: readonly number[]
}

/**
 * The pages that are searched: an index for each language, private pages apart. Public indexes come first, then that
 * of most pages; a site without any page has one that is empty. Duplicates, what repeats on many pages, and the site's
 * name in titles are taken out.
 */
export function selectPages(pages: readonly SearchPage[]): IndexPages[] {
  const sorted = keepMarked(pages).toSorted((a, b) => compare(a.url, b.url))
  const kept = withoutShared(withoutDuplicates(withLanguage(sorted)))
  const groups = [...Map.groupBy(kept, nameOf)].map(([name, group]) => ({
    name,
    language: group[0]?.language ?? FALLBACK_LANGUAGE,
    private: group[0]?.private ?? false,
    pages: withoutRepeated(group.map(withWords)),
  }))
  if (groups.length === 0)
    return [{ name: FALLBACK_LANGUAGE, language: FALLBACK_LANGUAGE, private: false, pages: [] }]
  return groups.toSorted(
    (a, b) =>
      Number(a.private) - Number(b.private) ||
      b.pages.length - a.pages.length ||
      compare(a.name, b.name),
  )
}

/** Where some pages mark their searched part, the others are left out: so does Pagefind, and such sites expect it. */
function keepMarked(pages: readonly SearchPage[]): readonly SearchPage[] {
  return pages.some(({ marksBody }) => marksBody)
    ? pages.filter(({ marksBody }) => marksBody)
    : pages
}

/** Gives the pages that do not say their language that of most others. */
function withLanguage(pages: readonly SearchPage[]): SearchPage[] {
  const said = Map.groupBy(pages, ({ language }) => language.toLowerCase())
  said.delete('')
  const [most] = [...said].toSorted(
    ([a, { length }], [b, { length: other }]) => other - length || compare(a, b),
  )
  const main = most?.[0] ?? FALLBACK_LANGUAGE
  return pages.map((page) => ({ ...page, language: page.language.toLowerCase() || main }))
}

/** Most pages bring their words; one that does not say its language may have guessed wrong. */
function withWords(page: SearchPage): SelectedPage {
  const { language, words } = page
  return { ...page, words: words?.language === language ? words : cutPage(page, language) }
}

function nameOf(page: SearchPage): string {
  return page.private ? `${page.language}-private` : page.language
}

/** Takes out of what the pages are shown with what is the site's: names, descriptions, images. */
function withoutShared(pages: readonly SearchPage[]): SearchPage[] {
  const isOfSite = findShared(pages)
  const named = pages.map((page) => {
    const titles = [page.title, ...(page.otherTitles ?? [])]
    const at = Math.max(
      0,
      titles.findIndex((title) => !isOfSite('title', title)),
    )
    return { ...page, title: titles[at] ?? page.title, isTabTitle: page.isTabTitle || at > 0 }
  })
  const ends = countBy(named, nameAtEnd)
  return named.map((page) => {
    const end = nameAtEnd(page)
    const count = ends.get(end) ?? 0
    // In brackets, it is rather a kind of pages that some have in common.
    const least = end.endsWith(')') ? pages.length / SHARE : 0
    const isShared = end !== '' && count >= MIN_NAMED_PAGES && count > least
    return {
      ...page,
      title: isShared ? page.title.slice(0, -end.length) : page.title,
      description: isOfSite('description', page.description) ? '' : page.description,
      image: [page.image, page.otherImage].find(
        (image) => image !== undefined && !isOfSite('image', image.src),
      ),
    }
  })
}

/** What could be the site's name in the title of a tab. */
function nameAtEnd({ title, isTabTitle }: SearchPage): string {
  return (isTabTitle && SITE_NAME.exec(title)?.[0]) || ''
}

/** Tells which titles, descriptions and images too many pages share. */
function findShared(
  pages: readonly SearchPage[],
): (kind: 'title' | 'description' | 'image', value: string) => boolean {
  const counts = {
    title: countBy(pages, ({ title }) => title),
    description: countBy(pages, ({ description }) => description),
    image: countBy(pages, ({ image }) => image?.src ?? ''),
  }
  return (kind, value) => {
    const count = counts[kind].get(value) ?? 0
    return value !== '' && count >= MIN_NAMED_PAGES && count * SHARE > pages.length
  }
}

function countBy(
  pages: readonly SearchPage[],
  keyOf: (page: SearchPage) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const page of pages) counts.set(keyOf(page), (counts.get(keyOf(page)) ?? 0) + 1)
  return counts
}
