/** Builds a site: every capability sees each page of a finished folder once, then writes what it makes of them. */
import { dirname, join } from 'node:path'

import { writeDisposable } from '../forms/build-disposable.ts'
import { collectMessages } from '../forms/build-messages.ts'
import { readHistory, writeHistory } from '../forms/build-revision.ts'
import { writeStyle } from '../forms/build-style.ts'
import { createFormsBuild, type FormsReport } from '../forms/build.ts'
import type { FormContracts } from '../forms/format.ts'
import { writeInboxPages } from '../inbox/build-pages.ts'
import { buildLookupAssets } from '../lookups/build-assets.ts'
import { buildLookups, type LookupReport } from '../lookups/build.ts'
import { toClientTypes } from '../lookups/client-types.ts'
import { type Blocked, type PolicySources } from '../page/build-csp.ts'
import { writeAssetsIgnore, writeHeaders } from '../page/build-headers.ts'
import { createOutput, type Output } from '../page/build-output.ts'
import { readOwnerFile } from '../search/build-owner.ts'
import { createSearchBuild, type SearchReport } from '../search/build.ts'
import type { SearchIndex } from '../search/format.ts'
import { checkConfig } from './build-config.ts'
import { findPaid, measureFolder, type FolderSize } from './build-limits.ts'
import { writeIfNew, writeSiteModule } from './build-module.ts'
import { editPages } from './build-pages.ts'
import type { ProjectPaths } from './build-project.ts'
import { checkRegions } from './build-regions.ts'
import { findUnknownForms } from './build-scripts.ts'

export interface SiteOptions {
  /** The finished HTML, as an absolute file path. It is changed in place. */
  readonly folder: string
  /** Where the project keeps its declarations and configuration. */
  readonly paths: Pick<ProjectPaths, 'project' | 'lookups' | 'module'>
  /** The site's address, for absolute links: `https://example.org`. */
  readonly url?: string | undefined
  /** URL paths below which every file has its hash in its name: `/_astro/`. */
  readonly hashed?: readonly string[]
  /** How many threads read the pages of a large site at most. */
  readonly threads?: number
  /** Sources that the pages' policy allows beside what they show, by directive. */
  readonly policy?: PolicySources
  /** Told what is being done, before each step that can take long. */
  readonly onStep?: (step: string) => void
}

export interface SiteReport {
  readonly pages: number
  /** How many of them had not changed since the last build, and were not parsed. */
  readonly cached: number
  /** The page of each region, by the region's name. */
  readonly regions: Readonly<Record<string, string>>
  readonly forms: FormsReport
  readonly search: SearchReport
  /** The search indexes: of each language, and of its private pages. */
  readonly indexes: readonly Pick<SearchIndex, 'name' | 'pages' | 'sections' | 'bytes'>[]
  readonly lookups: readonly LookupReport[]
  /** What the pages' policies will stop. */
  readonly blocked: readonly Blocked[]
  /** What the pages and the deployment configuration lack of each other, of the lookups and of the forms. */
  readonly gaps: readonly string[]
  readonly size: FolderSize
}

/**
 * Builds the site in a folder.
 * @throws {BuildError} when the owner's HTML or declarations cannot be built, with the place
 */
export async function buildSite(options: SiteOptions): Promise<SiteReport> {
  const step = options.onStep ?? (() => undefined)
  const output = createOutput(options.folder)
  const forms = createFormsBuild(options.url)
  const owner = await readOwnerFile(options.paths.project)
  const search = createSearchBuild({ owner })

  step('reading the pages')
  const work = dirname(options.paths.module)
  const cache = join(work, 'cache')
  const pages = await editPages({ ...options, cache: join(cache, 'pages') }, output, forms, search)
  step('compiling the lookups')
  const lookups = await buildLookups({
    folder: options.paths.lookups,
    output,
    url: options.url,
    cache,
  })
  // Pages of other sites may ask a lookup that no page here shows.
  if (lookups.report.length > 0 && !pages.hasLookups) await buildLookupAssets(output)
  step('writing what the Worker and the host need')
  await writeHeaders(output, options.hashed ?? [])
  await writeAssetsIgnore(output)
  const historyFile = join(work, 'forms-history.json')
  const history = await readHistory(historyFile)
  const formsResult = forms.finish(history)
  const site = {
    url: options.url,
    regions: pages.regions,
    forms: formsResult.contracts,
    messages: collectMessages(formsResult.contracts),
    ...(await writeFormFiles(formsResult.contracts, output)),
    search: pages.search.indexes,
    ...(owner.insight === false ? { insight: false } : {}),
    lookups: lookups.indexes,
  }
  const size = await measureFolder(options.folder)
  const report = {
    pages: pages.count,
    cached: pages.cached,
    regions: pages.regions,
    forms: formsResult.report,
    search: pages.search.report,
    indexes: pages.search.indexes,
    lookups: lookups.report,
    blocked: pages.blocked,
    gaps: [
      ...findPaid(size),
      ...(await findUnknownForms(options.folder, formsResult.contracts)),
      ...checkRegions(pages.regions, Object.keys(lookups.indexes)),
      ...(await checkConfig(options.paths.project, {
        forms: Object.keys(formsResult.contracts),
        fileBytes: Math.max(
          0,
          ...Object.values(formsResult.contracts).map(({ options: { maxbytes = 0 } }) => maxbytes),
        ),
        lookups: Object.keys(lookups.indexes),
        regions: pages.regions,
        hasPrivatePages: pages.search.indexes.some((index) => index.private),
      })),
    ],
    size,
  }
  // Last: a site that breaks a limit leaves the Worker what the last good one told it.
  await writeSiteModule(options.paths.module, site)
  await writeIfNew(join(work, 'lookups.d.ts'), toClientTypes(lookups.indexes))
  if (isForDeploy()) await writeHistory(historyFile, history, formsResult.contracts)
  return report
}

/** The style of forms, the owner's pages, and the list of domains where some form asks for an e-mail address. */
async function writeFormFiles(contracts: FormContracts, output: Output) {
  const controls = Object.values(contracts).flatMap((contract) => contract.controls)
  if (Object.keys(contracts).length > 0) {
    await writeStyle(output)
    await writeInboxPages(output)
  }
  if (!controls.some(({ type }) => type === 'email')) return {}
  return { disposable: await writeDisposable(output) }
}

/** What `wrangler dev` builds while the owner edits no visitor has open. */
function isForDeploy(): boolean {
  return process.env['WRANGLER_COMMAND'] !== 'dev'
}
