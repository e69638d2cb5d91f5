/** A small site with lookups, and other servers, for the journeys of its visitors and of those of other sites. */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'

import { ROOT } from '../worker/site.ts'
import { testOn } from './fixture.ts'
import { LOOKUP_PAGES } from './lookup-element-pages.ts'

const OPTIONS = {
  main: 'tests/e2e/lookup-element-worker.edge.ts',
  paths: ['/lookups/*', '!/lookups/', '!/lookups/*/', '/api/*'],
  lookups: join(ROOT, 'tests', 'e2e', 'lookup-element'),
}

/** The `test` of the site. */
export const test = testOn(LOOKUP_PAGES, OPTIONS)

export interface Served {
  readonly url: string
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
}

/** Serves the files of a folder and nothing else: a site whose functions are switched off for good. */
export async function serveFolder(folder: string): Promise<Served> {
  return serve(
    createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const named = join(folder, decodeURIComponent(pathname))
      const path = pathname.endsWith('/') ? join(named, 'index.html') : named
      const isThere = existsSync(path) && statSync(path).isFile()
      const type = TYPES[isThere ? extname(path) : '.html'] ?? 'text/plain'
      response.writeHead(isThere ? 200 : 404, { 'content-type': type })
      createReadStream(isThere ? path : join(folder, '404.html')).pipe(response)
    }),
  )
}

/** Another site, with one page. @param policy - its content security policy */
export async function servePage(html: string, policy: string): Promise<Served> {
  return serve(
    createServer((_request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
      })
      response.end(html)
    }),
  )
}

async function serve(server: Server): Promise<Served> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
