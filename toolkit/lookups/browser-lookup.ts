/** The engine of `engine.ts`, whose rarer parts are files of their own: each is loaded by lookups that have it. */
import type { ReadFile } from '../core/read.ts'
import { createFileCache } from './file-cache.ts'
import { openSource } from './files.ts'
import type { LookupIndex } from './format.ts'
import type { LookupEngine } from './question.ts'
import { findRows } from './engine-find.ts'
import { getBatch, getRows } from './engine-get.ts'

const near = () => import('./engine-near.ts')
const box = () => import('./engine-near-box.ts')
const range = () => import('./engine-range.ts')
const list = () => import('./engine-list.ts')

/** Opens a lookup, as `createLookup` does. */
export function createBrowserLookup(index: LookupIndex, read: ReadFile): LookupEngine {
  const source = openSource(index, read, createFileCache())
  return {
    get: (key) => getRows(source, key),
    batch: (keys) => getBatch(source, keys),
    find: (text, options) => findRows(source, text, options),
    near: async (point, options) => (await near()).nearRows(source, point, options),
    inBox: async (bounds, options) => (await box()).rowsInBox(source, bounds, options),
    contains: async (value) => (await range()).containingRow(source, value),
    list: async (question) => (await list()).listRows(source, question),
    random: async (random) => (await list()).randomRow(source, random),
  }
}

/** Loads the parts that a lookup has. */
export async function loadParts(index: LookupIndex): Promise<void> {
  await Promise.all([
    list(),
    import('./filter.ts'),
    ...(index.parts.typos === undefined ? [] : [import('./engine-typos.ts')]),
    ...(index.near === undefined ? [] : [near(), box()]),
    ...(index.range === undefined ? [] : [range()]),
  ])
}
