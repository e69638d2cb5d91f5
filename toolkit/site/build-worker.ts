/** A thread of the build: finishes the pages that it is told, and answers with what came of each. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'

import { finishFile, LARGE, type Answer, type WorkerOptions } from './build-finish.ts'

/** The tree of a page may take some hundred times as much. */
const LARGE_BYTES = 4_000_000

const options: WorkerOptions = workerData

parentPort?.on('message', (files: readonly string[]) => {
  const answers = files.map(answer)
  parentPort?.postMessage(answers, [])
})

function answer(file: string): Answer {
  const isLeft = options.isLarge !== true && sizeOf(file) > LARGE_BYTES
  return isLeft ? LARGE : finishFile(file, options)
}

function sizeOf(file: string): number {
  return statSync(join(options.folder, file)).size
}
