/** A submission from its first byte to its answer: read, judged, suspected, kept. */
import type { IRequestStrict } from 'itty-router'

import { problem } from '../core/problem.ts'
import type { FileStore } from '../inbox/files.ts'
import { createFileStore } from '../inbox/serve-files.ts'
import { createId } from '../inbox/serve-store.ts'
import type { Context } from '../site/context.ts'
import type { Entries } from './entries-result.ts'
import { readEntries } from './entries.ts'
import type { Control, FormContract, FormPage } from './format.ts'
import { toLimits, toReadControls, USUAL_FILE_BYTES, type Limits } from './limits.ts'
import { takeOwnFields } from './own-fields.ts'
import { withDigest } from './serve-digest.ts'
import { answerInvalid, answerKept, answerRefused } from './serve-answer.ts'
import { judge } from './serve-judge.ts'
import { keep } from './serve-keep.ts'
import { isCrossSite } from '../core/origin.ts'
import { isTooOften } from './serve-rate.ts'
import type { FormsEnv, FormsOptions } from './serve.ts'

/** All that a submission is judged and answered with. */
export interface Post {
  readonly request: IRequestStrict
  readonly env: FormsEnv
  readonly context: Context
  readonly contract: FormContract
  /** The page that the visitor came from. */
  readonly page: FormPage
  readonly options: FormsOptions
}

/** Answers a submission. Of its files only those stay that are kept with it. */
export async function answerPost(post: Post): Promise<Response> {
  const { request, env, context, contract } = post
  if (isCrossSite(request.headers, context.url.origin)) {
    return problem(403, 'expected a submission from a page of this site, got one from another site')
  }
  const files = createFileStore(env)
  const controls = toReadControls(contract)
  const limits = toLimits({ ...contract, controls }, files?.most ?? USUAL_FILE_BYTES)
  const reading: Reading = { limits, controls, files, written: new Set(), digests: new Map() }
  try {
    if (await isTooOften(env, request.headers)) {
      const read = await readBody(post, { ...reading, files: undefined })
      return await answerRefused(post, { status: 429, entries: read?.entries ?? [] })
    }
    return await answerRead(post, reading, await readBody(post, reading))
  } finally {
    const left = [...reading.written]
    if (files !== undefined && left.length > 0) {
      context.waitUntil(files.delete(left).catch(logLeft))
    }
  }
}

interface Reading {
  readonly limits: Limits
  readonly controls: readonly Control[]
  /** Where files go; they are only counted without it. */
  readonly files: FileStore | undefined
  /** Ids of the files that are written, and that no kept submission has. */
  readonly written: Set<string>
  /** Of their bytes, by id. */
  readonly digests: Map<string, string>
}

function logLeft(error: unknown): void {
  console.error('files of a submission that was not kept are left', error)
}

/** Reads the entries; `undefined` where the files could not be kept. */
async function readBody(
  { request }: Post,
  { limits, controls, files, written, digests }: Reading,
): Promise<Entries | undefined> {
  try {
    return await readEntries(request, {
      limits,
      controls,
      keepFile() {
        const id = createId()
        if (files === undefined) return { id, write() {}, end() {}, abort: () => Promise.resolve() }
        written.add(id)
        return withDigest(files.create(id), digests)
      },
    })
  } catch (error) {
    console.error('the files of a form were not kept', error)
    return undefined
  }
}

async function answerRead(
  post: Post,
  { limits, files, written, digests }: Reading,
  entries: Entries | undefined,
): Promise<Response> {
  if (entries === undefined) return answerRefused(post, { status: 503, entries: [] })
  const { own, entries: fields } = takeOwnFields(post.contract, entries.entries)
  if (entries.kind === 'refused') return answerRefused(post, { ...entries, entries: fields })
  if (!isAddressed(post.contract, own.sender)) {
    return problem(
      400,
      `expected a submission of the form "${post.contract.name}", got one of "${own.sender}"`,
    )
  }
  const judgement = await judge(post.contract, fields, own.revision, post.env)
  const { verdict } = judgement
  if (verdict.invalid.length > 0) return answerInvalid(post, verdict)
  const stored = JSON.stringify([verdict.fields, verdict.extra])
  if (new TextEncoder().encode(stored).length > limits.storedBytes) {
    return answerRefused(post, { status: 413, entries: fields, limit: limits.storedBytes })
  }
  const kept = await keep(post, { own, judgement, entries: fields, files, digests })
  // What the database may have taken keeps its files; a sweep finds those that it has not.
  if (kept.kind !== 'repeated') for (const { upload } of verdict.uploads) written.delete(upload.id)
  if (kept.kind === 'unknown') return answerRefused(post, { status: 503, entries: fields })
  return answerKept(post, kept.id)
}

/** A page says which form it has. A program need not; another form's fields would be stored as this one's. */
function isAddressed({ name, senders = [] }: FormContract, sender: string | undefined): boolean {
  return sender === undefined || sender === name || senders.includes(sender)
}
