/** The code on the home page, short enough for a small screen. */

export const formSample = `<form method="post"
  action="/forms/contact">
  <label>Email
    <input type="email"
      name="email" required>
  </label>
  <button>Send</button>
</form>`

export const searchSample = `<section data-leanto="search">
  <ol>
    <template data-each="results">
      <li><a data-fill=
        "href:url text:title"></a>
    </template>
  </ol>
</section>`

export const lookupSample = `export const cities =
  defineLookup({
    name: 'cities',
    from: './cities.rows.ts',
    key: 'id',
    find: ['name'],
    licence: 'CC-BY-4.0',
    attribution: 'GeoNames',
  })`

export const workerSample = `export default createWorker(site, (router) => {
  router.all('/forms/*', forms())
  router.get('/search', search())
  router.get('/lookups/*', lookups(cities))
})`
