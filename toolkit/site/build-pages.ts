/** Takes every page of a folder through the capabilities, and saves it with what they changed. */
import { join } from 'node:path'

import type { FormsBuild } from '../forms/build.ts'
import { buildLookupAssets, hasLookup, insertLookupScript } from '../lookups/build-assets.ts'
import type { Blocked, PolicySources } from '../page/build-csp.ts'
import type { Output } from '../page/build-output.ts'
import { headOffset, parsePage, statedLanguage, type Page } from '../page/build-page.ts'
import { buildSearchAssets, hasSearchElement, insertSearchScript } from '../search/build-assets.ts'
import type { SearchBuild, SearchBuildResult } from '../search/build.ts'
import { listFiles } from './build-files.ts'
import { nestedTooDeep, type FinishedPage, type FinishOptions } from './build-finish.ts'
import { findProvisional, settle, type Provisional } from './build-provisional.ts'
import { finishAll } from './build-reuse.ts'
import {
  claimRegion,
  describeSearch,
  nameRegions,
  renameRegion,
  SEARCH,
} from './build-search-regions.ts'
import { siteLanguages, type SiteLanguages } from './build-site-search.ts'
import { readWhole, savePage, saveWhole } from './build-whole.ts'

export interface PagesOptions {
  readonly folder: string
  /** The file of the cache, as an absolute path. */
  readonly cache: string
  readonly url?: string | undefined
  readonly policy?: PolicySources
  /** How many threads to use at most. */
  readonly threads?: number | undefined
}

export interface EditedPages {
  readonly count: number
  /** How many had not changed since the last build, and were not parsed. */
  readonly cached: number
  /** The page of each region, by the region's name, sorted. */
  readonly regions: Readonly<Record<string, string>>
  readonly search: SearchBuildResult
  readonly blocked: readonly Blocked[]
  /** Whether some page loads the script of the lookups, which is written then. */
  readonly hasLookups: boolean
}

/** What the pages have said so far. */
interface Editing {
  readonly options: FinishOptions
  readonly forms: FormsBuild
  readonly search: SearchBuild
  readonly regions: Map<string, Page>
  readonly blocked: Blocked[]
  /** Saved pages that do not know the index yet. */
  readonly waiting: { readonly file: string; readonly provisional: Provisional }[]
  /** The pages that show results: they are few, and are saved last. */
  readonly results: Page[]
}

/** Reads, edits and saves every page. Only the pages that show results are held in memory. */
export async function editPages(
  { folder, cache, url, policy = {}, threads }: PagesOptions,
  output: Output,
  forms: FormsBuild,
  search: SearchBuild,
): Promise<EditedPages> {
  const options = { folder, policy }
  // What an earlier build wrote is written anew.
  const files = (await listFiles(folder)).filter(
    (file) => file.endsWith('.html') && !file.startsWith('_leanto/'),
  )
  const editing: Editing = {
    options,
    forms,
    search,
    regions: new Map<string, Page>(),
    blocked: [],
    waiting: [],
    results: [],
  }
  const cached = await addPages(editing, files, { cache, threads })
  const found = await search.finish(output)
  const hasLookups = await saveResults(editing, siteLanguages(found), url, output)
  const paths = [...editing.regions].map(([name, page]): [string, string] => [name, page.path])
  return {
    count: files.length,
    cached,
    regions: Object.fromEntries(paths.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    search: found,
    blocked: editing.blocked,
    hasLookups,
  }
}

/** Gives how many pages came from the cache. What is not passed on is free when it returns. */
async function addPages(
  editing: Editing,
  files: readonly string[],
  options: Pick<PagesOptions, 'cache' | 'threads'>,
): Promise<number> {
  const { pages, cached } = await finishAll(files, { ...editing.options, ...options })
  for (const [at, file] of files.entries()) addPage(editing, file, pages[at] ?? {})
  return cached
}

function addPage(editing: Editing, file: string, finished: FinishedPage): void {
  if (finished.isWhole === true) return addWhole(editing, file)
  // Forms need to know that there is a page.
  editing.forms.add(parsePage(file, ''))
  editing.search.add(finished.search)
  editing.blocked.push(...(finished.blocked ?? []))
  const { insertion } = finished
  if (insertion !== undefined) wait(editing, file, insertion.text, insertion.at)
}

function addWhole({ options, forms, ...editing }: Editing, file: string): void {
  const { page, regions, search } = readDeep(file, () => readWhole(file, options.folder, forms))
  editing.search.add(search)
  for (const name of regions) if (name !== SEARCH) claimRegion(editing.regions, name, page)
  if (regions.includes(SEARCH)) {
    editing.results.push(page)
    return
  }
  const { text, blocked } = saveWhole(page, options)
  editing.blocked.push(...blocked)
  wait(editing, file, text, 0)
}

/** @throws {BuildError} for a page whose markup nests without end */
function readDeep<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof RangeError ? nestedTooDeep(file, error) : error
  }
}

function wait(
  { waiting }: Pick<Editing, 'waiting'>,
  file: string,
  text: string,
  start: number,
): void {
  const provisional = findProvisional(text, start)
  if (provisional !== undefined) waiting.push({ file, provisional })
}

/** Tells the pages of the index and the scripts, and saves those that show results. Gives whether lookups have theirs. */
async function saveResults(
  { options, regions, blocked, waiting, results }: Editing,
  languages: SiteLanguages,
  url: string | undefined,
  output: Output,
): Promise<boolean> {
  const hasElement =
    waiting.some(({ provisional }) => provisional.language !== undefined) ||
    results.some(hasSearchElement)
  const hasLookups =
    waiting.some(({ provisional }) => provisional.hasLookups) || results.some(hasLookup)
  const script = hasElement ? (await buildSearchAssets(output, languages.searched)).script : ''
  const lookups = hasLookups ? (await buildLookupAssets(output)).script : ''
  const settled = { link: (language: string) => languages.linkFor(language), script, lookups }
  for (const { file, provisional } of waiting)
    settle(join(options.folder, file), provisional, settled)
  for (const found of nameRegions(results, languages)) {
    const { page, region } = found
    claimRegion(regions, region, page)
    renameRegion(found)
    page.edits.appendLeft(headOffset(page), languages.linkFor(statedLanguage(page)))
    if (script !== '') insertSearchScript(page, script)
    if (lookups !== '') insertLookupScript(page, lookups)
    if (url !== undefined) await describeSearch(found, url, output)
    blocked.push(...savePage(page, options).blocked)
  }
  return hasLookups
}
