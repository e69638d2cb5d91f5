/** What the elements of a page's head say of it, wherever they stand: names, descriptions, where else it is. */
import { html } from 'parse5'

import { attribute, type Element } from '../page/build-page.ts'
import { asksForPrivacy } from './build-attributes.ts'
import { collapse, readTitle } from './build-text.ts'

const SCRIPTED_MOVE = /\blocation\b(?:\.(?:href|replace|assign))?\s*(?:=[^=]|\()/

export interface Head {
  /** The tab's title. */
  title: string
  /** The contents of `<meta name>` and `<meta property>`, the first of each name, by the name in lower case. */
  readonly metas: Map<string, string>
  /** `<link rel="canonical">`, as written. */
  canonical: string
  /** Whether any `<meta name="leanto-search">` says that only some may find the page. */
  private: boolean
  /** Whether the page leads to another one by itself. */
  moves: boolean
  /** The scripts that could lead to another page. */
  moving: string
}

export function createHead(): Head {
  return {
    title: '',
    metas: new Map(),
    canonical: '',
    private: false,
    moves: false,
    moving: '',
  }
}

/** Takes in one element, if it says something of the page. */
export function readHead(head: Head, element: Element): void {
  switch (element.tagName) {
    case 'meta':
      return readMeta(head, element)
    case 'title':
      // Drawings have titles, too.
      if (element.namespaceURI === html.NS.HTML) head.title ||= readTitle(element)
      return
    case 'link':
      if (/(?:^|\s)canonical(?:\s|$)/i.test(attribute(element, 'rel') ?? ''))
        head.canonical ||= attribute(element, 'href')?.trim() ?? ''
      return
    case 'script': {
      const [script] = element.childNodes
      if (script !== undefined && 'value' in script && SCRIPTED_MOVE.test(script.value))
        head.moving += script.value
    }
  }
}

/** Whether search engines are asked to leave the page out. */
export function asksForSilence({ metas }: Head): boolean {
  // `max-image-preview:none` is about images.
  return /(?<!: ?)\b(?:noindex|none)\b/i.test(metas.get('robots') ?? '')
}

function readMeta(head: Head, element: Element): void {
  const content = attribute(element, 'content')
  if (content === undefined) return
  // Without an address, a page only loads itself anew from time to time.
  if (attribute(element, 'http-equiv')?.trim().toLowerCase() === 'refresh')
    head.moves ||= /^[\d.]*[;,\s]+[^;,\s]/.test(content.trim())
  const name = (attribute(element, 'name') ?? attribute(element, 'property'))?.trim().toLowerCase()
  if (name === 'leanto-search') head.private ||= asksForPrivacy(content)
  if (name !== undefined && !head.metas.has(name)) head.metas.set(name, collapse(content))
}
