/** Where a form of the inbox may lead back to. */

const HOME = '/inbox'

// Only the URL of its base makes a path complete; the host is never used.
const BASE = 'https://inbox.invalid'

const DEEDS = /^\/inbox\/(sign-|(actions|replay|erase)\/?$)/

/**
 * The path that a form asks to go on at, when it is one of the inbox; else the inbox itself. Whatever could lead to
 * another host or another part of the site is refused: `//host`, `/\host`, `/inbox/../other`.
 * @returns path and query, as the URL standard writes them
 */
export function toBackPath(text: string | null | undefined): string {
  if (typeof text !== 'string' || !text.startsWith(HOME) || !URL.canParse(text, BASE)) return HOME
  const { origin, pathname, search } = new URL(text, BASE)
  const isOfInbox = pathname === HOME || pathname.startsWith(`${HOME}/`)
  // Signing in must not lead to signing in again, or out; and only a form leads to a deed.
  const isDeed = DEEDS.test(pathname)
  return origin === BASE && isOfInbox && !isDeed ? pathname + search : HOME
}
