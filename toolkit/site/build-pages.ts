/** Takes every page of a folder through the capabilities, and saves it with what they changed. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { BuildError } from '../core/errors.ts'
import type { FormsBuild } from '../forms/build.ts'
import { insertPolicy, type Blocked, type PolicySources } from '../page/build-csp.ts'
import type { Output } from '../page/build-output.ts'
import { attribute, elements, parsePage, type Page } from '../page/build-page.ts'
import { compileRegions } from '../page/build-template.ts'
import { resolveUrls } from '../page/build-urls.ts'
import { writeOpenSearch } from '../search/build-opensearch.ts'
import { linkSearchIndex, type SearchBuild, type SearchBuildResult } from '../search/build.ts'
import { listFiles } from './build-files.ts'

/** The region of search results. */
const SEARCH = 'search'

export interface PagesOptions {
  readonly folder: string
  readonly url?: string | undefined
  readonly policy?: PolicySources
}

export interface EditedPages {
  readonly count: number
  /** The page of each region, by the region's name, sorted. */
  readonly regions: Readonly<Record<string, string>>
  readonly search: SearchBuildResult
  readonly blocked: readonly Blocked[]
}

/** Reads, edits and saves every page. Only the page that waits for the search index is held in memory. */
export async function editPages(
  { folder, url, policy }: PagesOptions,
  output: Output,
  forms: FormsBuild,
  search: SearchBuild,
): Promise<EditedPages> {
  const regions = new Map<string, Page>()
  const blocked: Blocked[] = []
  const save = async (page: Page): Promise<void> => {
    blocked.push(...insertPolicy(page, policy))
    if (page.edits.hasChanged()) await writeFile(join(folder, page.file), page.edits.toString())
  }

  // What an earlier build wrote is written anew.
  const files = (await listFiles(folder)).filter(
    (file) => file.endsWith('.html') && !file.startsWith('_leanto/'),
  )
  for (const file of files) {
    const page = parsePage(file, decodeHtml(file, await readFile(join(folder, file))))
    const hasForm = forms.add(page)
    search.add(page)
    const names = compileRegions(page)
    for (const name of names) claimRegion(regions, name, page)
    if (hasForm || names.length > 0) resolveUrls(page)
    if (!names.includes(SEARCH)) await save(page)
  }

  const result = await search.finish(output)
  const searchPage = regions.get(SEARCH)
  if (searchPage !== undefined) {
    linkSearchIndex(searchPage, result.path)
    if (url !== undefined) await describeSearch(searchPage, url, output)
    await save(searchPage)
  }
  const paths = [...regions].map(([name, page]): [string, string] => [name, page.path])
  return {
    count: files.length,
    regions: Object.fromEntries(paths.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    search: result,
    blocked,
  }
}

// A byte order mark stays: it is the author's.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes of another encoding would come out as other characters, and be saved so. */
function decodeHtml(file: string, bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new BuildError('expected UTF-8, got bytes of another encoding', { file }, { cause })
  }
}

/** A browser shows the name that the page gives its search, or that of the host. */
async function describeSearch(page: Page, siteUrl: string, output: Output): Promise<void> {
  const link = elements(page.document).find(
    (element) => element.tagName === 'link' && attribute(element, 'rel') === 'search',
  )
  const name = (link && attribute(link, 'title')) || new URL(siteUrl).hostname
  await writeOpenSearch(output, { siteUrl, name, language: page.language })
}

/** A region is filled on one page, so that an answer is found in one place. */
function claimRegion(regions: Map<string, Page>, name: string, page: Page): void {
  const other = regions.get(name)
  if (other !== undefined)
    throw new BuildError(
      `expected one page with data-leanto="${name}", but ${other.file} has it too`,
      { file: page.file },
    )
  regions.set(name, page)
}
