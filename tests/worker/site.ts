/** Starts the built site in workerd, with its own database, for tests and benchmarks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'smol-toml'
import { createTestHarness, type TestHarness, type Unstable_RawConfig } from 'wrangler'

// Without these, the runtime traces every request, and asks the network where on earth it is.
process.env['X_LOCAL_OBSERVABILITY'] ??= 'false'
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] ??= 'false'

export const ROOT = join(import.meta.dirname, '..', '..')

export interface RunningSite {
  /** Without a slash at the end. */
  readonly url: string
  fetch(path: string, request?: SiteRequest): Promise<SiteResponse>
  /** What the Worker has logged so far. */
  logs(): readonly string[]
  /** The rows of a query on the site's database. */
  query(sql: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** A request to the site; redirects are not followed. */
export interface SiteRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | URLSearchParams | Uint8Array<ArrayBuffer>
}

export type SiteResponse = Awaited<ReturnType<TestHarness['fetch']>>

export interface SiteChanges {
  /** Another entry than `functions/worker.ts`, from the root of the repository. */
  readonly main?: string
  /** Whether the site has its database; it does unless told otherwise. */
  readonly hasDatabase?: boolean
}

/** Starts the site of `wrangler.toml` as it was last built, on a free port. */
export async function startSite(changes: SiteChanges = {}): Promise<RunningSite> {
  const server = createTestHarness({ root: ROOT, workers: [{ config: readConfig(changes) }] })
  return toRunningSite(server)
}

/** Starts a server, and says what can be done with the site that it serves. */
export async function toRunningSite(server: TestHarness): Promise<RunningSite> {
  const { url } = await server.listen()
  return {
    url: url.origin,
    fetch: (path, request) => server.fetch(path, { ...request, redirect: 'manual' }),
    logs: () => server.getLogs().map(({ message }) => message),
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
