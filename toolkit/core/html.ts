/** Escaping for the places of an HTML document where data may stand. */

/** Escapes text for element content and for double-quoted attribute values. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Serialises a value for a `<script type="application/json">` block, which `</script` must not end. */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
}

/** Attributes that hold one URL (HTML, index of attributes). */
export const URL_ATTRIBUTES: ReadonlySet<string> = new Set([
  'action',
  'cite',
  'data',
  'formaction',
  'href',
  'ping',
  'poster',
  'src',
])

const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const RELATIVE_TO = 'https://relative.invalid/'

/**
 * Whether a link to `url` can only navigate: `http`, `https`, `mailto`, `tel`, or relative to the page.
 * Follows the URL standard's own parser, which ignores the tabs, line ends and leading blanks that hide `javascript:`.
 */
export function isSafeUrl(url: string): boolean {
  return URL.canParse(url, RELATIVE_TO) && SAFE_SCHEMES.has(new URL(url, RELATIVE_TO).protocol)
}
