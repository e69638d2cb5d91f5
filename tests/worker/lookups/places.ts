/** Places with everything that can be asked. */
import { defineLookup } from '../../../toolkit/lookups/define.ts'

export const places = defineLookup({
  name: 'places',
  title: 'Places & towns',
  description: 'Towns of a test.',
  from: './places.rows.ts',
  key: 'id',
  find: ['name', 'names'],
  rank: 'population',
  near: ['lat', 'lng'],
  filter: ['country', 'population', 'capital', 'names', 'limit'],
  sort: ['name'],
  columns: { name: { title: 'Name' }, population: { unit: 'people' } },
  licence: 'CC-BY-4.0',
  attribution: 'Nobody & Sons',
  source: 'https://data.example/places',
})
