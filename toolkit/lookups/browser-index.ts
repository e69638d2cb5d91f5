/** Where a lookup is, and what it is: its index, read from its site. */
import type { LookupIndex } from './format.ts'

/** A lookup by its address, which is that of its answers for people. */
export interface LookupAddress {
  readonly name: string
  /** What the paths of its site start from: `https://site.example`, without a slash at the end. */
  readonly site: string
}

const PATH = /^(.*)\/lookups\/([a-z][a-z0-9-]*)\/?$/

/** Reads `https://site.example/lookups/cities`, also relative to the page; `undefined` for what is none. */
export function parseSource(src: string): LookupAddress | undefined {
  if (!URL.canParse(src, document.baseURI)) return undefined
  const { protocol, origin, pathname } = new URL(src, document.baseURI)
  const [, before = '', name] = PATH.exec(pathname) ?? []
  if (name === undefined || !/^https?:$/.test(protocol)) return undefined
  return { name, site: origin + before }
}

/**
 * Reads an index, whose name never changes: the site is asked whether it did. Without a connection the last one counts.
 * @throws {Error} where there is none
 */
export async function readIndex({ site, name }: LookupAddress): Promise<LookupIndex> {
  const url = `${site}/_leanto/lookups/${name}/index.json`
  const response = await fetch(url, { cache: 'no-cache' }).catch(() =>
    fetch(url, { cache: 'force-cache' }),
  )
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  return response.json()
}
