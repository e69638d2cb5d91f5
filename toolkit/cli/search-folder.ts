/** Opens the search of a site that was built: the indexes in its folder, read as a browser would. */
import { readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'

import { BuildError, UnavailableError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { createEngine, type SearchEngine } from '../search/engine.ts'
import { parseSearchIndex } from '../search/format.ts'
import { STEMS } from '../search/build-stems.ts'
import { stemFor } from '../search/stem.ts'
import { listFiles } from '../site/build-files.ts'

export interface OpenedSearch {
  /** An engine for each index, that of most pages first. */
  readonly engines: readonly SearchEngine[]
  readonly read: ReadFile
}

const ROOT_FILE = /^_leanto\/(?:private\/)?search\/[^/]+\/root\.[^/]+\.json$/

/**
 * Opens all indexes of a built folder.
 * @throws {BuildError} where there is none
 */
export async function openSearch(folder: string): Promise<OpenedSearch> {
  const roots = (await listFiles(folder)).filter((file) => ROOT_FILE.test(file))
  if (roots.length === 0) {
    const name = relative(process.cwd(), folder) || folder
    throw new BuildError(`expected a built site in "${name}", but it has no search index`)
  }
  const read: ReadFile = (path) =>
    readFile(join(folder, path)).catch((cause: unknown) => {
      throw new UnavailableError(`the file ${path} did not come`, { cause })
    })
  const latest = await latestOfEach(folder, roots)
  const engines = await Promise.all(latest.map((file) => openEngine(join(folder, file), read)))
  return { engines: engines.toSorted((a, b) => b.index.pages - a.index.pages), read }
}

async function openEngine(file: string, read: ReadFile): Promise<SearchEngine> {
  const index = parseSearchIndex(JSON.parse(await readFile(file, 'utf8')))
  return createEngine(index, read, stemFor(STEMS, index.language))
}

/** A folder that was built over another may hold the roots of both. */
async function latestOfEach(folder: string, roots: readonly string[]): Promise<string[]> {
  const times = await Promise.all(
    roots.map(async (file) => ({ file, time: (await stat(join(folder, file))).mtimeMs })),
  )
  const byIndex = Map.groupBy(times, ({ file }) => file.replace(/[^/]+$/, ''))
  return [...byIndex.values()].flatMap((same) =>
    same
      .toSorted((a, b) => b.time - a.time)
      .slice(0, 1)
      .map(({ file }) => file),
  )
}
