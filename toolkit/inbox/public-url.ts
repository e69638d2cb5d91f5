/** Whether a URL may be sent to: an address of the public internet, and nothing within somebody's network. */

/** Names that are resolved within a network only, or nowhere (RFC 6761, 6762, 7686, 8375; `internal`: ICANN, 2024). */
const LOCAL_NAMES = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'home.arpa',
  'home',
  'lan',
  'corp',
  'svc',
  'onion',
  'test',
  'invalid',
  'example',
]

/** Special-purpose blocks of IPv4 (IANA registry, RFC 6890), multicast, and the reserved rest. */
const RESERVED_BLOCKS: readonly (readonly [address: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/**
 * What keeps a URL from being sent to, as a sentence; `undefined` where nothing does. The sentence never repeats more
 * of the URL than its host, since its path may be a secret. What a public name resolves to is not looked at: a Worker's
 * requests come from Cloudflare's network, which has no way into another.
 */
export function checkPublicUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return 'expected an absolute https: URL'
  const { protocol, username, password, hostname } = new URL(url)
  if (protocol !== 'https:') return `expected an https: URL, got "${protocol}"`
  if (username !== '' || password !== '') return 'expected a URL without a user name or password'
  // Dots at the end name the same host, or none; what is before them may be another spelling of an address.
  const bare = `https://${hostname.replace(/\.+$/, '')}`
  if (!URL.canParse(bare)) return `expected a host of the public internet, got "${hostname}"`
  const host = new URL(bare).hostname
  return isPublic(host) ? undefined : `expected a host of the public internet, got "${host}"`
}

/** The URL parser has written every spelling of an address in the one form (URL standard, "host parsing"). */
function isPublic(host: string): boolean {
  if (host.startsWith('[')) return isPublicIpv6(host.slice(1, -1))
  if (/^\d+(\.\d+){3}$/.test(host)) return isPublicIpv4(host)
  if (!host.includes('.')) return false
  return !LOCAL_NAMES.some((name) => host === name || host.endsWith(`.${name}`))
}

function isPublicIpv4(host: string): boolean {
  const address = toNumber(host)
  return !RESERVED_BLOCKS.some(([start, bits]) => {
    const size = 2 ** (32 - bits)
    return address >= toNumber(start) && address < toNumber(start) + size
  })
}

function toNumber(ipv4: string): number {
  return ipv4.split('.').reduce((number, byte) => number * 256 + Number(byte), 0)
}

/**
 * Only 2000::/3 is handed out (IANA registry): unique local, link-local and multicast addresses, mapped IPv4 and NAT64
 * are outside of it. Within it, 2001::/23 is for protocols (Teredo), 2001:db8::/32 and 3fff::/20 are for examples,
 * and 2002::/16 wraps an IPv4 address (6to4).
 */
function isPublicIpv6(host: string): boolean {
  const [first = 0, second = 0] = host
    .split(':', 2)
    .map((group) => Number.parseInt(group || '0', 16))
  if (first < 0x2000 || first > 0x3fff) return false
  if (first === 0x2001) return second >= 0x0200 && second !== 0x0db8
  return first !== 0x2002 && !(first === 0x3fff && second < 0x1000)
}
