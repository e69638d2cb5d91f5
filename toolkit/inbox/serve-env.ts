/** The bindings that the inbox uses. */

/** The bindings of the inbox; without a database nothing can be kept. */
export interface InboxEnv {
  readonly DB?: D1Database
  /** For files; without it they are kept in the database, up to a smaller size. */
  readonly FILES?: R2Bucket
}
