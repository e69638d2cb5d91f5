/** One address for each kind of page that a visitor can meet. */
export const KINDS = [
  '/',
  '/contact/',
  '/search/',
  '/search?q=lookup',
  '/search?q=xyzzyplugh',
  '/lookups/',
  '/lookups/cities/',
  '/lookups/cities?find=ber',
  '/lookups/cities/2950159',
  '/lookups/cities/0',
  '/lookups/media-types/application/json',
  '/lookups/nothing/0',
  '/docs/',
  '/docs/getting-started/',
  '/docs/forms/checks/',
  '/no/such/page',
]
