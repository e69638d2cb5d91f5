/** What a test asks of the Worker that delivers, and what that tells. */

/** What a test asks for. */
export interface Ask {
  readonly do: 'store' | 'outbox' | 'one' | 'due' | 'list' | 'replay'
  readonly now: string
  readonly submission?: Stored
  readonly id?: string
  readonly ids?: readonly string[]
  readonly limit?: number
  readonly after?: string
  readonly state?: 'new' | 'dead'
  /** From which batch on the database is gone, as it is for a Worker that dies. */
  readonly dieAtBatch?: number
  /** Without the binding for mail. */
  readonly hasNoMail?: boolean
}

export interface Stored {
  readonly id: string
  readonly state?: string
  readonly receivedAt: string
  readonly notify?: string
  readonly autoresponse?: string
  readonly fields?: readonly (readonly [name: string, values: readonly string[]])[]
}

export interface Told {
  readonly value: unknown
  /** What the binding for mail was given, and took. */
  readonly mails: readonly unknown[]
}
