/** A local runtime with places in D1 and KV. */
import { createRequire } from 'node:module'
import { basename, dirname } from 'node:path'

import { placeAt, type Place } from './lookups-data.ts'

/** Writing to KV takes long; what a key costs does not depend on how many there are. */
export const MAX_KV = 1000
/** So many places are inserted together. */
export const CHUNK = 2000

/** What is used of Miniflare, which comes with wrangler. */
export interface Runtime {
  readonly ready: Promise<URL>
  getD1Database(name: string): Promise<D1>
  getKVNamespace(name: string): Promise<{ put(key: string, value: string): Promise<void> }>
  dispose(): Promise<void>
}

interface D1 {
  prepare(sql: string): Statement
}

interface Statement {
  bind(...values: string[]): Statement
  run(): Promise<unknown>
}

interface Module {
  readonly Miniflare: new (options: object) => Runtime
  /** From options whose bindings are lists by their kind. */
  convertV4MiniflareOptions(options: object): object
}

const wrangler = createRequire(import.meta.url).resolve('wrangler')
const miniflare: Module = createRequire(wrangler)('miniflare')

export const CREATE =
  'CREATE TABLE places (id TEXT PRIMARY KEY, name TEXT, country TEXT, population INTEGER, lat REAL, lng REAL, network TEXT) WITHOUT ROWID'
const COLUMNS = ['id', 'name', 'country', 'population', 'lat', 'lng', 'network']
export const INSERT = `INSERT INTO places SELECT ${COLUMNS.map((name) => `value ->> '${name}'`).join(', ')} FROM json_each(?)`

export function openRuntime(script: string, folder: string, persist: string): Runtime {
  const options = miniflare.convertV4MiniflareOptions({
    // With a root of its own: the path of a module may not lead out of it.
    rootPath: dirname(script),
    modules: [{ type: 'ESModule', path: basename(script) }],
    compatibilityDate: '2026-10-01',
    serviceBindings: { ASSETS: { disk: { path: folder, writable: false } } },
    d1Databases: { DB: 'bench' },
    kvNamespaces: { KV: 'bench' },
    resourcePersistencePath: persist,
  })
  return new miniflare.Miniflare(options)
}

export async function fill(runtime: Runtime, rows: number): Promise<void> {
  try {
    const database = await runtime.getD1Database('DB')
    await database.prepare(CREATE).run()
    for (let at = 0; at < rows; at += CHUNK) {
      const chunk = JSON.stringify(placesFrom(at, Math.min(rows, at + CHUNK), rows))
      await database.prepare(INSERT).bind(chunk).run()
    }
    const store = await runtime.getKVNamespace('KV')
    const kept = placesFrom(0, Math.min(rows, MAX_KV), rows)
    for (const place of kept) await store.put(place.id, JSON.stringify(place))
  } finally {
    await runtime.dispose()
  }
}

export function placesFrom(from: number, to: number, rows: number): Place[] {
  return Array.from({ length: to - from }, (_, at) => placeAt(from + at, rows))
}
