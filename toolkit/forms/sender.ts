/** Whom submissions come from, as far as limits need to know: one subscriber's addresses, named by a keyed hash. */

import { hmac } from '../core/digest.ts'

/** The prefix of whatever is no address. */
const UNKNOWN = 'unknown'

// The first six groups of an IPv4-mapped address (RFC 4291, 2.5.5.2).
const MAPPED = [0, 0, 0, 0, 0, 0xffff].join(':')

// HMAC says more than a limit needs: 16 bytes keep senders apart.
const NAME_BYTES = 16

/**
 * The addresses that one subscriber has at once, in canonical text: `203.0.113.7`, or `2001:db8:0:7::/64`.
 *
 * Of IPv4 it is the address itself. A household has one, and another costs its sender something, while a /24 would hold
 * back up to 255 neighbours for one of them; that many can share an address behind a carrier's NAT is no reason to
 * share more. Of IPv6 it is the /64: any machine may take a new address within it for every request.
 */
export function toAddressPrefix(address: string): string {
  // The URL standard reads `010.1` as an address, too: only one that it leaves as it is, is written in four decimals.
  if (/^[\d.]+$/.test(address)) return toHostname(address) === address ? address : UNKNOWN
  const groups = /^[\da-f:.]+$/i.test(address) ? toGroups(toHostname(`[${address}]`)) : undefined
  if (groups === undefined) return UNKNOWN
  const mapped = toMappedAddress(groups)
  if (mapped !== undefined) return mapped
  return `${toHostname(`[${groups.slice(0, 4).map(toHex).join(':')}::]`).slice(1, -1)}/64`
}

/** A name for a prefix that tells nothing of it without the key: 32 hexadecimal digits of its HMAC-SHA-256. */
export async function hashSender(key: Uint8Array<ArrayBuffer>, prefix: string): Promise<string> {
  const bytes = [...(await hmac(key, prefix)).subarray(0, NAME_BYTES)]
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A host as the URL standard serializes it; '' for none. */
function toHostname(host: string): string {
  return URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : ''
}

/** The eight numbers of an address in brackets, as the URL standard writes it. */
function toGroups(hostname: string): number[] | undefined {
  if (!hostname.startsWith('[')) return undefined
  const [left = [], right] = hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = right === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...(right ?? [])]
  return groups.map((group) => Number.parseInt(group, 16))
}

/** The IPv4 address that an address such as `::ffff:203.0.113.7` stands for. */
function toMappedAddress(groups: readonly number[]): string | undefined {
  const [high = 0, low = 0] = groups.slice(6)
  if (groups.slice(0, 6).join(':') !== MAPPED) return undefined
  return [high >>> 8, high & 255, low >>> 8, low & 255].join('.')
}

function toHex(group: number): string {
  return group.toString(16)
}
