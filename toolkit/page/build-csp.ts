/**
 * The content security policy of one page (CSP 3): it allows what the built page itself holds, by hash and by origin,
 * and nothing else. There is no `unsafe-inline`.
 */
import { createHash } from 'node:crypto'

import { parse, parseFragment } from 'parse5'

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
import { LOADING, loadedSources, type Source } from './build-sources.ts'
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
  'font-src': ["'self'", 'data:'],
  'media-src': ["'self'"],
  'frame-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
}

/** Elements that load something, or hold what runs, styles or changes what the page loads. */
const GOVERNED: ReadonlySet<string> = new Set([...LOADING, 'base', 'noscript', 'template'])

/** Script types whose text runs (MIME Sniffing, "JavaScript MIME type"); any other type is a block of data. */
const RUNS =
  /^(module|importmap|speculationrules|(text|application)\/(x-)?(java|ecma)script|text\/(javascript1\.[0-5]|jscript|livescript))?$/i

/**
 * Inserts the policy into a page, unless the author gave it one. Call it last: it hashes what the page then holds.
 * @returns what the policy stops, with the place, for the build's report
 */
export function insertPolicy(page: Page, extra: PolicySources = {}): Blocked[] {
  if (elements(page.document).some(isPolicy)) return []
  const all = everything(page.document)
  const policy = escapeHtml(formatPolicy(pagePolicy(all, extra)))
  page.edits.appendLeft(
    headOffset(page),
    `<meta http-equiv="content-security-policy" content="${policy}">`,
  )
  return all.flatMap((element) => findBlocked(page, element))
}

function pagePolicy(all: readonly Element[], extra: PolicySources): PolicySources {
  const sources = new Map(Object.entries(BASE).map(([name, list]) => [name, new Set(list)]))
  const add = (directive: string, source: string): void => {
    sources.set(directive, (sources.get(directive) ?? new Set()).add(source))
  }
  for (const element of all) for (const [name, source] of elementSources(element)) add(name, source)
  for (const [name, list] of Object.entries(extra)) for (const source of list) add(name, source)
  return Object.fromEntries([...sources].map(([name, set]) => [name, sortSources(set)]))
}

function elementSources(element: Element): Source[] {
  const { tagName } = element
  const found = loadedSources(element)
  const style = attribute(element, 'style')
  if (style !== undefined)
    found.push(['style-src-attr', "'unsafe-hashes'"], ['style-src-attr', hash(style)])
  if (tagName === 'style') found.push(['style-src', hash(textContent(element))])
  if (isInlineScript(element)) found.push(['script-src', hash(textContent(element))])
  if (tagName === 'base') found.push(['base-uri', "'self'"])
  return found
}

function isInlineScript(element: Element): boolean {
  const isLoaded = ['src', 'href'].some((name) => attribute(element, name) !== undefined)
  return element.tagName === 'script' && !isLoaded && isRun(element)
}

function findBlocked(page: Page, element: Element): Blocked[] {
  const tell = (message: string): Blocked => ({
    place: { file: page.file, line: lineOf(element) },
    message,
  })
  const { tagName } = element
  if (isOwnFrame(element))
    return [
      tell(
        `the page in <${tagName}> will not show, since no page of the site lets itself be framed; say so for its path in _headers`,
      ),
    ]
  return element.attrs.flatMap((given) => {
    const { name } = given
    if (/^on[a-z]/.test(name))
      return [tell(`${name}="…" on <${tagName}> will not run; use a script`)]
    if (isScriptUrl(given)) return [tell(`${name}="javascript:…" will not run; use a script`)]
    return []
  })
}

/** Whether an element shows a page of this site within the page. */
function isOwnFrame(element: Element): boolean {
  const url = element.tagName === 'iframe' ? attribute(element, 'src')?.trim() : undefined
  const isSet = url !== undefined && url !== '' && attribute(element, 'srcdoc') === undefined
  return isSet && !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)
}

/**
 * All elements that a policy has to do with, also those of templates (scripts may insert them) and of `<noscript>`
 * (parsed where scripts are off).
 */
function everything(root: Node): Element[] {
  return elements(root)
    .filter(matters)
    .flatMap((element) => {
      const inner = innerRoot(element)
      return inner === undefined ? [element] : [element, ...everything(inner)]
    })
}

/** Most elements are text, and what is around text. */
function matters({ tagName, attrs }: Element): boolean {
  if (GOVERNED.has(tagName)) return true
  for (const given of attrs)
    if (given.name === 'style' || given.name.startsWith('on') || isScriptUrl(given)) return true
  return false
}

function isScriptUrl({ name, value }: Element['attrs'][number]): boolean {
  return (name === 'href' || name === 'action') && /^\s*javascript:/i.test(value)
}

function innerRoot(element: Element): Node | undefined {
  if (isTemplate(element)) return element.content
  if (element.tagName === 'noscript') return parseFragment(textContent(element))
  // The document of a `srcdoc` is held to the policy of the page around it.
  const inner = element.tagName === 'iframe' ? attribute(element, 'srcdoc') : undefined
  return inner === undefined ? undefined : parse(inner)
}

/** Whether a page brings a policy of its own that stops style sheets of the site, such as those of the build. */
export function stopsOwnStyles({ document }: Page): boolean {
  return elements(document)
    .filter(isPolicy)
    .some((own) => {
      const sources = findStyleSources(attribute(own, 'content') ?? '')
      return sources !== undefined && !sources.some((source) => OWN_SOURCE.test(source))
    })
}

/** `'self'`, anything, or any address; another origin may be that of the site, or not. */
const OWN_SOURCE = /^('self'|\*|https?:.*)$/i

/** The sources that hold for style sheets (CSP 3, "fallback list"); `undefined` where everything is allowed. */
function findStyleSources(policy: string): string[] | undefined {
  const directives = policy.split(';').map((text) => text.trim().split(/\s+/))
  const find = (name: string): string[] | undefined =>
    directives.find(([first = '']) => first.toLowerCase() === name)?.slice(1)
  return find('style-src-elem') ?? find('style-src') ?? find('default-src')
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
