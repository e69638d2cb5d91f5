/** Whatever is asked, the search answers, and reads no more than it may. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import type { Marked } from '../../toolkit/page/format.ts'
import type { SearchEngine, SearchOptions, SearchResult } from '../../toolkit/search/engine.ts'
import { listFiles } from '../../toolkit/site/build-files.ts'
import { buildIndex, type MemoryIndex } from '../search-index.ts'
import { startFixture, type Fixture } from '../worker/fixture.ts'
import { PAGES } from '../worker/search-pages.ts'
import { hostileQueries } from './hostile-queries.ts'

const COUNT = 10_000
const ASKED_OF_WORKER = 400
const SEED = 20
/** Workers allows 50 in a request, and the page that is filled is one of them. */
const MAX_READS = 45
const MAX_BYTES = MAX_READS * 65_536
/** How often an engine is opened anew, so that it has nothing in memory. */
const FRESH_EACH = 5

const DIST = join(import.meta.dirname, '../../dist')
const WORDS = ['form', 'search', 'Worker', 'lookups', 'the', 'leanto', 'headers', 'd1', 'inbox']

const OPTIONS: readonly SearchOptions[] = [
  {},
  { limit: 20, offset: 13 },
  { facets: true, filters: { __proto__: ['x'], topic: ['fruit', '"'] } },
  { sort: { by: 'constructor', descending: true }, limit: 1 },
]

/** This site's own pages, as they were last built. */
async function readPages(): Promise<Record<string, string>> {
  const files = (await listFiles(DIST)).filter(
    (file) => file.endsWith('.html') && !file.startsWith('_leanto/'),
  )
  const pages = files.map(async (file): Promise<[string, string]> => [
    file,
    await readFile(join(DIST, file), 'utf8'),
  ])
  return { ...Object.fromEntries(await Promise.all(pages)), ...PAGES }
}

function assertWellFormed(query: string, result: SearchResult, limit: number): void {
  const say = JSON.stringify(query.slice(0, 80))
  assert.ok(result.results.length <= limit, say)
  assert.ok(result.total >= result.results.length, say)
  for (const { url, title, excerpt, sections, score } of result.results) {
    assert.match(url, /^\//, say)
    assert.ok(Number.isFinite(score), say)
    for (const text of [title, ...sections.map((section) => section.title)]) {
      assert.ok(text.isWellFormed(), say)
    }
    for (const marked of [excerpt, ...sections.map((section) => section.excerpt)]) {
      assertMarks(marked, say)
    }
  }
}

function assertMarks({ text, marks }: Marked, say: string): void {
  assert.ok(text.isWellFormed(), say)
  let from = 0
  for (const [start, end] of marks) {
    assert.ok(start >= from && end > start && end <= text.length, say)
    from = end
  }
}

describe('hostile queries', () => {
  const queries = hostileQueries(COUNT, SEED, WORDS)

  describe('to the engine', () => {
    let index: MemoryIndex
    before(async () => {
      index = await buildIndex(await readPages())
    })

    test(`${COUNT} of them are answered, each within the reads of a request`, async () => {
      let engine: SearchEngine = index.open()
      let found = 0
      for (const [at, query] of queries.entries()) {
        if (at % FRESH_EACH === 0) engine = index.open()
        const read = index.reads.length
        const options = OPTIONS[Math.floor(at / FRESH_EACH) % OPTIONS.length] ?? {}
        const result = await engine.search(query, options)
        assertWellFormed(query, result, options.limit ?? 10)
        const paths = index.reads.slice(read)
        const bytes = paths.reduce((sum, path) => sum + (index.files.get(path)?.length ?? 0), 0)
        const say = JSON.stringify(query.slice(0, 80))
        assert.ok(paths.length <= MAX_READS, `${paths.length} reads for ${say}`)
        assert.ok(bytes <= MAX_BYTES, `${bytes} bytes for ${say}`)
        if (result.total > 0) found++
      }
      // Queries that find nothing would show nothing.
      assert.ok(found > COUNT / 4, `${found} found something`)
    })
  })

  describe('to the Worker', () => {
    let site: Fixture
    before(async () => {
      site = await startFixture(PAGES, {
        main: 'tests/worker/search-worker.edge.ts',
        paths: ['/search', '/api/search/*', '/api/search'],
      })
    })
    after(() => site.close())

    test(`${ASKED_OF_WORKER} of them get a page and JSON, or are refused as too long`, async () => {
      // The server cuts a line of a request that is longer than 16 KB.
      const asked = queries.filter((query) => query.length < 2000)
      const step = Math.floor(asked.length / ASKED_OF_WORKER)
      const statuses = new Map<number, number>()
      for (let at = 0; at < ASKED_OF_WORKER; at++) {
        const query = encodeURIComponent((asked[at * step] ?? '').toWellFormed())
        for (const path of [`/search?q=${query}`, `/api/search?q=${query}`]) {
          const { status } = await site.fetch(path)
          assert.ok([200, 303, 400].includes(status), `${status} from ${path}`)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      }
      assert.ok((statuses.get(200) ?? 0) > ASKED_OF_WORKER, JSON.stringify([...statuses]))
      assert.deepEqual(site.logs(), [])
    })
  })
})
