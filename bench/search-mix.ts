/**
 * Folders of real pages as a generator would leave them: those of one manual, or a given number of three manuals, mixed
 * in an order that never changes, so that a smaller mix is the start of a larger one.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { contentHash } from '../toolkit/page/build-output.ts'
import { listFiles } from '../toolkit/site/build-files.ts'
import { fetchManual, type ManualName } from './corpora.ts'

const MANUALS: readonly ManualName[] = ['postgresql', 'python', 'rust']
const CACHE = join(tmpdir(), 'leanto-corpora')
/** Lists of everything that a manual has, and listings of source code: nobody searches for these. */
const NOT_PROSE = /(?:^|\/)(?:bookindex|genindex[^/]*|py-modindex|search)\.html$|^src\//
/** A page that only sends on to another; rustdoc writes thousands of them. */
const REDIRECT = /<meta http-equiv="refresh"/i

/** The page that is filled with results: all that a search page can have, and no other text. */
const SEARCH_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>
<main data-leanto="search"><h1>Search</h1>
<form role="search" action="/search"><label>Search <input type="search" name="q" data-fill="value:query"></label></form>
<p data-when="asked"><strong data-fill="text:total"></strong> pages</p>
<p data-when="corrected">Showing results for <a data-fill="href:correctedUrl text:corrected"></a></p>
<ol data-when="results"><template data-each="results"><li><a data-fill="href:url text:title"></a>
<p data-fill="text:excerpt"></p><ul data-when="sections"><template data-each="sections"><li>
<a data-fill="href:url text:title"></a> <span data-fill="text:excerpt"></span></li></template></ul></li></template></ol>
<nav><a data-when="previous" data-fill="href:previous">Previous</a> <a data-when="next" data-fill="href:next">More</a></nav>
</main></html>
`

/** A page that answers as you type. */
const TYPING_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Find</title>
<main><leanto-search mode="page"></leanto-search></main></html>
`

interface ManualPage {
  readonly manual: ManualName
  /** Within the manual: `library/os.html`. */
  readonly name: string
}

/**
 * The pages of a manual, without its lists of everything, in a folder of their own that is made once.
 * @throws {SkippedError} where the manual cannot be had
 */
export async function prepareManual(manual: ManualName): Promise<string> {
  const source = fetchManual(manual)
  return makeOnce(`pages-${manual}`, async (work) => {
    for (const { name } of await listPages(manual)) {
      await writeInto(join(work, name), await readFile(join(source, name)))
    }
  })
}

/**
 * A folder of so many pages and two that search, made once. Pages can be filtered by their `manual`.
 * @throws {SkippedError} where the manuals cannot be had
 */
export function prepareMix(count: number): Promise<string> {
  return makeOnce(`mix-${count}`, async (work) => {
    const all = (await Promise.all(MANUALS.map(listPages))).flat()
    const order = new Map(all.map((page) => [page, contentHash(`${page.manual}/${page.name}`)]))
    let taken = 0
    for (const page of all.toSorted((a, b) => compare(order.get(a), order.get(b)))) {
      if (taken === count) break
      const html = await readFile(join(fetchManual(page.manual), page.name), 'utf8')
      if (REDIRECT.test(html)) continue
      await writeInto(join(work, page.manual, page.name), addFilter(html, page.manual))
      taken++
    }
    if (taken < count) throw new Error(`expected ${count} pages in the manuals, got ${taken}`)
    await writeInto(join(work, 'search/index.html'), SEARCH_PAGE)
    await writeInto(join(work, 'find/index.html'), TYPING_PAGE)
  })
}

async function makeOnce(name: string, make: (work: string) => Promise<void>): Promise<string> {
  const folder = join(CACHE, name)
  if (existsSync(folder)) return folder
  const work = `${folder}.${process.pid}`
  await make(work)
  // Another process may have been faster.
  await rename(work, folder).catch(() => rm(work, { recursive: true }))
  return folder
}

async function writeInto(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

async function listPages(manual: ManualName): Promise<ManualPage[]> {
  return (await listFiles(fetchManual(manual)))
    .filter((name) => name.endsWith('.html') && !NOT_PROSE.test(name))
    .map((name) => ({ manual, name }))
}

function addFilter(html: string, manual: string): string {
  const filter = `<meta data-pagefind-filter="manual[content]" content="${manual}">`
  return html.replace(/<head[^>]*>/i, (head) => head + filter)
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : 1
}
