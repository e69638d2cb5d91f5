/** Ranges of IP addresses as data says them: two addresses, or one and how many of its bits count. */
import type { Interval } from './build-range-interval.ts'
import { isMapped, parseAddress, toFamily } from './range-ip.ts'
import { expectedValue } from './range.ts'

const BITS = 128
/** How many bits come before those of an IPv4 address. */
const MAPPED_BITS = 96
const INTEGER = /^\d{1,39}$/
const LARGEST = (1n << 128n) - 1n

/**
 * The range from one address to another of the same family. An address may also be an integer, as files with numbers
 * have it: below 2^32 at both ends, both are IPv4.
 */
export function readAddresses(from: string, to: string): Interval | string {
  const [first, last] = [
    parseAddress(from) ?? parseInteger(from),
    parseAddress(to) ?? parseInteger(to),
  ]
  if (first === undefined || last === undefined) {
    return `${expectedValue('ip')} at both ends`
  }
  if (areSmallIntegers(from, to)) return toInterval(asIpv4(first), asIpv4(last))
  const isIpv4 = isMapped(first) && isMapped(last)
  // What is written as IPv4 is no end of a range of IPv6, though there is an IPv6 address that stands for it.
  if (!isIpv4 && (isDotted(from) || isDotted(to))) return 'two addresses of one family'
  return isIpv4 ? toInterval(toFamily(first), toFamily(last)) : toInterval(`6${first}`, `6${last}`)
}

/** The range of a block in CIDR notation; of an address alone, the address. */
export function readBlockOfAddresses(text: string): Interval | string {
  const [, address = text, length] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? []
  const digits = parseAddress(address)
  const most = isDotted(address) ? BITS - MAPPED_BITS : BITS
  if (digits === undefined || Number(length ?? 0) > most) {
    return 'a block of addresses such as 192.0.2.0/24 or 2001:db8::/32'
  }
  const bits = length === undefined ? BITS : BITS - most + Number(length)
  const host = (1n << BigInt(BITS - bits)) - 1n
  const given = BigInt(`0x${digits}`)
  const first = given & (LARGEST ^ host)
  const interval = toInterval(
    toText(toDigits(first), bits >= MAPPED_BITS),
    toText(toDigits(first | host), bits >= MAPPED_BITS),
  )
  return first === given ? interval : { ...interval, isMasked: true }
}

/** The range with both of its ends, which are texts of one family. */
function toInterval(first: string, last: string): Interval {
  return { start: first, end: increment(last) }
}

/** The next number of as many hexadecimal digits; the family grows after its last address. */
function increment(digits: string): string {
  const kept = digits.replace(/f+$/, '')
  const last = Number.parseInt(kept.slice(-1), 16) + 1
  return (kept.slice(0, -1) + last.toString(16)).padEnd(digits.length, '0')
}

function parseInteger(text: string): string | undefined {
  if (!INTEGER.test(text)) return undefined
  const value = BigInt(text)
  return value > LARGEST ? undefined : toDigits(value)
}

function areSmallIntegers(from: string, to: string): boolean {
  return [from, to].every((text) => INTEGER.test(text) && BigInt(text) < 1n << 32n)
}

function asIpv4(digits: string): string {
  return `4${digits.slice(MAPPED_BITS / 4)}`
}

/** @param isWithin - whether all of the block is within what stands for IPv4, if its ends are */
function toText(digits: string, isWithin: boolean): string {
  return isWithin ? toFamily(digits) : `6${digits}`
}

function toDigits(value: bigint): string {
  return value.toString(16).padStart(BITS / 4, '0')
}

function isDotted(text: string): boolean {
  return text.includes('.') && !text.includes(':')
}
