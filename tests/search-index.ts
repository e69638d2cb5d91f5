/** A search index in memory, so that tests build and read one without a disk. */
import { parsePage } from '../toolkit/page/build-page.ts'
import {
  createSearchBuild,
  type SearchBuildOptions,
  type SearchBuildResult,
} from '../toolkit/search/build.ts'
import { createEngine, type SearchEngine } from '../toolkit/search/engine.ts'
import type { SearchIndex } from '../toolkit/search/format.ts'
import { STEMS } from '../toolkit/search/build-stems.ts'
import { stemFor } from '../toolkit/search/stem.ts'
import { createMemoryOutput } from './memory-output.ts'

export interface MemoryIndex extends SearchBuildResult {
  /** The first of the indexes, which `engine` and `open` read. */
  readonly index: SearchIndex
  /** What was written, by URL path. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly engine: SearchEngine
  /** Forgets what was read before. */
  readonly open: () => SearchEngine
  /** The paths that were read, in order. */
  readonly reads: string[]
}

/** Builds an index from the HTML of pages, by their files within the site. */
export async function buildIndex(
  pages: Readonly<Record<string, string>>,
  options: SearchBuildOptions = {},
): Promise<MemoryIndex> {
  const build = createSearchBuild(options)
  for (const [file, html] of Object.entries(pages)) build.add(parsePage(file, html))
  const output = createMemoryOutput()
  const result = await build.finish(output)
  const [index] = result.indexes
  if (index === undefined) throw new Error('expected a build to give an index')
  const stem = stemFor(STEMS, index.language)
  const open = (): SearchEngine => createEngine(index, output.read, stem)
  return { ...result, index, files: output.files, engine: open(), open, reads: output.reads }
}
