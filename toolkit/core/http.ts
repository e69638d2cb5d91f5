/** What a request says of the answer it wants. */

/**
 * Whether the client prefers JSON to a page (RFC 9110, section 12.5.1): it does when its `Accept` names a JSON type
 * with at least the weight of HTML. A client that takes anything gets the page.
 */
export function prefersJson(accept: string | null): boolean {
  if (accept === null) return false
  const ranges = accept.split(',').map(parseRange)
  const json = weight(ranges, (type) => type === 'application/json' || type.endsWith('+json'))
  const html = weight(ranges, (type) => type === 'text/html' || type === 'application/xhtml+xml')
  return json > 0 && json >= html
}

/** Whether the client is a browser that shows an answer to a person: it names HTML, and does not prefer JSON. */
export function wantsPage(accept: string | null): boolean {
  return accept?.includes('text/html') === true && !prefersJson(accept)
}

interface Range {
  readonly type: string
  readonly quality: number
}

function parseRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  const value = quality === undefined ? 1 : Number(quality.slice(2))
  return { type, quality: Number.isNaN(value) ? 0 : value }
}

function weight(ranges: readonly Range[], matches: (type: string) => boolean): number {
  return Math.max(0, ...ranges.filter(({ type }) => matches(type)).map(({ quality }) => quality))
}

/** Decodes one percent-encoded part of a path, or gives `undefined` when it is not valid UTF-8. */
export function decodePathPart(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
