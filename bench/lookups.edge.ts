/** A lookup as its Worker answers it. After `/forget` it reads each file anew, after `/keep` it remembers. */
import { site } from 'leanto:site'

import { defineLookup } from '../toolkit/lookups/define.ts'
import { lookupsApi } from '../toolkit/lookups/serve.ts'
import { createWorker } from '../toolkit/site/serve.ts'

const declared = Object.values(site.lookups).map((index) =>
  defineLookup({ from: '', name: index.name, key: index.key, licence: '', attribution: '' }),
)
let isKept = true
const kept = lookupsApi(...declared)

export default createWorker(site, (router) => {
  router.get('/no-op', () => ({ done: true }))
  router.get('/keep', () => ({ isKept: (isKept = true) }))
  router.get('/forget', () => ({ isKept: (isKept = false) }))
  router.get('/api/lookups/*', (request, env, context) =>
    (isKept ? kept : lookupsApi(...declared))(request, env, context),
  )
})
