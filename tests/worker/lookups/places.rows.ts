/** Rows of places: a few that are known, some with what breaks pages and files, and many. */

const KNOWN = [
  ['Paris', 'FR', 2_138_551, 48.8534, 2.3488, ['Lutetia']],
  ['Versailles', 'FR', 85_416, 48.8036, 2.1342, []],
  ['Parma', 'IT', 146_299, 44.8027, 10.329, []],
  ['</script><script>alert(1)</script>', 'X"&<', 7, 0, 0, ['=1+1', 'a, b']],
] as const

export default function* rows(): Iterable<object> {
  for (const [at, [name, country, population, lat, lng, names]] of KNOWN.entries()) {
    yield {
      id: `p${at + 1}`,
      name,
      country,
      population,
      lat,
      lng,
      names,
      capital: at === 0,
      limit: at,
    }
  }
  for (const id of ['schema', '..', 'a/b', 'x.csv', '__proto__', 'ä ö', '%41'])
    yield { id, name: `Key ${id}` }
  for (let at = 0; at < 3000; at++) {
    const place = { lat: -40 - (at % 50) / 10, lng: 170 + Math.floor(at / 50) / 10 }
    yield {
      id: `v${at}`,
      name: `Village ${at}`,
      country: at % 3 === 0 ? 'NZ' : 'AU',
      population: at,
      ...place,
    }
  }
}
