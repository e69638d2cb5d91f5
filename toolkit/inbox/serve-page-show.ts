/** Fills a page of the inbox. */
import type { Data } from '../page/format.ts'
import { fetchPage, fillPage, type AssetsEnv } from '../page/serve.ts'
import { DONE_PARAMETER, doneWords } from './page-words.ts'
import { pagePath, REGION, type PageName } from './pages.ts'
import type { Call } from './serve-call.ts'

/** Shows a page to whoever has signed in: its own fields, and those of the frame around it. */
export async function showPage(
  { env, context, owner }: Call,
  name: PageName,
  fields: Data,
  status = 200,
): Promise<Response> {
  const frame = {
    at: { [name]: 'page' },
    isKey: owner.via === 'key',
    isAccess: owner.via === 'access',
    notice: doneWords(context.url.searchParams.get(DONE_PARAMETER)),
  }
  return fill(env, name, { ...frame, ...fields }, status)
}

/**
 * Fills a page.
 * @throws {UnavailableError} where the build has not written it
 */
export async function fill(
  env: AssetsEnv,
  name: PageName,
  fields: Data,
  status: number,
): Promise<Response> {
  return fillPage(await fetchPage(env, pagePath(name)), { [REGION]: fields }, status)
}
