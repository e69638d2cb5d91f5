/**
 * The search of a real manual puts first what its editors named, with and without a mistake in the question, and reads
 * little for it. `npm run bench:search relevance` shows the same of other engines.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'

import { fetchManual, SkippedError } from '../../bench/corpora.ts'
import { misspellAll, readDocBookIndex } from '../../bench/search-judged.ts'
import { mean, scoreResults, type Judged } from '../../bench/search-score.ts'
import { parsePage } from '../../toolkit/page/build-page.ts'
import { extractPage, type SearchPage } from '../../toolkit/search/build-extract.ts'
import { createSearchBuild } from '../../toolkit/search/build.ts'
import { createEngine, type SearchEngine } from '../../toolkit/search/engine.ts'
import type { SearchIndex } from '../../toolkit/search/format.ts'
import { STEMS } from '../../toolkit/search/build-stems.ts'
import { stemFor, type Stem } from '../../toolkit/search/stem.ts'
import { listFiles } from '../../toolkit/site/build-files.ts'
import { createMemoryOutput, type MemoryOutput } from '../memory-output.ts'

const EDITORS_INDEX = 'bookindex.html'
/** The bars of nDCG@10. Pagefind has 0.81 and 0.18, MiniSearch 0.76 and 0.70. */
const MIN_PLAIN = 0.82
const MIN_TYPO = 0.8
/** Workers allows 50 reads in a request, and the page that is filled is one of them. */
const MAX_READS = 45
const MAX_FILES = 500
/** What a browser loads for the first answer beside the script, before compression: half the questions are below it. */
const MAX_FIRST_BYTES = 300_000
/** A control asks so many questions. */
const CONTROL_QUESTIONS = 300

interface BuiltManual {
  readonly index: SearchIndex
  readonly output: MemoryOutput
}

const manual = findManual()

describe(
  'the search of PostgreSQL’s manual',
  { skip: typeof manual !== 'string' && manual.reason },
  () => {
    let pages: readonly SearchPage[]
    let built: BuiltManual
    let stem: Stem
    let judged: readonly Judged[]
    let misspelled: readonly Judged[]

    before(async () => {
      const folder = typeof manual === 'string' ? manual : ''
      pages = await readPages(folder)
      built = await buildPages(pages)
      stem = stemFor(STEMS, 'en')
      judged = readDocBookIndex(EDITORS_INDEX, await readFile(join(folder, EDITORS_INDEX), 'utf8'))
      misspelled = misspellAll(judged)
    })

    const open = ({ index, output }: BuiltManual): SearchEngine =>
      createEngine(index, output.read, stem)

    test(`scores ${MIN_PLAIN} of what its editors ask, and ${MIN_TYPO} with a mistake`, async () => {
      assert.ok(judged.length === 600 && misspelled.length > 500)
      const plain = await score(open(built), judged)
      assert.ok(plain >= MIN_PLAIN, `nDCG@10 is ${plain.toFixed(4)}, expected ${MIN_PLAIN}`)
      const typo = await score(open(built), misspelled)
      assert.ok(
        typo >= MIN_TYPO,
        `nDCG@10 with a mistake is ${typo.toFixed(4)}, expected ${MIN_TYPO}`,
      )
    })

    test('would fall below without its corrections', async () => {
      const index = { ...built.index, reversed: { bounds: [], hashes: '' } }
      const typo = await score(open({ ...built, index }), misspelled.slice(0, CONTROL_QUESTIONS))
      assert.ok(typo < MIN_TYPO, `nDCG@10 is ${typo.toFixed(4)}`)
    })

    test('would fall below if titles and headings were as any other text', async () => {
      const untitled = await buildPages(pages.map(withoutTitles))
      const plain = await score(open(untitled), judged.slice(0, CONTROL_QUESTIONS))
      assert.ok(plain < MIN_PLAIN, `nDCG@10 is ${plain.toFixed(4)}`)
    })

    test(`has at most ${MAX_FILES} files, and reads at most ${MAX_READS} of them for an answer`, async () => {
      const { files, reads } = built.output
      assert.ok(files.size <= MAX_FILES, `${files.size} files`)
      const bytes: number[] = []
      const root = JSON.stringify(built.index).length
      for (const { query } of [...judged, ...misspelled]) {
        const from = reads.length
        await open(built).search(query)
        const paths = reads.slice(from)
        assert.ok(paths.length <= MAX_READS, `${paths.length} reads for "${query}"`)
        bytes.push(paths.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), root))
      }
      const middle = bytes.toSorted((a, b) => a - b)[Math.floor(bytes.length / 2)] ?? Infinity
      assert.ok(middle <= MAX_FIRST_BYTES, `${middle} bytes for the first answer`)
    })
  },
)

function findManual(): string | { readonly reason: string } {
  try {
    return fetchManual('postgresql')
  } catch (cause) {
    if (cause instanceof SkippedError) return { reason: cause.message }
    throw cause
  }
}

async function readPages(folder: string): Promise<SearchPage[]> {
  const files = (await listFiles(folder)).filter(
    (file) => file.endsWith('.html') && file !== EDITORS_INDEX,
  )
  const pages: SearchPage[] = []
  for (const file of files) {
    const page = extractPage(parsePage(file, await readFile(join(folder, file), 'utf8')))
    if (page !== undefined) pages.push(page)
  }
  return pages
}

async function buildPages(pages: readonly SearchPage[]): Promise<BuiltManual> {
  const build = createSearchBuild()
  for (const page of pages) build.add(page)
  const output = createMemoryOutput()
  const [index] = (await build.finish(output)).indexes
  assert.ok(index !== undefined)
  return { index, output }
}

/** What titles and headings say is still found, and counts what all else does. */
function withoutTitles(page: SearchPage): SearchPage {
  const sections = page.sections.map((section, at) => {
    const heading = at === 0 ? page.title : section.title
    return { ...section, title: '', pieces: [{ text: heading, weight: 1 }, ...section.pieces] }
  })
  return { ...page, title: 'Page', sections }
}

async function score(engine: SearchEngine, judged: readonly Judged[]): Promise<number> {
  const scores: number[] = []
  for (const question of judged) {
    const { results } = await engine.search(question.query)
    scores.push(
      scoreResults(
        results.map(({ url }) => url),
        question,
      ),
    )
  }
  return mean(scores)
}
