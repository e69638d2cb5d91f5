/** A site with a lookup whose rows are in D1. */
import { createWorker } from 'leanto'
import { lookups, lookupsApi } from 'leanto/lookups'
import { site } from 'leanto:site'

import { stations } from './lookups-d1/stations.ts'

export default createWorker(site, (router) => {
  router.get('/lookups/*', lookups(stations))
  router.all('/api/lookups/*', lookupsApi(stations))
})
