/** A site's lookups. */
import { createWorker } from 'leanto'
import { lookups, lookupsApi } from 'leanto/lookups'
import { site } from 'leanto:site'

import { nets } from './lookup-element/nets.ts'
import { towns } from './lookup-element/towns.ts'

export default createWorker(site, (router) => {
  router.get('/lookups/*', lookups(nets, towns))
  router.all('/api/lookups/*', lookupsApi(nets, towns))
})
