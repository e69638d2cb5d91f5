/** What a browser loads until the first answer stands on the page: script, index and texts of ten results. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium, type Browser, type Page } from 'playwright'

import { findBrowser, LAUNCH_ARGUMENTS } from '../tests/browser.ts'
import { prepareMix } from './search-mix.ts'
import { buildPagefind } from './search-pagefind.ts'
import { buildMix } from './search-site.ts'
import { startStatic, type StaticServer } from './search-static.ts'
import { formatTable } from './search-table.ts'

const QUERIES = ['vacuum', 'iterator map', 'create index concurrently', 'transactoin isolation']
const SHOWN = 10

/** Its script alone, without the styles and code of its user interface. */
const PAGEFIND_PAGE = `<!doctype html><html lang="en"><title>Find</title><script type="module">
const pagefind = await import('/pagefind/pagefind.js')
window.ask = async (query) => {
  const { results } = await pagefind.search(query)
  const shown = await Promise.all(results.slice(0, ${SHOWN}).map((result) => result.data()))
  document.title = 'found ' + shown.length
}
</script></html>`

type Ask = (page: Page, query: string) => Promise<void>

export async function measureBytes(pages: number): Promise<string> {
  const mix = await prepareMix(pages)
  const site = await buildMix(mix)
  const out = await mkdtemp(join(tmpdir(), 'leanto-pagefind-'))
  await buildPagefind(mix, out)
  const server = await startStatic({ '/pagefind/': out, '/': site.folder }, PAGEFIND_PAGE)
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...LAUNCH_ARGUMENTS],
  })
  const rows: string[][] = []
  for (const query of QUERIES) {
    const ours = await load(browser, server, '/find/', (page) => askElement(page, query))
    const theirs = await load(browser, server, '/asked-by-script', (page) => askScript(page, query))
    rows.push([query, ...ours.cells, ...theirs.cells, `${(ours.gzip / theirs.gzip).toFixed(2)}x`])
  }
  await browser.close()
  server.close()
  await Promise.all([site.remove(), rm(out, { recursive: true })])
  const names = ['Leanto', 'Pagefind'].flatMap((name) =>
    ['requests', 'KB', 'KB gzip'].map((what) => `${name}, ${what}`),
  )
  return formatTable(['first question', ...names, 'ratio'], rows)
}

interface Loaded {
  readonly gzip: number
  readonly cells: readonly string[]
}

/** Opens a page in a browser that has nothing in memory, and asks. */
async function load(
  browser: Browser,
  server: StaticServer,
  path: string,
  ask: (page: Page) => Promise<void>,
): Promise<Loaded> {
  const context = await browser.newContext()
  const page = await context.newPage()
  server.sent.length = 0
  await page.goto(server.url + path)
  await ask(page)
  await context.close()
  // The page itself, and the icon that every browser asks for, are no part of the search.
  const sent = server.sent.filter((file) => file.path !== path && file.path !== '/favicon.ico')
  const sum = (of: 'bytes' | 'gzip'): number => sent.reduce((total, file) => total + file[of], 0)
  const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(0)
  return {
    gzip: sum('gzip'),
    cells: [String(sent.length), kilobytes(sum('bytes')), kilobytes(sum('gzip'))],
  }
}

async function askElement(page: Page, query: string): Promise<void> {
  await page.locator('leanto-search input').fill(query)
  await page.locator('leanto-search [role="option"]').first().waitFor()
}

const askScript: Ask = async (page, query) => {
  await page.waitForFunction('window.ask !== undefined')
  await page.evaluate(`window.ask(${JSON.stringify(query)})`)
}
