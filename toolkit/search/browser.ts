/**
 * The search page as you type: the Worker's answer, made in the browser by the same engine from the same files.
 * Runs by itself when imported. Without it, or when a file cannot be read, the form works as it stands.
 */
import { fillRegion } from '../page/browser.ts'
import type { Data } from '../page/format.ts'
import type { OpenIndex } from './browser-engine.ts'
import { createInsight } from './browser-insight.ts'
import { moveFocus } from '../page/browser-keys.ts'
import { askAsTyped } from '../page/browser-typed.ts'
import { DEFAULT_LIMIT, type SearchResult } from './engine.ts'
import { readFilters, readOrder, searchUrl, type Choice } from './view-address.ts'
import { NOTHING_ASKED, toFields } from './view.ts'

// Not the `<title>`, which a page may mark too: it is filled by the Worker.
const REGION = 'body [data-leanto="search"], body [data-leanto^="search:"]'
const STARTED = 'leanto-search-started'

interface SearchPage {
  readonly region: Element
  readonly form: HTMLFormElement
  readonly input: HTMLInputElement
  /** Where the form goes, without a query. */
  readonly path: string
  /** The address of the index's root. */
  readonly root: string
  /** BCP 47; empty for the site's main language. */
  readonly language: string
  /** How many results a page shows. */
  readonly size: number
}

interface Answer {
  readonly fields: Data
  /** Where the Worker gives the same answer. */
  readonly address: string
  readonly result: SearchResult | undefined
  readonly language: string
}

start()
// Astro's client router replaces the document without loading scripts again.
document.addEventListener('astro:page-load', start)

function start(): void {
  const page = findSearchPage()
  if (page === undefined || !claim(page.region)) return
  const { region, form, input, root } = page
  const insight = createInsight(true)
  const { ask, stop } = askAsTyped(
    input,
    () => readForm(form),
    (question) => answer(page, new URLSearchParams(question)),
    (answered) => {
      // What could not be answered here, the form still asks the Worker; and the visitor may be on another page by now.
      if (answered === undefined || !region.isConnected) return
      keepFocus(form, () => fillRegion(region, answered.fields))
      // An answer can be reloaded, kept and sent.
      history.replaceState(history.state, '', answered.address)
      if (answered.result !== undefined) insight.answered(answered.result, answered.language)
    },
  )
  input.addEventListener('focus', () => void openEngine(root).catch(() => undefined))
  input.addEventListener('input', insight.typed)
  // Controls of the form may stand anywhere in the region.
  ;(region.contains(form) ? region : document.body).addEventListener('change', ({ target }) => {
    if (target !== input && isControlOf(form, target)) void ask()
  })
  form.addEventListener('submit', () => {
    stop()
    insight.forget()
  })
  region.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a[href]')) insight.settle()
  })
  watchKeys(page)
  if (location.search !== '' && !isFilled(region)) {
    input.value ||= new URLSearchParams(location.search).get('q') ?? ''
    void ask(location.search)
  }
}

function findSearchPage(): SearchPage | undefined {
  const region = document.querySelector(REGION)
  const root = document.querySelector<HTMLLinkElement>('link[rel=leanto-search]')
  const input = findInput(region)
  if (region === null || root === null || input?.form == null) return undefined
  const [, own = ''] = region.getAttribute('data-leanto')?.split(':') ?? []
  const language = new URLSearchParams(location.search).get('lang') || own
  // The index that is linked is of the language of the page; another one only the Worker asks.
  if (language !== own && language !== root.hreflang) return undefined
  const { form } = input
  const path = new URL(form.action).pathname
  const size = Number(region.getAttribute('data-size')) || DEFAULT_LIMIT
  return { region, form, input, path, root: root.href, language, size }
}

/** The field of the search form: the one in the region, or else the page's first. */
function findInput(region: Element | null): HTMLInputElement | null {
  const field = 'form input[name="q"]'
  return (
    region?.querySelector<HTMLInputElement>(field) ??
    document.querySelector<HTMLInputElement>(field)
  )
}

/** Whether nobody fills the region yet: this module may be in the page twice, in two bundles. */
function claim(region: Element): boolean {
  if (!region.dispatchEvent(new Event(STARTED, { cancelable: true }))) return false
  region.addEventListener(STARTED, (event) => event.preventDefault())
  return true
}

async function openEngine(root: string): Promise<OpenIndex> {
  const { openIndex } = await import('./browser-panel.ts')
  return openIndex(root)
}

/** What the form asks; an order that no control of it has stays as it is in the address. */
function readForm(form: HTMLFormElement): string {
  const asked = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') asked.append(name, name === 'q' ? value.trimStart() : value)
  const sort = new URLSearchParams(location.search).get('sort')
  if (sort !== null && form.elements.namedItem('sort') === null) asked.set('sort', sort)
  return asked.toString()
}

async function answer(
  { root, path, language, size }: SearchPage,
  parameters: URLSearchParams,
): Promise<Answer> {
  const engine = await openEngine(root)
  const { sorts } = engine.index
  const query = parameters.get('q') ?? ''
  const page = Math.max(1, Math.trunc(Number(parameters.get('page'))) || 1)
  const sort = parameters.get('sort') ?? ''
  const choice: Choice = { filters: readFilters(parameters), sort, language }
  if (query.trim() === '' && Object.keys(choice.filters ?? {}).length === 0)
    return {
      fields: NOTHING_ASKED,
      address: location.pathname,
      result: undefined,
      language: engine.index.language,
    }
  const order = readOrder(sort)
  const result = await engine.search(query, {
    limit: size,
    offset: (page - 1) * size,
    filters: choice.filters ?? {},
    facets: true,
    ...(order && { sort: order }),
  })
  return {
    fields: toFields(result, {
      ...choice,
      path,
      page,
      size,
      sorts: sorts.map(({ name }) => name),
    }),
    address: searchUrl(path, query.trim(), page, choice),
    result,
    language: engine.index.language,
  }
}

function isControlOf(form: HTMLFormElement, target: EventTarget | null): boolean {
  return [...form.elements].some((control) => control === target)
}

/** A list that is filled anew has other controls: the one that stands for the same has the focus then. */
function keepFocus(form: HTMLFormElement, fill: () => void): void {
  const before = document.activeElement
  fill()
  if (!(before instanceof HTMLInputElement) || before.isConnected) return
  const same = [...form.elements].find(
    (control) =>
      control instanceof HTMLInputElement &&
      control.name === before.name &&
      control.value === before.value,
  )
  if (same instanceof HTMLElement) same.focus()
}

function watchKeys({ region, input }: SearchPage): void {
  const onKey = (event: KeyboardEvent): void => moveFocus(event, input, region)
  input.addEventListener('keydown', onKey)
  region.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent) onKey(event)
  })
}

/** The Worker leaves a comment behind each list that it filled. */
function isFilled(region: Element): boolean {
  const comments = document.createTreeWalker(region, NodeFilter.SHOW_COMMENT)
  while (comments.nextNode() !== null) {
    if (comments.currentNode.nodeValue === '/each') return true
  }
  return false
}
