/** The thread that codes what results show of the pages that it is given. */
import { parentPort, workerData } from 'node:worker_threads'

import type { CodedRecords } from './build-records-thread.ts'
import { createRecordCoder } from './build-records.ts'
import type { PageRecord } from './pack.ts'

const sample: readonly string[] = workerData
const { codes, encode } = createRecordCoder(sample)
const answer = (coded: CodedRecords): void => parentPort?.postMessage(coded, [])

answer({ codes })
parentPort?.on('message', (records: readonly PageRecord[]) => answer(records.map(encode)))
