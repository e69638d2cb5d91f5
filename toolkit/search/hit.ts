/** A result as it is shown: a page, and the sections of it that hold what was asked for. */
import type { Marked } from '../page/format.ts'
import { createExcerpts, cutBeginning, type CutExcerpt, type Excerpt } from './excerpt.ts'
import type { WantedForms } from './find-forms.ts'
import type { Files } from './files.ts'
import type { OpenRecord, OpenSection, PageRecord } from './pack.ts'
import type { RankedPage, Ranking } from './rank.ts'

/** A page that was found. */
export interface SearchHit {
  readonly url: string
  readonly title: string
  readonly excerpt: Marked
  /** Its best sections, each with its own anchor. */
  readonly sections: readonly SearchSectionHit[]
  readonly image?: PageRecord['image']
  readonly meta: PageRecord['meta']
  /** Falls from result to result, but for pinned ones; comparable between indexes of one site. */
  readonly score: number
  /** Whether the owner of the site put it first. */
  readonly pinned: boolean
}

export interface SearchSectionHit {
  readonly url: string
  readonly title: string
  readonly excerpt: Marked
}

/** What was found, in order. */
export interface Results {
  readonly order: (count: number) => readonly number[]
  /** What comes before all others; undefined where the order is not that of the ranking. */
  readonly pins: readonly number[] | undefined
  readonly ranking: Ranking
  /** Whether the nearness of the words is to change the order. */
  readonly isNear: boolean
  readonly wanted: WantedForms
  /** How many reads are left. */
  readonly left: number
}

/** A result can take one read, and Workers allows 50 in a request. */
export const MAX_LIMIT = 20
const MAX_SECTIONS_SHOWN = 3
/** A section is shown when it has at least this share of the page's best. */
const MIN_SECTION_SHARE = 0.4
/** Pages change places within blocks of this many by how near the words stand, which only their texts tell. */
const BLOCK = 10
const NEAR_WEIGHT = 0.2

/** Reads the results from one place up to another. The same results come first whatever part of them is read. */
export async function readHits(
  files: Files,
  { order, pins = [], ranking, wanted, left, ...results }: Results,
  [from, end]: readonly [from: number, end: number],
): Promise<readonly SearchHit[]> {
  const to = Math.min(end, from + left)
  const blocks = [from - (from % BLOCK), Math.ceil(to / BLOCK) * BLOCK] as const
  // The same for all parts of one question, so that they are one list.
  const isNear = results.isNear && left >= MAX_LIMIT + BLOCK
  const [first, last] = isNear ? blocks : [from, to]
  const pages = order(last).slice(first, last)
  const records = await files.records(pages)
  const excerptOf = createExcerpts(wanted, files.index.language)
  const ranked = ranking.describe(pages)
  const near = records.flatMap((record, at) => {
    const page = ranked[at]
    if (page === undefined) return []
    const { share, hit } = toHit(record, page, isNear, excerptOf)
    return [{ share, hit: { ...hit, pinned: pins.includes(page.page) } }]
  })
  const hits = isNear
    ? Array.from({ length: Math.ceil(near.length / BLOCK) }, (_, block) =>
        reorder(near.slice(block * BLOCK, (block + 1) * BLOCK)),
      ).flat()
    : near.map(({ hit }) => hit)
  return hits.slice(from - first, to - first)
}

/** Scores stay where they are, so that they fall from block to block. */
function reorder(block: readonly NearHit[]): SearchHit[] {
  const scoreOf = ({ hit, share }: NearHit): number =>
    hit.pinned ? Infinity : hit.score * (1 + NEAR_WEIGHT * share)
  return block
    .toSorted((a, b) => scoreOf(b) - scoreOf(a) || 0)
    .map(({ hit }, at) => ({ ...hit, score: block[at]?.hit.score ?? 0 }))
}

/** A result, and the largest share of what was asked that stands near together in it. */
interface NearHit {
  readonly hit: SearchHit
  readonly share: number
}

/** Makes the result of a page from its record and what the ranking found in it. */
function toHit(
  record: OpenRecord,
  { sections: found, score }: RankedPage,
  isNear: boolean,
  excerptOf: CutExcerpt,
): NearHit {
  const { url, title, image, meta } = record
  const least = (found[0]?.score ?? 0) * MIN_SECTION_SHARE
  const shown = found
    .filter((section) => section.section > 0 && section.score >= least)
    .slice(0, MAX_SECTIONS_SHOWN)
    .flatMap(({ section }) => record.section(section) ?? [])
    .map((section) => ({
      anchor: section.anchor,
      heading: section.title,
      ...sectionExcerpt(section, excerptOf),
    }))
  const holds = found.some(({ section }) => section === 0)
  const own = holds ? pageExcerpt(record, excerptOf) : undefined
  const heads = isNear ? [title, ...shown.map(({ heading }) => heading)] : []
  const shares = [...heads.map((text) => excerptOf(text).share), ...shown.map(({ share }) => share)]
  return {
    share: Math.max(own?.share ?? 0, ...shares),
    hit: {
      url,
      title,
      excerpt:
        own?.excerpt ?? cutBeginning(record.description || (firstSection(record)?.start ?? '')),
      sections: shown.map(({ anchor, heading, excerpt }) => ({
        url: `${url}#${encodeURIComponent(anchor)}`,
        title: heading,
        excerpt,
      })),
      ...(image && { image }),
      meta,
      score,
      pinned: false,
    },
  }
}

/** The page's own text where it holds what was asked for, or else what the page says of itself. */
function pageExcerpt(record: OpenRecord, excerptOf: CutExcerpt): Excerpt {
  const first = firstSection(record)
  const own = first ? sectionExcerpt(first, excerptOf) : excerptOf('')
  const { description } = record
  return own.share > 0 || description === '' ? own : excerptOf(description)
}

function sectionExcerpt(section: OpenSection, excerptOf: CutExcerpt): Excerpt {
  return excerptOf(section.start, section.isLong ? () => section.text : undefined)
}

/** The first that has a text. */
function firstSection(record: OpenRecord): OpenSection | undefined {
  for (let at = 0; ; at++) {
    const section = record.section(at)
    if (section?.isEmpty !== true) return section
  }
}
