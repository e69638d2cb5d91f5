/** A result as it is shown: a page, and the sections of it that hold what was asked for. */
import type { Marked } from '../page/format.ts'
import type { Excerpt } from './excerpt.ts'
import type { PageRecord } from './pack.ts'
import type { RankedPage } from './rank.ts'

/** A page that was found. */
export interface SearchHit {
  readonly url: string
  readonly title: string
  readonly excerpt: Marked
  /** Its best sections, each with its own anchor. */
  readonly sections: readonly SearchSectionHit[]
}

export interface SearchSectionHit {
  readonly url: string
  readonly title: string
  readonly excerpt: Marked
}

const MAX_SECTIONS_SHOWN = 3
/** A section is shown when it has at least this share of the page's best. */
const MIN_SECTION_SHARE = 0.4

/** Makes the result of a page from its record and what the ranking found in it. */
export function toHit(
  record: PageRecord,
  ranked: RankedPage | undefined,
  excerptOf: (text: string) => Excerpt,
): SearchHit {
  const { url, title, sections } = record
  const found = ranked?.sections ?? []
  const least = (found[0]?.score ?? 0) * MIN_SECTION_SHARE
  const shown = found
    .filter(({ section, score }) => section > 0 && score >= least)
    .slice(0, MAX_SECTIONS_SHOWN)
    .flatMap(({ section }) => sections[section] ?? [])
  return {
    url,
    title,
    excerpt: pageExcerpt(
      record,
      found.some(({ section }) => section === 0),
      excerptOf,
    ),
    sections: shown.map((section) => ({
      url: `${url}#${encodeURIComponent(section.anchor)}`,
      title: section.title,
      excerpt: excerptOf(section.text).excerpt,
    })),
  }
}

/** The page's own text where it holds what was asked for, or else what the page says of itself. */
function pageExcerpt(
  { description, sections }: PageRecord,
  holds: boolean,
  excerptOf: (text: string) => Excerpt,
): Marked {
  if (!holds && description !== '') return { text: description, marks: [] }
  const own = excerptOf(sections.find(({ text }) => text !== '')?.text ?? '')
  return own.found || description === '' ? own.excerpt : excerptOf(description).excerpt
}
