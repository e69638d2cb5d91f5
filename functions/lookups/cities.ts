/** Every town of GeoNames with a population, by its number or by its name. */
import { defineLookup } from 'leanto/lookups'

export const cities = defineLookup({
  name: 'cities',
  title: 'Cities of the world',
  from: './cities.rows.ts',
  key: 'id',
  find: ['name'],
  rank: 'population',
  licence: 'CC-BY-4.0',
  attribution: 'GeoNames',
  source: 'https://www.geonames.org/',
})
