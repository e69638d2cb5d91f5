/** Errors of the API as RFC 9457 problem details. */

export const PROBLEM_TYPE = 'application/problem+json'

/** The members of RFC 9457, section 3.1; `type` is left out (`about:blank`), so `title` is the status phrase. */
export interface Problem {
  readonly status: number
  readonly title: string
  /** What was expected, what came, and where. */
  readonly detail: string
  /** One entry for each mistake in the input, where there can be several. */
  readonly errors?: readonly unknown[]
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/**
 * Answers a request that cannot be served. To a person's browser the Worker shell shows it as a page.
 * @param detail - a sentence for whoever sent the request: what was expected, what came, and where
 */
export function problem(
  status: number,
  detail: string,
  more: { readonly errors?: readonly unknown[]; readonly headers?: Record<string, string> } = {},
): Response {
  const title = TITLES[status] ?? 'Error'
  const body: Problem = {
    status,
    title,
    detail,
    ...(more.errors === undefined ? {} : { errors: more.errors }),
  }
  return Response.json(body, { status, headers: { ...more.headers, 'content-type': PROBLEM_TYPE } })
}
