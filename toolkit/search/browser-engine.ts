/** The engine on the files of a site. A file that was read once stays in the browser's caches. */
import type { ReadFile } from '../core/read.ts'
import { loadText, withText } from './browser-text.ts'
import { createEngine, type SearchEngine } from './engine.ts'
import { INDEX_VERSION, type SearchIndex } from './format.ts'
import { stemWords, type Stem } from './stem.ts'
import { stem as english } from './stems/en.ts'

/** What a page asks of an index. */
export type OpenIndex = Pick<SearchEngine, 'index' | 'search'>

const engines = new Map<string, Promise<OpenIndex>>()

/**
 * Opens an index, once for all of the page; after a failure, the next call tries again.
 * @param root - the address of its root
 */
export function openIndex(root: string): Promise<OpenIndex> {
  const engine = engines.get(root) ?? loadEngine(root)
  engines.set(root, engine)
  engine.catch(() => engines.delete(root))
  return engine
}

async function loadEngine(root: string): Promise<OpenIndex> {
  const index: SearchIndex = await (await fetchFile(root)).json()
  // One build made this script and the root; only a page that was kept for long can have met another's.
  if (index.version !== INDEX_VERSION) throw new Error(root)
  const engine = createEngine(index, readFile, await findStem(index.language))
  return {
    index,
    search: (query, options) => withText(() => engine.search(query, options)),
  }
}

/** The rules of other languages, and the list of them, are files of their own; what is written in them is never plain. */
async function findStem(language: string): Promise<Stem> {
  if (/^en\b/i.test(language)) return stemWords(english)
  const [{ loadStem }] = await Promise.all([import('./browser-stem.ts'), loadText()])
  return loadStem(language)
}

const readFile: ReadFile = async (path) =>
  new Uint8Array(await (await fetchFile(path)).arrayBuffer())

/** A name has the hash of its file, so that what a cache has is never old. */
async function fetchFile(path: string): Promise<Response> {
  const response = await fetch(path, { cache: 'force-cache' }).catch(() => caches.match(path))
  if (!response?.ok) throw new Error(path)
  return response
}
