/** A site of a thousand pages about stones, with their kind and their age, each long enough to scroll. */
import { page, searchPage } from '../worker/search-pages.ts'

const KINDS = ['granite', 'basalt', 'slate']
const FILLER = '<p>Walls are built of many things, and this is one of them.</p>'.repeat(40)

/** How many pages the word `stone` is on. */
export const STONES = 1000

function stone(number: number): string {
  const kind = KINDS[number % KINDS.length] ?? ''
  const date = new Date(Date.UTC(2000, 0, number)).toISOString().slice(0, 10)
  return page(
    `Stone ${number}`,
    `<p data-leanto-filter="kind:${kind}" data-leanto-sort="date:${date}">A stone of ${kind}, number ${number}.</p>
     ${FILLER}<h2 id="use">Use of stone ${number}</h2>${FILLER}<p>Lay the marker${number} down, gently.</p>${FILLER}`,
  )
}

export const MANY_PAGES: Readonly<Record<string, string>> = {
  'index.html': page('Start', '<p>Welcome.</p>'),
  'search/index.html': searchPage('en', 'search'),
  ...Object.fromEntries(
    Array.from({ length: STONES }, (_, at) => [`stones/${at + 1}/index.html`, stone(at + 1)]),
  ),
}

export const MANY_OPTIONS = {
  main: 'tests/worker/search-worker.edge.ts',
  paths: ['/search', '/api/*'],
}
