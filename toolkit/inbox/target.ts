/** Whom the owner wants told of submissions: what a target is, and what it is given to send. */

/** The Worker's bindings and secrets, by name. */
export type Bindings = Readonly<Record<string, unknown>>

/** A way to tell somebody. The toolkit's own are `email`, `webhook`, `slack`, `discord` and `telegram`. */
export interface Target {
  /** What the inbox calls it: `e-mail`, `webhook`. */
  readonly kind: string
  /** How often what has come is told of together; each submission is told of at once without it. */
  readonly digest?: Digest
  /**
   * Sends, and returns once it is taken over. It may be called again for the same delivery: at least once, not exactly.
   * @throws {DeliveryError} with the reason, or anything else
   */
  send(delivery: Delivery, env: Bindings): Promise<void>
}

export type Digest = 'hourly' | 'daily'

/** One message to one target. */
export interface Delivery {
  /** Stays the same when it is tried again, so that receivers can tell a repetition. */
  readonly id: string
  readonly sentAt: Date
  /** One; several only for a target with a digest. */
  readonly notices: readonly [Notice, ...Notice[]]
}

/** What is told of a submission. */
export interface Notice {
  /** Id of the submission. */
  readonly id: string
  readonly form: string
  /** Of the page that it came from: absolute where the site's address is configured, else a path. */
  readonly page: string
  /** Where the inbox shows it, likewise. */
  readonly url: string
  readonly receivedAt: Date
  /** BCP 47 tag of the page. */
  readonly language: string
  readonly fields: readonly (readonly [name: string, values: readonly string[]])[]
  readonly files: readonly NoticeFile[]
  /** The visitor's e-mail address, where there is one. */
  readonly replyTo: string | undefined
}

export interface NoticeFile {
  readonly field: string
  readonly name: string
  readonly type: string
  /** In bytes. */
  readonly size: number
}

/** A message that answers the visitor. It never holds a word of theirs: else strangers could send mail through it. */
export interface Autoresponse {
  /** The sender, an address of the owner's. */
  readonly from: string
  readonly subject: string
  readonly text: string
}

/** What the owner's Worker says of deliveries. */
export interface InboxSettings {
  /** Targets by the names in `data-notify`; a form without that attribute is told to `default`, where there is one. */
  readonly notify?: Readonly<Record<string, Target>>
  /** Messages by the names in `data-autoresponse`. */
  readonly autoresponses?: Readonly<Record<string, Autoresponse>>
}

/** A delivery that did not succeed. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  /** Whether another try is of no use. */
  readonly isFinal: boolean
  /** Seconds that the receiver asks to wait. */
  readonly retryAfter: number | undefined

  constructor(
    message: string,
    more: {
      readonly isFinal?: boolean
      readonly retryAfter?: number
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: more.cause })
    this.isFinal = more.isFinal ?? false
    this.retryAfter = more.retryAfter
  }
}
