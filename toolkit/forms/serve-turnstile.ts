/** Cloudflare's Turnstile, where the owner put its widget into a form: whether the token that came is a good one. */

/** The secret of the widget: `wrangler secret put TURNSTILE_SECRET`. */
export interface TurnstileEnv {
  readonly TURNSTILE_SECRET?: string
}

const VERIFY = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'

/** Errors of the site, or of Turnstile itself (Turnstile, "error codes"). */
const NOT_THE_VISITORS = [
  'missing-input-secret',
  'invalid-input-secret',
  'bad-request',
  'internal-error',
]

interface Answer {
  readonly success?: boolean
  readonly 'error-codes'?: readonly string[]
}

// The visitor waits for the answer.
const TIMEOUT_MS = 3000

/** Whether the token is good; `undefined` where nobody can tell, which is not the visitor's fault. */
export async function checkTurnstile(
  { TURNSTILE_SECRET: secret }: TurnstileEnv,
  token: string | undefined,
): Promise<boolean | undefined> {
  if (secret === undefined) return undefined
  if (token === undefined || token === '' || token.length > 2048) return false
  try {
    const response = await fetch(VERIFY, {
      method: 'POST',
      body: new URLSearchParams({ secret, response: token }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const answer: Answer = await response.json()
    const codes = answer['error-codes'] ?? []
    if (codes.some((code) => NOT_THE_VISITORS.includes(code))) {
      throw new Error(codes.join(', '))
    }
    return answer.success === true
  } catch (error) {
    console.error('Turnstile did not answer', error)
    return undefined
  }
}
