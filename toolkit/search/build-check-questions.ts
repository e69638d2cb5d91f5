/** Questions with known answers, made of what a site says of itself: its titles and headings. */
import { fold } from '../core/fold.ts'
import { addTypo } from './build-check-typo.ts'

/** What the questions are made of: a page, its title, and the headings of its sections. */
export interface NamedPage {
  readonly url: string
  readonly title: string
  readonly headings: readonly string[]
}

export type QuestionKind = 'title' | 'heading'

export interface Question {
  readonly kind: QuestionKind
  /** Whether the query has one mistake. */
  readonly hasTypo: boolean
  readonly query: string
  /** The title or heading as it is written. */
  readonly name: string
  /** The pages that have it, any of which is the answer. */
  readonly pages: readonly string[]
}

export interface Questions {
  readonly questions: readonly Question[]
  /** Titles that more than one page has, each with these. */
  readonly sharedTitles: ReadonlyMap<string, readonly string[]>
  /** How many headings stand on more than one page, so that they ask for none: `Examples`. */
  readonly sharedHeadings: number
}

/** Asking takes some milliseconds; of a large site, a part says enough. */
const MAX_OF_A_KIND = 1000

/** Makes the questions: every title and heading, or so many evenly chosen ones, as it is and with one mistake. */
export function makeQuestions(pages: readonly NamedPage[]): Questions {
  const titles = group(pages.map(({ url, title }) => [title, url]))
  const titleKeys = new Set(titles.map(({ key }) => key))
  const headings = group(
    pages.flatMap(({ url, headings: own }) => own.map((heading) => [heading, url] as const)),
  ).filter(({ key }) => !titleKeys.has(key))
  const isShared = ({ pages: found }: Named): boolean => found.length > 1
  return {
    questions: [
      ...toQuestions('title', titles),
      ...toQuestions(
        'heading',
        headings.filter((heading) => !isShared(heading)),
      ),
    ],
    sharedTitles: new Map(titles.filter(isShared).map(({ name, pages: found }) => [name, found])),
    sharedHeadings: headings.filter(isShared).length,
  }
}

interface Named {
  readonly key: string
  readonly name: string
  readonly pages: readonly string[]
}

/** Names that differ in case and accents alone are one. */
function group(named: readonly (readonly [name: string, url: string])[]): Named[] {
  const byKey = Map.groupBy(named, ([name]) => toQuery(fold(name)))
  return [...byKey]
    .filter(([key]) => /[\p{L}\p{N}]/u.test(key))
    .map(([key, found]) => ({
      key,
      name: found[0]?.[0] ?? key,
      pages: [...new Set(found.map(([, url]) => url))],
    }))
}

function toQuestions(kind: QuestionKind, named: readonly Named[]): Question[] {
  const asked = spread(named).map(({ name, pages }): Question => ({
    kind,
    hasTypo: false,
    query: toQuery(name),
    name,
    pages,
  }))
  const wrong = asked.flatMap((question): Question[] => {
    const query = addTypo(question.query)
    return query === undefined ? [] : [{ ...question, query, hasTypo: true }]
  })
  return [...asked, ...wrong]
}

/** As a visitor types it: quotes and a leading minus would ask for something else. */
function toQuery(name: string): string {
  return name
    .replaceAll(/["“”„«»]|(?<!\S)-+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function spread(named: readonly Named[]): readonly Named[] {
  const step = Math.max(1, named.length / MAX_OF_A_KIND)
  const count = Math.min(named.length, MAX_OF_A_KIND)
  return Array.from({ length: count }, (_, at) => named[Math.floor(at * step)]).filter(
    (item) => item !== undefined,
  )
}
