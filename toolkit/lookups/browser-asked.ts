/** What the forms, the links and the address of a page ask of its lookups. */

/** A question about a lookup of the page. */
export interface Asked {
  readonly name: string
  /** The address under which the Worker answers it. */
  readonly url: URL
  /** The form that asks. */
  readonly form?: HTMLFormElement
  /** `typed` is on its way to a question; `opened` is in the address already. */
  readonly how: 'typed' | 'sent' | 'followed' | 'opened'
}

/** A question without its occasion. */
export interface Found extends Pick<Asked, 'name' | 'url' | 'form'> {
  /** Whether its answer is to be shown in another window. */
  readonly isElsewhere: boolean
}

const PREFIX = 'lookup:'
// Not the `<title>`, which a page may mark too.
const REGION = `body [data-leanto^="${PREFIX}"]`

/** What the form or the link around an element asks of a lookup that has a region on the page. */
export function findAsked(element: Element, submitter?: HTMLElement | null): Found | undefined {
  const link = element.closest('a[href]')
  const found = link instanceof HTMLAnchorElement ? ofLink(link) : ofForm(element, submitter)
  return found && hasRegion(found.name) ? found : undefined
}

function ofLink(link: HTMLAnchorElement): Found | undefined {
  const url = new URL(link.href)
  const name = nameIn(url)
  // A page without a question is static; a place on this page is no question.
  const isPlace = url.hash !== '' && url.href.split('#')[0] === location.href.split('#')[0]
  if (name === undefined || asksNothing(url) || isPlace || link.hasAttribute('download'))
    return undefined
  return { name, url, isElsewhere: isElsewhere(link) }
}

function ofForm(element: Element, submitter?: HTMLElement | null): Found | undefined {
  const form =
    element instanceof HTMLInputElement || element instanceof HTMLSelectElement
      ? element.form
      : element.closest('form')
  if (form === null || !/^get$/i.test(form.getAttribute('method') ?? 'get')) return undefined
  const url = addressOf(form, submitter)
  const name = nameIn(url) ?? (url.pathname === location.pathname ? nameAround(form) : undefined)
  return name === undefined ? undefined : { name, url, form, isElsewhere: isElsewhere(form) }
}

/** Whether an address is that of a page without a question. */
export function asksNothing({ search, pathname }: Pick<URL, 'search' | 'pathname'>): boolean {
  return search === '' && !/^\/lookups\/[^/]+\/./.test(pathname)
}

/** Where a form would go; fields without a value say nothing. */
function addressOf(form: HTMLFormElement, submitter?: HTMLElement | null): URL {
  const url = new URL(form.getAttribute('action') ?? '', document.baseURI)
  url.hash = ''
  url.search = ''
  for (const [name, value] of new FormData(form, submitter))
    if (typeof value === 'string' && value.trim() !== '') url.searchParams.append(name, value)
  return url
}

function isElsewhere(element: Element): boolean {
  return !/^(_self)?$/i.test(element.getAttribute('target') ?? '')
}

/** The lookup with a region that the page's address is about. */
export function nameOfAddress(): string | undefined {
  const name = nameIn(new URL(location.href)) ?? nameAround(document.querySelector(REGION))
  return name !== undefined && hasRegion(name) ? name : undefined
}

/** The lookup whose static page was opened with a question that nobody has answered. */
export function nameOfPage(): string | undefined {
  const name = location.search === '' ? undefined : nameOfAddress()
  return name !== undefined && !isFilled(name) ? name : undefined
}

/** The lookup whose region an element is in. */
export function nameAround(element: Element | null): string | undefined {
  return element?.closest(REGION)?.getAttribute('data-leanto')?.slice(PREFIX.length)
}

/** All that a lookup fills, the page's title too. */
export function regionsOf(name: string): Element[] {
  return [...document.querySelectorAll(`[data-leanto="${PREFIX}${name}"]`)]
}

/** Whether the Worker has filled the page: it leaves a comment behind each list. */
export function isFilled(name: string): boolean {
  return regionsOf(name).some((region) => {
    const comments = document.createTreeWalker(region, NodeFilter.SHOW_COMMENT)
    while (comments.nextNode() !== null) if (comments.currentNode.nodeValue === '/each') return true
    return false
  })
}

function hasRegion(name: string): boolean {
  return document.querySelector(`body [data-leanto="${PREFIX}${name}"]`) !== null
}

/** The lookup that an address of this site is about. */
function nameIn({ origin, pathname }: URL): string | undefined {
  const [, name] = /^\/lookups\/([a-z][a-z0-9-]*)(?:\/|$)/.exec(pathname) ?? []
  return origin === location.origin ? name : undefined
}
