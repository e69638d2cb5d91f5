/** E-mail addresses within text, to find what there is of one person: exactly that address, and no other. */

/** No address is longer (RFC 5321, section 4.5.3.1). */
const MAX_LOCAL = 64
const MAX_HOST = 255

// What may stand in an address, and in no language ends a word. Of the rarer signs of RFC 5322, those that also part
// words (`=`, `/`, `?`, `&`, …) are taken to do so.
const SIGNS = "!#$%'*+^_`~.-"
const LOCAL = RegExp(`[\\p{L}\\p{N}\\p{M}${SIGNS}]+$`, 'u')
const HOST = /^[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)*/u

// Where no blanks stand between words, an address stands right within them.
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc]`
const UNSPACED_START = RegExp(`^.*${UNSPACED}(?=[^@]*@)`, 'u')
const UNSPACED_END = RegExp(`(@.*?)${UNSPACED}.*$`, 'u')

const SIGNS_AROUND = RegExp(`^[${SIGNS}]+|[_-]+$`, 'gu')

/**
 * The form in which addresses are compared: in lower case, composed (NFC), without blanks around, and with the host as
 * most browsers send it, in Punycode. Dots and what stands behind a `+` are part of it: not every host ignores them.
 */
export function normalizeAddress(text: string): string {
  const plain = text.trim().normalize('NFC').toLowerCase()
  const at = plain.lastIndexOf('@')
  const host = plain.slice(at + 1)
  if (at < 1 || /^[ -~]*$/.test(host)) return plain
  const url = `https://${host}`
  return URL.canParse(url) ? plain.slice(0, at + 1) + new URL(url).hostname : plain
}

/** Whether a text is this address, and nothing else. */
export function isAddress(text: string, address: string): boolean {
  return isShort(text) && normalizeAddress(text) === normalizeAddress(address)
}

/** Whether a text is one address to look for: in any script, as people have them, not only as HTML takes them. */
export function isOneAddress(text: string): boolean {
  return isShort(text) && /^[^\s@]+@[^\s@]+$/.test(text.trim())
}

/** Whether an address stands in a text: as itself, not as a part of a longer one. */
export function hasAddress(text: string, address: string): boolean {
  const wanted = normalizeAddress(address)
  const local = wanted.slice(0, wanted.lastIndexOf('@') + 1)
  return isAddress(text, address) || (local !== '' && collect(text, local).has(wanted))
}

/**
 * What looks like an e-mail address in a text, normalized, each once. Where it is not clear with which sign or word an
 * address begins or ends, all that it may be are given.
 */
export function findAddresses(text: string): string[] {
  return [...collect(text, '@')]
}

/** What is longer is not looked at whole. Of what is composed, each character may be several. */
function isShort(text: string): boolean {
  return text.trim().length <= 4 * (MAX_LOCAL + MAX_HOST)
}

/** The addresses whose local part ends with a text, which ends with an `@`. */
function collect(text: string, end: string): ReadonlySet<string> {
  const found = new Set<string>()
  if (!text.includes('@')) return found
  const plain = text.normalize('NFC').toLowerCase()
  for (let at = plain.indexOf(end); at >= 0; at = plain.indexOf(end, at + 1))
    for (const address of readAddress(plain, at + end.length - 1))
      found.add(normalizeAddress(address))
  return found
}

/** The address around an `@`. One character more than it may have tells that it has too many. */
function readAddress(text: string, at: number): string[] {
  const [local = ''] = LOCAL.exec(text.slice(Math.max(0, at - MAX_LOCAL - 1), at)) ?? []
  const [host = ''] = HOST.exec(text.slice(at + 1, at + 2 + MAX_HOST)) ?? []
  const whole = `${local}@${host}`
  const spaced = whole.replace(UNSPACED_START, '').replace(UNSPACED_END, '$1')
  const variants = [whole, spaced].flatMap((address) => [
    address,
    address.replaceAll(SIGNS_AROUND, ''),
  ])
  return variants.filter((address) => {
    const [start = '', end = ''] = address.split('@')
    return start !== '' && end !== '' && start.length <= MAX_LOCAL && end.length <= MAX_HOST
  })
}
