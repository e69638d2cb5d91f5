/**
 * Makes the script of `<leanto-lookup>` and of the pages with a region of a lookup: one module for the site's own pages,
 * the same under a name that other sites can load, and parts that it loads when needed.
 */
import { basename, extname, join } from 'node:path'

import { escapeHtml } from '../core/html.ts'
import { COMPILED, type Output } from '../page/build-output.ts'
import { attribute, elements, headOffset, type Page } from '../page/build-page.ts'
import { createParts } from '../page/build-parts.ts'

/** The element's name. */
const ELEMENT = 'leanto-lookup'
const REGION = 'lookup:'
const FOLDER = `${COMPILED}lookups/`

/** What stands for a module where pages load it, by the names of both. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['engine-typos', 'browser-typos'],
  ['filter', 'browser-filter'],
  ['json-ld', 'browser-no-json-ld'],
  ['page-about', 'browser-about'],
])
/** Modules that use much of what others use little of. */
const WHOLE = /\/(?:chunk[\w-]*|engine-list[\w-]*)\.\w+$/

/** What other sites load. Its name never changes; `build-headers.ts` has it asked for anew. */
export const EMBED_PATH: string = `${FOLDER}embed.js`

/** What was written. */
export interface LookupAssets {
  /** The URL path of the module for the site's own pages. */
  readonly script: string
}

/** The files of the script, by their names. */
export interface LookupScript {
  /** The file that pages load. */
  readonly entry: string
  /** The file that is loaded when a visitor comes to the field of an element. */
  readonly panel: string
  /** The file that is loaded when a visitor comes to a form of the site's own page. */
  readonly regions: string
  readonly files: ReadonlyMap<string, string>
}

/** Writes the script below `/_leanto/lookups/`. The same sources always give the same bytes. */
export async function buildLookupAssets(output: Output): Promise<LookupAssets> {
  const { entry, files } = await bundleLookups()
  for (const [name, text] of files) await output.write(FOLDER + name, text)
  await output.write(EMBED_PATH, files.get(entry) ?? '')
  return { script: FOLDER + entry }
}

/** Bundles the script; see `createParts`. */
export async function bundleLookups(): Promise<LookupScript> {
  const { dirname, filename } = import.meta
  // The published package holds JavaScript in place of the sources.
  const sourceOf = (name: string): string => join(dirname, name + extname(filename))
  const { add, addPart, files } = createParts({
    chooseModule: (path, importer) => {
      const standIn = STAND_INS.get(basename(path, extname(path)))
      return standIn === undefined || WHOLE.test(importer) ? undefined : sourceOf(standIn)
    },
  })
  const entry = await add(sourceOf('browser-element'), 'lookup')
  const [panel, regions] = await Promise.all([
    addPart(sourceOf('browser-panel')),
    addPart(sourceOf('browser')),
  ])
  return { entry, panel, regions, files }
}

/** Whether a page has the element, or a region of a lookup. */
export function hasLookup({ document }: Page): boolean {
  return elements(document).some(
    (element) =>
      element.tagName === ELEMENT || (attribute(element, 'data-leanto') ?? '').startsWith(REGION),
  )
}

/**
 * Has a page with the element or a region load the script, unless the page does so already.
 * @param path - the URL path of the module
 */
export function insertLookupScript(page: Page, path: string): void {
  const has = elements(page.document).some(
    (element) => element.tagName === 'script' && attribute(element, 'src') === path,
  )
  if (has || !hasLookup(page)) return
  const script = `<script type="module" src="${escapeHtml(path)}"></script>`
  page.edits.appendLeft(headOffset(page), script)
}
