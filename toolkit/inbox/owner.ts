/** Who has signed in to the inbox. */

export interface Owner {
  /** Written into the history and the audit log: `owner` for the key, an e-mail address with Cloudflare Access. */
  readonly name: string
  readonly via: 'key' | 'access'
}
