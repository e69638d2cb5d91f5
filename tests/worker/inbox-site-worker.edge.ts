/** A Worker that answers for the forms of a site and for its inbox. */
import { createWorker } from 'leanto'
import { forms } from 'leanto/forms'
import { inbox, inboxApi } from 'leanto/inbox'
import { site } from 'leanto:site'

export default createWorker(
  site,
  (router) => {
    router.all('/forms/*', forms())
    router.all('/inbox/*', inbox())
    router.all('/api/inbox/*', inboxApi())
  },
  { notify: { default: { kind: 'nobody', send: () => Promise.resolve() } } },
)
