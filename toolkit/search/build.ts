/** Build-time half of search: takes in the site's pages and writes the index that the engine reads. */
import { escapeHtml } from '../core/html.ts'
import type { Output } from '../page/build-output.ts'
import { headOffset, type Page } from '../page/build-page.ts'
import { extractPage, type SearchPage } from './build-extract.ts'
import { writePacks, writeShards, type WriteHashed } from './build-files.ts'
import { commonLanguage, selectPages } from './build-site.ts'
import { buildTerms, reverseForms } from './build-terms.ts'
import { INDEX_VERSION, REVERSED_NAME, SHARD_NAME, type SearchIndex } from './format.ts'
import { loadStem } from './stem.ts'

export interface SearchBuild {
  /** Takes in a page, unless it is not to be found: redirects, `noindex`, the 404 page. */
  add(page: Page): void
  /** Writes the index. The same pages give the same bytes, in whatever order they came. */
  finish(output: Output): Promise<SearchBuildResult>
}

export interface SearchBuildResult {
  /** For the Worker's module. */
  readonly index: SearchIndex
  /** The path of the same index as a file for browsers. */
  readonly path: string
  readonly report: SearchReport
}

/** What a build has to say of its index. */
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

/** Starts an index. */
export function createSearchBuild(): SearchBuild {
  const pages: SearchPage[] = []
  let skipped = 0
  return {
    add(page) {
      const extracted = extractPage(page)
      if (extracted === undefined) skipped++
      else pages.push(extracted)
    },
    async finish(output) {
      const kept = selectPages(pages)
      const language = commonLanguage(kept)
      const groups = buildTerms(kept, await loadStem(language))
      const counted = countBytes((...file) => output.writeHashed(...file))
      const index: SearchIndex = {
        version: INDEX_VERSION,
        language,
        pages: kept.length,
        shards: await writeShards(counted.write, SHARD_NAME, groups),
        reversed: await writeShards(counted.write, REVERSED_NAME, reverseForms(groups)),
        packs: await writePacks(counted.write, kept),
      }
      const path = await counted.write('search/root', 'json', JSON.stringify(index))
      const report = {
        pages: kept.length,
        skipped: skipped + pages.length - kept.length,
        sections: kept.reduce((sum, { sections }) => sum + sections.length, 0),
        terms: groups.length,
        ...counted.totals,
      }
      return { index, path, report }
    },
  }
}

/** Tells the browser's script where the index is: `<link rel="leanto-search">` in the page's head. */
export function linkSearchIndex(page: Page, path: string): void {
  const link = `<link rel="leanto-search" href="${escapeHtml(path)}">`
  page.edits.appendLeft(headOffset(page), link)
}

interface Counted {
  readonly write: WriteHashed
  readonly totals: { files: number; bytes: number }
}

function countBytes(write: WriteHashed): Counted {
  const totals = { files: 0, bytes: 0 }
  return {
    totals,
    write(name, extension, content) {
      totals.files++
      totals.bytes += typeof content === 'string' ? Buffer.byteLength(content) : content.length
      return write(name, extension, content)
    },
  }
}
