/** Every town of GeoNames with a population: by its number, by its name, or by where it is. */
import { defineLookup } from 'leanto/lookups'

export const cities = defineLookup({
  name: 'cities',
  title: 'Cities of the world',
  description: 'Towns and cities with a population, where they are and how many live there.',
  from: './cities.rows.ts',
  columns: {
    id: { title: 'GeoNames number' },
    name: { title: 'Name' },
    country: { title: 'Country', description: 'ISO 3166-1 alpha-2' },
    region: { title: 'Region', description: 'Code of the first administrative division' },
    population: { title: 'Population' },
    lat: { title: 'Latitude', unit: '°' },
    lng: { title: 'Longitude', unit: '°' },
  },
  key: 'id',
  find: ['name'],
  rank: 'population',
  near: ['lat', 'lng'],
  filter: ['country', 'population'],
  sort: ['name'],
  licence: 'CC-BY-4.0',
  attribution: 'GeoNames',
  source: 'https://www.geonames.org/',
})
