/** A row by its key out of different stores, each as short as it can be written. */
import { site } from 'leanto:site'

import { createReader } from '../toolkit/page/serve.ts'
import { createFileCache } from '../toolkit/lookups/file-cache.ts'
import { createLookup } from '../toolkit/lookups/engine.ts'

interface Bindings {
  readonly ASSETS: Fetcher
  readonly DB: D1Database
  readonly KV: KVNamespace
}

const cache = createFileCache()
let rows: Map<string, unknown> | undefined

/** By the first part of the path. */
const STORES: Readonly<Record<string, (bindings: Bindings, key: string) => Promise<unknown>>> = {
  'no-op': () => Promise.resolve({ done: true }),
  async files(bindings, key) {
    const index = site.lookups['places']
    if (index === undefined) throw new Error('expected a lookup')
    const [row] = await createLookup(index, createReader(bindings), cache).get(key)
    return row
  },
  d1: ({ DB }, key) => DB.prepare('SELECT * FROM places WHERE id = ?').bind(key).first(),
  kv: ({ KV }, key) => KV.get(key, 'json'),
  async json({ ASSETS }, key) {
    rows ??= toMap(await (await ASSETS.fetch('https://assets.local/places.json')).json())
    return rows.get(key)
  },
}

export default {
  async fetch(request, bindings) {
    const [, store = '', key = ''] = new URL(request.url).pathname.split('/')
    const found = await STORES[store]?.(bindings, key)
    return found ? Response.json(found) : new Response('there is no such row', { status: 404 })
  },
} satisfies ExportedHandler<Bindings>

function toMap(parsed: unknown): Map<string, unknown> {
  if (!Array.isArray(parsed)) throw new Error('expected an array of rows')
  return new Map(parsed.map((row: unknown) => [idOf(row), row]))
}

function idOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : ''
}
