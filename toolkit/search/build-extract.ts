/** What of a built page is searched: its title, and the text of its main part, split at the headings with anchors. */
import { attribute, elements, type Element, type Node, type Page } from '../page/build-page.ts'
import { readAnchor } from './build-anchor.ts'

/** A page as the index takes it in. */
export interface SearchPage {
  readonly url: string
  readonly language: string
  readonly title: string
  /** Whether the title is that of the tab, which often ends with the site's name. */
  readonly isTabTitle: boolean
  readonly description: string
  /** Whether the page says itself which part of it is searched. */
  readonly marksBody: boolean
  /** Section 0 is the page itself, before the first heading with an anchor. */
  readonly sections: readonly SearchSection[]
}

export interface SearchSection {
  readonly anchor: string
  readonly title: string
  /** The text in pieces, in order, each with what an occurrence in it counts. */
  readonly pieces: readonly { readonly text: string; readonly weight: number }[]
}

// Section numbers of one page stay small, and so does its record. What follows belongs to the last section.
const MAX_SECTIONS = 200
const MAX_TITLE_LENGTH = 200
const MAX_DESCRIPTION_LENGTH = 300
const MAX_WEIGHT = 10

const HEADING = /^h[1-6]$/
// What is not the page's own prose: code, controls, media, and what surrounds the main part.
const SKIPPED = new Set(
  (
    'script style template noscript svg math iframe object video audio canvas map ' +
    'button input select textarea option datalist dialog nav footer'
  ).split(' '),
)
/** The same in ARIA, as older pages say it. */
const SURROUNDING_ROLES = ['navigation', 'banner', 'contentinfo', 'search']
const INLINE = new Set(
  (
    'a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark output q ruby rt rp s samp small span ' +
    'strong sub sup time tt u var wbr'
  ).split(' '),
)
const PERMALINK = /(?:^|\s)(?:headerlink|header-anchor|anchor-link|heading-anchor)(?:\s|$)/
const PERMALINK_SIGN = /[\s#¶§🔗]+$/u

/** Takes the searched text out of a page, or gives `undefined` for one that is not to be found. */
export function extractPage(page: Page): SearchPage | undefined {
  const all = elements(page.document)
  if (isHidden(page, all)) return undefined
  const marked = all.filter(isMarkedBody).filter((element) => !hasAncestor(element, isMarkedBody))
  const mains = all.filter((element) => element.tagName === 'main' || hasRole(element, 'main'))
  const bodies = marked.length > 0 ? marked : mains.length > 0 ? mains : byName(all, 'body')
  const heading = bodies.flatMap(elements).find(({ tagName }) => tagName === 'h1')
  const titleElement = heading ?? byName(all, 'title')[0]
  const title = titleElement === undefined ? '' : readTitle(titleElement)
  return {
    url: page.path,
    language: page.language,
    title: title || page.path,
    isTabTitle: heading === undefined,
    description: readMeta(all, 'description').slice(0, MAX_DESCRIPTION_LENGTH).toWellFormed(),
    marksBody: marked.length > 0,
    sections: readSections(bodies, heading),
  }
}

function byName(all: readonly Element[], name: string): Element[] {
  return all.filter(({ tagName }) => tagName === name)
}

/** Pages that stand for another, for an error, or that ask search engines to leave them out. */
function isHidden(page: Page, all: readonly Element[]): boolean {
  if (page.path === '/404') return true
  if (/\b(?:noindex|none)\b/i.test(readMeta(all, 'robots'))) return true
  return byName(all, 'meta').some(
    (meta) => attribute(meta, 'http-equiv')?.toLowerCase() === 'refresh',
  )
}

function readMeta(all: readonly Element[], name: string): string {
  const meta = byName(all, 'meta').find(
    (element) => attribute(element, 'name')?.toLowerCase() === name,
  )
  return collapse((meta && attribute(meta, 'content')) ?? '')
}

function isMarkedBody(element: Element): boolean {
  return has(element, 'data-search-body') || has(element, 'data-pagefind-body')
}

function hasAncestor(element: Element, test: (ancestor: Element) => boolean): boolean {
  for (let node = element.parentNode; node !== null && 'tagName' in node; node = node.parentNode) {
    if (test(node)) return true
  }
  return false
}

function hasRole(element: Element, role: string): boolean {
  return attribute(element, 'role')?.trim().toLowerCase() === role
}

function has(element: Element, name: string): boolean {
  return attribute(element, name) !== undefined
}

interface Draft {
  readonly anchor: string
  readonly title: string
  readonly pieces: { text: string; weight: number }[]
}

interface Reading {
  readonly sections: Draft[]
  readonly titleElement: Element | undefined
}

function readSections(bodies: readonly Element[], titleElement: Element | undefined): Draft[] {
  const reading: Reading = { sections: [{ anchor: '', title: '', pieces: [] }], titleElement }
  for (const body of bodies) readChildren(reading, body, 1)
  return reading.sections.map(({ anchor, title, pieces }) => ({
    anchor,
    title,
    pieces: pieces
      .map(({ text, weight }) => ({ text: collapse(text), weight }))
      .filter(({ text }) => text !== ''),
  }))
}

function readChildren(reading: Reading, element: Element, weight: number): void {
  for (const node of element.childNodes) readNode(reading, node, weight)
}

function readNode(reading: Reading, node: Node, weight: number): void {
  if ('value' in node) {
    addText(reading, node.value, weight)
    return
  }
  if (!('tagName' in node) || isSkipped(node) || node === reading.titleElement) return
  const anchor = HEADING.test(node.tagName) ? readAnchor(node) : undefined
  const title = anchor === undefined ? '' : readTitle(node)
  if (anchor !== undefined && title !== '' && reading.sections.length < MAX_SECTIONS) {
    reading.sections.push({ anchor, title, pieces: [] })
    return
  }
  const isInline = INLINE.has(node.tagName)
  if (!isInline) addText(reading, ' ', weight)
  readChildren(reading, node, readWeight(node, weight))
  if (!isInline) addText(reading, ' ', weight)
}

function addText({ sections }: Reading, text: string, weight: number): void {
  const pieces = sections.at(-1)?.pieces
  const last = pieces?.at(-1)
  if (last?.weight === weight) last.text += text
  else pieces?.push({ text, weight })
}

/** Elements that hold no searched text. Comments and document types have no tag name and never come here. */
function isSkipped(element: Element): boolean {
  const { tagName } = element
  if (SKIPPED.has(tagName) || SURROUNDING_ROLES.some((role) => hasRole(element, role))) return true
  if (tagName === 'header' && !hasAncestor(element, (ancestor) => ancestor.tagName === 'main')) {
    return !hasAncestor(element, isMarkedBody)
  }
  return (
    has(element, 'hidden') ||
    attribute(element, 'aria-hidden') === 'true' ||
    attribute(element, 'data-leanto') === 'search' ||
    has(element, 'data-search-ignore') ||
    has(element, 'data-pagefind-ignore')
  )
}

function readTitle(heading: Element): string {
  const text = collapse(visibleText(heading)).replace(PERMALINK_SIGN, '')
  return text.slice(0, MAX_TITLE_LENGTH).toWellFormed()
}

function visibleText(node: Node): string {
  if ('value' in node) return node.value
  if (!('childNodes' in node)) return ''
  if ('tagName' in node && (SKIPPED.has(node.tagName) || isPermalink(node))) return ''
  return node.childNodes.map(visibleText).join('')
}

function isPermalink(element: Element): boolean {
  return (
    attribute(element, 'aria-hidden') === 'true' ||
    PERMALINK.test(attribute(element, 'class') ?? '')
  )
}

/** `data-pagefind-weight`, 0 to 10, which the elements within inherit. */
function readWeight(element: Element, inherited: number): number {
  const weight = Number(attribute(element, 'data-pagefind-weight') ?? NaN)
  return Number.isNaN(weight) ? inherited : Math.min(MAX_WEIGHT, Math.max(0, weight))
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toWellFormed()
}
