/** What the engines take for an e-mail address and for a URL: whatever one of them accepts is accepted. */

// HTML, "valid email address": wilfully not that of RFC 5322.
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const EMAIL = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})*$`)

/** Whether `text` is one valid e-mail address. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text) || EMAIL.test(toAsciiHost(text))
}

/** Whether `text` is a valid absolute URL. `javascript:` is one, too: nothing may link to it unchecked. */
export function isUrl(text: string): boolean {
  if (URL.canParse(text)) return true
  // Chromium's field takes blanks and broken Punycode in the host, which the URL standard refuses.
  return (
    /^[a-z][a-z0-9+.-]*:/i.test(text) &&
    URL.canParse(text.replaceAll(' ', '').replaceAll(/xn--/gi, 'x'))
  )
}

/** An internationalised host as its Punycode, which Chromium submits for a default; Firefox submits it as typed. */
export function toAsciiHost(email: string): string {
  const at = email.lastIndexOf('@')
  const host = email.slice(at + 1)
  // What the URL parser would take for the end of a host is none in an address.
  if (at < 1 || /[/?#\\:@%\s]/.test(host) || !URL.canParse(`https://${host}`)) return ''
  return email.slice(0, at + 1) + new URL(`https://${host}`).hostname
}
