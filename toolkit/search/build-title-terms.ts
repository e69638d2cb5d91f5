/** Titles and headings as terms, so that what is called exactly what was asked for is found without reading all of them. */
import type { SearchPage } from './build-extract.ts'
import { compare } from './build-order.ts'
import { encodePostings, type Posting } from './postings.ts'
import { titleKey, type Term } from './shard.ts'
import type { Stem } from './stem.ts'
import { tokenize } from './tokenize.ts'

/** How many pages of one title are kept. */
const MAX_PAGES = 1024
// So that a stem with its titles still fits a shard.
const MAX_TITLES_OF_STEM = 256
/** What a heading counts beside a title of the same words. */
const HEADING_IMPACT = 0.5
// A long heading is seldom asked for as it stands, and one that is on many pages names none of them.
const MAX_HEADING_WORDS = 3
const MAX_HEADINGS = 4

interface Title {
  readonly words: readonly string[]
  readonly postings: Posting[]
}

/** The terms of titles, sorted by key, under the stem of each title's word that is in the fewest titles. */
export function buildTitleTerms(
  pages: readonly SearchPage[],
  language: string,
  stem: Stem,
): ReadonlyMap<string, readonly Term[]> {
  const titles = groupTitles(pages, language)
  const spread = new Map<string, number>()
  for (const { words } of titles) {
    for (const key of new Set(words.map(stem))) spread.set(key, (spread.get(key) ?? 0) + 1)
  }
  const placed = titles.map((title) => {
    const [rarest = ''] = title.words
      .map(stem)
      .toSorted((a, b) => (spread.get(a) ?? 0) - (spread.get(b) ?? 0) || compare(a, b))
    return { ...title, rarest }
  })
  const byStem = [...Map.groupBy(placed, ({ rarest }) => rarest)]
  return new Map(
    byStem.map(([key, list]) => [
      key,
      list
        .toSorted(byRank)
        .slice(0, MAX_TITLES_OF_STEM)
        .map((title) => encodeTitle(key, title))
        .toSorted(byKey),
    ]),
  )
}

/** A title is known by its whole words, folded; one without any is not known. */
function groupTitles(pages: readonly SearchPage[], language: string): Title[] {
  const titles = new Map<string, Title>()
  const headings = new Map<string, Title>()
  const add = (to: Map<string, Title>, words: readonly string[], posting: Posting): void => {
    // Titles whose keys are cut to the same are one.
    const key = titleKey('', words)
    const found = to.get(key) ?? { words, postings: [] }
    to.set(key, found)
    if (found.postings.length < MAX_PAGES) found.postings.push(posting)
  }
  pages.forEach(({ title, sections }, page) => {
    const words = wordsOf(title, language)
    if (words.length > 0) add(titles, words, { page, section: 0, impact: 1 })
    sections.forEach((heading, section) => {
      const own = wordsOf(heading.title, language)
      if (section === 0 || own.length === 0 || own.length > MAX_HEADING_WORDS) return
      add(headings, own, { page, section, impact: HEADING_IMPACT })
    })
  })
  const named = [...headings].filter(
    ([key, { postings }]) => postings.length <= MAX_HEADINGS && !titles.has(key),
  )
  return [...titles.values(), ...named.map(([, heading]) => heading)]
}

function wordsOf(title: string, language: string): readonly string[] {
  return tokenize(title, language).flatMap(({ text, part }) => (part ? [] : [text]))
}

/** Titles before headings, then by their words. */
function byRank(a: Title, b: Title): number {
  const isHeading = ({ postings: [first] }: Title): number => (first?.section === 0 ? 0 : 1)
  return isHeading(a) - isHeading(b) || compare(a.words.join(' '), b.words.join(' '))
}

function encodeTitle(stem: string, { words, postings }: Title): Term {
  return { key: titleKey(stem, words), count: postings.length, postings: encodePostings(postings) }
}

function byKey(a: Term, b: Term): number {
  return compare(a.key, b.key)
}
