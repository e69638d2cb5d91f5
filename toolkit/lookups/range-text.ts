/** Texts and hexadecimal digits as they are ordered: by UTF-16 code units. */

const HEX = /^[0-9a-f]*$/i
/** What parts the digits of hardware addresses, of UUIDs and of what people copy. */
const SEPARATOR = /[:\-. _]/g
/** Octets by colons or hyphens, of which some programs leave out the leading zeros: `0:1a:2b`. */
const OCTETS = /^[0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2})+$/i

/** The first text that sorts after all texts with this beginning; `null` when there is none. */
export function endOfPrefix(prefix: string): string | null {
  let length = prefix.length
  while (length > 0 && prefix.charCodeAt(length - 1) === 0xffff) length--
  if (length === 0) return null
  return prefix.slice(0, length - 1) + String.fromCharCode(prefix.charCodeAt(length - 1) + 1)
}

/** The digits of a hexadecimal text in lower case, without separators and a leading `0x`. */
export function parseHex(text: string): string | undefined {
  const digits = OCTETS.test(text) ? padOctets(text) : text
  const bare = digits.replace(/^0x/i, '').replaceAll(SEPARATOR, '')
  return bare !== '' && HEX.test(bare) ? bare.toLowerCase() : undefined
}

function padOctets(text: string): string {
  const octets = text.split(/[:-]/)
  // The last one of a prefix may be half an octet: `00:1B:C5:0` has 28 bits. That of a whole address is not.
  const isWhole = octets.length === 6 || octets.length === 8
  return octets
    .map((octet, at) => (at < octets.length - 1 || isWhole ? octet.padStart(2, '0') : octet))
    .join('')
}
