/**
 * The security headers of every answer: the build writes them to `_headers` for static files, and the Worker sets
 * them itself, because `_headers` does not reach Worker answers.
 */

/** What a `<meta>` policy cannot say (CSP 3, section 3.3), so it is sent as a header with every page. */
export const FRAME_POLICY = "frame-ancestors 'none'"

/** For pages that the Worker wrote itself: they may load from their own origin, and run nothing inline. */
export const WORKER_PAGE_POLICY: string = `default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; ${FRAME_POLICY}`

/** For answers that are not pages: nothing may be loaded or run from them. */
export const DATA_POLICY: string = `default-src 'none'; ${FRAME_POLICY}`

/** Sent with every answer, static or not. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': FRAME_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
