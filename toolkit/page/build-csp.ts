/**
 * The content security policy of one page (CSP 3): it allows what the built page itself holds, by hash and by origin,
 * and nothing else. There is no `unsafe-inline`.
 */
import { createHash } from 'node:crypto'

import { parseFragment } from 'parse5'

import { escapeHtml } from '../core/html.ts'
import {
  attribute,
  elements,
  headOffset,
  isTemplate,
  lineOf,
  textContent,
  type Element,
  type Node,
  type Page,
} from './build-page.ts'
import type { Place } from '../core/errors.ts'

/** Sources to allow beside those that a page shows, by directive: `{ 'connect-src': ['https://api.example'] }`. */
export type PolicySources = Readonly<Record<string, readonly string[]>>

/** Something on a page that its policy will stop. */
export interface Blocked {
  readonly place: Place
  readonly message: string
}

/** Each of these starts with what any page needs, and grows by what the page holds. */
const BASE: PolicySources = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'style-src-attr': [],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'media-src': ["'self'"],
  'frame-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
}

/** The directive that governs what an element's URL attribute loads. */
const LOADS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audio: { src: 'media-src' },
  button: { formaction: 'form-action' },
  embed: { src: 'frame-src' },
  form: { action: 'form-action' },
  iframe: { src: 'frame-src' },
  img: { src: 'img-src', srcset: 'img-src' },
  input: { src: 'img-src', formaction: 'form-action' },
  script: { src: 'script-src' },
  source: { src: 'media-src', srcset: 'img-src' },
  track: { src: 'media-src' },
  video: { src: 'media-src', poster: 'img-src' },
}

const LINKS: Readonly<Record<string, string>> = {
  icon: 'img-src',
  manifest: 'manifest-src',
  modulepreload: 'script-src',
  stylesheet: 'style-src',
}

/** Script types whose text runs; any other type is a block of data. */
const RUNS = /^(module|importmap|speculationrules|((text|application)\/(x-)?(java|ecma)script))?$/i

/**
 * Inserts the policy into a page, unless the author gave it one. Call it last: it hashes what the page then holds.
 * @returns what the policy stops, with the place, for the build's report
 */
export function insertPolicy(page: Page, extra: PolicySources = {}): Blocked[] {
  const all = everything(page.document)
  if (all.some(isPolicy)) return []
  const policy = escapeHtml(formatPolicy(pagePolicy(page, all, extra)))
  page.edits.appendLeft(
    headOffset(page),
    `<meta http-equiv="content-security-policy" content="${policy}">`,
  )
  return all.flatMap((element) => findBlocked(page, element))
}

function pagePolicy(page: Page, all: readonly Element[], extra: PolicySources): PolicySources {
  const sources = new Map(Object.entries(BASE).map(([name, list]) => [name, new Set(list)]))
  const add = (directive: string, source: string): void => {
    sources.set(directive, (sources.get(directive) ?? new Set()).add(source))
  }
  for (const text of page.addedStyles) add('style-src', hash(text))
  for (const element of all) for (const [name, source] of elementSources(element)) add(name, source)
  for (const [name, list] of Object.entries(extra)) for (const source of list) add(name, source)
  return Object.fromEntries([...sources].map(([name, set]) => [name, sortSources(set)]))
}

function elementSources(element: Element): (readonly [directive: string, source: string])[] {
  const { tagName } = element
  const found: (readonly [string, string])[] = []
  const style = attribute(element, 'style')
  if (style !== undefined)
    found.push(['style-src-attr', "'unsafe-hashes'"], ['style-src-attr', hash(style)])
  if (tagName === 'style') found.push(['style-src', hash(textContent(element))])
  if (tagName === 'script' && attribute(element, 'src') === undefined && isRun(element))
    found.push(['script-src', hash(textContent(element))])
  if (tagName === 'base') found.push(['base-uri', "'self'"])
  for (const { name, value } of element.attrs) {
    const directive = loadDirective(element, name)
    for (const origin of directive === undefined ? [] : origins(name, value))
      if (directive !== undefined) found.push([directive, origin])
  }
  return found
}

function loadDirective(element: Element, name: string): string | undefined {
  if (element.tagName !== 'link') return LOADS[element.tagName]?.[name]
  if (name !== 'href') return undefined
  const relations = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/)
  return relations.map((relation) => LINKS[relation]).find((directive) => directive !== undefined)
}

/** The origins of the absolute URLs in an attribute. */
function origins(name: string, value: string): string[] {
  const urls =
    name === 'srcset' ? value.split(/,\s+/).map((url) => url.trim().split(/\s/)[0] ?? '') : [value]
  return urls.flatMap((url) => {
    const absolute = url.trim().replace(/^\/\//, 'https://')
    return /^https?:/i.test(absolute) && URL.canParse(absolute) ? [new URL(absolute).origin] : []
  })
}

function findBlocked(page: Page, element: Element): Blocked[] {
  const place = { file: page.file, line: lineOf(element) }
  return element.attrs.flatMap(({ name, value }) => {
    if (/^on[a-z]/.test(name))
      return [{ place, message: `${name}="…" on <${element.tagName}> will not run; use a script` }]
    if (/^\s*javascript:/i.test(value) && (name === 'href' || name === 'action'))
      return [{ place, message: `${name}="javascript:…" will not run; use a script` }]
    return []
  })
}

/** All elements, also those of templates (scripts may insert them) and of `<noscript>` (parsed where scripts are off). */
function everything(root: Node): Element[] {
  return elements(root).flatMap((element) => {
    if (isTemplate(element)) return [element, ...everything(element.content)]
    if (element.tagName === 'noscript')
      return [element, ...everything(parseFragment(textContent(element)))]
    return [element]
  })
}

function isPolicy(element: Element): boolean {
  return (
    element.tagName === 'meta' &&
    attribute(element, 'http-equiv')?.toLowerCase() === 'content-security-policy'
  )
}

function isRun(script: Element): boolean {
  return RUNS.test((attribute(script, 'type') ?? '').trim())
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function sortSources(sources: ReadonlySet<string>): string[] {
  const list = [...sources].toSorted()
  return list.length > 1 ? list.filter((source) => source !== "'none'") : list
}

function formatPolicy(policy: PolicySources): string {
  return Object.entries(policy)
    .filter(([, sources]) => sources.length > 0)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
