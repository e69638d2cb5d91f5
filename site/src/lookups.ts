/** The lookups of this site, as its pages speak of them. What they are made of stands in `functions/lookups`. */

export interface Tool {
  /** As in its address: `/lookups/cities/`. */
  readonly name: string
  readonly title: string
  /** What it answers, in a sentence. */
  readonly lead: string
  /** Of the field that most visitors come for. */
  readonly label: string
  readonly hint: string
  readonly ask: 'find' | 'contains'
  readonly button: string
  /** Questions that show what it can do; each is the part of an address after the name. */
  readonly examples: readonly (readonly [text: string, question: string])[]
  /** Whom the licence says to name. */
  readonly by: string
  readonly source: string
  readonly licence: string
  readonly licenceUrl: string
}

export const cities: Tool = {
  name: 'cities',
  title: 'Cities',
  lead: 'Towns and cities of the world with their country, population and place on the globe.',
  label: 'Name of a city',
  hint: 'The beginning is enough: zur finds Zürich.',
  ask: 'find',
  button: 'Look up',
  examples: [
    ['São Paulo', '?find=sao+paulo'],
    ['a misspelt Reykjavík', '?find=reykyavik'],
    ['around the Eiffel Tower', '?near=48.8584,2.2945&radius=10km'],
    ['across the date line', '?near=-16.8,180'],
    ['the largest of Japan', '?country=JP&sort=-population'],
    ['more than ten million', '?population.gte=10000000&sort=-population'],
  ],
  by: 'GeoNames',
  source: 'https://www.geonames.org/',
  licence: 'CC-BY-4.0',
  licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
}

export const ipCountries: Tool = {
  name: 'ip-countries',
  title: 'Country of an IP address',
  lead: 'In which country an internet address is registered, IPv4 or IPv6.',
  label: 'IP address',
  hint: 'For example 193.0.6.139 or 2001:67c:2e8:22::c100:68b.',
  ask: 'contains',
  button: 'Which country',
  examples: [
    ['193.0.6.139', '?contains=193.0.6.139'],
    ['2001:67c:2e8:22::c100:68b', '?contains=2001:67c:2e8:22::c100:68b'],
    ['all ranges of Iceland', '?country=IS'],
    ['which country has the most', '?limit=20'],
  ],
  by: 'ip-location-db, from the five Regional Internet Registries',
  source: 'https://github.com/sapics/ip-location-db',
  licence: 'CC0-1.0',
  licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

export const ipNetworks: Tool = {
  name: 'ip-networks',
  title: 'Network of an IP address',
  lead: 'Who announces an internet address, with the number of the autonomous system.',
  label: 'IP address',
  hint: 'For example 1.1.1.1 or 2606:4700:4700::1111.',
  ask: 'contains',
  button: 'Whose network',
  examples: [
    ['1.1.1.1', '?contains=1.1.1.1'],
    ['2a00:1450:4001::8', '?contains=2a00:1450:4001::8'],
    ['an IPv4 address as IPv6', '?contains=::ffff:9.9.9.9'],
    ['all ranges of AS 13335', '?asn=13335'],
  ],
  by: 'RouteViews, DB-IP and NRO, by ip-location-db',
  source: 'https://github.com/sapics/ip-location-db',
  licence: 'CC-BY-4.0',
  licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
}

export const macVendors: Tool = {
  name: 'mac-vendors',
  title: 'Maker of a network card',
  lead: 'Who made a device, by the first digits of its hardware address (MAC).',
  label: 'MAC address',
  hint: 'Six digits are enough, however they are parted: 00:1B:C5, 00-1b-c5 or 001bc5.',
  ask: 'contains',
  button: 'Who made it',
  examples: [
    ['8C-1F-64-FA-A0-00', '?contains=8C-1F-64-FA-A0-00'],
    ['a Raspberry Pi', '?contains=B8:27:EB:12:34:56'],
    ['prefixes of Nokia', '?find=nokia'],
    ['makers in Iceland', '?country=Iceland'],
  ],
  by: 'IEEE Registration Authority, by oui-data',
  source: 'https://github.com/silverwind/oui-data',
  licence: 'BSD-2-Clause',
  licenceUrl: 'https://spdx.org/licenses/BSD-2-Clause.html',
}

export const mediaTypes: Tool = {
  name: 'media-types',
  title: 'Media types',
  lead: 'What a Content-Type header may say, and which file extensions go with it.',
  label: 'Media type or extension',
  hint: 'For example image/svg, or svg.',
  ask: 'find',
  button: 'Look up',
  examples: [
    ['.webp', '?find=webp'],
    ['image/svg+xml', '/image/svg+xml'],
    ['what text can be', '?find=text'],
    ['only what nginx knows', '?source=nginx'],
  ],
  by: 'mime-db, from the registries of IANA, Apache and nginx',
  source: 'https://github.com/jshttp/mime-db',
  licence: 'MIT',
  licenceUrl: 'https://spdx.org/licenses/MIT.html',
}

export const licences: Tool = {
  name: 'licences',
  title: 'Software licences',
  lead: 'Every licence of the SPDX list: its identifier, its name, and whether the OSI approved it.',
  label: 'Identifier or name',
  hint: 'For example gpl, bsd or creative commons.',
  ask: 'find',
  button: 'Look up',
  examples: [
    ['MIT', '/MIT'],
    ['Creative Commons', '?find=creative+commons'],
    ['a misspelt Apache', '?find=apahce'],
    ['approved by the OSI', '?osi_approved=true'],
  ],
  by: 'SPDX, The Linux Foundation',
  source: 'https://spdx.org/licenses/',
  licence: 'CC0-1.0',
  licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

export const browserSupport: Tool = {
  name: 'browser-support',
  title: 'Browser support',
  lead: 'Features of the web, and the version of each browser that has them since.',
  label: 'Name of a feature',
  hint: 'For example popover, grid-template or AudioBuffer.',
  ask: 'find',
  button: 'Look up',
  examples: [
    ['popover', '?find=popover'],
    ['container queries', '?find=container'],
    ['Array.fromAsync', '?find=fromasync'],
    ['what CSS has deprecated', '?area=css&status=deprecated'],
  ],
  by: 'MDN contributors',
  source: 'https://github.com/mdn/browser-compat-data',
  licence: 'CC0-1.0',
  licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

/** In the order of the overview. */
export const tools: readonly Tool[] = [
  cities,
  ipCountries,
  ipNetworks,
  macVendors,
  browserSupport,
  mediaTypes,
  licences,
]

/** The address of a question to a lookup. */
export function questionPath({ name }: Pick<Tool, 'name'>, question: string): string {
  return `/lookups/${name}${question}`
}
