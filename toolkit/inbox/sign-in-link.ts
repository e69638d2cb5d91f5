/** The link that signs its reader in for a while: `<expiry in seconds>.<signature>`, made by whoever has the key. */
import { isSameText, signText } from './key.ts'

const PURPOSE = 'sign-in link'
const FORM = /^(\d{1,12})\.([\w-]{43})$/

/** `valid`; `expired` for a right one that is too old; `wrong` for any other text. */
export type LinkState = 'valid' | 'expired' | 'wrong'

/** Makes a link that holds until `expires`, to the second. */
export async function createLink(key: string, expires: Date): Promise<string> {
  const seconds = String(Math.floor(expires.getTime() / 1000))
  return `${seconds}.${await signText(key, PURPOSE, seconds)}`
}

/** What a link is worth now. */
export async function checkLink(key: string, link: string, now: Date): Promise<LinkState> {
  const [, seconds, signature] = FORM.exec(link) ?? []
  if (seconds === undefined || signature === undefined) return 'wrong'
  if (!(await isSameText(signature, await signText(key, PURPOSE, seconds)))) return 'wrong'
  return Number(seconds) * 1000 > now.getTime() ? 'valid' : 'expired'
}

/**
 * The address that a link is opened at.
 * @param origin - of the site, without a slash at the end: `https://example.org`
 */
export function toLinkAddress(origin: string, link: string): string {
  return `${origin}/inbox/sign-in?link=${link}`
}
