/** A site's lookups, with the description of its API. */
import { createWorker, openapi } from 'leanto'
import { lookups, lookupsApi } from 'leanto/lookups'
import { site } from 'leanto:site'

import { nets } from './lookups/nets.ts'
import { parts } from './lookups/parts.ts'
import { places } from './lookups/places.ts'

export default createWorker(site, (router) => {
  router.get('/lookups/*', lookups(places, parts, nets))
  router.all('/api/lookups/*', lookupsApi(places, parts, nets))
  router.get(
    '/api/openapi.json',
    openapi({
      title: 'A test',
      paths: { '/api/hello': { get: { responses: { 200: { description: 'Hello' } } } } },
    }),
  )
  // An owner who hands out every other file.
  router.get('*', (request, env) => env.ASSETS.fetch(request))
})
