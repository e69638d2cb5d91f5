/** Whether a site's search finds what the site has: asks a built index for its own titles and headings. */
import type { ReadFile } from '../core/read.ts'
import { makeQuestions, type NamedPage, type Question } from './build-check-questions.ts'
import { openCodes } from './codes.ts'
import type { SearchEngine, SearchResult } from './engine.ts'
import { codesPath, packPath, type SearchIndex } from './format.ts'
import { readRecord } from './pack.ts'

export interface SearchCheck {
  readonly index: SearchIndex
  readonly answers: readonly CheckedAnswer[]
  readonly sharedTitles: ReadonlyMap<string, readonly string[]>
  readonly sharedHeadings: number
}

export interface CheckedAnswer extends Question {
  /** The place of the page among the results, from 0; -1 where it is not among the first ten. */
  readonly place: number
  /** What came first, unless nothing did. */
  readonly first: FirstResult | undefined
  /** What the query was taken for. */
  readonly corrected: string | undefined
}

export interface FirstResult {
  readonly url: string
  readonly title: string
}

/** Asks everything that the index can be asked of itself. */
export async function checkSearch(engine: SearchEngine, read: ReadFile): Promise<SearchCheck> {
  const pages = await readPages(engine.index, read)
  const { questions, sharedTitles, sharedHeadings } = makeQuestions(pages)
  const answers: CheckedAnswer[] = []
  for (const question of questions) {
    answers.push(toAnswer(question, await engine.search(question.query)))
  }
  return { index: engine.index, answers, sharedTitles, sharedHeadings }
}

/** The part, 0 to 1, of some answers that has the page among the first so many results; 1 of none. */
export function shareWithin(answers: readonly CheckedAnswer[], count: number): number {
  const found = answers.filter(({ place }) => place >= 0 && place < count)
  return answers.length === 0 ? 1 : found.length / answers.length
}

function toAnswer(question: Question, { results, corrected }: SearchResult): CheckedAnswer {
  const [first] = results
  return {
    ...question,
    place: results.findIndex(({ url }) => question.pages.includes(url)),
    first: first && { url: first.url, title: first.title },
    corrected,
  }
}

async function readPages(index: SearchIndex, read: ReadFile): Promise<NamedPage[]> {
  const path = codesPath(index)
  const codes = openCodes(path === undefined ? undefined : await read(path))
  const pages: NamedPage[] = []
  for (const [number, count] of index.packs.counts.entries()) {
    const pack = await read(packPath(index, number))
    for (let at = 0; at < count; at++) {
      const { url, title, sections } = readRecord(pack, at, codes)
      pages.push({ url, title, headings: sections.map((section) => section.title).filter(Boolean) })
    }
  }
  return pages
}
