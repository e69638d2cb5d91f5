/** IP addresses as texts in their order: `4` or `6`, then the address in hexadecimal. */

/** What an IPv6 address begins with that stands for an IPv4 address (RFC 4291, section 2.5.5.2), in hexadecimal. */
const MAPPED = `${'0'.repeat(20)}ffff`

/** The two digits of every octet that there is, by its decimal number. */
const OCTETS: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 256 }, (_, value) => [String(value), value.toString(16).padStart(2, '0')]),
)
const GROUP = /^[0-9a-f]{1,4}$/i

/**
 * The 32 hexadecimal digits of an address: an IPv4 address as the IPv6 address that stands for it. IPv4 is four decimal
 * numbers without leading zeros, which other programs read as octal; IPv6 is any form of RFC 4291, section 2.2, without
 * a zone.
 */
export function parseAddress(text: string): string | undefined {
  if (text.includes(':')) return parseIpv6(text)
  const digits = parseIpv4(text)
  return digits && MAPPED + digits
}

/** `4` and 8 digits, or `6` and 32: IPv4 comes before IPv6. @param digits - of {@link parseAddress} */
export function toFamily(digits: string): string {
  return isMapped(digits) ? `4${digits.slice(MAPPED.length)}` : `6${digits}`
}

/** Whether it is an IPv4 address. */
export function isMapped(digits: string): boolean {
  return digits.startsWith(MAPPED)
}

/** The address of a text of {@link toFamily} as people write it: RFC 5952. */
export function formatIp(text: string): string {
  const digits = text.slice(1)
  if (text.startsWith('4')) return split(digits, 2).join('.')
  const groups = split(digits, 4).map((group) => group.toString(16))
  const [start, length] = longestZeros(groups)
  if (length < 2) return groups.join(':')
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`
}

function parseIpv4(text: string): string | undefined {
  const octets = text.split('.')
  if (octets.length !== 4) return undefined
  let digits = ''
  for (const octet of octets) {
    const pair = OCTETS.get(octet)
    if (pair === undefined) return undefined
    digits += pair
  }
  return digits
}

function parseIpv6(text: string): string | undefined {
  const gap = text.indexOf('::')
  if (gap < 0) {
    const digits = parseGroups(text, true)
    return digits?.length === 32 ? digits : undefined
  }
  const head = parseGroups(text.slice(0, gap), false)
  const tail = parseGroups(text.slice(gap + 2), true)
  if (head === undefined || tail === undefined) return undefined
  // `::` stands for one group at least.
  const left = 32 - head.length - tail.length
  return left < 4 ? undefined : head + '0'.repeat(left) + tail
}

/** @param isEnd - whether the address ends here: the last 32 bits may be written as IPv4 */
function parseGroups(text: string, isEnd: boolean): string | undefined {
  if (text === '') return ''
  const groups = text.split(':')
  let digits = ''
  for (const [at, group] of groups.entries()) {
    const isIpv4 = isEnd && at === groups.length - 1 && group.includes('.')
    const part = isIpv4 ? parseIpv4(group) : GROUP.test(group) && group.padStart(4, '0')
    if (typeof part !== 'string') return undefined
    digits += part.toLowerCase()
  }
  return digits
}

function split(digits: string, length: number): number[] {
  const parts: number[] = []
  for (let at = 0; at < digits.length; at += length) {
    parts.push(Number.parseInt(digits.slice(at, at + length), 16))
  }
  return parts
}

/** The first of the longest runs of zero groups. */
function longestZeros(groups: readonly string[]): readonly [start: number, length: number] {
  let best: readonly [number, number] = [0, 0]
  let length = 0
  for (const [at, group] of groups.entries()) {
    length = group === '0' ? length + 1 : 0
    if (length > best[1]) best = [at - length + 1, length]
  }
  return best
}
