/** Finishes the pages of a site, those that have not changed since the last build from the cache. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { entryJson, keyOf, openCache, type PageCache } from './build-cache.ts'
import type { FinishedPage, Outcome } from './build-finish.ts'
import { writeInsertion } from './build-insertion.ts'
import { finishFiles, type ThreadOptions } from './build-threads.ts'
import { buildVersion } from './build-version.ts'

export interface ReuseOptions extends ThreadOptions {
  /** The file of the cache, as an absolute path. */
  readonly cache: string
}

export interface FinishedPages {
  /** In the order of the files. */
  readonly pages: readonly FinishedPage[]
  /** How many of them came from the cache: they were not parsed. */
  readonly cached: number
}

/**
 * Finishes pages, and saves those that have changed by it.
 * @throws {BuildError} for the first page, in the order of the files, that cannot be read
 */
export async function finishAll(
  files: readonly string[],
  { cache: cacheFile, ...options }: ReuseOptions,
): Promise<FinishedPages> {
  const { threads: _, folder, ...same } = options
  const cache = openCache(cacheFile, buildVersion(same))
  const found = new Map<number, FinishedPage>()
  const missing: number[] = []
  for (const [at, file] of files.entries()) {
    const page = cache.isEmpty ? undefined : reuse(file, folder, cache)
    if (page === undefined) missing.push(at)
    else found.set(at, page)
  }
  const cached = found.size
  const errors = new Map<number, BuildError>()
  const wanted = missing.map((at) => files[at] ?? '')
  try {
    await finishFiles(wanted, options, (first, outcomes) => {
      const places = missing.slice(first, first + outcomes.length)
      takeOutcomes(places, outcomes, { cache, found, errors })
    })
  } finally {
    cache.save()
  }
  const bad = missing.find((at) => errors.has(at))
  if (bad !== undefined) throw errors.get(bad)
  return { pages: files.map((_file, at) => found.get(at) ?? {}), cached }
}

/** What the cache has of a page, done to its file. */
function reuse(file: string, folder: string, cache: PageCache): FinishedPage | undefined {
  const path = join(folder, file)
  const bytes = readFileSync(path)
  const json = cache.find(keyOf(file, bytes))
  if (json === undefined) return undefined
  const page = parseFinished(json)
  if (page.insertion !== undefined) writeInsertion(path, bytes, page.insertion)
  return page
}

interface Taken {
  readonly cache: PageCache
  readonly found: Map<number, FinishedPage>
  readonly errors: Map<number, BuildError>
}

function takeOutcomes(
  places: readonly number[],
  outcomes: readonly Outcome[],
  { cache, found, errors }: Taken,
): void {
  const entries: string[] = []
  for (const [index, outcome] of outcomes.entries()) {
    const at = places[index] ?? -1
    if ('error' in outcome) {
      errors.set(at, new BuildError(outcome.error.message, outcome.error.place))
      continue
    }
    entries.push(outcome.entry)
    found.set(at, parseFinished(entryJson(outcome.entry)))
  }
  cache.add(entries)
}

/** Whoever changes the shape changes the code, and by it the version of the cache. */
function parseFinished(json: string): FinishedPage {
  const page: FinishedPage = JSON.parse(json)
  return page
}
