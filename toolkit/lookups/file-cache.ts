/** The files that an isolate keeps, so that the next question about the same rows reads nothing. */

/**
 * Only what is read is kept, never a pending read: a Worker's request may not wait for another's.
 */
export interface FileCache {
  readonly files: Map<string, { readonly content: unknown; readonly bytes: number }>
  /** How many bytes the files have. */
  bytes: number
}

/** Texts take up to two bytes a character: 48 MB at most of the 128 MB that an isolate has. */
const MAX_BYTES = 24 * 1024 * 1024

export function createFileCache(): FileCache {
  return { files: new Map(), bytes: 0 }
}

/** What was kept under `path`, which becomes the one used last. The caller knows its type by the path. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the path decides about the type
export function recallFile<T>(cache: FileCache, path: string): T | undefined
export function recallFile(cache: FileCache, path: string): unknown {
  const known = cache.files.get(path)
  if (known === undefined) return undefined
  cache.files.delete(path)
  cache.files.set(path, known)
  return known.content
}

/** Keeps what a file holds, and lets go of those that were unused the longest. */
export function keepFile(cache: FileCache, path: string, content: unknown, bytes: number): void {
  if (bytes > MAX_BYTES / 4) return
  // Two questions may have read it at the same time.
  cache.bytes -= cache.files.get(path)?.bytes ?? 0
  cache.files.delete(path)
  cache.files.set(path, { content, bytes })
  cache.bytes += bytes
  for (const [oldest, file] of cache.files) {
    if (cache.bytes <= MAX_BYTES) return
    cache.files.delete(oldest)
    cache.bytes -= file.bytes
  }
}
