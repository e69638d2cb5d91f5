/** A submission from its first byte to its answer: read, judged, suspected, kept. */
import type { IRequestStrict } from 'itty-router'

import { problem } from '../core/problem.ts'
import type { FileStore } from '../inbox/files.ts'
import { createFileStore } from '../inbox/serve-files.ts'
import { createId } from '../inbox/serve-store.ts'
import type { Context } from '../site/context.ts'
import type { Entries } from './entries-result.ts'
import { readEntries } from './entries.ts'
import type { Entry, FormContract, FormPage } from './format.ts'
import { toLimits, USUAL_FILE_BYTES, type Limits } from './limits.ts'
import { takeOwnFields } from './own-fields.ts'
import { answerInvalid, answerKept, answerRefused } from './serve-answer.ts'
import { judge } from './serve-judge.ts'
import { keep } from './serve-keep.ts'
import { isCrossSite } from './serve-origin.ts'
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

/** Answers a submission. What it kept of files is deleted again unless the submission is kept itself. */
export async function answerPost(post: Post): Promise<Response> {
  const { request, env, context, contract } = post
  if (isCrossSite(request.headers, context.url.origin)) {
    return problem(403, 'expected a submission from a page of this site, got one from another site')
  }
  const files = createFileStore(env)
  const limits = toLimits(contract, files?.most ?? USUAL_FILE_BYTES)
  const ids: string[] = []
  const answer = await answerRead(post, limits, await read(post, limits, files, ids), files)
  if (!answer.isKept && files !== undefined && ids.length > 0) {
    context.waitUntil(files.delete(ids).catch(logLeft))
  }
  return answer.response
}

interface Answer {
  readonly response: Response
  readonly isKept: boolean
}

function logLeft(error: unknown): void {
  console.error('files of a submission that was not kept are left', error)
}

/** Reads the entries; `undefined` where the files could not be kept. */
async function read(
  { request, contract }: Post,
  limits: Limits,
  files: FileStore | undefined,
  ids: string[],
): Promise<Entries | undefined> {
  try {
    return await readEntries(request, {
      limits,
      controls: contract.controls,
      keepFile() {
        const id = createId()
        ids.push(id)
        return files?.create(id) ?? { id, write() {}, end() {}, abort: () => Promise.resolve() }
      },
    })
  } catch (error) {
    console.error('the files of a form were not kept', error)
    return undefined
  }
}

async function answerRead(
  post: Post,
  limits: Limits,
  entries: Entries | undefined,
  files: FileStore | undefined,
): Promise<Answer> {
  if (entries === undefined) return refused(post, { status: 503, entries: [] })
  const { own, entries: fields } = takeOwnFields(post.contract, entries.entries)
  if (entries.kind === 'refused') return refused(post, { ...entries, entries: fields })
  if (!isAddressed(post.contract, own.sender)) {
    const detail = `expected a submission of the form "${post.contract.name}", got one of "${own.sender}"`
    return { response: problem(400, detail), isKept: false }
  }
  if (await isTooOften(post.env, post.request.headers)) {
    return refused(post, { status: 429, entries: fields })
  }
  const judgement = await judge(post.contract, fields, own.revision, post.env)
  const { verdict } = judgement
  if (verdict.invalid.length > 0) {
    return { response: await answerInvalid(post, verdict), isKept: false }
  }
  const stored = JSON.stringify([verdict.fields, verdict.extra])
  if (new TextEncoder().encode(stored).length > limits.storedBytes) {
    const limit = limits.storedBytes
    return refused(post, { status: 413, entries: fields, limit })
  }
  const id = await keep(post, { own, judgement, files })
  if (id === undefined) return refused(post, { status: 503, entries: fields })
  return { response: await answerKept(post, id), isKept: true }
}

/** A page says which form it has. A program need not; another form's fields would be stored as this one's. */
function isAddressed({ name, senders = [] }: FormContract, sender: string | undefined): boolean {
  return sender === undefined || sender === name || senders.includes(sender)
}

async function refused(
  post: Post,
  refusal: Parameters<typeof answerRefused>[1] & { readonly entries: readonly Entry[] },
): Promise<Answer> {
  return { response: await answerRefused(post, refusal), isKept: false }
}
