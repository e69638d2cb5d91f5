/** Keeps files in an R2 bucket. */
import { createPieces } from './pieces.ts'
import type { FileStore, FileWriter } from './files.ts'

// R2 takes parts of one size, of at least 5 MiB but for the last (R2, "Multipart upload: limitations").
const PART_BYTES = 5 * 1024 * 1024

// A request may have 100 MB on the free plan; the text beside the files needs some of it.
const MAX_BYTES = 95_000_000

const PREFIX = 'forms/'

/** Keeps each file as an object under its id. */
export function createBucketStore(bucket: R2Bucket): FileStore {
  return {
    kind: 'r2',
    most: MAX_BYTES,
    create: (id) => createWriter(bucket, id),
    delete: async (ids) => {
      if (ids.length > 0) await bucket.delete(ids.map((id) => PREFIX + id))
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
    upload ??= await bucket.createMultipartUpload(PREFIX + id)
    parts.push(await upload.uploadPart(number + 1, piece))
  })
  return {
    id,
    write: (chunk) => pieces.write(chunk),
    async end() {
      const rest = pieces.rest()
      if (upload === undefined) {
        await bucket.put(PREFIX + id, rest)
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
