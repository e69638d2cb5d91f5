/** What answers on this site, top to bottom. Yours to edit. */
import { createWorker, openapi } from 'leanto'
import { forms } from 'leanto/forms'
import { inbox, inboxApi } from 'leanto/inbox'
import { lookups, lookupsApi } from 'leanto/lookups'
import { search, searchApi } from 'leanto/search'
import { site } from 'leanto:site'

import { browserSupport } from './lookups/browser-support.ts'
import { cities } from './lookups/cities.ts'
import { ipCountries } from './lookups/ip-countries.ts'
import { ipNetworks } from './lookups/ip-networks.ts'
import { licences } from './lookups/licences.ts'
import { macVendors } from './lookups/mac-vendors.ts'
import { mediaTypes } from './lookups/media-types.ts'

const declared = [
  browserSupport,
  cities,
  ipCountries,
  ipNetworks,
  licences,
  macVendors,
  mediaTypes,
] as const

export default createWorker(site, (router) => {
  router.all('/forms/*', forms())
  router.all('/inbox/*', inbox())
  router.all('/api/inbox/*', inboxApi())
  router.get('/search', search())
  router.all('/api/search/*', searchApi())
  router.get('/lookups/*', lookups(...declared))
  router.all('/api/lookups/*', lookupsApi(...declared))
  router.get('/api/openapi.json', openapi())

  // Your own: what a handler returns is a Response, or becomes JSON.
  router.get('/api/hello/:name', ({ params }) => ({ hello: params['name'] }))

  // Asks for the visitor's own address, which nobody else is told: by a link, so not before they want it.
  for (const { name } of [ipCountries, ipNetworks])
    router.get(`/api/my-address/${name}`, ({ headers }) => {
      const address = headers.get('cf-connecting-ip')
      const question = address === null ? '/' : `?contains=${encodeURIComponent(address)}`
      const location = `/lookups/${name}${question}`
      return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
    })
})
