/** A search index in memory, so that tests build and read one without a disk. */
import type { ReadFile } from '../core/read.ts'
import { contentHash, type Output } from '../page/build-output.ts'
import { parsePage } from '../page/build-page.ts'
import { createSearchBuild, type SearchBuildResult } from './build.ts'
import { createEngine, type SearchEngine } from './engine.ts'

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
  const files = new Map<string, Uint8Array>()
  const build = createSearchBuild()
  for (const [file, html] of Object.entries(pages)) build.add(parsePage(file, html))
  const result = await build.finish(createMemoryOutput(files))
  const reads: string[] = []
  const read: ReadFile = async (path) => {
    reads.push(path)
    const file = files.get(path)
    if (file === undefined) throw new Error(`there is no file ${path}`)
    return file
  }
  const open = (): SearchEngine => createEngine(result.index, read)
  return { ...result, files, engine: open(), open, reads }
}

function createMemoryOutput(files: Map<string, Uint8Array>): Output {
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content)
  }
  return {
    folder: '',
    write,
    async writeHashed(name, extension, content) {
      const path = `/_leanto/${name}.${contentHash(content)}.${extension}`
      await write(path, content)
      return path
    },
  }
}
