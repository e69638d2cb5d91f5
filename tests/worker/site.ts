/** Starts the built site in workerd, with its own database, for tests and benchmarks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'smol-toml'
import { createTestHarness, type TestHarness, type Unstable_RawConfig } from 'wrangler'

export const ROOT = join(import.meta.dirname, '..', '..')

export interface RunningSite {
  /** Without a slash at the end. */
  readonly url: string
  readonly fetch: TestHarness['fetch']
  /** The rows of a query on the site's database. */
  query(sql: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export interface SiteChanges {
  /** Another entry than `functions/worker.ts`, from the root of the repository. */
  readonly main?: string
  /** Whether the site has its database; it does unless told otherwise. */
  readonly hasDatabase?: boolean
}

/** Starts the site of `wrangler.toml` as it was last built, on a free port. */
export async function startSite(changes: SiteChanges = {}): Promise<RunningSite> {
  const server = createTestHarness({ root: ROOT, workers: [{ config: readConfig(changes) }] })
  const { url } = await server.listen()
  return {
    url: url.origin,
    fetch: server.fetch,
    query: async (sql) => {
      const { DB } = await server.getWorker<{ DB: Database }>().getEnv()
      return (await DB.prepare(sql).all()).results
    },
    close: () => server.close(),
  }
}

interface Database {
  prepare(sql: string): { all(): Promise<{ results: Record<string, unknown>[] }> }
}

function readConfig({ main, hasDatabase = true }: SiteChanges): Unstable_RawConfig {
  const { build: _built, ...config }: Unstable_RawConfig = parse(
    readFileSync(join(ROOT, 'wrangler.toml'), 'utf8'),
  )
  return {
    ...config,
    ...(main === undefined ? {} : { main }),
    ...(hasDatabase ? {} : { d1_databases: [] }),
  }
}
