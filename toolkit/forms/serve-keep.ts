/** Keeps a valid submission: accepted, or put aside, but never dropped. */
import type { FileStore } from '../inbox/files.ts'
import { recordContract } from '../inbox/serve-contracts.ts'
import { purgeExpired } from '../inbox/serve-purge.ts'
import { createId, storeSubmission } from '../inbox/serve-store.ts'
import type { Submission, SubmissionFile } from '../inbox/submission.ts'
import type { OwnFields } from './own-fields.ts'
import type { Judgement } from './serve-judge.ts'
import type { Post } from './serve-post.ts'
import { suspect } from './serve-suspicion.ts'
import { SIGNS } from './spam.ts'

const DAY = 86_400_000

/** How often an isolate looks for what has expired, in milliseconds: often enough for what is kept for days. */
const PURGE_EVERY = 3_600_000
let purgedAt = 0

interface Kept {
  readonly own: OwnFields
  readonly judgement: Judgement
  readonly files: FileStore | undefined
}

/** Gives the id of the submission once its rows are committed; `undefined` where they are not. */
export async function keep(post: Post, kept: Kept): Promise<string | undefined> {
  const { DB: db } = post.env
  if (db === undefined) {
    console.error('the form was not stored: wrangler.toml has no D1 binding "DB"')
    return undefined
  }
  try {
    const submission = await toSubmission(post, kept, db)
    if (!(await storeSubmission(db, submission))) await storeSubmission(db, asUnproven(submission))
    post.context.waitUntil(tidyUp(post, db, submission.receivedAt))
    return submission.id
  } catch (error) {
    // The visitor learns of it and loses nothing; the owner finds it in the log.
    console.error('the form was not stored', error)
    return undefined
  }
}

async function toSubmission(
  post: Post,
  { own, judgement, files }: Kept,
  db: D1Database,
): Promise<Submission> {
  const { env, contract, page, options } = post
  const { verdict, revision } = judgement
  const now = options.now?.() ?? new Date()
  const facts = { ...post, env: { ...env, DB: db }, language: page.language, own, judgement, now }
  const { retention, notify, autoresponse } = contract.options
  return {
    id: (options.createId ?? createId)(),
    form: contract.name,
    revision,
    page: page.path,
    receivedAt: now,
    language: page.language,
    fields: verdict.fields,
    extra: verdict.extra.map(([name, value]) => [name, value]),
    files: toFiles(judgement, files),
    ...(await suspect(facts)),
    expiresAt: retention === undefined ? undefined : new Date(now.getTime() + retention * DAY),
    notify,
    autoresponse,
  }
}

function toFiles({ controls, verdict }: Judgement, files: FileStore | undefined): SubmissionFile[] {
  return verdict.uploads.map(({ control, name, upload: { id, type, size } }) => {
    if (id === '' || files === undefined) throw new Error(`the file "${name}" was not kept`)
    return { id, field: controls[control]?.name ?? '', name, type, size, store: files.kind }
  })
}

/** A proof that was spent before counts as none. */
function asUnproven(submission: Submission): Submission {
  const { suspicion } = submission
  const score = suspicion.score + SIGNS.unproven
  const signs = [...suspicion.signs, 'unproven']
  return { ...submission, challenge: undefined, suspicion: { ...suspicion, score, signs } }
}

/** What need not keep the visitor waiting. */
async function tidyUp({ contract, env }: Post, db: D1Database, now: Date): Promise<void> {
  try {
    const { name, revision, controls } = contract
    await recordContract(db, { form: name, revision }, controls, now)
    if (now.getTime() - purgedAt < PURGE_EVERY) return
    purgedAt = now.getTime()
    await purgeExpired(env, now)
  } catch (error) {
    console.error('tidying up after a form failed', error)
  }
}
