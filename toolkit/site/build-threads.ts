/** Shares the pages of a large site among threads. A small one is done before a thread would have started. */
import { availableParallelism } from 'node:os'
import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'

import {
  finishFile,
  LARGE,
  type Answer,
  type FinishOptions,
  type Outcome,
  type WorkerOptions,
} from './build-finish.ts'

/** From how many pages on threads are worth their start: each loads the parser anew. */
const MIN_PAGES = 150
const MAX_THREADS = 2
const BATCH = 24
/**
 * The more room new objects have, the fewer of a page's nodes are moved before the page is done. The less there is for
 * others, the sooner those of pages that are done are swept out.
 */
const LIMITS = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 320 }

/** Told what came of some files, by their places in the list. */
export type OnOutcomes = (first: number, outcomes: readonly Outcome[]) => void

export interface ThreadOptions extends FinishOptions {
  /** How many threads to use at most; as many as there are processors, or two, where nothing is said. */
  readonly threads?: number | undefined
}

/** Finishes some files. What comes of them is told in any order. */
export async function finishFiles(
  files: readonly string[],
  { threads = Math.min(MAX_THREADS, availableParallelism()), ...options }: ThreadOptions,
  onOutcomes: OnOutcomes,
): Promise<void> {
  const count = Math.min(threads, Math.floor(files.length / MIN_PAGES))
  if (count < 2) return finishHere(files, options, onOutcomes)
  const large = await runThreads(files, count, options, onOutcomes)
  if (large.length === 0) return
  const wanted = large.map((at) => files[at] ?? '')
  await runThreads(wanted, 1, { ...options, isLarge: true }, (first, outcomes) => {
    for (const [index, outcome] of outcomes.entries())
      onOutcomes(large[first + index] ?? 0, [outcome])
  })
}

/** Gives the places of the files that are left out, since they are large. */
async function runThreads(
  files: readonly string[],
  count: number,
  options: WorkerOptions,
  onOutcomes: OnOutcomes,
): Promise<number[]> {
  let next = 0
  const take = (): Batch => {
    const first = next
    next += BATCH
    return { first, files: files.slice(first, next) }
  }
  const large: number[] = []
  const onAnswers: OnAnswers = (first, answers) => {
    if (answers.every(isDone)) return onOutcomes(first, answers)
    for (const [index, answer] of answers.entries())
      if (isDone(answer)) onOutcomes(first + index, [answer])
      else large.push(first + index)
  }
  const workers = Array.from({ length: count }, () => startWorker(options))
  try {
    await Promise.all(workers.map((worker) => runWorker(worker, take, onAnswers)))
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return large
}

function finishHere(
  files: readonly string[],
  options: FinishOptions,
  onOutcomes: OnOutcomes,
): void {
  files.forEach((file, at) => onOutcomes(at, [finishFile(file, options)]))
}

type OnAnswers = (first: number, answers: readonly Answer[]) => void

function isDone(answer: Answer): answer is Outcome {
  return answer !== LARGE
}

/** The files that come next, with the place of the first; none at the end. */
interface Batch {
  readonly first: number
  readonly files: readonly string[]
}

function startWorker(options: WorkerOptions): Worker {
  // The published package holds JavaScript in place of the sources.
  const file = join(import.meta.dirname, `build-worker${extname(import.meta.filename)}`)
  return new Worker(file, {
    workerData: options,
    resourceLimits: options.isLarge === true ? {} : LIMITS,
  })
}

/** Gives a thread batch after batch; the next one waits there while one is done. */
function runWorker(worker: Worker, take: () => Batch, onAnswers: OnAnswers): Promise<void> {
  const sent: number[] = []
  const send = (): void => {
    const { first, files } = take()
    if (files.length === 0) return
    sent.push(first)
    worker.postMessage(files, [])
  }
  return new Promise((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`a thread of the build ended with ${code}`)))
    worker.on('message', (answers: readonly Answer[]) => {
      try {
        onAnswers(sent.shift() ?? 0, answers)
      } catch (error) {
        reject(error)
      }
      send()
      if (sent.length === 0) resolve()
    })
    send()
    send()
    if (sent.length === 0) resolve()
  })
}
