/** A search index in memory, so that tests build and read one without a disk. */
import { parsePage } from '../toolkit/page/build-page.ts'
import { createSearchBuild, type SearchBuildResult } from '../toolkit/search/build.ts'
import { createEngine, type SearchEngine } from '../toolkit/search/engine.ts'
import { createMemoryOutput } from './memory-output.ts'

export interface MemoryIndex extends SearchBuildResult {
  /** What was written, by URL path. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly engine: SearchEngine
  /** Forgets what was read before. */
  readonly open: () => SearchEngine
  /** The paths that were read, in order. */
  readonly reads: string[]
}

/** Builds an index from the HTML of pages, by their files within the site. */
export async function buildIndex(pages: Readonly<Record<string, string>>): Promise<MemoryIndex> {
  const build = createSearchBuild()
  for (const [file, html] of Object.entries(pages)) build.add(parsePage(file, html))
  const output = createMemoryOutput()
  const result = await build.finish(output)
  const open = (): SearchEngine => createEngine(result.index, output.read)
  return { ...result, files: output.files, engine: open(), open, reads: output.reads }
}
