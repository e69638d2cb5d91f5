/**
 * Processor time of questions in a bare `workerd`, beyond a request that does nothing, and how long they take. Only the
 * thread that runs JavaScript, HTTP and files counts.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { SiteData } from '../toolkit/site/format.ts'
import type { BuiltLookup } from './lookups-build.ts'
import { createQuestions, type Kind } from './lookups-questions.ts'
import { median, quantile } from './statistics.ts'
import { bundleWorker, type Bundle, type Workerd } from './workerd.ts'

/** Milliseconds. */
export interface Cost {
  /** CPU of the first question of an isolate. */
  readonly cold: number
  /** CPU of a later one, while the isolate remembers what it has read. */
  readonly warm: number
  /** CPU of a later one that reads all of its files. */
  readonly reading: number
  /** How long those that remember take, from another process: the median, and what 1 of 100 exceeds. */
  readonly p50: number
  readonly p99: number
}

export interface LookupWorker {
  measure(kind: Kind): Promise<Cost>
  close(): Promise<void>
}

/** Fresh processes for each kind of question. */
const RUNS = 3
/** Requests that are measured together: a thread's time moves in steps, and some of it comes after the answer. */
const BATCH = 20
const BATCHES = 5
const NO_OP = '/no-op'

export async function openWorker({ folder, index, name }: BuiltLookup): Promise<LookupWorker> {
  const site: SiteData = {
    url: undefined,
    regions: {},
    forms: {},
    search: [],
    lookups: { [name]: index },
  }
  const module = join(folder, '..', 'site.js')
  await writeFile(module, `export const site = ${JSON.stringify({ ...site, stems: {} })}\n`)
  const alias = { 'leanto:site': module }
  const bundle = await bundleWorker({ main: 'bench/lookups.edge.ts', folder, alias })
  return {
    measure: (kind) => measureKind(bundle, kind, index.rows, `/api/lookups/${name}`),
    close: () => bundle.close(),
  }
}

async function measureKind(bundle: Bundle, kind: Kind, rows: number, path: string): Promise<Cost> {
  const samples: Sample[] = []
  for (let run = 0; run < RUNS; run++) {
    const next = createQuestions(kind, rows, run)
    const worker = await bundle.start()
    // A process that is left behind would be in the way of all that is measured later.
    try {
      samples.push(await measureIsolate(worker, () => `${path}${next()}`))
    } finally {
      await worker.close()
    }
  }
  const wall = samples.flatMap((sample) => sample.wall)
  return {
    cold: median(samples.map(({ cold }) => cold)),
    warm: median(samples.flatMap(({ warm }) => warm)),
    reading: median(samples.flatMap(({ reading }) => reading)),
    p50: median(wall),
    p99: quantile(wall, 0.99),
  }
}

/** All CPU is beyond that of a request that does nothing. */
interface Sample {
  readonly cold: number
  readonly warm: readonly number[]
  readonly reading: readonly number[]
  readonly wall: readonly number[]
}

async function measureIsolate(worker: Workerd, next: () => string): Promise<Sample> {
  await worker.get(NO_OP)
  const { cpu: noOp } = await measureBatch(worker, () => NO_OP, 5)
  const before = worker.cpu()
  await worker.get(next())
  const cold = worker.cpu() - before - noOp
  // The code of questions becomes faster when it has run for a while, as that of the request that does nothing.
  await measureBatch(worker, next, BATCH * 3)
  await measureBatch(worker, () => NO_OP, BATCH * 3)
  const { warm, wall } = await measureWarm(worker, next)
  await worker.get('/forget')
  await measureBatch(worker, next, BATCH)
  const { warm: reading } = await measureWarm(worker, next)
  return { cold, warm, reading, wall }
}

async function measureWarm(
  worker: Workerd,
  next: () => string,
): Promise<Pick<Sample, 'warm' | 'wall'>> {
  const warm: number[] = []
  const wall: number[] = []
  for (let batch = 0; batch < BATCHES; batch++) {
    const { cpu: noOp } = await measureBatch(worker, () => NO_OP, BATCH)
    const { cpu, times } = await measureBatch(worker, next, BATCH)
    warm.push(cpu - noOp)
    wall.push(...times)
  }
  return { warm, wall }
}

/** The CPU of each request on the average, and how long each took. */
async function measureBatch(
  worker: Workerd,
  next: () => string,
  requests: number,
): Promise<{ readonly cpu: number; readonly times: readonly number[] }> {
  const times: number[] = []
  const before = worker.cpu()
  for (let sent = 0; sent < requests; sent++) {
    const path = next()
    const started = performance.now()
    await worker.get(path)
    times.push(performance.now() - started)
  }
  return { cpu: (worker.cpu() - before) / requests, times }
}
