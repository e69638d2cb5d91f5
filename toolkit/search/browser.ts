/**
 * The search page as you type: the Worker's answer, made in the browser by the same engine from the same files.
 * Runs by itself when imported. Without it, or when a file cannot be read, the form works as it stands.
 */
import type { ReadFile } from '../core/read.ts'
import { fillRegion } from '../page/browser.ts'
import type { Data } from '../page/format.ts'
import { moveFocus } from './browser-keys.ts'
import { createEngine, DEFAULT_LIMIT, type SearchEngine } from './engine.ts'
import { parseSearchIndex } from './format.ts'
import { NOTHING_ASKED, searchUrl, toFields } from './view.ts'

// Not the `<title>`, which a page may mark too: it is filled by the Worker.
const REGION = 'body [data-leanto="search"]'
/** Long enough that a fast typist is asked for once, and a screen reader is not interrupted at each letter. */
const PAUSE_MS = 150

interface SearchPage {
  readonly region: Element
  readonly input: HTMLInputElement
  /** Where the form goes, without a query. */
  readonly path: string
  readonly engine: () => Promise<SearchEngine>
}

const started = new WeakSet<Element>()

start()
// Astro's client router replaces the document without loading scripts again.
document.addEventListener('astro:page-load', start)

function start(): void {
  const page = findSearchPage()
  if (page === undefined || started.has(page.region)) return
  started.add(page.region)
  const ask = createAsk(page)
  let timer = 0
  const askSoon = (event: Event): void => {
    if (event instanceof InputEvent && event.isComposing) return
    clearTimeout(timer)
    timer = setTimeout(() => void ask(page.input.value), PAUSE_MS)
  }
  page.input.addEventListener('focus', () => void page.engine().catch(() => undefined), {
    once: true,
  })
  page.input.addEventListener('input', askSoon)
  page.input.addEventListener('compositionend', askSoon)
  page.input.form?.addEventListener('submit', () => clearTimeout(timer))
  const onKey = (event: KeyboardEvent): void => moveFocus(event, page.input, page.region)
  page.input.addEventListener('keydown', onKey)
  page.region.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent) onKey(event)
  })
  askFromAddress(page, ask)
}

function findSearchPage(): SearchPage | undefined {
  const region = document.querySelector(REGION)
  const link = document.querySelector<HTMLLinkElement>('link[rel="leanto-search"]')
  const input = findInput(region)
  if (region === null || link === null || input?.form == null) return undefined
  const path = new URL(input.form.action).pathname
  return { region, input, path, engine: createLoader(link.href) }
}

/** The field of the search form: the one in the region, or else the page's first. */
function findInput(region: Element | null): HTMLInputElement | null {
  const field = 'form input[name="q"]'
  return (
    region?.querySelector<HTMLInputElement>(field) ??
    document.querySelector<HTMLInputElement>(field)
  )
}

/** Loads the index once; after a failure, the next question tries again. */
function createLoader(href: string): () => Promise<SearchEngine> {
  let engine: Promise<SearchEngine> | undefined
  return () => {
    engine ??= loadEngine(href).catch((cause: unknown) => {
      engine = undefined
      throw cause
    })
    return engine
  }
}

async function loadEngine(href: string): Promise<SearchEngine> {
  const root: unknown = await (await fetchFile(href)).json()
  return createEngine(parseSearchIndex(root), readFile)
}

const readFile: ReadFile = async (path) =>
  new Uint8Array(await (await fetchFile(path)).arrayBuffer())

async function fetchFile(path: string): Promise<Response> {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response
}

/** Makes the function that answers a question on the page; an answer that a later question overtook is dropped. */
function createAsk(page: SearchPage): (text: string) => Promise<void> {
  let latest = 0
  let shown: string | undefined
  return async (text) => {
    const asked = ++latest
    const query = text.trimStart()
    if (query === shown) return
    const fields = await answer(page, query).catch(() => undefined)
    // What could not be answered here, the form still asks the Worker.
    if (fields === undefined || asked !== latest) return
    shown = query
    fillRegion(page.region, fields)
    keepAddress(page.path, query)
  }
}

async function answer({ engine, path }: SearchPage, query: string): Promise<Data> {
  if (query.trim() === '') return NOTHING_ASKED
  const result = await (await engine()).search(query)
  return toFields(result, { path, page: 1, size: DEFAULT_LIMIT })
}

/** The address under which the Worker gives the same answer, so that it can be reloaded, kept and sent. */
function keepAddress(path: string, query: string): void {
  const url = query.trim() === '' ? location.pathname : searchUrl(path, query.trim(), 1)
  history.replaceState(history.state, '', url)
}

/** The static page was opened with a question, as it is when functions are switched off: nobody has answered it yet. */
function askFromAddress({ region, input }: SearchPage, ask: (text: string) => Promise<void>): void {
  const query = new URLSearchParams(location.search).get('q') ?? ''
  if (query === '' || isFilled(region)) return
  if (input.value === '') input.value = query
  void ask(query)
}

/** The Worker leaves a comment behind each list that it filled. */
function isFilled(region: Element): boolean {
  const comments = document.createTreeWalker(region, NodeFilter.SHOW_COMMENT)
  while (comments.nextNode() !== null) {
    if (comments.currentNode.nodeValue === '/each') return true
  }
  return false
}
