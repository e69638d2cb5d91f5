/**
 * A Worker that answers for forms, at the time that `x-now` says and from no address, so that none sends too often. It
 * teaches its spam scorer what is sent to `/learn`: a JSON list of changes.
 */
import { createWorker } from 'leanto'
import { forms } from 'leanto/forms'
import { site } from 'leanto:site'

import { learnMarks } from '../../toolkit/inbox/serve-scorer.ts'

let now = new Date()

const worker = createWorker(site, (router) => {
  router.all('/forms/*', forms({ now: () => now }))
  router.post('/learn', async (request, { DB }) => {
    if (DB === undefined) throw new Error('the test has a database')
    await learnMarks(DB, await request.json())
    return { learnt: true }
  })
})

const timed: typeof worker = {
  ...worker,
  async fetch(request, env, context) {
    now = new Date(request.headers.get('x-now') ?? Date.now())
    const headers = new Headers(request.headers)
    headers.delete('cf-connecting-ip')
    const response = await worker.fetch?.(new Request(request, { headers }), env, context)
    if (response === undefined) throw new Error('the Worker has no fetch handler')
    return response
  },
}

export default timed
