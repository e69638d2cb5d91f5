/** Which network announces an address: the autonomous system, who runs it, and all its other ranges. */
import { defineLookup } from 'leanto/lookups'

const data = '../../node_modules/@ip-location-db/asn/asn'

export const ipNetworks = defineLookup({
  name: 'ip-networks',
  title: 'Networks of IP addresses',
  description: 'Ranges of IPv4 and IPv6 addresses, and the network that announces each.',
  from: [`${data}-ipv4.csv`, `${data}-ipv6.csv`],
  csv: { header: ['from', 'to', 'asn', 'organization'] },
  columns: {
    from: { title: 'First address' },
    to: { title: 'Last address' },
    asn: { title: 'AS number', description: 'Of the autonomous system' },
    organization: { title: 'Organization' },
  },
  // No two ranges start at one address.
  key: 'from',
  range: { kind: 'ip', from: 'from', to: 'to' },
  filter: ['asn'],
  licence: 'CC-BY-4.0',
  attribution: 'RouteViews (routeviews.org), DB-IP (db-ip.com) and NRO, by ip-location-db',
  source: 'https://github.com/sapics/ip-location-db',
})
