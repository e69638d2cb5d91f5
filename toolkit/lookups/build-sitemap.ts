/** Writes the addresses of all rows for search engines: sitemaps, and the index of them (sitemaps.org, version 0.9). */
import { escapeHtml } from '../core/html.ts'
import type { ReadFile } from '../core/read.ts'
import type { Output } from '../page/build-output.ts'
import { rowPath } from './address.ts'
import { openSource, locateFrom, readBlock } from './files.ts'
import { FIRST_LINE, parseLine, type LookupIndex } from './format.ts'

/** One sitemap has so many addresses at most. */
const MAX_URLS = 50_000

/** Below the 50 MB of the protocol and the 25 MiB of a static file. UTF-8 bytes. */
const MAX_BYTES = 20 * 1024 * 1024

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

export interface SitemapOptions {
  /** The configured address of the site: sitemaps have absolute addresses alone. */
  readonly siteUrl: string
  readonly output: Pick<Output, 'write'>
  /** Of one sitemap; 50,000 by default, and not more. */
  readonly maxUrls?: number
}

export interface SitemapResult {
  /** The path of the index, to be named in `robots.txt`: `Sitemap: https://example.org/sitemap-cities.xml`. */
  readonly path: string
  /** How many sitemaps the index has. */
  readonly files: number
  readonly urls: number
}

/**
 * Writes the sitemaps of a lookup from its compiled rows; rows with one key have one address. The files stand in the
 * root, since a sitemap speaks for what is below its own folder alone, and have names that stay.
 * @param read - reads what was compiled
 */
export async function writeSitemap(
  index: LookupIndex,
  read: ReadFile,
  { siteUrl, output, maxUrls = MAX_URLS }: SitemapOptions,
): Promise<SitemapResult> {
  const paths: string[] = []
  let entries: string[] = []
  let bytes = 0
  let urls = 0
  const flush = async (): Promise<void> => {
    const path = `/sitemap-${index.name}-${paths.length + 1}.xml`
    paths.push(path)
    const text = toXml('urlset', entries)
    entries = []
    bytes = 0
    await output.write(path, text)
  }
  for await (const key of keysOf(index, read)) {
    const entry = `<url><loc>${escapeHtml(new URL(rowPath('/lookups', index, key), siteUrl).href)}</loc></url>\n`
    // Addresses are percent-encoded: each character is a byte.
    if (entries.length === Math.min(maxUrls, MAX_URLS) || bytes + entry.length > MAX_BYTES)
      await flush()
    entries.push(entry)
    bytes += entry.length
    urls++
  }
  if (entries.length > 0 || paths.length === 0) await flush()
  const path = `/sitemap-${index.name}.xml`
  const list = paths.map(
    (one) => `<sitemap><loc>${escapeHtml(new URL(one, siteUrl).href)}</loc></sitemap>\n`,
  )
  await output.write(path, toXml('sitemapindex', list))
  return { path, files: paths.length, urls }
}

/** Each key once, in order. */
async function* keysOf(index: LookupIndex, read: ReadFile): AsyncIterable<string> {
  const source = openSource(index, read)
  let last: string | undefined
  for (const block of await locateFrom(source, 'rows', '', Infinity)) {
    const text = await readBlock(source, 'rows', block)
    for (let at = FIRST_LINE; at < text.length; at = text.indexOf('\n', at) + 1) {
      const key = String(parseLine(text, at)[0])
      if (key !== last) yield key
      last = key
    }
  }
}

function toXml(root: 'urlset' | 'sitemapindex', entries: readonly string[]): string {
  const start = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">\n`
  return `${start}${entries.join('')}</${root}>\n`
}
