/** Who made a network card: by the first digits of its hardware address, or by the maker's name. */
import { defineLookup } from 'leanto/lookups'

export const macVendors = defineLookup({
  name: 'mac-vendors',
  title: 'Makers of network hardware',
  description: 'The first digits of hardware addresses (MAC), and whom the IEEE gave them to.',
  from: './mac-vendors.rows.ts',
  columns: {
    prefix: { title: 'Prefix' },
    bits: { title: 'Length of the prefix', unit: 'bit' },
    vendor: { title: 'Maker' },
    country: { title: 'Country', description: 'Of the postal address' },
  },
  key: 'prefix',
  find: ['vendor'],
  filter: ['country'],
  range: { kind: 'hex', prefix: 'prefix' },
  licence: 'BSD-2-Clause',
  attribution: 'IEEE Registration Authority, by oui-data',
  source: 'https://github.com/silverwind/oui-data',
})
