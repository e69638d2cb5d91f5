/** What of a built page is searched: its names, the text of its main part split at its headings, and what it is marked with. */
import type { Page } from '../page/build-page.ts'
import { readBody, type Body } from './build-body.ts'
import { asksForSilence } from './build-head.ts'
import { measure, type Item, type Range } from './build-items.ts'
import { foldSections } from './build-sections.ts'
import { readTitles } from './build-titles.ts'
import type { Words } from './build-words.ts'

/** A page as the index takes it in. Plain JSON. */
export interface SearchPage {
  readonly url: string
  /** BCP 47 tag as the page says it, or `''` where it does not: the site's main language is meant. */
  readonly language: string
  readonly title: string
  /** Whether the title is that of the tab, which often ends with the site's name. */
  readonly isTabTitle: boolean
  /** Further names of the page, the better ones first, if the title turns out to be that of the whole site. */
  readonly otherTitles?: readonly string[]
  readonly description: string
  /** Whether the page says itself which part of it is searched. */
  readonly marksBody: boolean
  /** Whether only visitors with a permission may find it. */
  readonly private: boolean
  /** `<link rel="canonical">` as a whole URL, with the origin of `SITE` where it names none. */
  readonly canonical?: string
  /** What a result shows beside its text; `src` as seen from anywhere on the site. */
  readonly image: SearchImage | undefined
  /** The first image of the text, if `image` turns out to be that of the whole site. */
  readonly otherImage?: SearchImage
  /** Further things to show, by their names. */
  readonly meta: Readonly<Record<string, string>>
  /** What results can be narrowed by: the page's values of each filter. */
  readonly filters: Readonly<Record<string, readonly string[]>>
  /** What results can be sorted by, as written. */
  readonly sorts: Readonly<Record<string, string>>
  /** Section 0 is the page itself, before the first heading with an anchor. */
  readonly sections: readonly SearchSection[]
  /** Its words, where they have been cut already. */
  readonly words?: Words
}

export interface SearchImage {
  readonly src: string
  readonly alt: string
}

export interface SearchSection {
  readonly anchor: string
  readonly title: string
  /** The text in pieces, in order. */
  readonly pieces: readonly SearchPiece[]
}

export interface SearchPiece {
  /** Blocks of text: one a line as a page gives them, parted by blanks in an index. */
  readonly text: string
  /** What an occurrence of a word counts. */
  readonly weight: number
  /** Where a block is short, or made of links: it is furniture if it stands on many pages. */
  readonly loose?: 'text' | 'links'
}

/** An origin that no site has, for addresses within this one. */
export const SITE = 'https://site.invalid'

/** Values that a result has a place of its own for. */
const SPECIAL = new Set(['title', 'image', 'image_alt'])
const MAX_DESCRIPTION_LENGTH = 300
/** A page that says no more than this may be no more than a way to another one. */
const MAX_STUB_LENGTH = 300
const ARTICLE_SHARE = 1 / 2
const MAX_BESIDE_LINK = 3
const ERROR_PAGE = /^(?:\/[a-z]{2,3}(?:-\w+)?)?\/404\/?$/i
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i

/** Takes the searched text out of a page, or gives `undefined` for one that is not to be found. */
export function extractPage(page: Page): SearchPage | undefined {
  const body = readBody(page)
  const isPrivate = body.private || body.head.private
  if (ERROR_PAGE.test(page.path) || body.head.moves) return undefined
  // Who keeps a page for members keeps it from search engines, too.
  if (asksForSilence(body.head) && !isPrivate) return undefined
  const ranges = chooseRanges(body)
  const chosen = ranges.flatMap(({ start, end }) => body.items.slice(start, end))
  const marksBody = ranges.some(({ kind }) => kind === 'marked')
  if (!marksBody && (body.ignored || isStub(body, chosen))) return undefined
  const { meta, filters, sorts } = readCaptures(body)
  const titles = readTitles(body, chosen, marksBody, meta['title'])
  const [title = page.path, ...otherTitles] = titles.all
  const [image, otherImage] = readImages(body, ranges, meta, page.path)
  const canonical = resolve(body.head.canonical, page.path)
  return {
    url: page.path,
    language: readLanguage(body.language),
    title,
    isTabTitle: titles.isTabTitle,
    ...(otherTitles.length > 0 && { otherTitles }),
    description: readDescription(body),
    marksBody,
    private: isPrivate,
    ...(canonical !== '' && { canonical }),
    image,
    ...(otherImage !== undefined && { otherImage }),
    meta: Object.fromEntries(Object.entries(meta).filter(([name]) => !SPECIAL.has(name))),
    filters,
    sorts,
    sections: foldSections(chosen, titles.heading),
  }
}

function readDescription({ head: { metas } }: Body): string {
  const description = metas.get('description') || (metas.get('og:description') ?? '')
  return description.slice(0, MAX_DESCRIPTION_LENGTH).toWellFormed()
}

/** The parts that are searched: those that the author marked, else the main ones, else the page. */
function chooseRanges({ items, ranges, images }: Body): readonly Range[] {
  for (const kind of ['marked', 'main', 'article']) {
    const found = ranges.filter((range) => range.kind === kind)
    const isMost = kind !== 'article' || holdMost(items, found)
    if (found.length > 0 && isMost) return found.toSorted((a, b) => a.start - b.start)
  }
  return [{ kind: 'main', start: 0, end: items.length, image: images[0] }]
}

/** Articles are the page where they have most of its text; else they are parts of it. */
function holdMost(items: readonly Item[], articles: readonly Range[]): boolean {
  const inside = articles.reduce(
    (sum, { start, end }) => sum + measure(items, start, end).length,
    0,
  )
  return inside >= measure(items).length * ARTICLE_SHARE
}

/** Whether a page is only a way to another one: nothing but a link, or a few words and a script that goes there. */
function isStub({ targets, head }: Body, items: readonly Item[]): boolean {
  const [target, ...others] = targets
  if (target === undefined || others.length > 0) return false
  const { length, links } = measure(items)
  if (links === 0 || length > MAX_STUB_LENGTH) return false
  return length - links <= MAX_BESIDE_LINK || head.moving.includes(target)
}

/** Every value that the page gives, by name: the last one counts, but for filters. */
function readCaptures({ captures }: Body): Pick<SearchPage, 'meta' | 'filters' | 'sorts'> {
  const last = (kind: string): [string, string][] =>
    [...(captures.get(kind) ?? [])].map(([name, values]) => [name, values.at(-1) ?? ''])
  return {
    meta: Object.fromEntries([...last('default-meta'), ...last('meta')]),
    filters: Object.fromEntries(
      [...(captures.get('filter') ?? [])].map(([name, values]) => [name, [...new Set(values)]]),
    ),
    sorts: Object.fromEntries(last('sort')),
  }
}

/** What the page names as its image, else what it shares, else the first one in its text, as seen from anywhere. */
function readImages(
  { head }: Body,
  ranges: readonly Range[],
  meta: SearchPage['meta'],
  path: string,
): SearchImage[] {
  const first = ranges.find(({ image }) => image !== undefined)?.image
  const candidates = [
    { src: meta['image'], alt: meta['image_alt'] },
    { src: head.metas.get('og:image'), alt: head.metas.get('og:image:alt') },
    { src: first?.src, alt: first?.alt },
  ]
  return candidates.flatMap(({ src, alt }) => {
    const resolved = resolve(src ?? '', path)
    return resolved === '' ? [] : [{ src: fromSite(resolved), alt: alt ?? '' }]
  })
}

/** An address that a page names, as a whole URL: one of this site has the origin of `SITE`. `''` where it is none. */
function resolve(address: string, path: string): string {
  const url = address === '' ? null : URL.parse(address, SITE + path)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : ''
}

function fromSite(url: string): string {
  return url.startsWith(`${SITE}/`) ? url.slice(SITE.length) : url
}

/**
 * The language of a page, if it is a tag of one (BCP 47); `und`, `mul` and `zxx` are tags of none. Of one that no browser
 * knows, such as `zh-CHS`, the language alone.
 */
function readLanguage(written: string): string {
  const tag = written.trim().replaceAll('_', '-')
  if (!LANGUAGE.test(tag) || /^(?:und|mul|zxx)\b/i.test(tag)) return ''
  return isLocale(tag) ? tag : tag.split('-', 1).join('')
}

/** Whether `Intl` takes a tag; for others it throws. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
