/** Leaves out the pages that say what another page of the site says. */
import { SITE, type SearchPage } from './build-extract.ts'
import { isShorter } from './build-repeated.ts'

/** `/index.html` and the other ways to write the path of a page. */
const PATH_END = /(?:\/(?:index(?:\.html?)?)?|\.html?)$/

/**
 * The pages without those that name another page of the site as their canonical one, and of those with the same title,
 * text and filters only the one that is named as such, else the one with the shortest path.
 */
export function withoutDuplicates(pages: readonly SearchPage[]): SearchPage[] {
  const canonicals = readCanonicals(pages)
  const own = pages.filter(({ url }) => {
    const target = canonicals.get(url) ?? url
    // Of two pages that name each other, both stay.
    return target === url || (canonicals.get(target) ?? target) !== target
  })
  const named = new Set(canonicals.values())
  // Few pages are as long as another one of the same name: only those are compared.
  const alike = [...Map.groupBy(own, outlineOf).values()].filter(({ length }) => length > 1)
  const gone = new Set<SearchPage>()
  for (const same of alike.flatMap((group) => [...Map.groupBy(group, contentOf).values()])) {
    const best = bestOf(same, named)
    for (const page of same) if (page !== best) gone.add(page)
  }
  return own.filter((page) => !gone.has(page))
}

/** The page of this site that each page names as its canonical one, by their paths. */
function readCanonicals(pages: readonly SearchPage[]): Map<string, string> {
  const byPath = new Map(pages.map(({ url }) => [barePath(url), url]))
  const named = pages.flatMap(({ url, canonical }) => {
    const { origin, pathname } = new URL(canonical ?? '', SITE)
    const target = byPath.get(barePath(pathname))
    return canonical === undefined || target === undefined ? [] : [{ url, origin, target }]
  })
  const origin = commonOrigin(named)
  const own = named.filter((name) => name.origin === SITE || name.origin === origin)
  const claims = Map.groupBy(own, ({ target }) => target)
  return new Map(
    own
      // A template that names one page for most of the others is mistaken.
      .filter(({ target }) => (claims.get(target)?.length ?? 0) * 2 <= pages.length)
      .map(({ url, target }) => [url, target]),
  )
}

/** Where the site is: the origin of most canonical addresses. A start page has the path of those of all sites. */
function commonOrigin(
  named: readonly { readonly origin: string; readonly target: string }[],
): string | undefined {
  const deep = named.filter(({ target }) => target !== '/')
  const byOrigin = Map.groupBy(deep, ({ origin }) => origin)
  byOrigin.delete(SITE)
  const [most] = [...byOrigin].toSorted(([, a], [, b]) => b.length - a.length)
  return most?.[0]
}

function barePath(path: string): string {
  const bare = path.replace(PATH_END, '')
  try {
    return decodeURIComponent(bare)
  } catch {
    return bare
  }
}

function outlineOf({ title, sections }: SearchPage): string {
  let length = 0
  for (const { pieces } of sections) for (const { text } of pieces) length += text.length
  return `${length} ${title}`
}

/** What two pages have in common that are one page under two addresses. */
function contentOf({
  language,
  private: isPrivate,
  description,
  filters,
  sections,
}: SearchPage): string {
  return JSON.stringify([language, isPrivate, description, filters, sections])
}

/** The page that is named as canonical by any of them, else the one with the shortest path. */
function bestOf(same: readonly SearchPage[], named: ReadonlySet<string>): SearchPage | undefined {
  return same.toSorted(
    (a, b) =>
      Number(named.has(b.url)) - Number(named.has(a.url)) || (isShorter(a.url, b.url) ? -1 : 1),
  )[0]
}
