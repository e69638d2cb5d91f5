/** Pagefind over the same pages: built by its program, asked by its own script, which needs a server but no browser. */
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { pagePath } from '../toolkit/page/build-page.ts'
import { runMeasured, type Took } from './search-site.ts'

const PROGRAM = join(import.meta.dirname, '../node_modules/pagefind/lib/runner/bin.cjs')
const SHOWN = 10

/** What of its script is used: https://pagefind.app/docs/api/ */
interface Script {
  createInstance(options: { readonly basePath: string; readonly noWorker: true }): Instance
}

interface Instance {
  search(query: string): Promise<{ readonly results: readonly Result[] }>
}

interface Result {
  data(): Promise<{ readonly url: string }>
}

export interface Pagefind {
  /** The first ten pages, by their URL paths. */
  ask(query: string): Promise<string[]>
  close(): void
}

/** Indexes the pages of a folder into another. */
export function buildPagefind(site: string, out: string): Promise<Took> {
  return runMeasured(process.execPath, [PROGRAM, '--site', site, '--output-path', out], site)
}

/** Opens what was built. */
export async function openPagefind(out: string): Promise<Pagefind> {
  // A connection that is closed while the next question is on its way fails on a busy machine.
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    readFile(join(out, pathname)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    )
  }).listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const script: Script = await import(pathToFileURL(join(out, 'pagefind.js')).href)
  const instance = script.createInstance({ basePath: `http://127.0.0.1:${port}/`, noWorker: true })
  return {
    async ask(query) {
      const { results } = await instance.search(query)
      const shown = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()))
      return shown.map(({ url }) => pagePath(url.slice(1)))
    },
    close: () => void server.close(),
  }
}
