/** How search is mounted: what its handlers take, and what an owner decides. */
import type { IRequestStrict } from 'itty-router'

import type { InboxEnv } from '../inbox/serve-env.ts'
import type { AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import type { Visible } from './serve-answer.ts'
import { listLanguages, type Languages } from './serve-languages.ts'

/** The bindings that search uses: the site's files, and the database that counts what is asked. */
export type SearchEnv = AssetsEnv & InboxEnv

export type SearchHandler<Env extends SearchEnv = SearchEnv> = (
  request: IRequestStrict,
  env: Env,
  context: Context,
) => Promise<Response>

export interface SearchOptions<Env extends SearchEnv = SearchEnv> {
  /** Whether a visitor may find a private page; without it nobody finds one. */
  readonly visible?: Visible<Env>
}

export interface SearchPageOptions<Env extends SearchEnv = SearchEnv> extends SearchOptions<Env> {
  /** How many results a page shows, 1 to 20. */
  readonly pageSize?: number
}

/** The languages that answer. Without `visible` there are no private pages: not even the names of their filters. */
export function languagesOf<Env extends SearchEnv>(
  { site }: Context,
  { visible }: SearchOptions<Env>,
): Languages {
  const isOpen = visible === undefined
  return listLanguages(site.search.filter((index) => !isOpen || !index.private))
}
