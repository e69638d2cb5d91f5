/** Makes the relative URLs of a template page hold wherever the Worker shows that page. */
import { escapeHtml, URL_ATTRIBUTES } from '../core/html.ts'
import { attribute, elements, type Element, type Page } from './build-page.ts'
import { mapSrcset } from './build-srcset.ts'

// Never the address of anything; it only gives the URL parser a base.
const ORIGIN = 'https://page.invalid'

/**
 * Rewrites `href="./price"` of `/shop/` to `href="/shop/price"`, and so on: a filled page is also shown at
 * `/search?q=` or `/forms/<name>`, where a relative URL would point elsewhere. Links within the page stay as they are.
 */
export function resolveUrls(page: Page): void {
  const all = elements(page.document)
  const base = all.find(isBase)
  // With a base, every other URL already holds.
  for (const element of base === undefined ? all : [base]) resolveElement(page, element)
}

/**
 * The attributes of an element as they read when its page, at `path`, is shown elsewhere.
 * @param path - `undefined` where a `<base>` makes the page's URLs hold anywhere
 */
export function resolvedAttributes(
  element: Element,
  path: string | undefined,
): [name: string, value: string][] {
  return element.attrs.map(({ name, value }) => [
    name,
    path === undefined ? value : resolveAttribute(name, value, path),
  ])
}

/** Whether a page says itself what its relative URLs are relative to. */
export function hasBase({ document }: Page): boolean {
  return elements(document).some(isBase)
}

function resolveElement(page: Page, element: Element): void {
  for (const [name, value] of resolvedAttributes(element, page.path)) {
    if (value === attribute(element, name)) continue
    const place = element.sourceCodeLocation?.attrs?.[name]
    if (place)
      page.edits.update(place.startOffset, place.endOffset, `${name}="${escapeHtml(value)}"`)
  }
}

function resolveAttribute(name: string, value: string, path: string): string {
  if (name.endsWith('srcset')) return mapSrcset(value, (url) => resolveUrl(url, path))
  return URL_ATTRIBUTES.has(name) ? resolveUrl(value, path) : value
}

function resolveUrl(url: string, path: string): string {
  const text = url.trim()
  const stays = /^([a-z][a-z0-9+.-]*:|[/#\\])/i.test(text) || !URL.canParse(text, ORIGIN + path)
  if (stays) return url
  const { pathname, search, hash } = new URL(text, ORIGIN + path)
  return pathname + search + hash
}

function isBase(element: Element): boolean {
  return element.tagName === 'base' && attribute(element, 'href') !== undefined
}
