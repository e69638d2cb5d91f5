/** Build-time half of search: takes in the site's pages and writes the indexes that the engine reads. */
import { escapeHtml } from '../core/html.ts'
import type { Output } from '../page/build-output.ts'
import { headOffset, type Page } from '../page/build-page.ts'
import { writeFilters, writeSorts } from './build-columns.ts'
import { extractPage, type SearchPage } from './build-extract.ts'
import { createIndexOutput, writePacks, writeShards, type IndexOutput } from './build-files.ts'
import { createImpact } from './build-impact.ts'
import { collectOccurrences } from './build-occurrences.ts'
import type { OwnerFile } from './build-owner.ts'
import { buildPins, buildSynonyms, checkPins } from './build-pins.ts'
import { buildPlaces } from './build-places.ts'
import { buildRecords } from './build-records-thread.ts'
import { selectPages, type IndexPages } from './build-site.ts'
import { buildTerms, reverseForms } from './build-terms.ts'
import { buildTitleTerms } from './build-title-terms.ts'
import { INDEX_VERSION, type SearchIndex } from './format.ts'
import { STEMS } from './build-stems.ts'
import { stemFor } from './stem.ts'

export interface SearchBuildOptions {
  /** What the owner says of the search. */
  readonly owner?: OwnerFile
}

export interface SearchBuild {
  /** Takes in a page, unless it is not to be found: redirects, `noindex`, the 404 page. `undefined` is such a page. */
  add(page: Page | SearchPage | undefined): void
  /**
   * Writes the indexes. The same pages give the same bytes, in whatever order they came.
   * @throws {BuildError} when the owner pins a page that is not searched
   */
  finish(output: Pick<Output, 'writeHashed'>): Promise<SearchBuildResult>
}

export interface SearchBuildResult {
  /** For the Worker's module: one at least, the first in the site's main language. */
  readonly indexes: readonly SearchIndex[]
  /** The path of each root as a file for browsers. */
  readonly paths: readonly string[]
  readonly report: SearchReport
}

/** What a build has to say of its indexes. */
export interface SearchReport {
  /** How many pages are searched. */
  readonly pages: number
  /** Pages that were left out because they asked for it, or because others mark their searched part and they do not. */
  readonly skipped: number
  readonly sections: number
  readonly terms: number
  readonly files: number
  readonly bytes: number
}

interface BuiltIndex {
  readonly index: SearchIndex
  readonly path: string
  readonly terms: number
  readonly files: number
  readonly bytes: number
}

/** Starts the indexes of a site. */
export function createSearchBuild({
  owner = { synonyms: [], pins: [] },
}: SearchBuildOptions = {}): SearchBuild {
  const pages: SearchPage[] = []
  let added = 0
  return {
    add(page) {
      added++
      const extracted = page !== undefined && 'document' in page ? extractPage(page) : page
      if (extracted !== undefined) pages.push(extracted)
    },
    async finish(output) {
      // Nobody else holds the pages as they came: their memory is free when they are selected.
      const selected = selectPages(pages.splice(0))
      checkPins(
        owner,
        selected.flatMap((index) => index.pages),
      )
      const built: BuiltIndex[] = []
      for (const index of selected) built.push(await buildIndex(output, owner, index))
      return {
        indexes: built.map(({ index }) => index),
        paths: built.map(({ path }) => path),
        report: toReport(built, added),
      }
    },
  }
}

async function buildIndex(
  output: Pick<Output, 'writeHashed'>,
  owner: OwnerFile,
  selected: IndexPages,
): Promise<BuiltIndex> {
  const { name, language, private: isPrivate, pages } = selected
  const files = createIndexOutput(output, selected)
  const [{ codes, records }, { units, terms, ...shards }] = await Promise.all([
    buildRecords(pages),
    writeWords(files, selected),
  ])
  const index: SearchIndex = {
    version: INDEX_VERSION,
    name,
    language,
    private: isPrivate,
    pages: pages.length,
    sections: units,
    ...shards,
    packs: await writePacks(files, records),
    codes: codes === undefined ? '' : await files.write('codes', codes),
    filters: await writeFilters(files, pages),
    sorts: await writeSorts(files, pages),
    synonyms: buildSynonyms(owner, language),
    pins: buildPins(owner, selected),
    bytes: files.totals.bytes,
  }
  const path = await files.writeRoot(index)
  return { index, path, terms, ...files.totals }
}

interface WrittenWords extends Pick<SearchIndex, 'shards' | 'reversed' | 'places'> {
  readonly units: number
  readonly terms: number
}

/** Writes which words stand where. */
async function writeWords(
  files: IndexOutput,
  { pages, language }: IndexPages,
): Promise<WrittenWords> {
  const stem = stemFor(STEMS, language)
  const occurrences = collectOccurrences(pages, language)
  const impactOf = createImpact(occurrences.units)
  const groups = buildTerms(occurrences, impactOf, stem, buildTitleTerms(pages, language, stem))
  return {
    units: occurrences.units.length,
    terms: groups.length,
    shards: await writeShards(files, 'terms', groups),
    reversed: await writeShards(files, 'reversed', reverseForms(groups)),
    places: await writeShards(files, 'places', buildPlaces(occurrences, impactOf)),
  }
}

function toReport(built: readonly BuiltIndex[], added: number): SearchReport {
  const sum = (of: (index: BuiltIndex) => number): number =>
    built.reduce((total, index) => total + of(index), 0)
  const pages = sum(({ index }) => index.pages)
  return {
    pages,
    skipped: added - pages,
    sections: sum(({ index }) => index.sections),
    terms: sum(({ terms }) => terms),
    files: sum(({ files }) => files),
    bytes: sum(({ bytes }) => bytes),
  }
}

/**
 * Tells the browser's script where the index of a language is: `<link rel="leanto-search">` in the page's head.
 * @param language - that of the index, a BCP 47 tag
 */
export function linkSearchIndex(page: Page, path: string, language: string): void {
  const link = `<link rel="leanto-search" href="${escapeHtml(path)}" hreflang="${escapeHtml(language)}">`
  page.edits.appendLeft(headOffset(page), link)
}
