/** What every handler is given beside the request and the bindings. */
import type { Site } from './format.ts'

export interface Context {
  /** The site as the build found it. */
  readonly site: Site
  /** The request's URL, parsed. */
  readonly url: URL
  /** Keeps the Worker alive until `promise` settles, after the answer is sent. */
  waitUntil(promise: Promise<unknown>): void
}
