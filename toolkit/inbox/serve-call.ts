/** What every part of the inbox that answers a signed-in owner is given. */
import type { IRequestStrict } from 'itty-router'

import type { AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import type { Owner } from './owner.ts'
import type { InboxEnv } from './serve-env.ts'

export interface Call {
  readonly request: IRequestStrict
  readonly env: AssetsEnv & InboxEnv & { readonly DB: D1Database }
  readonly context: Context
  readonly owner: Owner
  readonly now: Date
}
