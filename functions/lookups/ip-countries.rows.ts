/** The ranges of the countries: what `@ip-location-db/geo-whois-asn-country` has, with names. Runs in the build alone. */
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

/** A registry lists them, but private addresses (RFC 1918) are in every country. */
const PRIVATE: ReadonlySet<string> = new Set(['172.16.0.0', '192.168.0.0'])

const DATA = '@ip-location-db/geo-whois-asn-country/geo-whois-asn-country'

export default async function* rows(): AsyncIterable<object> {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  const { resolve } = createRequire(import.meta.url)
  for (const file of [`${DATA}-ipv4.csv`, `${DATA}-ipv6.csv`]) {
    // No field of it has a comma or a quote.
    for await (const line of createInterface({ input: createReadStream(resolve(file)) })) {
      const [from = '', to, country = ''] = line.split(',')
      if (!PRIVATE.has(from)) yield { from, to, country, name: names.of(country) }
    }
  }
}
