/** What answers on this site, top to bottom. Yours to edit. */
import { createWorker } from 'leanto'
import { forms } from 'leanto/forms'
import { inbox, inboxApi } from 'leanto/inbox'
import { lookups, lookupsApi } from 'leanto/lookups'
import { search, searchApi } from 'leanto/search'
import { site } from 'leanto:site'

import { cities } from './lookups/cities.ts'
import { mediaTypes } from './lookups/media-types.ts'

export default createWorker(site, (router) => {
  router.all('/forms/*', forms())
  router.all('/inbox/*', inbox())
  router.all('/api/inbox/*', inboxApi())
  router.get('/search', search())
  router.all('/api/search/*', searchApi())
  router.get('/lookups/*', lookups(cities, mediaTypes))
  router.get('/api/lookups/*', lookupsApi(cities, mediaTypes))

  // Your own: what a handler returns is a Response, or becomes JSON.
  router.get('/api/hello/:name', ({ params }) => ({ hello: params['name'] }))
})
