/** What work behind the answers is done with. */
import type { Site } from '../site/format.ts'
import type { InboxEnv } from './serve-env.ts'
import type { InboxSettings } from './target.ts'

export interface World {
  readonly env: InboxEnv & { readonly DB: D1Database }
  readonly site: Site
  readonly settings: InboxSettings
  readonly now: () => Date
}
