/** Takes out of pages what stands on many of them: the furniture that neither elements nor roles tell from text. */
import type { SearchPage, SearchPiece } from './build-extract.ts'
import type { SelectedPage } from './build-site.ts'
import { blocksOf } from './build-words.ts'

/** On fewer pages, what some of them share says little. */
const MIN_PAGES = 8
const MIN_FOLDER_PAGES = 16
/** What stands on a greater share of the pages is furniture. */
const SITE_SHARE = 1 / 3
const FOLDER_SHARE = 1 / 2
const MAX_SAMPLE = 1000

/** The page that keeps each block that is repeated, by the block. */
type Homes = ReadonlyMap<string, string>

const NONE: Homes = new Map()

/**
 * The pages of one index without the blocks that stand on more than a third of them, or on more than half of those
 * in one folder of the site's root. Only what is loose can go: a block that is made of links, or a short one that is no sentence and no row,
 * code or heading. Of the latter, the page with the shortest path keeps it, so that no word is lost to the search.
 */
export function withoutRepeated(pages: readonly SelectedPage[]): SelectedPage[] {
  const ofSite = pages.length < MIN_PAGES ? NONE : findRepeated(pages, SITE_SHARE)
  const ofFolders = new Map(
    [...Map.groupBy(pages, folderOf)]
      .filter(([, group]) => group.length >= MIN_FOLDER_PAGES && group.length < pages.length)
      .map(([folder, group]) => [folder, findRepeated(group, FOLDER_SHARE)]),
  )
  return pages.map((page) => {
    const repeated = [ofSite, ofFolders.get(folderOf(page)) ?? NONE]
    const thinning: Thinning = { url: page.url, repeated, blocks: 0, dropped: [] }
    const sections = page.sections.map((section) => thinOut(section, thinning))
    const { dropped } = thinning
    return { ...page, sections, ...(dropped.length > 0 && { dropped }) }
  })
}

function folderOf({ url }: SearchPage): string {
  return url.slice(0, url.indexOf('/', 1) + 1)
}

function findRepeated(pages: readonly SearchPage[], share: number): Homes {
  // Most blocks stand on one page only: those of some pages tell which are worth counting on all of them.
  const step = Math.ceil(pages.length / MAX_SAMPLE)
  const sample = pages.filter((_, at) => at % step === 0)
  const least = step === 1 ? share : share / 2
  const likely = countPages(sample, sample.length * least)
  const repeated = countPages(pages, pages.length * share, likely)
  return new Map([...repeated].map(([block, { home }]) => [block, home]))
}

interface Count {
  pages: number
  last: SearchPage
  home: string
}

/** The loose blocks that stand on more than `least` pages, of `only` these. */
function countPages(
  pages: readonly SearchPage[],
  least: number,
  only?: ReadonlyMap<string, Count>,
): Map<string, Count> {
  const counts = new Map<string, Count>()
  for (const page of pages) {
    for (const block of looseBlocks(page)) {
      if (only?.has(block) === false) continue
      const count = counts.get(block)
      if (count === undefined) counts.set(block, { pages: 1, last: page, home: page.url })
      else if (count.last !== page) {
        count.pages++
        count.last = page
        if (isShorter(page.url, count.home)) count.home = page.url
      }
    }
  }
  for (const [block, count] of counts) if (count.pages <= least) counts.delete(block)
  return counts
}

function* looseBlocks({ sections }: SearchPage): Generator<string> {
  for (const { pieces } of sections)
    for (const { text, loose } of pieces) if (loose !== undefined) yield* text.split('\n')
}

/** Whether a path comes before another one: the shorter, else the first in the alphabet. */
export function isShorter(path: string, other: string): boolean {
  return path.length < other.length || (path.length === other.length && path < other)
}

type Section = SearchPage['sections'][number]

interface Thinning {
  readonly url: string
  readonly repeated: readonly Homes[]
  /** How many blocks of the page were seen, and which of them are dropped. */
  blocks: number
  readonly dropped: number[]
}

/** A section with its blocks in one line a piece, without those that are repeated. */
function thinOut(section: Section, thinning: Thinning): Section {
  const pieces: SearchPiece[] = []
  let line = ''
  let weight = 0
  const flush = (): void => {
    if (line !== '') pieces.push({ text: line, weight })
    line = ''
  }
  for (const piece of section.pieces) {
    if (piece.weight !== weight) flush()
    weight = piece.weight
    const text = keptText(piece, thinning)
    line = line === '' || text === '' ? line + text : `${line} ${text}`
  }
  flush()
  return { ...section, pieces }
}

function keptText(piece: SearchPiece, thinning: Thinning): string {
  const blocks = blocksOf(piece)
  const first = thinning.blocks
  thinning.blocks += blocks.length
  if (piece.loose === undefined) return piece.text.replaceAll('\n', ' ')
  const kept = blocks.filter((block, at) => {
    const isStaying = isKept(block, piece, thinning)
    if (!isStaying) thinning.dropped.push(first + at)
    return isStaying
  })
  return kept.join(' ')
}

function isKept(block: string, { loose }: SearchPiece, { url, repeated }: Thinning): boolean {
  return repeated.every((homes) => {
    const home = homes.get(block)
    return home === undefined || (home === url && loose === 'text')
  })
}
