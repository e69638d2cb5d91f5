/** Keeps a valid submission: accepted, or put aside, but never dropped. */
import type { FileStore } from '../inbox/files.ts'
import { recordContract } from '../inbox/serve-contracts.ts'
import { dispatch } from '../inbox/serve-dispatch.ts'
import { readKeys } from '../inbox/serve-keys.ts'
import { spoolSubmission } from '../inbox/serve-spool.ts'
import { createId, storeSubmission } from '../inbox/serve-store.ts'
import { sweep } from '../inbox/serve-sweep.ts'
import type { World } from '../inbox/serve-world.ts'
import type { Submission, SubmissionFile } from '../inbox/submission.ts'
import { toConsent } from './consent.ts'
import type { Entry } from './format.ts'
import type { OwnFields } from './own-fields.ts'
import type { Judgement } from './serve-judge.ts'
import { toSubmissionKey } from './serve-key.ts'
import type { Post } from './serve-post.ts'
import { suspect } from './serve-suspicion.ts'

const DAY = 86_400_000

/** How often an isolate does what a site without a cron trigger would never do, in milliseconds. */
const SWEEP_EVERY = 3_600_000
let sweptAt = 0

/** How many messages are sent behind the answer; more wait for the cron trigger. */
const MAX_DELIVERIES = 3

interface Valid {
  readonly own: OwnFields
  readonly judgement: Judgement
  /** What came, but for the toolkit's own fields. */
  readonly entries: readonly Entry[]
  readonly files: FileStore | undefined
  readonly digests: ReadonlyMap<string, string>
}

/** What became of a submission; `unknown` where the database failed: it may have taken it all the same. */
export type Kept =
  | { readonly kind: 'kept'; readonly id: string }
  | { readonly kind: 'repeated'; readonly id: string }
  | { readonly kind: 'unknown' }

/** Keeps a submission. Once this says so, its rows are committed, or it lies in the bucket until they can be. */
export async function keep(post: Post, valid: Valid): Promise<Kept> {
  const { DB } = post.env
  if (DB === undefined) {
    console.error('the form was not stored: wrangler.toml has no D1 binding "DB"')
    return { kind: 'unknown' }
  }
  const { site, settings } = post.context
  const now = () => post.options.now?.() ?? new Date()
  const world = { env: { ...post.env, DB }, site, settings, now }
  try {
    return await store(post, world, await toSubmission(post, valid, world))
  } catch (error) {
    console.error('the form was not stored', error)
    return { kind: 'unknown' }
  }
}

async function store(post: Post, world: World, submission: Submission): Promise<Kept> {
  try {
    const id = await storeSubmission(world.env.DB, submission, world.settings)
    if (id !== submission.id) return { kind: 'repeated', id }
    post.context.waitUntil(followUp(post, world, submission))
    return { kind: 'kept', id }
  } catch (error) {
    // The visitor learns of it and loses nothing; the owner finds it in the log.
    console.error('the database did not take a form', error)
    const isSpooled = await spoolSubmission(world.env, submission)
    return isSpooled ? { kind: 'kept', id: submission.id } : { kind: 'unknown' }
  }
}

async function toSubmission(post: Post, valid: Valid, world: World): Promise<Submission> {
  const { request, contract, page, options } = post
  const { own, judgement, files } = valid
  const { verdict, controls, revision } = judgement
  const now = world.now()
  const keys = await readKeys(world.env.DB, now).catch(logKeys)
  const { retention, notify, autoresponse } = contract.options
  const { headers } = request
  return {
    id: (options.createId ?? createId)(),
    form: contract.name,
    revision,
    page: page.path,
    receivedAt: now,
    language: page.language,
    key: await toSubmissionKey({
      ...valid,
      form: contract.name,
      headers,
      fill: own.fill,
      keys,
      now,
    }),
    fields: verdict.fields,
    extra: verdict.extra.map(([name, value]) => [name, value]),
    consent: toConsent(controls, verdict.bound, page, own.revision),
    files: toFiles(judgement, files),
    ...(await suspect({
      ...post,
      env: { ...post.env, DB: world.env.DB },
      language: page.language,
      own,
      judgement,
      keys,
      now,
    })),
    expiresAt: retention === undefined ? undefined : new Date(now.getTime() + retention * DAY),
    notify,
    autoresponse,
  }
}

function logKeys(error: unknown): [] {
  console.error('the keys of the day were not read', error)
  return []
}

function toFiles({ controls, verdict }: Judgement, files: FileStore | undefined): SubmissionFile[] {
  return verdict.uploads.map(({ control, name, upload: { id, type, size } }) => {
    if (id === '' || files === undefined) throw new Error(`the file "${name}" was not kept`)
    return { id, field: controls[control]?.name ?? '', name, type, size, store: files.kind }
  })
}

/** What need not keep the visitor waiting. */
async function followUp({ contract }: Post, world: World, submission: Submission): Promise<void> {
  const { name, revision, controls } = contract
  const now = world.now()
  // Files have taken requests to bindings, of which the free plan has 50 for a call.
  const hasFiles = submission.files.length > 0
  try {
    await dispatch(world, submission.id, hasFiles ? 1 : MAX_DELIVERIES)
    await recordContract(world.env.DB, { form: name, revision }, controls, now)
    if (hasFiles || now.getTime() - sweptAt < SWEEP_EVERY) return
    sweptAt = now.getTime()
    await sweep(world)
  } catch (error) {
    console.error('something is left to do after a form', error)
  }
}
