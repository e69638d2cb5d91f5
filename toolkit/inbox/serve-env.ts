/** The bindings and secrets that the inbox uses. */

/** The bindings of the inbox; without a database nothing can be kept. All others are optional. */
export interface InboxEnv {
  readonly DB?: D1Database
  /** For files; without it they are kept in the database, up to a smaller size. */
  readonly FILES?: R2Bucket
  /** Carries ids of what is to be delivered; without it the Worker delivers behind its answer, and by cron. */
  readonly OUTBOX?: Queue<string>
  /** Sends e-mail. */
  readonly MAIL?: SendEmail
  /** The owner's key: `leanto key` makes one. Without it and without Access the inbox is closed. */
  readonly INBOX_KEY?: string
  /** Cloudflare Access: the team's name or domain, and the application's audience tag. */
  readonly ACCESS_TEAM?: string
  readonly ACCESS_AUDIENCE?: string
}
