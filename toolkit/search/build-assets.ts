/** Makes the script of `<leanto-search>` for the pages of any generator: one module, and parts that it loads when needed. */
import { extname, join } from 'node:path'

import { escapeHtml } from '../core/html.ts'
import { COMPILED, type Output } from '../page/build-output.ts'
import { attribute, elements, headOffset, type Page } from '../page/build-page.ts'
import { createParts } from '../page/build-parts.ts'
import { stemCode } from './stem.ts'

/** The element's name. */
const ELEMENT = 'leanto-search'
const FOLDER = `${COMPILED}search/`
/** What `browser-text` stands for, but in the part that it loads. */
const TEXT = /\/(?:fold|tokenize)\.\w+$/
const ALL_TEXT = /\/(?:browser-text-all|tokenize)\.\w+$/
const STEM = /\/stems\/(\w+)\.\w+$/

/** What was written. */
export interface SearchAssets {
  /** The URL path of the module that defines the element. */
  readonly script: string
}

/** The files of the script, by their names. */
export interface SearchScript {
  /** The file that pages load. */
  readonly entry: string
  /** The file that is loaded when a visitor begins to search: with the entry, all for a first answer in English. */
  readonly answer: string
  readonly files: ReadonlyMap<string, string>
}

/**
 * Writes the script below `/_leanto/search/`. The same sources always give the same bytes.
 * @param languages - BCP 47 tags of the indexes, whose stemmers are written; those of all languages where they are not given
 */
export async function buildSearchAssets(
  output: Output,
  languages?: readonly string[],
): Promise<SearchAssets> {
  const { entry, files } = await bundleSearch(languages)
  for (const [name, text] of files) await output.write(FOLDER + name, text)
  return { script: FOLDER + entry }
}

/**
 * Bundles the script.
 * @param languages - as of `buildSearchAssets`
 */
export async function bundleSearch(languages?: readonly string[]): Promise<SearchScript> {
  const { dirname, filename } = import.meta
  // The published package holds JavaScript in place of the sources.
  const sourceOf = (name: string): string => join(dirname, name + extname(filename))
  const codes = languages && new Set(languages.map(stemCode))
  const { add, addPart, files } = createParts({
    choosePart: (path) => {
      const [, code] = STEM.exec(path) ?? []
      const isWanted = code === undefined || codes === undefined || codes.has(code)
      return isWanted ? path : sourceOf('browser-no-stem')
    },
    chooseModule: (path, importer) =>
      TEXT.test(path) && !ALL_TEXT.test(importer) ? sourceOf('browser-text') : undefined,
  })
  const entry = await add(sourceOf('browser-element'), 'search')
  return { entry, answer: await addPart(sourceOf('browser-panel')), files }
}

/** Whether a page has the element. */
export function hasSearchElement({ document }: Page): boolean {
  return elements(document).some(({ tagName }) => tagName === ELEMENT)
}

/**
 * Has a page with the element load its script, unless the page does so already.
 * @param path - the URL path of the module
 */
export function insertSearchScript(page: Page, path: string): void {
  const has = elements(page.document).some(
    (element) => element.tagName === 'script' && attribute(element, 'src') === path,
  )
  if (has || !hasSearchElement(page)) return
  const script = `<script type="module" src="${escapeHtml(path)}"></script>`
  page.edits.appendLeft(headOffset(page), script)
}
