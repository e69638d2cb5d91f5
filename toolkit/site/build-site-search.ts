/** Which index answers on which page, and how a page leads there. */
import { findTag } from '../core/language.ts'
import { parsePage } from '../page/build-page.ts'
import { linkSearchIndex, type SearchBuildResult } from '../search/build.ts'
import type { SearchIndex } from '../search/format.ts'

/** The indexes of a site, by the language of a page. */
export interface SiteLanguages {
  /** The name of the main language's index: `en`. */
  readonly main: string
  /** Those that anybody may search, BCP 47. */
  readonly searched: readonly string[]
  /** The name of the index that answers on a page of a language; where it has none, the language in lower case. */
  nameOf(language: string): string
  /** What a page of a language has in its head: the link to what anybody may find. */
  linkFor(language: string): string
}

/** @param language - of each function: BCP 47, or `''` where a page does not state it, for the main one */
export function siteLanguages({
  indexes,
  paths,
}: Pick<SearchBuildResult, 'indexes' | 'paths'>): SiteLanguages {
  const names = indexes.map(publicName)
  const main = names[0] ?? 'en'
  const nameOf = (language: string): string =>
    language === '' ? main : (findTag(names, language) ?? language.toLowerCase())
  return {
    main,
    searched: indexes.flatMap((index) => (index.private ? [] : [index.language])),
    nameOf,
    linkFor(language) {
      const open = indexes.flatMap((index, at) =>
        index.private ? [] : [{ index, path: paths[at] ?? '' }],
      )
      const name = nameOf(language)
      const own = open.find(({ index }) => index.name === name) ?? open[0]
      if (own === undefined) return ''
      const page = parsePage('', '')
      linkSearchIndex(page, own.path, own.index.language)
      return page.edits.toString()
    },
  }
}

function publicName(index: SearchIndex): string {
  return index.private ? index.name.replace(/-private$/, '') : index.name
}
