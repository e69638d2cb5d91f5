/** Keeps submissions in the bucket while the database does not take them, and brings them in later. */
import type { InboxEnv } from './serve-env.ts'
import { createFileStore } from './serve-files.ts'
import { storeSubmission } from './serve-store.ts'
import { createFindErased } from './serve-tombstones.ts'
import type { World } from './serve-world.ts'
import type { Submission, Suspicion } from './submission.ts'

/** Before the id in the key of an object. */
export const SPOOL_PREFIX = 'spool/'

/** Where an object goes that cannot be read: it must not keep those behind it from their turn. */
export const FAILED_PREFIX = 'failed/'

/**
 * Writes a submission into the bucket.
 * @returns whether the site has one
 * @throws what R2 throws
 */
export async function spoolSubmission(
  { FILES }: InboxEnv,
  submission: Submission,
): Promise<boolean> {
  if (FILES === undefined) return false
  await FILES.put(SPOOL_PREFIX + submission.id, JSON.stringify(submission), {
    httpMetadata: { contentType: 'application/json' },
  })
  return true
}

/**
 * Brings at most `limit` spooled submissions into the database. One may have been stored after all before it was
 * spooled: storing it again changes nothing.
 * @returns how many objects there were
 */
export async function importSpool(world: World, limit: number): Promise<number> {
  const { env } = world
  const { FILES } = env
  if (FILES === undefined) return 0
  const { objects } = await FILES.list({ prefix: SPOOL_PREFIX, limit })
  for (const { key } of objects) {
    const object = await FILES.get(key)
    if (object === null) continue
    const text = await object.text()
    const submission = parseSpooled(text)
    if (submission === undefined) {
      console.error(`${key} is no submission: it is kept as ${FAILED_PREFIX + key}`)
      await FILES.put(FAILED_PREFIX + key, text)
    } else await importSubmission(world, submission)
    await FILES.delete(key)
  }
  return objects.length
}

/** Who was erased meanwhile stays away. */
async function importSubmission({ env, settings }: World, submission: Submission): Promise<void> {
  const { id, receivedAt, fields, extra, files } = submission
  const findErased = await createFindErased(env.DB)
  const erased = await findErased([
    {
      id,
      receivedAt: receivedAt.toISOString(),
      entries: JSON.stringify(fields),
      extra: JSON.stringify(extra),
      files: JSON.stringify(files.map(({ name }) => name)),
    },
  ])
  const stored = erased.has(id) ? undefined : await storeSubmission(env.DB, submission, settings)
  // Of a repetition, the files are those of the first.
  if (stored !== id) await createFileStore(env)?.delete(files.map((file) => file.id))
}

/** A submission as JSON has it. */
type Spooled = Omit<Submission, 'receivedAt' | 'expiresAt' | 'challenge' | 'suspicion'> & {
  readonly receivedAt: string
  readonly expiresAt?: string
  readonly challenge?: { readonly id: string; readonly expiresAt: string }
  readonly suspicion: Omit<Suspicion, 'threshold'> & { readonly threshold: number | null }
}

/** `undefined` for what is none. */
function parseSpooled(text: string): Submission | undefined {
  try {
    return revive(JSON.parse(text))
  } catch {
    return undefined
  }
}

function revive(spooled: Spooled): Submission {
  const { expiresAt, challenge, suspicion } = spooled
  return {
    ...spooled,
    receivedAt: new Date(spooled.receivedAt),
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
    challenge: challenge && { id: challenge.id, expiresAt: new Date(challenge.expiresAt) },
    // JSON has no Infinity.
    suspicion: { ...suspicion, threshold: suspicion.threshold ?? Infinity },
  }
}
