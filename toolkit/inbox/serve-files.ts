/** Keeps the files of submissions: in R2 where the site has a bucket, else in D1, in pieces. */
import type { FileStore } from './files.ts'
import { createDatabaseStore } from './serve-files-d1.ts'
import { createBucketStore } from './serve-files-r2.ts'
import type { InboxEnv } from './serve-env.ts'

/** The store that the site's bindings make possible; `undefined` without any. */
export function createFileStore({ FILES, DB }: InboxEnv): FileStore | undefined {
  if (FILES !== undefined) return createBucketStore(FILES)
  return DB === undefined ? undefined : createDatabaseStore(DB)
}
