/** Sends the requests of a client, and makes errors of what is no answer. */

/** The site refused a question, or did not answer it: problem details (RFC 9457). */
export class LookupError extends Error {
  override readonly name = 'LookupError'
  readonly status: number
  /** The parameter that is wrong, or that no row is found by. */
  readonly parameter: string | undefined

  constructor(status: number, detail: string, parameter?: string) {
    super(detail)
    this.status = status
    this.parameter = parameter
  }
}

export interface ClientOptions {
  /** In place of the global `fetch`. */
  readonly fetch?: (url: string, init?: RequestInit) => Promise<Response>
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Gets the JSON of an address. */
export interface Ask {
  /** @param body - is posted */
  <T>(url: string, body?: unknown): Promise<T>
}

/** @throws {LookupError} for an answer that is none */
export function createAsk({ fetch: send = fetch, headers = {} }: ClientOptions): Ask {
  return async <T>(url: string, body?: unknown): Promise<T> => {
    const accept = { accept: 'application/json', ...headers }
    const response = await (body === undefined
      ? send(url, { headers: accept })
      : send(url, {
          method: 'POST',
          headers: { ...accept, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }))
    const text = await response.text()
    if (!response.ok) throw toError(response.status, text)
    const answer: T = JSON.parse(text)
    return answer
  }
}

/** The error that problem details say; what stands before the site may answer otherwise. */
function toError(status: number, text: string): LookupError {
  const otherwise = new LookupError(status, `The site answered ${status}.`)
  try {
    const problem: { detail?: unknown; errors?: readonly { parameter?: unknown }[] } =
      JSON.parse(text)
    const parameter = problem.errors?.[0]?.parameter
    if (typeof problem.detail !== 'string') return otherwise
    return new LookupError(
      status,
      problem.detail,
      typeof parameter === 'string' ? parameter : undefined,
    )
  } catch {
    return otherwise
  }
}
