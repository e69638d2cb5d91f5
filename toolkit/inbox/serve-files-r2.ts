/** Keeps files in an R2 bucket. */
import { createPieces } from './pieces.ts'
import type { FileStore, FileWriter } from './files.ts'

// R2 takes parts of one size, of at least 5 MiB but for the last (R2, "Multipart upload: limitations").
const PART_BYTES = 5 * 1024 * 1024

// A request may have 100 MB on the free plan; the text beside the files needs some of it.
const MAX_BYTES = 95_000_000

/** Before the id in the key of an object. */
export const FILES_PREFIX = 'forms/'

// One call of R2 deletes at most so many objects.
const MAX_DELETED = 1000

/** Keeps each file as an object under its id. */
export function createBucketStore(bucket: R2Bucket): FileStore {
  return {
    kind: 'r2',
    most: MAX_BYTES,
    create: (id) => createWriter(bucket, id),
    delete: async (ids) => {
      for (let at = 0; at < ids.length; at += MAX_DELETED) {
        await bucket.delete(ids.slice(at, at + MAX_DELETED).map((id) => FILES_PREFIX + id))
      }
    },
  }
}

/** What is needed of an upload of several parts. */
type PartsUpload = Pick<R2MultipartUpload, 'uploadPart' | 'complete' | 'abort'>

/** A file of one part is one call; only a larger one becomes an upload of several parts. */
function createWriter(bucket: R2Bucket, id: string): FileWriter {
  let upload: PartsUpload | undefined
  const parts: R2UploadedPart[] = []
  const pieces = createPieces(PART_BYTES, async (piece, number) => {
    upload ??= await bucket.createMultipartUpload(FILES_PREFIX + id)
    parts.push(await upload.uploadPart(number + 1, piece))
  })
  return {
    id,
    write: (chunk) => pieces.write(chunk),
    async end() {
      const rest = pieces.rest()
      if (upload === undefined) {
        await bucket.put(FILES_PREFIX + id, rest)
        return
      }
      if (rest.length > 0) parts.push(await upload.uploadPart(parts.length + 1, rest))
      await upload.complete(parts)
    },
    async abort() {
      await upload?.abort()
    },
  }
}
