/** Whether a request comes from a page of this site: the defence against forged submissions. */

/**
 * Whether a page of another site sent the request. Browsers say so themselves in `Sec-Fetch-Site`; it comes first, since
 * `Origin` is `null` for the site's own form under `Referrer-Policy: no-referrer`. A program sends neither and may post.
 */
export function isCrossSite(headers: Pick<Headers, 'get'>, ownOrigin: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = headers.get('origin')
  return origin !== null && origin !== ownOrigin
}
