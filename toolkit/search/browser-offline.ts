/** Keeps an index in Cache Storage, so that it can be searched without a connection. */
import {
  codesPath,
  filterPath,
  HASH_LENGTH,
  indexFolder,
  packPath,
  placesPath,
  reversedPath,
  shardPath,
  sortPath,
  type SearchIndex,
} from './format.ts'

const CACHE = 'leanto-search'
/** A smaller index is fetched whole after the first question, so that the next ones need no connection. */
const SMALL_BYTES = 1_000_000
/** What the engine loads for the questions that need it. */
const ENGINE: readonly (() => Promise<unknown>)[] = [
  () => import('./correct.ts'),
  () => import('./filter.ts'),
  () => import('./phrase.ts'),
  () => import('./synonyms.ts'),
  () => import('./browser-text-all.ts'),
]
/** So many files are fetched at once: what the visitor asks for now comes first. */
const AT_ONCE = 4

const kept = new Set<string>()

/**
 * Fetches, when nothing else is to be done, the rest of an index that is small, and of the engine.
 * @param root - the address of the index's root
 * @param isWanted - whether also of a large one
 */
export function keepOffline(root: string, index: SearchIndex, isWanted: boolean): void {
  if (kept.has(root) || (!isWanted && index.bytes > SMALL_BYTES)) return
  kept.add(root)
  const keep = (): void => void keepIndex(root, index).catch(() => undefined)
  if ('requestIdleCallback' in globalThis) requestIdleCallback(keep)
  else setTimeout(keep, 1000)
}

/** Fetches what is not kept yet, and forgets what earlier builds of the site left. */
async function keepIndex(root: string, index: SearchIndex): Promise<void> {
  // A module that was loaded stays as long as the page does.
  await Promise.all(ENGINE.map((load) => load()))
  const cache = await caches.open(CACHE)
  const base = new URL(root, document.baseURI)
  const wanted = new Set([root, ...listFiles(index)].map((path) => new URL(path, base).href))
  const folder = new URL(`/_leanto/${indexFolder(index)}`, base).href
  for (const { url } of await cache.keys())
    if (!wanted.delete(url) && url.startsWith(folder)) await cache.delete(url)
  const left = [...wanted]
  while (left.length > 0) await cache.addAll(left.splice(0, AT_ONCE))
}

function listFiles(index: SearchIndex): string[] {
  const numbered = (hashes: string, pathOf: typeof shardPath): string[] =>
    Array.from({ length: hashes.length / HASH_LENGTH }, (_, at) => pathOf(index, at))
  return [
    codesPath(index),
    ...numbered(index.shards.hashes, shardPath),
    ...numbered(index.packs.hashes, packPath),
    ...numbered(index.reversed.hashes, reversedPath),
    ...numbered(index.places.hashes, placesPath),
    ...index.filters.map(({ name }) => filterPath(index, name)),
    ...index.sorts.map(({ name }) => sortPath(index, name)),
  ].filter((path) => path !== undefined)
}
