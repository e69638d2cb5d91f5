/** A site's search, in which the header `x-may` says what a visitor may find of the private pages. */
import { createWorker, type LeantoEnv } from 'leanto'
import { search, searchApi, type Visible } from 'leanto/search'
import { site } from 'leanto:site'

const visible: Visible<LeantoEnv> = async ({ url }, request, env) => {
  const may = request.headers.get('x-may') ?? ''
  if (may === 'throw') throw new Error('the secret of the directory service')
  await env.ASSETS.fetch(new Request('https://assets.local/'))
  return may === 'all' || may === url
}

export default createWorker(site, (router) => {
  router.get('/search', search({ visible }))
  router.all('/api/search/*', searchApi({ visible }))
  // The same without private pages, on pages of two.
  router.get('/open', search({ pageSize: 2 }))
  router.get('/api/open/*', searchApi())
  // An owner who hands out every other file.
  router.get('*', (request, env) => env.ASSETS.fetch(request))
})
