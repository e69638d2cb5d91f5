/** A Worker that answers for the forms of a site, and for nothing else. */
import { createWorker } from 'leanto'
import { forms } from 'leanto/forms'
import { site } from 'leanto:site'

export default createWorker(site, (router) => {
  router.all('/forms/*', forms())
})
