/** Erases one person: submissions, files, what waits in the bucket, and every word in the index. */
import { hmac } from '../core/digest.ts'
import { normalizeAddress } from './addresses.ts'
import { isAbout, isFrom, type PersonalTexts } from './personal-texts.ts'
import { auditStatement } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import { deleteSubmissions, MAX_DELETED } from './serve-delete.ts'
import { toPlainAddress } from './serve-email.ts'
import { createDatabaseStore } from './serve-files-d1.ts'
import { createBucketStore } from './serve-files-r2.ts'
import { findPerson } from './serve-find-person.ts'
import { readKeys } from './serve-keys.ts'
import { FAILED_PREFIX, SPOOL_PREFIX } from './serve-spool.ts'
import { addTombstone } from './serve-tombstones.ts'

/** So many spooled objects are looked at: each is a call, of which a request has fifty. */
const MAX_SPOOLED = 20

export interface EraseOptions {
  /** Whether submissions of others go, too, where they name the address. */
  readonly mentions: boolean
}

/**
 * Erases what there is of a person, and remembers that no backup may bring it back. Where it is cut off, it is done
 * again from the start and goes on with what is left. Of what waits in the bucket, some is looked at: the rest is dropped
 * when its turn comes. The log has how many submissions there were; the address it has not.
 * @returns how many submissions were erased
 * @throws what the database or the bucket throws
 */
export async function erasePerson(
  call: Call,
  email: string,
  options: EraseOptions,
): Promise<number> {
  const { env, now } = call
  const { DB: db } = env
  // First what keeps it away, last what tells nobody more: each step may be the last one that is done.
  await addTombstone(db, email, options, now)
  const { own, mentions } = await findPerson(db, email)
  const ids = options.mentions ? [...own, ...mentions] : own
  const detail = options.mentions ? 'one person, and what others wrote of them' : 'one person'
  await auditStatement(db, call, 'erased', ids.length, detail).run()
  for (let at = 0; at < ids.length; at += MAX_DELETED)
    await deleteSubmissions(env, ids.slice(at, at + MAX_DELETED))
  await eraseTraces(db, email, now)
  return ids.length + (await eraseSpooled(call, email, options, detail))
}

/** Deleted rows leave their words in the index until its parts are merged; those of an earlier, cut-off turn as well. */
async function eraseTraces(db: D1Database, email: string, now: Date): Promise<void> {
  // As automatic answers note whom they went to; to any other address none goes.
  const address = toPlainAddress(email.trim())?.toLowerCase()
  const keys = address === undefined ? [] : await readKeys(db, now)
  const marks = await Promise.all(
    keys.map(async (key) => `autoresponse:${(await hmac(key, address ?? '')).toHex()}`),
  )
  await db.batch([
    db
      .prepare('DELETE FROM leanto_tasks WHERE name IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify(marks)),
    db.prepare(`INSERT INTO leanto_search (leanto_search) VALUES ('optimize')`),
  ])
}

/** Erases what the database did not take yet. */
async function eraseSpooled(
  call: Call,
  email: string,
  options: EraseOptions,
  detail: string,
): Promise<number> {
  const { DB, FILES } = call.env
  if (FILES === undefined) return 0
  const found = await findSpooled(FILES, normalizeAddress(email), options)
  if (found.length === 0) return 0
  const what = `${detail}, of what waited in the bucket`
  await auditStatement(DB, call, 'erased', found.length, what).run()
  const fileIds = found.flatMap((spooled) => spooled.fileIds)
  await createBucketStore(FILES).delete(fileIds)
  await createDatabaseStore(DB).delete(fileIds)
  await FILES.delete(found.map(({ key }) => key))
  return found.length
}

async function findSpooled(
  bucket: R2Bucket,
  address: string,
  { mentions }: EraseOptions,
): Promise<readonly (Spooled & { readonly key: string })[]> {
  const listed = await Promise.all(
    [SPOOL_PREFIX, FAILED_PREFIX].map((prefix) => bucket.list({ prefix, limit: MAX_SPOOLED })),
  )
  const found: (Spooled & { readonly key: string })[] = []
  for (const { key } of listed.flatMap(({ objects }) => objects).slice(0, MAX_SPOOLED)) {
    const object = await bucket.get(key)
    if (object === null) continue
    const spooled = parseSpooled(await object.text())
    const { texts, isDamaged } = spooled
    if (isFrom(texts, address) || ((mentions || isDamaged) && isAbout(texts, address)))
      found.push({ ...spooled, key })
  }
  return found
}

interface Spooled {
  readonly texts: PersonalTexts
  /** Whether nobody can tell any more whose it is. */
  readonly isDamaged: boolean
  readonly fileIds: readonly string[]
}

function parseSpooled(json: string): Spooled {
  const { fields, extra, files }: Partial<Record<string, unknown>> = parseObject(json)
  const list: readonly unknown[] = Array.isArray(files) ? files : []
  const read = (file: unknown, name: string): unknown =>
    typeof file === 'object' && file !== null ? Reflect.get(file, name) : undefined
  return {
    isDamaged: fields === undefined,
    texts: {
      // What is no list any more is looked through as it is.
      entries: fields === undefined ? json : JSON.stringify(fields),
      extra: JSON.stringify(extra ?? []),
      files: JSON.stringify(list.map((file) => read(file, 'name'))),
    },
    fileIds: list.map((file) => read(file, 'id')).filter((id) => typeof id === 'string'),
  }
}

function parseObject(json: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
