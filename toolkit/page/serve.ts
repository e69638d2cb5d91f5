/** The page as template: fetches one of the site's own static pages and fills its regions while it streams. */
import { UnavailableError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { escapeHtml, toScriptJson } from '../core/html.ts'
import { FRAME_POLICY } from '../core/security-headers.ts'
import { parseFills, type Data, type Part } from './format.ts'
import { holds, readField, readList, render, toAttribute, toHtml } from './render.ts'

/** The binding that reads the site's static files. */
export interface AssetsEnv {
  readonly ASSETS: Pick<Fetcher, 'fetch'>
}

/** The fields to fill, by the name of the region: `{ search: { query, results } }`. */
export type Regions = Readonly<Record<string, Data>>

// The assets binding looks at the path alone; the host only makes the URL complete.
const ASSETS_ORIGIN = 'https://assets.local'

/**
 * Fetches a static page by its path, as a fresh GET: a visitor's own method, conditions and ranges are about another
 * URL.
 * @throws {UnavailableError} when there is no answer, or another than the page
 */
export async function fetchPage(env: AssetsEnv, path: string): Promise<Response> {
  return fetchAsset(env, path)
}

/** Reads compiled files through the assets binding. */
export function createReader(env: AssetsEnv): ReadFile {
  return async (path) => new Uint8Array(await (await fetchAsset(env, path)).arrayBuffer())
}

/** What a filled page says of itself to machines, in place of what the static one says. */
export interface PageHead {
  /** The one address of what is shown (RFC 6596), percent-encoded. */
  readonly canonical: string
  /** What is shown in a vocabulary for machines (JSON-LD 1.1, section 7). */
  readonly jsonLd?: object
}

/**
 * Answers with a static page, its `data-leanto` regions filled. The page streams; it is never held whole.
 * @param head - where the page is about something that has an address of its own
 */
export function fillPage(
  page: Response,
  regions: Regions,
  status = 200,
  head?: PageHead,
): Response {
  const rewriter = new HTMLRewriter()
  for (const [name, data] of Object.entries(regions)) fillRegion(rewriter, name, data)
  const headers = pageHeaders()
  if (head !== undefined) {
    fillHead(rewriter, head)
    // Also where the page leaves out the tags of its head.
    headers['link'] = `<${head.canonical}>; rel="canonical"`
  }
  const filled = rewriter.transform(page)
  return new Response(filled.body, { status, headers })
}

/**
 * The headers of a filled page. Of the static page's own, none holds for the answer: its entity tag, length and
 * caching speak of the unfilled file. Its policy stands in its own head; the header adds what a `<meta>` cannot say.
 */
export function pageHeaders(): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-cache',
    'content-security-policy': FRAME_POLICY,
  }
}

async function fetchAsset({ ASSETS }: AssetsEnv, path: string): Promise<Response> {
  const response = await ASSETS.fetch(new Request(ASSETS_ORIGIN + path)).catch((cause: unknown) => {
    throw new UnavailableError(`the file ${path} did not come`, { cause })
  })
  if (response.ok) return response
  throw new UnavailableError(`the file ${path} answered ${response.status}, expected 200`)
}

function fillRegion(rewriter: HTMLRewriter, name: string, data: Data): void {
  const region = `[data-leanto="${name}"]`
  const each = new EachHandler(data)
  for (const scope of [region, `${region} `]) {
    rewriter.on(`${scope}[data-fill]`, { element: (element) => fillElement(element, data) })
    rewriter.on(`${scope}[data-when]`, { element: (element) => showElement(element, data) })
  }
  rewriter.on(`${region} script[data-each]`, each)
}

/** The canonical link of the page leads to what is shown; what is missing is added at the end of its head. */
function fillHead(rewriter: HTMLRewriter, { canonical, jsonLd }: PageHead): void {
  let isLinked = false
  let html = jsonLd === undefined ? '' : toJsonLd(jsonLd)
  const link = `<link rel="canonical" href="${escapeHtml(canonical)}">`
  rewriter.on('link[rel="canonical" i]', {
    element: (element) => {
      isLinked = true
      setAttribute(element, 'href', canonical)
    },
  })
  rewriter.on('head', {
    element: (element) => {
      element.onEndTag((end) => {
        end.before(isLinked ? html : link + html, { html: true })
        html = ''
      })
    },
  })
  // A data block may stand anywhere; a page need not have written the tags of its head.
  rewriter.onDocument({ end: (end) => void (html === '' || end.append(html, { html: true })) })
}

/** A block of data is not run, so no policy stops it (HTML, "Prepare the script element", step 13). */
function toJsonLd(value: object): string {
  return `<script type="application/ld+json">${toScriptJson(value)}</script>`
}

function fillElement(element: Element, data: Data): void {
  for (const [target, field] of parseFills(element.getAttribute('data-fill') ?? '') ?? []) {
    const value = readField(data, field)
    if (target === 'text') fillText(element, toHtml(value))
    else setAttribute(element, target, toAttribute(target, value))
  }
}

/** The title of a page keeps what it says of page and site, behind what is shown: `Paris · Cities`. */
function fillText(element: Element, html: string): void {
  if (element.tagName !== 'title') element.setInnerContent(html, { html: true })
  else if (html !== '') element.prepend(`${html} · `, { html: true })
}

function showElement(element: Element, data: Data): void {
  if (holds(data, element.getAttribute('data-when') ?? '')) element.removeAttribute('hidden')
  else element.setAttribute('hidden', '')
}

function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name)
  // HTMLRewriter escapes the quotes but not the ampersands, so `&lt;` would come out as `<`.
  else element.setAttribute(name, value.replaceAll('&', '&amp;'))
}

/** Renders the items of a list behind its compiled template, whose text arrives in chunks. */
class EachHandler implements HTMLRewriterElementContentHandlers {
  readonly #data: Data
  #template = ''

  constructor(data: Data) {
    this.#data = data
  }

  element(element: Element): void {
    this.#template = ''
    const list = element.getAttribute('data-each') ?? ''
    element.onEndTag((end) => {
      const parts: Part[] = JSON.parse(this.#template)
      const items = readList(this.#data, list).map((item) => render(parts, item))
      end.after(`${items.join('')}<!--/each-->`, { html: true })
    })
  }

  text(chunk: Text): void {
    this.#template += chunk.text
  }
}
