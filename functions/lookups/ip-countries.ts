/** Which country a network address is registered in: IPv4 and IPv6 in one lookup. */
import { defineLookup } from 'leanto/lookups'

export const ipCountries = defineLookup({
  name: 'ip-countries',
  title: 'Countries of IP addresses',
  description: 'Ranges of IPv4 and IPv6 addresses, and the country that each is registered in.',
  from: './ip-countries.rows.ts',
  columns: {
    from: { title: 'First address' },
    to: { title: 'Last address' },
    country: { title: 'Country code', description: 'ISO 3166-1 alpha-2' },
    name: { title: 'Country' },
  },
  // A range starts where a larger one does, and three stand twice in the data, each time with another country.
  key: ['from', 'to'],
  duplicates: 'keep',
  range: { kind: 'ip', from: 'from', to: 'to' },
  filter: ['country'],
  licence: 'CC0-1.0',
  attribution: 'ip-location-db, from the data of the five Regional Internet Registries (NRO)',
  source: 'https://github.com/sapics/ip-location-db',
})
