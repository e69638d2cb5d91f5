/** A labelled message of a contact form, with what the form learns of its sender beside the words. */

export interface Message extends Draft {
  readonly label: 'spam' | 'honest'
  /** BCP 47 tag of the page that the form is on. */
  readonly language: string
}

/** A message without its label. What is absent is what a person's browser with the page's script sends. */
export interface Draft {
  readonly name: string
  readonly email: string
  readonly message: string
  readonly subject?: string
  readonly phone?: string
  /** What was typed into a field of type `url`. */
  readonly website?: string
  /** What the trap holds; `null` where it was not sent at all. */
  readonly trap?: string | null
  /** Milliseconds; `null` where no script ran. */
  readonly elapsed?: number | null
  readonly tampering?: number
  readonly isOriginUnknown?: true
}

/** Messages that people wrote because they want something of the page's owner. */
export function honest(language: string, drafts: readonly Draft[]): Message[] {
  return drafts.map((draft) => ({ ...draft, language, label: 'honest' }))
}

/** Messages that were sent to this form as they were to a thousand others. */
export function spam(language: string, drafts: readonly Draft[]): Message[] {
  return drafts.map((draft) => ({ ...draft, language, label: 'spam' }))
}
