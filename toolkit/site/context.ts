/** What every handler is given beside the request and the bindings. */
import type { InboxSettings } from '../inbox/target.ts'
import type { Site } from './format.ts'

export interface Context {
  /** The site as the build found it. */
  readonly site: Site
  /** The request's URL, parsed. */
  readonly url: URL
  /** Whom to tell of submissions, as the Worker declares it. */
  readonly settings: InboxSettings
  /** Who came through Cloudflare Access, where it stands before the Worker. */
  readonly access?: Access | undefined
  /** Keeps the Worker alive until `promise` settles, after the answer is sent. */
  waitUntil(promise: Promise<unknown>): void
}

/** What the runtime says of a visitor that Cloudflare Access let through. */
export interface Access {
  readonly aud: string
  getIdentity(): Promise<{ readonly email?: string } | undefined>
}
