/** The search of a built site as its Worker answers it, and what of it is only ranking. */
import { site } from 'leanto:site'

import { createReader } from '../toolkit/page/serve.ts'
import { createEngine, type SearchEngine } from '../toolkit/search/engine.ts'
import { search, searchApi } from '../toolkit/search/serve.ts'
import { stemFor } from '../toolkit/search/stem.ts'
import { createWorker } from '../toolkit/site/serve.ts'

// A bare folder of files answers no path without its file.
const bare = { ...site, regions: { search: '/search/index.html' } }
let engine: SearchEngine | undefined

export default createWorker(bare, (router) => {
  router.get('/no-op', () => ({ done: true }))
  router.get('/search', search())
  router.all('/api/search/*', searchApi())
  router.get('/rank', async ({ query }, env) => {
    const [index] = site.search
    if (index === undefined) throw new Error('expected an index')
    engine ??= createEngine(index, createReader(env), stemFor(site.stems, index.language))
    const { total } = await engine.find(String(query['q']))
    return { total }
  })
})
