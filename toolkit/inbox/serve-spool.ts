/** Keeps submissions in the bucket while the database does not take them, and brings them in later. */
import type { InboxEnv } from './serve-env.ts'
import { createFileStore } from './serve-files.ts'
import { storeSubmission } from './serve-store.ts'
import type { World } from './serve-world.ts'
import type { Submission, Suspicion } from './submission.ts'

/** Before the id in the key of an object. */
export const SPOOL_PREFIX = 'spool/'

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
 */
export async function importSpool(world: World, limit: number): Promise<void> {
  const { env, settings } = world
  if (env.FILES === undefined) return
  const { objects } = await env.FILES.list({ prefix: SPOOL_PREFIX, limit })
  for (const { key } of objects) {
    const object = await env.FILES.get(key)
    if (object === null) continue
    const submission = revive(await object.json<Spooled>())
    const id = await storeSubmission(env.DB, submission, settings)
    // Of a repetition, the files are those of the first.
    if (id !== submission.id) {
      await createFileStore(env)?.delete(submission.files.map((file) => file.id))
    }
    await env.FILES.delete(key)
  }
}

/** A submission as JSON has it. */
type Spooled = Omit<Submission, 'receivedAt' | 'expiresAt' | 'challenge' | 'suspicion'> & {
  readonly receivedAt: string
  readonly expiresAt?: string
  readonly challenge?: { readonly id: string; readonly expiresAt: string }
  readonly suspicion: Omit<Suspicion, 'threshold'> & { readonly threshold: number | null }
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
