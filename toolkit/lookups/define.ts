/** What an owner declares of one public dataset. */

export interface LookupOptions {
  /** Names the lookup in URLs and files: lower-case letters, digits and hyphens, a letter first. */
  readonly name: string
  /** What people read; the name by default. */
  readonly title?: string
  /**
   * Where the rows are, relative to the declaration: a `*.rows.ts` module whose default export is an iterable of plain
   * objects (also asynchronous, also a function that returns one), or a `.json` or `.ndjson` file. Only a path, so that
   * nothing of the data reaches the Worker.
   */
  readonly from: string
  /** The column that identifies a row: strings or numbers, each once. */
  readonly key: string
  /** The columns that `?find=` looks into. A column may hold lists; each of their items is found. */
  readonly find?: readonly string[]
  /** A column of numbers: of two rows that are found, the one with the larger number comes first. */
  readonly rank?: string
  /** The licence of the data: an SPDX identifier (`CC-BY-4.0`) or the URL of the licence. */
  readonly licence: string
  /** Whom the licence says to name. */
  readonly attribution: string
  /** The page where the data comes from. */
  readonly source?: string
}

/** A declared lookup: what the build compiles and what `lookups()` answers. */
export interface Lookup extends LookupOptions {
  readonly kind: 'lookup'
}

/** Declares a lookup. The build checks it; see {@link LookupOptions}. */
export function defineLookup(options: LookupOptions): Lookup {
  return { kind: 'lookup', ...options }
}
