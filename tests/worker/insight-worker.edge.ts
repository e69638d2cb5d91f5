/** A Worker that counts searches: `GET /search?q=&total=` as if answered, `POST /api/search/asked`, and the inbox behind it. */
import { createWorker, type Context, type LeantoEnv } from 'leanto'
import { inboxApi } from 'leanto/inbox'
import { site } from 'leanto:site'

import { answerAsked, recordSearch } from '../../toolkit/search/serve-insight.ts'

export default createWorker(site, (router) => {
  router.get('/search', (_request, env: LeantoEnv, context: Context) => {
    const { searchParams } = context.url
    const query = searchParams.get('q') ?? ''
    recordSearch(env, context, {
      query,
      total: Number(searchParams.get('total')),
      language: searchParams.get('lang') ?? 'en',
    })
    return { query }
  })
  router.post('/api/search/asked', answerAsked)
  router.all('/api/inbox/*', inboxApi())
})
