/**
 * Processor time of searches at the edge: of the first search in a fresh isolate, and of later ones, beside engines that
 * load their whole index. Only the thread that runs JavaScript, HTTP and files counts; a request that does nothing is
 * subtracted.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { formatTable } from './search-table.ts'
import { FURTHER, furtherPath, QUESTIONS } from './search-cpu-questions.ts'
import { readDocuments } from './search-documents.ts'
import { prepareMix } from './search-mix.ts'
import { flexsearch } from './search-peer-flexsearch.ts'
import { lunrPeer } from './search-peer-lunr.ts'
import { minisearch } from './search-peer-minisearch.ts'
import type { Peer, SearchDocument } from './search-peer.ts'
import { buildMix } from './search-site.ts'
import { median } from './statistics.ts'
import { bundleWorker, type Bundle, type Workerd } from './workerd.ts'

const RUNS = 5
/** A peer takes so much longer that it varies less. */
const PEER_RUNS = 2
const NO_OP = '/no-op'
const PEERS: readonly (readonly [file: string, peer: Peer])[] = [
  ['minisearch', minisearch],
  ['flexsearch', flexsearch],
  ['lunr', lunrPeer],
]

interface Sample {
  /** Milliseconds. */
  readonly cold: number
  readonly noOp: number
  /** Of later questions. */
  readonly warm: readonly number[]
  /** Bytes more of memory than before the first question, after all of them. */
  readonly growth: number
}

/** Ours, built as an owner builds it. */
export async function measureCpu(pages: number): Promise<string> {
  const site = await buildMix(await prepareMix(pages))
  const bundle = await bundleWorker({
    main: 'bench/search-cpu.edge.ts',
    folder: site.folder,
    alias: { 'leanto:site': site.module },
  })
  const all: Sample[] = []
  const rows: string[][] = []
  for (const { what, path, limit } of QUESTIONS) {
    process.stderr.write(`measuring: ${what}\n`)
    const samples = await measureRuns(bundle, RUNS, path, furtherPath)
    all.push(...samples)
    const net = samples.map(({ cold, noOp }) => cold - noOp)
    rows.push([what, median(net).toFixed(2), Math.max(...net).toFixed(2), String(limit)])
  }
  await bundle.close()
  await site.remove()
  const noOp = median(all.map((sample) => sample.noOp))
  const warm = median(all.flatMap((sample) => sample.warm)) - noOp
  const growth = all.map((sample) => sample.growth / 1e6)
  return [
    formatTable(['first question of an isolate', 'CPU ms', 'most', 'limit'], rows),
    `no-op: ${noOp.toFixed(2)} ms; a later question with new words: ${warm.toFixed(2)} ms (limit 1.5); `,
    `memory growth after ${FURTHER.length + 1} questions: ${median(growth).toFixed(1)} MB, at most ${Math.max(...growth).toFixed(1)} (limit 20)\n`,
  ].join('\n')
}

/** The others, each with its index as a file of its own Worker. */
export async function measurePeers(pages: number): Promise<string> {
  const documents = await readDocuments(await prepareMix(pages))
  const rows: string[][] = []
  for (const [file, peer] of PEERS) rows.push(...(await measurePeer(file, peer, documents)))
  const head = ['engine', 'asked', 'cold ms', 'warm new query ms', 'memory MB', 'index MB']
  return formatTable(head, rows)
}

async function measurePeer(
  file: string,
  peer: Peer,
  documents: readonly SearchDocument[],
): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), `leanto-${file}-`))
  await writeFile(join(folder, 'index.json'), peer.build(documents))
  const bundle = await bundleWorker({ main: `bench/search-peer-${file}.edge.ts`, folder })
  const toPath = (query: string): string => `/search?q=${encodeURIComponent(query)}`
  const rows: string[][] = []
  for (const { what, peer: query } of QUESTIONS) {
    if (query === undefined) continue
    const samples = await measureRuns(bundle, PEER_RUNS, toPath(query), toPath)
    const noOp = median(samples.map((sample) => sample.noOp))
    rows.push([
      peer.name,
      what,
      median(samples.map(({ cold }) => cold - noOp)).toFixed(0),
      (median(samples.flatMap(({ warm }) => warm)) - noOp).toFixed(2),
      (median(samples.map(({ growth }) => growth)) / 1e6).toFixed(0),
      ((await stat(join(folder, 'index.json'))).size / 1e6).toFixed(1),
    ])
  }
  await bundle.close()
  await rm(folder, { recursive: true })
  return rows
}

async function measureRuns(
  bundle: Bundle,
  runs: number,
  path: string,
  toPath: (query: string) => string,
): Promise<Sample[]> {
  const samples: Sample[] = []
  for (let run = 0; run < runs; run++) {
    const worker = await bundle.start()
    // A process that is left behind would be in the way of all that is measured later.
    try {
      samples.push(await measureIsolate(worker, path, toPath))
    } finally {
      await worker.close()
    }
  }
  return samples
}

async function measureIsolate(
  worker: Workerd,
  path: string,
  toPath: (query: string) => string,
): Promise<Sample> {
  // The first request starts the isolate, and what a Worker does before it is asked.
  await worker.get(NO_OP)
  const noOp = median([await spent(worker, NO_OP), await spent(worker, NO_OP)])
  const before = worker.memory()
  const cold = await spent(worker, path)
  const warm: number[] = []
  for (const query of FURTHER) warm.push(await spent(worker, toPath(query)))
  return { cold, noOp, warm, growth: worker.memory() - before }
}

async function spent(worker: Workerd, path: string): Promise<number> {
  const before = worker.cpu()
  await worker.get(path)
  return worker.cpu() - before
}
