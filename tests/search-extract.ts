/** What is searched of a page, from its HTML. */
import assert from 'node:assert/strict'

import { parsePage } from '../toolkit/page/build-page.ts'
import { extractPage, type SearchPage } from '../toolkit/search/build-extract.ts'

/** A page that is not left out. */
export function extract(html: string, file = 'a/index.html'): SearchPage {
  const page = extractPage(parsePage(file, html))
  assert.ok(page, 'the page is left out')
  return page
}

/** What is searched of a page, a line for each section: `#anchor Title: block / block`. */
export function searched(html: string): string {
  return extract(html)
    .sections.map(({ anchor, title, pieces }) => {
      const text = pieces.map((piece) => piece.text.replaceAll('\n', ' / ')).join(' / ')
      return anchor === '' ? text : `#${anchor} ${title}: ${text}`.trim()
    })
    .filter((line) => line !== '')
    .join('\n')
}
