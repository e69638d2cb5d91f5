/** Deletes bytes that no submission has: a Worker may die between writing a file and storing its submission. */
import { createDatabaseStore } from './serve-files-d1.ts'
import { createBucketStore, FILES_PREFIX } from './serve-files-r2.ts'
import { SPOOL_PREFIX } from './serve-spool.ts'
import type { World } from './serve-world.ts'

/** No upload takes this long. */
const MAX_UPLOAD_MS = 86_400_000

// So many objects or files are looked at by one call.
const MAX_FILES = 500

// Before the place in a cursor; the database comes first.
const IN_BUCKET = 'r2:'

/** The object that says whose the bucket is. */
const MARK = 'leanto/database'

/**
 * Looks at some files, and deletes those without a submission.
 * @param cursor - where the last call ended; '' for the start
 * @returns where the next call goes on; '' at the end
 */
export async function sweepOrphans(world: World, cursor: string): Promise<string> {
  const { FILES } = world.env
  if (FILES === undefined) return sweepDatabase(world, cursor)
  if (cursor.startsWith(IN_BUCKET)) {
    const next = await sweepBucket(world, FILES, cursor.slice(IN_BUCKET.length))
    return next === '' ? '' : IN_BUCKET + next
  }
  // A site that got its bucket later has files in both.
  const next = await sweepDatabase(world, cursor)
  return next === '' ? IN_BUCKET : next
}

/** Keys come in order, so the last one says where to go on. */
async function sweepBucket({ env, now }: World, bucket: R2Bucket, cursor: string): Promise<string> {
  // Files of what is spooled have no row yet.
  const { objects: spooled } = await bucket.list({ prefix: SPOOL_PREFIX, limit: 1 })
  if (spooled.length > 0) return cursor
  const { objects, truncated } = await bucket.list({
    prefix: FILES_PREFIX,
    limit: MAX_FILES,
    ...(cursor === '' ? {} : { startAfter: cursor }),
  })
  const before = now().getTime() - MAX_UPLOAD_MS
  const old = objects.filter(({ uploaded }) => uploaded.getTime() < before)
  const ids = old.map(({ key }) => key.slice(FILES_PREFIX.length))
  const orphans = await findOrphans(env.DB, ids)
  if (orphans.length > 0) {
    if (await isOwn(env.DB, bucket, orphans.length < ids.length)) {
      await createBucketStore(bucket).delete(orphans)
    } else console.error(`${orphans.length} files are left: the bucket is of another database`)
  }
  return truncated ? (objects.at(-1)?.key ?? '') : ''
}

/**
 * Whether the bucket is this database's alone. Another site may share it, or the database was made anew: then files
 * without a row are no orphans. Only who has a row for one of them puts its mark into a bucket without one.
 */
async function isOwn(db: D1Database, bucket: R2Bucket, hasRow: boolean): Promise<boolean> {
  const own = await readMark(db)
  const mark = await bucket.get(MARK)
  if (mark !== null) return (await mark.text()) === own
  if (hasRow) await bucket.put(MARK, own)
  return hasRow
}

async function readMark(db: D1Database): Promise<string> {
  const fresh = crypto.getRandomValues(new Uint8Array(16)).toBase64()
  const [, read] = await db.batch<{ base64: string }>([
    db
      .prepare(`INSERT OR IGNORE INTO leanto_secrets (name, base64) VALUES ('bucket', ?)`)
      .bind(fresh),
    db.prepare(`SELECT base64 FROM leanto_secrets WHERE name = 'bucket'`),
  ])
  return read?.results[0]?.base64 ?? fresh
}

async function sweepDatabase({ env: { DB }, now }: World, cursor: string): Promise<string> {
  const { results } = await DB.prepare(
    `SELECT file, written_at FROM leanto_file_pieces WHERE file > ? AND number = 0
     ORDER BY file LIMIT ?`,
  )
    .bind(cursor, MAX_FILES)
    .all<{ file: string; written_at: string }>()
  const before = new Date(now().getTime() - MAX_UPLOAD_MS).toISOString()
  const old = results.filter(({ written_at: writtenAt }) => writtenAt < before)
  const ids = old.map(({ file }) => file)
  await createDatabaseStore(DB).delete(await findOrphans(DB, ids))
  return results.length === MAX_FILES ? (results.at(-1)?.file ?? '') : ''
}

async function findOrphans(db: D1Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { results } = await db
    .prepare(
      'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM leanto_files) ORDER BY value',
    )
    .bind(JSON.stringify(ids))
    .all<{ value: string }>()
  return results.map(({ value }) => value)
}
