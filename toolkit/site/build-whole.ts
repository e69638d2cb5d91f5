/** Takes a page with a form or a region through all capabilities. What they find is kept in the order of the pages. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { FormsBuild } from '../forms/build.ts'
import { insertPolicy, type Blocked } from '../page/build-csp.ts'
import { parsePage, type Page } from '../page/build-page.ts'
import { compileRegions } from '../page/build-template.ts'
import { resolveUrls } from '../page/build-urls.ts'
import { extractPage, type SearchPage } from '../search/build-extract.ts'
import { decodeHtml, insertProvisional, type FinishOptions } from './build-finish.ts'
import { SEARCH } from './build-search-regions.ts'

export interface WholePage {
  readonly page: Page
  /** The names of its regions, sorted. */
  readonly regions: readonly string[]
  readonly search: SearchPage | undefined
}

/**
 * Reads a page, and edits it for its forms and regions.
 * @throws {BuildError} for a region that cannot be compiled
 */
export function readWhole(file: string, folder: string, forms: FormsBuild): WholePage {
  const page = parsePage(file, decodeHtml(file, readFileSync(join(folder, file))))
  const hasForm = forms.add(page)
  const search = extractPage(page)
  const regions = compileRegions(page)
  if (hasForm || regions.length > 0) resolveUrls(page)
  return { page, regions, search }
}

/** Whether a page shows results: it is saved when the index is known. */
export function showsResults({ regions }: WholePage): boolean {
  return regions.includes(SEARCH)
}

/** Saves a page, as far as it can be told before the index is written. */
export function saveWhole(
  page: Page,
  options: FinishOptions,
): { text: string; blocked: Blocked[] } {
  insertProvisional(page)
  return savePage(page, options)
}

/** Inserts the policy, and saves a page that has changed. */
export function savePage(
  page: Page,
  { folder, policy }: FinishOptions,
): { text: string; blocked: Blocked[] } {
  const blocked = insertPolicy(page, policy)
  const text = page.edits.toString()
  if (page.edits.hasChanged()) writeFileSync(join(folder, page.file), text)
  return { text, blocked }
}
