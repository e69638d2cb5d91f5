/** Codes what results show of a large site in a thread of its own, while the words of its pages are counted. */
import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'

import type { SearchPage } from './build-extract.ts'
import { createRecordCoder, sampleTexts, toRecord, type Records } from './build-records.ts'

/** From how many pages on a thread is worth its start. */
const MIN_PAGES = 1000
const BATCH = 500
/** It holds a batch at a time; the less room it has, the sooner the last one is swept out. */
const LIMITS = { maxOldGenerationSizeMb: 256 }

/** What the thread answers: first the table, then the records of batch after batch. */
export type CodedRecords = Pick<Records, 'codes'> | readonly Uint8Array[]

/** Builds the records of pages, in their order. The same pages give the same bytes, in a thread or not. */
export async function buildRecords(pages: readonly SearchPage[]): Promise<Records> {
  const sample = sampleTexts(pages)
  if (pages.length >= MIN_PAGES) return codeInThread(pages, sample)
  const { codes, encode } = createRecordCoder(sample)
  return { codes, records: pages.map((page) => encode(toRecord(page))) }
}

async function codeInThread(
  pages: readonly SearchPage[],
  sample: readonly string[],
): Promise<Records> {
  // The published package holds JavaScript in place of the sources.
  const file = join(import.meta.dirname, `build-records-worker${extname(import.meta.filename)}`)
  const worker = new Worker(file, { workerData: sample, resourceLimits: LIMITS })
  for (let at = 0; at < pages.length; at += BATCH)
    worker.postMessage(pages.slice(at, at + BATCH).map(toRecord), [])
  const records: Uint8Array[] = []
  let codes: Uint8Array | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`a thread of the build ended with ${code}`)))
      worker.on('message', (coded: CodedRecords) => {
        if ('codes' in coded) codes = coded.codes
        else for (const record of coded) records.push(record)
        if (records.length === pages.length) resolve()
      })
    })
  } finally {
    await worker.terminate()
  }
  return { codes, records }
}
