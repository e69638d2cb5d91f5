/**
 * How well the pages come first that editors have named: nDCG@10 over the indexes at the back of two manuals, as asked,
 * and with one mistake in the longest word.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openSearch } from '../toolkit/cli/search-folder.ts'
import { fetchManual, type ManualName } from './corpora.ts'
import { readDocuments } from './search-documents.ts'
import { openFts5 } from './search-fts5.ts'
import { misspellAll, readDocBookIndex, readSphinxIndex } from './search-judged.ts'
import { prepareManual } from './search-mix.ts'
import { buildPagefind, openPagefind } from './search-pagefind.ts'
import { flexsearch } from './search-peer-flexsearch.ts'
import { lunrPeer } from './search-peer-lunr.ts'
import { minisearch } from './search-peer-minisearch.ts'
import type { Ask } from './search-peer.ts'
import { mean, scoreResults, type Judged } from './search-score.ts'
import { buildMix } from './search-site.ts'
import { formatTable } from './search-table.ts'

const SETS: readonly (readonly [
  manual: ManualName,
  index: string,
  read: (file: string, html: string) => Judged[],
])[] = [
  ['postgresql', 'bookindex.html', readDocBookIndex],
  ['python', 'genindex-all.html', readSphinxIndex],
]

/** Gives the URL paths of the first ten. */
type AskUrls = (query: string) => Promise<readonly string[]>

interface Engine {
  readonly name: string
  readonly ask: AskUrls
  readonly close: () => unknown
}

export async function measureRelevance(): Promise<string> {
  const scores = new Map<string, string[]>()
  const head = ['engine']
  for (const [manual, file, read] of SETS) {
    const judged = read(file, await readFile(join(fetchManual(manual), file), 'utf8'))
    const wrong = misspellAll(judged)
    head.push(`${manual}, ${judged.length} questions`, `one mistake, ${wrong.length} questions`)
    for await (const { name, ask, close } of openEngines(await prepareManual(manual))) {
      const cells = scores.get(name) ?? []
      for (const set of [judged, wrong]) cells.push((await score(ask, set)).toFixed(3))
      scores.set(name, cells)
      await close()
    }
  }
  return formatTable(
    head,
    [...scores].map(([name, cells]) => [name, ...cells]),
  )
}

async function score(ask: AskUrls, judged: readonly Judged[]): Promise<number> {
  const scores: number[] = []
  for (const question of judged) scores.push(scoreResults(await ask(question.query), question))
  return mean(scores)
}

/** One after another, so that only one index is in memory. */
async function* openEngines(folder: string): AsyncGenerator<Engine> {
  yield await openOurs(folder)
  yield await openBuiltPagefind(folder)
  const documents = await readDocuments(folder)
  for (const peer of [minisearch, lunrPeer, flexsearch]) {
    yield { name: peer.name, ask: toUrls(peer.open(peer.build(documents))), close: () => undefined }
  }
  yield { name: 'FTS5', ask: toUrls(openFts5(documents)), close: () => undefined }
}

async function openOurs(folder: string): Promise<Engine> {
  const site = await buildMix(folder)
  const { engines } = await openSearch(site.folder)
  const ask: AskUrls = async (query) => {
    const answer = await engines[0]?.search(query)
    return answer?.results.map(({ url }) => url) ?? []
  }
  return { name: 'Leanto', ask, close: () => site.remove() }
}

async function openBuiltPagefind(folder: string): Promise<Engine> {
  const out = await mkdtemp(join(tmpdir(), 'leanto-pagefind-'))
  await buildPagefind(folder, out)
  const pagefind = await openPagefind(out)
  return {
    name: 'Pagefind',
    ask: (query) => pagefind.ask(query),
    async close() {
      pagefind.close()
      await rm(out, { recursive: true })
    },
  }
}

function toUrls(ask: Ask): AskUrls {
  return async (query) => ask(query).map(({ url }) => url)
}
