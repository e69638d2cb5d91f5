import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { createPartScene } from '../../tests/lookup-parts.ts'
import { createMemoryOutput, type MemoryOutput } from '../../tests/memory-output.ts'
import { writeBlocks } from './build-blocks.ts'
import { writeSitemap } from './build-sitemap.ts'
import type { Column } from './format.ts'

const COLUMNS: readonly Column[] = [{ name: 'id', type: 'string', optional: false }]
const toRow = (id: string): Record<string, string> => ({ id })

async function write(
  keys: readonly string[],
  maxUrls?: number,
): Promise<{ output: MemoryOutput; result: object }> {
  const scene = createPartScene({ key: 'id', duplicates: 'keep' }, COLUMNS, keys.map(toRow))
  const { context, rows, open } = scene
  // Small blocks: one key's rows may be in two.
  const lines = rows.map(({ key, line }) => ({ text: key, line }))
  const parts = { rows: await writeBlocks(context, 'rows', lines) }
  const { index, read } = open(parts)
  const output = createMemoryOutput()
  const options = { siteUrl: 'https://site.example', output, ...(maxUrls && { maxUrls }) }
  return { output, result: await writeSitemap(index, read, options) }
}

const locations = (xml: string): string[] =>
  [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = '']) => url)

describe('the sitemaps of a lookup', () => {
  it('have the address of each key once, and an index', async () => {
    const { output, result } = await write(['a', 'a', 'b/c', 'd & e', '..'])
    assert.deepEqual(result, { path: '/sitemap-things.xml', files: 1, urls: 4 })
    const xml = output.text('/sitemap-things-1.xml')
    assert.deepEqual(locations(xml), [
      'https://site.example/lookups/things?key=..',
      'https://site.example/lookups/things/a',
      'https://site.example/lookups/things/b/c',
      'https://site.example/lookups/things/d%20%26%20e',
    ])
    assert.match(
      xml,
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<urlset xmlns="http:\/\/www.sitemaps.org\/schemas\/sitemap\/0.9">\n[^]*<\/urlset>\n$/,
    )
    assert.deepEqual(locations(output.text('/sitemap-things.xml')), [
      'https://site.example/sitemap-things-1.xml',
    ])
  })

  it('have so many addresses each, however the rows come', async () => {
    const keys = Array.from({ length: 25 }, (_, at) => `k${at}`)
    const { output, result } = await write(keys, 10)
    assert.deepEqual(result, { path: '/sitemap-things.xml', files: 3, urls: 25 })
    const found = [1, 2, 3].map((number) => locations(output.text(`/sitemap-things-${number}.xml`)))
    assert.deepEqual(
      found.map((list) => list.length),
      [10, 10, 5],
    )
    assert.equal(new Set(found.flat()).size, 25)
  })

  it('have at most 50,000 addresses, and stay below the limit of a file', async () => {
    const keys = Array.from({ length: 50_001 }, (_, at) => String(at))
    assert.partialDeepStrictEqual((await write(keys)).result, { files: 2, urls: 50_001 })
    const long = Array.from({ length: 30_000 }, (_, at) => `${'ü'.repeat(160)}${at}`)
    const { output } = await write(long)
    for (const bytes of output.files.values()) assert.ok(bytes.length < 25 * 1024 * 1024)
  })

  it('are one without rows', async () => {
    assert.deepEqual((await write([])).result, { path: '/sitemap-things.xml', files: 1, urls: 0 })
  })
})
