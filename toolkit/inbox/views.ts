/** What the inbox shows of what is stored: folders, lists, and one submission with all that belongs to it. */

/** The folders, and the state that the rows of each have. What was never opened is in `unread`, too. */
export const FOLDER_STATES = {
  inbox: 'accepted',
  unread: 'accepted',
  spam: 'quarantined',
  archive: 'archived',
} as const

export type Folder = keyof typeof FOLDER_STATES

export type State = (typeof FOLDER_STATES)[Folder]

/** Which submissions a list or an export is of. */
export interface Selection {
  /** Name of a form; all forms without it. */
  readonly form?: string
  readonly folder: Folder
  /** Words to be found; all submissions without them. */
  readonly query?: string
}

/** How many submissions of a form lie where. */
export interface FormCounts {
  readonly form: string
  readonly inbox: number
  readonly unread: number
  readonly spam: number
  readonly archive: number
}

/** A line of a list. */
export interface ListItem {
  readonly id: string
  readonly form: string
  readonly folder: Exclude<Folder, 'unread'>
  /** ISO 8601, UTC. */
  readonly receivedAt: string
  readonly isRead: boolean
  /** Who seems to have sent it: a name, an e-mail address, or ''. */
  readonly author: string
  readonly excerpt: string
  readonly fileCount: number
  readonly score: number
}

export interface ListPage {
  readonly items: readonly ListItem[]
  /** Asks for the page after this one; absent on the last. */
  readonly next?: string
  /** How many submissions a search does not know yet: they are indexed within minutes. */
  readonly unindexed?: number
}

export interface SubmissionView {
  readonly id: string
  readonly form: string
  readonly folder: Exclude<Folder, 'unread'>
  readonly page: string
  readonly language: string
  readonly receivedAt: string
  readonly readAt: string | undefined
  readonly expiresAt: string | undefined
  /** What the owner said of it. */
  readonly mark: 'spam' | 'ham' | undefined
  readonly score: number
  readonly signs: readonly string[]
  readonly author: string
  /** The visitor's e-mail address, where there is one. */
  readonly replyTo: string | undefined
  readonly fields: readonly (readonly [name: string, values: readonly string[]])[]
  readonly extra: readonly (readonly [name: string, value: string])[]
  readonly consent: readonly ConsentRecord[]
  readonly files: readonly FileView[]
  /** Oldest first. */
  readonly history: readonly HistoryEntry[]
  readonly deliveries: readonly DeliveryView[]
}

/**
 * A check box that the visitor ticked to agree, with the words that stood beside it; '' where nobody knows which those
 * were. It was ticked when the form was sent.
 */
export interface ConsentRecord {
  readonly name: string
  readonly text: string
}

export interface FileView {
  readonly id: string
  readonly field: string
  readonly name: string
  readonly type: string
  readonly size: number
}

export interface HistoryEntry {
  readonly at: string
  /** Who did it: `owner`, an e-mail address, or `leanto`. */
  readonly actor: string
  /** `read`, `archived`, `delivered`, … */
  readonly event: string
  readonly detail: string
}

export interface DeliveryView {
  readonly id: string
  readonly submission: string
  readonly kind: 'notify' | 'autoresponse'
  /** Name of the target or message. */
  readonly target: string
  readonly state: 'new' | 'done' | 'dead'
  readonly attempts: number
  /** When it is tried next, where it is `new`. */
  readonly dueAt: string
  readonly error: string | undefined
  readonly createdAt: string
  readonly doneAt: string | undefined
}

/** One thing that an owner did. It tells nothing of what was read. */
export interface AuditEntry {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly action: string
  /** How many submissions or files it was done to. */
  readonly count: number
  readonly detail: string
}
