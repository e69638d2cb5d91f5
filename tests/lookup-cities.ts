/** A small lookup of a few cities, with everything that can be asked; for tests. */
import type { Column } from '../toolkit/lookups/format.ts'
import { createMemoryLookup, type MemoryLookup } from './lookup-memory-engine.ts'

const column = (name: string, type: Column['type'], optional = false): Column => ({
  name,
  type,
  optional,
})

export const COLUMNS: readonly Column[] = [
  column('id', 'integer'),
  { ...column('name', 'string'), title: 'Name' },
  column('country', 'string', true),
  { ...column('population', 'integer', true), description: 'Of the city proper.', unit: 'people' },
  column('lat', 'number', true),
  column('lng', 'number', true),
  column('capital', 'boolean', true),
  column('founded', 'date', true),
  column('seen', 'datetime', true),
  column('names', 'list', true),
  column('limit', 'integer', true),
]

const city = (
  id: number,
  name: string,
  country: string | null,
  population: number | null,
  lat: number | null,
  lng: number | null,
  more: object = {},
): Record<string, string | number | boolean | null | readonly string[]> => ({
  id,
  name,
  country,
  population,
  lat,
  lng,
  ...more,
})

export const ROWS: ReturnType<typeof city>[] = [
  city(1, 'Paris', 'FR', 2_138_551, 48.85341, 2.3488, {
    capital: true,
    names: ['Lutetia', 'Paname'],
    limit: 5,
  }),
  city(2, 'Parma', 'IT', 146_299, 44.79935, 10.32618, { capital: false, founded: '1899-01-01' }),
  city(3, 'Lyon', 'FR', 472_317, 45.74846, 4.84671, { seen: '2026-11-27T08:30:00Z' }),
  city(4, 'Versailles', 'FR', 85_416, 48.80359, 2.13424),
  city(5, '=1+1</script>', null, null, null, null, { names: ['a, b'] }),
]

export const cities: MemoryLookup = createMemoryLookup(
  {
    name: 'cities',
    title: 'Cities & towns',
    description: 'A few.',
    key: 'id',
    find: ['name', 'names'],
    rank: 'population',
    near: ['lat', 'lng'],
    range: { kind: 'number', from: 'id', to: 'id' },
    filter: ['country', 'population', 'capital', 'founded', 'seen', 'names', 'limit'],
    sort: ['name'],
    licence: 'CC-BY-4.0',
    attribution: 'GeoNames',
    source: 'https://www.geonames.org/',
  },
  COLUMNS,
  ROWS,
)

/** Many rows of a composite key; some have several rows. */
export const subdivisions: MemoryLookup = createMemoryLookup(
  {
    name: 'subdivisions',
    key: ['country', 'code'],
    duplicates: 'keep',
    find: ['name'],
    filter: ['country'],
  },
  [column('country', 'string'), column('code', 'string'), column('name', 'string')],
  [
    { country: 'FR', code: '11', name: 'Île-de-France' },
    { country: 'FR', code: 'a/b%c', name: 'With a slash' },
    { country: 'FR', code: '..', name: 'Two dots' },
    { country: 'IT', code: '45', name: 'Emilia-Romagna' },
    { country: 'IT', code: '45', name: 'Emilia' },
    ...Array.from({ length: 60 }, (_, at) => ({
      country: 'XX',
      code: String(at),
      name: `Many ${at}`,
    })),
  ],
)
