/** Writes the pages of the inbox: static templates that the Worker fills, independent of the owner's own pages. */
import { insertPolicy } from '../page/build-csp.ts'
import type { Output } from '../page/build-output.ts'
import { parsePage } from '../page/build-page.ts'
import { compileRegions } from '../page/build-template.ts'
import { readTemplate, writeAssets, type PageAssets } from './build-assets.ts'
import { PAGES, pageFile } from './pages.ts'

// Where the content of a page goes in the frame that they share.
const CONTENT = '<!-- main -->'

/**
 * Writes every page of the inbox, with its style and its script, below `/_leanto/inbox/`. Call it once the site's own
 * pages are read: these are for no search and no sitemap.
 */
export async function writeInboxPages(output: Output): Promise<void> {
  const assets = await writeAssets(output)
  const frame = await readTemplate('frame')
  for (const name of PAGES) {
    const template = await readTemplate(name)
    // A page that is whole has no frame.
    const html = template.startsWith('<!doctype')
      ? template
      : frame.replace(CONTENT, () => template)
    await output.write(`/${pageFile(name)}`, compile(pageFile(name), html, assets))
  }
}

function compile(file: string, html: string, { css, js }: PageAssets): string {
  const text = html.replace('"inbox.css"', `"${css}"`).replace('"inbox.js"', `"${js}"`)
  const page = parsePage(file, text)
  compileRegions(page)
  insertPolicy(page)
  return page.edits.toString()
}
