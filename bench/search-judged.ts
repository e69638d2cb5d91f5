/**
 * Questions with answers that editors have given: the indexes at the back of manuals, where each term names the pages
 * that are about it. Their terms are as short as what visitors ask.
 */
import { join } from 'node:path/posix'

import { addTypo } from '../toolkit/search/build-check-typo.ts'
import { contentHash } from '../toolkit/page/build-output.ts'
import {
  attribute,
  elements,
  pagePath,
  parsePage,
  textContent,
  type Element,
  type Node,
} from '../toolkit/page/build-page.ts'
import type { Judged } from './search-score.ts'

/** How many questions are asked of one manual: the scores of two halves differ by less than 0.01. */
const ASKED = 600

/** Reads a DocBook index: nested lists of terms, `<dl><dt>term, <a href>…</a></dt><dd><dl>…`. */
export function readDocBookIndex(file: string, html: string): Judged[] {
  const found = new Map<string, Set<string>>()
  const lists = elements(parsePage(file, html).document).filter(
    (element) => element.tagName === 'dl' && !isBelow(element, 'dl'),
  )
  for (const list of lists) readTerms(list, '', file, found)
  return choose(found)
}

/**
 * Reads a Sphinx index: lists of links, `<li><a href>name() (in module x)</a>`. Of the lists below, only what says where
 * else the same name is counts, `(x.y method)`: the rest are kinds, such as `module`.
 */
export function readSphinxIndex(file: string, html: string): Judged[] {
  const found = new Map<string, Set<string>>()
  const items = elements(parsePage(file, html).document).filter(
    (element) => element.tagName === 'li' && isBelow(element, 'table'),
  )
  for (const item of items) {
    const parent = parentItem(item)
    const term = termOf(item)
    if (parent === undefined || term === '') {
      addLinks(found, term || termOf(parent ?? item), linksIn(item), file)
    }
  }
  return choose(found)
}

/** The same questions with one mistake each, where a word is long enough for it to be seen as one. */
export function misspellAll(judged: readonly Judged[]): Judged[] {
  return judged.flatMap(({ query, pages }) => {
    const wrong = addTypo(query)
    return wrong === undefined ? [] : [{ query: wrong, pages }]
  })
}

type Found = Map<string, Set<string>>

function readTerms(list: Element, parent: string, file: string, found: Found): void {
  let term = parent
  for (const child of childElements(list)) {
    if (child.tagName === 'dt') {
      term = [parent, leadingText(child)].filter(Boolean).join(' ')
      addLinks(found, term, linksIn(child), file)
    }
    if (child.tagName !== 'dd') continue
    for (const inner of childElements(child)) {
      if (inner.tagName === 'dl') readTerms(inner, term, file, found)
    }
  }
}

/** `name()` of `name() (in module x)`; nothing of `(x.y method)`, which says where a name of its parent is. */
function termOf(item: Element): string {
  const [first] = item.childNodes.filter((node) => textContent(node).trim() !== '')
  const text = first === undefined ? '' : collapse(textContent(first))
  return text.replace(/(?:^| )\([^()]+\)$/, '').replace(/\(\)$/, '')
}

function parentItem(item: Element): Element | undefined {
  const list = item.parentNode
  const parent = list !== null && 'parentNode' in list ? list.parentNode : null
  return parent !== null && 'tagName' in parent && parent.tagName === 'li' ? parent : undefined
}

function linksIn(element: Element): string[] {
  return childElements(element)
    .filter(({ tagName }) => tagName === 'a')
    .map((link) => attribute(link, 'href') ?? '')
}

function addLinks(found: Found, query: string, links: readonly string[], file: string): void {
  const pages = found.get(query) ?? new Set()
  for (const link of links) {
    const [target = ''] = link.split('#')
    // Without a file, it leads to another term of the index.
    if (target !== '') pages.add(pagePath(join(file, '..', target)))
  }
  if (pages.size > 0 && /[\p{L}\p{N}]{2}/u.test(query)) found.set(query, pages)
}

/** The same questions each time, whatever else the manual gains. */
function choose(found: Found): Judged[] {
  return [...found]
    .map(([query, pages]) => ({ query, pages, rank: contentHash(query) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, ASKED)
    .map(({ query, pages }) => ({ query, pages }))
}

function childElements(element: Element): Element[] {
  return element.childNodes.filter((node): node is Element => 'tagName' in node)
}

function leadingText(element: Element): string {
  const end = element.childNodes.findIndex((node) => 'tagName' in node && node.tagName === 'a')
  const nodes = end === -1 ? element.childNodes : element.childNodes.slice(0, end)
  return collapse(nodes.map(textContent).join('')).replace(/(?:,| \(see(?: also)?)$/i, '')
}

function isBelow(element: Element, name: string): boolean {
  for (let node: Node | null = element.parentNode; node !== null; node = above(node)) {
    if ('tagName' in node && node.tagName === name) return true
  }
  return false
}

function above(node: Node): Node | null {
  return 'parentNode' in node ? node.parentNode : null
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
