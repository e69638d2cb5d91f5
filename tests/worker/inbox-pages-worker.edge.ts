/**
 * A Worker that shows the pages of the inbox to whoever asks. The header `x-now` says what time it is, and `x-access`
 * that the owner came through Cloudflare Access. `/inbox/sign-in` is the page to sign in at, in the state that its
 * parameters name.
 */
import { createWorker, type Context, type LeantoEnv } from 'leanto'
import { site } from 'leanto:site'

import { problem } from '../../toolkit/core/problem.ts'
import type { Owner } from '../../toolkit/inbox/owner.ts'
import type { Call } from '../../toolkit/inbox/serve-call.ts'
import { answerPage, renderSecondTry, renderSignIn } from '../../toolkit/inbox/serve-pages.ts'
import { ensureSchema } from '../../toolkit/inbox/serve-schema.ts'

async function answer(
  request: Call['request'],
  env: LeantoEnv,
  context: Context,
): Promise<Response> {
  const { pathname, searchParams } = context.url
  if (pathname === '/inbox/sign-in') {
    const message = searchParams.get('message')
    return renderSignIn(env, context, {
      status: Number(searchParams.get('status') ?? 200),
      isClosed: searchParams.has('closed'),
      ...(message === null ? {} : { message }),
    })
  }
  if (searchParams.has('second-try')) return renderSecondTry(context)
  const { DB } = env
  if (DB === undefined) return problem(503, 'There is no database.')
  await ensureSchema(DB)
  const owner: Owner = request.headers.has('x-access')
    ? { name: 'owner@example.org', via: 'access' }
    : { name: 'owner', via: 'key' }
  const now = new Date(request.headers.get('x-now') ?? Date.now())
  return answerPage({ request, env: { ...env, DB }, context, owner, now })
}

export default createWorker(
  site,
  (router) => {
    for (const path of ['/inbox', '/inbox/*'])
      router.all(path, (request, env, context) => answer(request, env, context))
  },
  { notify: { default: { kind: 'nobody', send: () => Promise.resolve() } } },
)
