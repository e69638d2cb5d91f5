/** The engine on the files of a site. A file that was read once stays in the browser's caches. */
import { FormatError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { readIndex, type LookupAddress } from './browser-index.ts'
import { createBrowserLookup, loadParts } from './browser-lookup.ts'
import { withNeeded } from './browser-need.ts'
import { VERSION, type LookupIndex } from './format.ts'
import type { LookupEngine } from './question.ts'

export type Ask<T> = (engine: LookupEngine, index: LookupIndex, read: ReadFile) => Promise<T>

/** A lookup that outlives the deploys of its site. */
export interface OpenLookup {
  /** Answers from the files; where they are gone, since the site has others now, from those. */
  answer<T>(ask: Ask<T>): Promise<T>
}

/** A file is not there any more. */
class GoneError extends Error {
  override readonly name = 'GoneError'
}

interface Opened {
  readonly index: LookupIndex
  readonly read: ReadFile
  readonly engine: LookupEngine
}

const lookups = new Map<string, Promise<OpenLookup>>()

/**
 * Opens a lookup, once for all of the page; after a failure, the next call tries again.
 * @param known - its index, where it was read already
 */
export function openLookup(address: LookupAddress, known?: LookupIndex): Promise<OpenLookup> {
  const id = `${address.site} ${address.name}`
  const lookup = lookups.get(id) ?? load(address, known)
  lookups.set(id, lookup)
  lookup.catch(() => lookups.delete(id))
  return lookup
}

async function load(address: LookupAddress, known: LookupIndex | undefined): Promise<OpenLookup> {
  let opened = await open(address, known ?? (await readIndex(address)))
  return {
    async answer(ask) {
      const { engine, index, read } = opened
      try {
        const answer = await withNeeded(() => ask(engine, index, read))
        keepParts(index)
        return answer
      } catch (error) {
        if (!(error instanceof GoneError)) throw error
        const latest = await readIndex(address)
        if (latest.hash === index.hash) throw error
        opened = await open(address, latest)
        const { engine: next, read: readNext } = opened
        return withNeeded(() => ask(next, latest, readNext))
      }
    },
  }
}

async function open(address: LookupAddress, index: LookupIndex): Promise<Opened> {
  const { version }: { readonly version: number } = index
  if (version !== VERSION)
    throw new FormatError(`expected a lookup of version ${VERSION}, got ${version}`)
  const read = createRead(address)
  if (index.store === 'files') return { index, read, engine: createBrowserLookup(index, read) }
  const { createApiLookup } = await import('./browser-api.ts')
  return { index, read, engine: createApiLookup(address, index) }
}

function createRead({ site }: LookupAddress): ReadFile {
  return async (path) => {
    // A name has the hash of its file, so that what a cache has is never old, unless it is that the file was not there.
    let response = await fetch(site + path, { cache: 'force-cache' })
    if (response.status === 404) response = await fetch(site + path, { cache: 'reload' })
    if (response.status === 404) throw new GoneError(path)
    if (!response.ok) throw new Error(`${response.status} ${path}`)
    return new Uint8Array(await response.arrayBuffer())
  }
}

const kept = new Set<string>()

/** Loads, when nothing else is to be done, what other questions need: a module that was loaded needs no connection. */
function keepParts(index: LookupIndex): void {
  if (kept.has(index.name) || index.store !== 'files') return
  kept.add(index.name)
  const keep = (): void => void loadParts(index).catch(() => kept.delete(index.name))
  if ('requestIdleCallback' in globalThis) requestIdleCallback(keep)
  else setTimeout(keep, 1000)
}
