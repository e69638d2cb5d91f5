/** Builds a site of a few pages for one test, serves its forms in workerd, and deploys it anew. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { createTestHarness, type TestHarnessOptions } from 'wrangler'

import { buildSite } from '../../toolkit/site/build.ts'
import { ROOT, toRunningSite, type RunningSite } from './site.ts'

/** The pages of a site, by file, or the folder that a generator wrote. */
export type Pages = Readonly<Record<string, string>> | string

export interface FixtureOptions {
  /** Whether there is an R2 bucket for files; there is none unless told otherwise. */
  readonly hasBucket?: boolean
  readonly hasDatabase?: boolean
  /** Whether there is a queue that carries what is to be delivered; there is none unless told otherwise. */
  readonly hasQueue?: boolean
  /** Requests in ten seconds from one address, where there is a rate limit. */
  readonly rateLimit?: number
  readonly vars?: Readonly<Record<string, string>>
  /** Another entry than `tests/worker/forms-worker.edge.ts`, from the root of the repository. */
  readonly main?: string
  /** The folder of the declarations of lookups, as an absolute path; there are none unless told otherwise. */
  readonly lookups?: string
  /** What starts the Worker; forms alone unless told otherwise. */
  readonly paths?: readonly string[]
}

export interface Fixture extends RunningSite {
  /** The folder of its project, with `.leanto` in it. */
  readonly project: string
  /** Builds other pages, and serves them in place of the last; what is stored stays. */
  deploy(pages: Pages): Promise<void>
  /** The object of a key in the bucket; `undefined` where there is none. */
  readObject(key: string): Promise<Uint8Array | undefined>
  writeObject(key: string, text: string): Promise<void>
  deleteObject(key: string): Promise<void>
  /** Keys of the objects in the bucket; none without one. */
  listObjects(prefix: string): Promise<string[]>
  /** Triggers the cron of a time. A Worker of a test may take its `cron` for more than it is. */
  sweep(time?: Date, cron?: string): Promise<void>
}

interface Bucket {
  put(key: string, text: string): Promise<unknown>
  delete(key: string): Promise<unknown>
  list(options: { readonly prefix: string }): Promise<{ objects: readonly { key: string }[] }>
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
}

/** Builds and starts a site. */
export async function startFixture(pages: Pages, options: FixtureOptions = {}): Promise<Fixture> {
  const project = await mkdtemp(join(tmpdir(), 'leanto-fixture-'))
  let count = 0
  const build = async (next: Pages): Promise<TestHarnessOptions> => {
    count += 1
    // Another module each time, so that no bundler takes it for the one it knows.
    const folder = join(project, `dist-${count}`)
    const module = join(project, '.leanto', `site-${count}.js`)
    await writePages(folder, next)
    const lookups = options.lookups ?? join(project, 'lookups')
    await buildSite({ folder, paths: { project, lookups, module } })
    return toOptions(folder, module, options)
  }
  const server = createTestHarness(await build(pages))
  const running = await toRunningSite(server)
  return {
    ...running,
    project,
    deploy: async (next) => server.update(await build(next)),
    async readObject(key) {
      const { FILES } = await server.getWorker<{ FILES: Bucket }>().getEnv()
      const object = await FILES.get(key)
      return object === null ? undefined : new Uint8Array(await object.arrayBuffer())
    },
    async writeObject(key, text) {
      const { FILES } = await server.getWorker<{ FILES: Bucket }>().getEnv()
      await FILES.put(key, text)
    },
    async deleteObject(key) {
      const { FILES } = await server.getWorker<{ FILES: Bucket }>().getEnv()
      await FILES.delete(key)
    },
    async listObjects(prefix) {
      const { FILES } = await server.getWorker<{ FILES?: Bucket }>().getEnv()
      const listed = await FILES?.list({ prefix })
      return (listed?.objects ?? []).map(({ key }) => key)
    },
    async sweep(time = new Date(), cron = '* * * * *') {
      await server.getWorker().scheduled({ cron, scheduledTime: time })
    },
    async close() {
      await running.close()
      await rm(project, { recursive: true })
    },
  }
}

const MAX_ASKED = 500

/**
 * Waits for what a Worker does behind its answer, by asking again and again.
 * @throws when it does not come about
 */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let asked = 0; asked < MAX_ASKED; asked += 1) if (await holds()) return
  throw new Error(`did not come about, though asked for ${MAX_ASKED} times: ${String(holds)}`)
}

async function writePages(folder: string, pages: Pages): Promise<void> {
  if (typeof pages === 'string') return cp(pages, folder, { recursive: true })
  for (const [file, html] of Object.entries(pages)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), html)
  }
}

const QUEUES = {
  producers: [{ binding: 'OUTBOX', queue: 'fixture' }],
  consumers: [{ queue: 'fixture', max_batch_timeout: 0 }],
}

function toOptions(folder: string, module: string, options: FixtureOptions): TestHarnessOptions {
  const { hasBucket = false, hasDatabase = true, rateLimit, vars = {} } = options
  return {
    root: ROOT,
    workers: [
      {
        config: {
          name: 'fixture',
          main: join(ROOT, options.main ?? 'tests/worker/forms-worker.edge.ts'),
          compatibility_date: '2026-10-01',
          keep_names: false,
          alias: { 'leanto:site': module },
          assets: {
            directory: folder,
            binding: 'ASSETS',
            not_found_handling: '404-page',
            run_worker_first: [...(options.paths ?? ['/forms/*'])],
          },
          vars: { ...vars },
          d1_databases: hasDatabase
            ? [{ binding: 'DB', database_name: 'fixture', database_id: 'fixture' }]
            : [],
          r2_buckets: hasBucket ? [{ binding: 'FILES', bucket_name: 'fixture' }] : [],
          queues: options.hasQueue === true ? QUEUES : {},
          ratelimits:
            rateLimit === undefined
              ? []
              : [
                  {
                    name: 'FORMS_RATE',
                    namespace_id: '1',
                    simple: { limit: rateLimit, period: 10 },
                  },
                ],
        },
      },
    ],
  }
}
