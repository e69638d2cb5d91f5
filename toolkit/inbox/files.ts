/** What a place for the files of submissions can do. */

/** The most bytes of files that are kept of one submission where the site has no bucket: D1 holds 500 MB in all. */
export const MAX_DATABASE_BYTES = 10_000_000

/** Takes the bytes of one file as they come. What was written is only to be found after `end`. */
export interface FileWriter {
  /** 32 random hexadecimal digits; the file's own name is never part of where it lies. */
  readonly id: string
  write(chunk: Uint8Array): Promise<void>
  end(): Promise<void>
  /** Forgets what was written. */
  abort(): Promise<void>
}

export interface FileStore {
  readonly kind: 'r2' | 'd1'
  /** The most bytes that the files of one submission may have together. */
  readonly most: number
  create(id: string): FileWriter
  delete(ids: readonly string[]): Promise<void>
}
