/** A Worker that signs owners in and out, with the time, secrets, address and Access that a request names for itself. */
import { createWorker, type Context, type LeantoEnv } from 'leanto'
import { site } from 'leanto:site'

import {
  describeClosed,
  findOwner,
  isOpen,
  needsSecondTry,
} from '../../toolkit/inbox/serve-owner.ts'
import { answerSignIn, answerSignOut } from '../../toolkit/inbox/serve-sign-in.ts'

interface Scene {
  readonly env: LeantoEnv
  readonly context: Context
  readonly now: Date
}

function setScene({ headers }: Request, env: LeantoEnv, context: Context): Scene {
  const url = new URL(context.url)
  if (headers.has('x-https')) url.protocol = 'https:'
  const aud = headers.get('x-access')
  const email = headers.get('x-access-email')
  const access = {
    aud: aud ?? '',
    getIdentity: async () => {
      if (email === 'throws') throw new Error('no identity')
      return email === null ? undefined : { email }
    },
  }
  return {
    env: { ...env, ...JSON.parse(headers.get('x-env') ?? '{}') },
    context: { ...context, url, access: aud === null ? undefined : access },
    now: new Date(headers.get('x-now') ?? Date.now()),
  }
}

export default createWorker(site, (router) => {
  router.all('/inbox/sign-in', (request, bindings, given) => {
    const { env, context, now } = setScene(request, bindings, given)
    return answerSignIn(request, env, context, now, ({ status, ...rest }) =>
      Response.json(rest, { status }),
    )
  })
  router.post('/inbox/sign-out', async (request, bindings, given) => {
    const { env, context, now } = setScene(request, bindings, given)
    const owner = await findOwner(request, env, context, now)
    const { DB } = env
    if (owner === undefined || DB === undefined) return new Response(undefined, { status: 401 })
    return answerSignOut({ request, env: { ...env, DB }, context, owner, now })
  })
  router.get('/inbox', async (request, bindings, given) => {
    const { env, context, now } = setScene(request, bindings, given)
    const owner = await findOwner(request, env, context, now)
    return Response.json(owner ?? { open: isOpen(env, context), closed: describeClosed(env) }, {
      status: owner === undefined ? 401 : 200,
    })
  })
  router.post('/second-try', (request) =>
    request
      .json<RequestInit>()
      .then((init) => Response.json(needsSecondTry(new Request('https://example.org/', init)))),
  )
})
