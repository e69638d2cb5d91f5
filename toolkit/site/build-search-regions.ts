/** The pages that show results: one for each language of the site, saved once the index is known. */
import { BuildError } from '../core/errors.ts'
import type { Output } from '../page/build-output.ts'
import { attribute, elements, statedLanguage, type Page } from '../page/build-page.ts'
import { writeOpenSearch } from '../search/build-opensearch.ts'
import type { SiteLanguages } from './build-site-search.ts'

/** The region of search results. Of a further language it is `search:` and the name of its index. */
export const SEARCH = 'search'

/** A page with the region, and the region's name on this site. */
export interface SearchRegion {
  readonly page: Page
  readonly region: string
  /** The name of the index of a further language. */
  readonly lang: string | undefined
}

/**
 * Names the region of each page: `search` for the site's main language, `search:de` for another. The first page is of
 * the main language where none is.
 */
export function nameRegions(
  pages: readonly Page[],
  { main, nameOf }: Pick<SiteLanguages, 'main' | 'nameOf'>,
): SearchRegion[] {
  const names = pages.map((page) => nameOf(statedLanguage(page)))
  const hasMain = names.includes(main)
  return pages.map((page, at) => {
    const name = names[at] ?? main
    return name === main || (at === 0 && !hasMain)
      ? { page, region: SEARCH, lang: undefined }
      : { page, region: `${SEARCH}:${name}`, lang: name }
  })
}

/** Writes the region's name on this site into its page: the Worker looks for it there. */
export function renameRegion({ page, region }: SearchRegion): void {
  for (const element of elements(page.document)) {
    const place = element.sourceCodeLocation?.attrs?.['data-leanto']
    if (attribute(element, 'data-leanto') !== SEARCH || region === SEARCH || !place) continue
    page.edits.update(place.startOffset, place.endOffset, `data-leanto="${region}"`)
  }
}

/** A browser shows the name that the page gives its search, or that of the host. */
export async function describeSearch(
  { page, lang }: SearchRegion,
  siteUrl: string,
  output: Output,
): Promise<void> {
  const link = elements(page.document).find(
    (element) => element.tagName === 'link' && attribute(element, 'rel') === 'search',
  )
  const name = (link && attribute(link, 'title')) || new URL(siteUrl).hostname
  const { language } = page
  await writeOpenSearch(output, {
    siteUrl,
    name,
    language,
    ...(lang === undefined ? {} : { lang }),
  })
}

/** A region is filled on one page, so that an answer is found in one place. */
export function claimRegion(
  regions: Map<string, Pick<Page, 'file' | 'path'>>,
  name: string,
  page: Page,
): void {
  const other = regions.get(name)
  if (other !== undefined)
    throw new BuildError(
      `expected one page with data-leanto="${name}", but ${other.file} has it too`,
      { file: page.file },
    )
  regions.set(name, page)
}
