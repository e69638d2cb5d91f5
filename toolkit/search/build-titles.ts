/** What names a page: its author, its first heading, what it shares, its tab. */
import type { Body } from './build-body.ts'
import type { HeadingItem, Item } from './build-items.ts'
import type { Silence } from './build-place.ts'

const MAX_TITLE_LENGTH = 200
const MAX_FIRST_HEADINGS = 2
const SEPARATED_END = /\s*[-–—|·:»•]\s*$/
const SEPARATED_START = /^\s*[-–—|·:»•]\s*/

export interface Titles {
  /** The best one first. */
  readonly all: readonly string[]
  /** Whether the best one is from the head of the page. */
  readonly isTabTitle: boolean
  /** The heading that names the page, and is no text of it. */
  readonly heading: HeadingItem | undefined
}

/** The names of a page; `given` is the one that its author marked. */
export function readTitles(
  body: Body,
  chosen: readonly Item[],
  marksBody: boolean,
  given: string | undefined,
): Titles {
  const heading = firstHeading(chosen, body.head.title) ?? openingHeading(chosen, body.head.title)
  const named = (silence: Silence): string | undefined =>
    body.silentTitles.find((title) => title.silence === silence)?.title
  // Pagefind takes the name of a page from outside its marked part, too.
  const outside = marksBody ? (body.items.find(isFirst)?.title ?? named('header')) : undefined
  const own = [given, heading?.title ?? outside ?? named('ignored')].filter(isSaid)
  const all = [...own, ...headTitles(body), chosen.find(isFirst)?.title, named('header')]
    .filter(isSaid)
    .map((title) => title.slice(0, MAX_TITLE_LENGTH))
  return {
    all: [...new Set(all)],
    isTabTitle: own.length === 0,
    heading: given === undefined ? heading : undefined,
  }
}

/**
 * The heading that names the page. In a list of pages, each is named by one that leads to it; and where every section
 * has a first heading, that of the page is the one that the tab has, too.
 */
function firstHeading(chosen: readonly Item[], tab: string): HeadingItem | undefined {
  const all = chosen.filter(isFirst)
  if (all.length <= 1) return all[0]
  const own = all.filter(({ title, links }) => links < title.length)
  return own.length > MAX_FIRST_HEADINGS ? own.find(({ title }) => isAlike(title, tab)) : own[0]
}

function isAlike(title: string, other: string): boolean {
  const [one, two] = [title.toLowerCase(), other.toLowerCase()]
  return two === '' || one.includes(two) || two.includes(one)
}

function isFirst(item: Item): item is HeadingItem {
  return item.kind === 'heading' && item.level === 1
}

/** Some generators give the first heading of a page another level. The tab tells that it names the page. */
function openingHeading(chosen: readonly Item[], tab: string): HeadingItem | undefined {
  const first = chosen.find(({ kind }) => kind === 'text' || kind === 'heading')
  if (first?.kind !== 'heading' || !tab.startsWith(first.title)) return undefined
  const rest = tab.slice(first.title.length)
  return rest === '' || SEPARATED_START.test(rest) ? first : undefined
}

function isSaid(title: string | undefined): title is string {
  return title !== undefined && title !== ''
}

/** The title that the page is shared with, if it is not only the site's name, and that of the tab without that name. */
function headTitles({ head: { metas, title } }: Body): string[] {
  const name = metas.get('og:site_name') ?? ''
  const shared = metas.get('og:title') ?? ''
  return [shared === name ? '' : withoutName(shared, name), withoutName(title, name)].filter(isSaid)
}

/** `About | Name` and `Name | About` without the name. */
function withoutName(title: string, name: string): string {
  if (name === '' || title === name) return title
  const before = title.slice(0, -name.length)
  const after = title.slice(name.length)
  if (title.endsWith(name) && SEPARATED_END.test(before)) return before.replace(SEPARATED_END, '')
  if (title.startsWith(name) && SEPARATED_START.test(after))
    return after.replace(SEPARATED_START, '')
  return title
}
