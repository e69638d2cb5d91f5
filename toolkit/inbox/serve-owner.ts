/** Whether a request comes from an owner, and which ways there are to show it. */
import { UnavailableError } from '../core/errors.ts'
import type { Context } from '../site/context.ts'
import { findKeyFault, isKey, isSameText } from './key.ts'
import type { Owner } from './owner.ts'
import { findAccessFault, findAccessOwner, isAccessOpen } from './serve-access.ts'
import type { InboxEnv } from './serve-env.ts'
import { withSchema } from './serve-schema.ts'
import { hasSessionCookie, isKept, readSessionId } from './serve-session.ts'
import { countFailure } from './serve-throttle.ts'

/** Who has the key. */
export const KEY_OWNER: Owner = { name: 'owner', via: 'key' }

const HOW =
  'Make a key with "npx leanto key", and set it with "npx wrangler secret put INBOX_KEY"; or put Cloudflare Access before the inbox.'

/**
 * Finds who sent a request: by Cloudflare Access, else by `Authorization: Bearer <key>`, else by the cookie of a session.
 * A wrong key in the header is counted as a failed sign-in, and no cookie makes up for it.
 * @throws {UnavailableError} when the keys of Access do not come; and what D1 throws
 */
export async function findOwner(
  request: Pick<Request, 'headers'>,
  env: InboxEnv,
  context: Pick<Context, 'access' | 'url'>,
  now: Date,
): Promise<Owner | undefined> {
  let failure: unknown
  const access = await findAccessOwner(request, env, context, now).catch((error: unknown) => {
    if (!(error instanceof UnavailableError)) throw error
    failure = error
  })
  if (access !== undefined) return access
  if (await holdsKey(request, env, context, now)) return KEY_OWNER
  // The right key opens the inbox while Access does not answer.
  if (failure !== undefined) throw failure
  return undefined
}

async function holdsKey(
  request: Pick<Request, 'headers'>,
  env: InboxEnv,
  context: Pick<Context, 'url'>,
  now: Date,
): Promise<boolean> {
  const key = readKey(env)
  if (key === undefined) return false
  const bearer = readBearer(request.headers)
  return bearer === undefined
    ? hasSession(request, env, context, key, now)
    : hasKey(request, env, bearer, key, now)
}

/** The owner's key, where it is one that nobody guesses. */
export function readKey({ INBOX_KEY }: Pick<InboxEnv, 'INBOX_KEY'>): string | undefined {
  // A file or a pipe leaves a line feed behind it.
  const key = INBOX_KEY?.trim() ?? ''
  return isKey(key) ? key : undefined
}

/** Whether there is any way to sign in. */
export function isOpen(env: InboxEnv, context: Pick<Context, 'access'>): boolean {
  return readKey(env) !== undefined || isAccessOpen(env, context)
}

/** Why nobody can sign in, and what the owner does about it. It tells no secret. */
export function describeClosed(env: InboxEnv, context: Pick<Context, 'access'> = {}): string {
  return `${findClosedReasons(env, context)} ${HOW}`
}

/** Why nobody can sign in, as sentences. */
export function findClosedReasons(env: InboxEnv, { access }: Pick<Context, 'access'> = {}): string {
  const key = env.INBOX_KEY?.trim() ?? ''
  const fault = key === '' ? undefined : findKeyFault(key)
  const reasons = [
    fault === undefined ? 'This inbox has no key.' : `The secret INBOX_KEY ${fault}.`,
    findAccessFault(env, access),
  ]
  return reasons.filter((reason) => reason !== undefined).join(' ')
}

/**
 * Whether an owner may have followed a link on another site, for which the browser withholds the cookie
 * (`SameSite=Strict`): a page that loads the same address again comes from this site, and brings it.
 */
export function needsSecondTry({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  return (
    method === 'GET' &&
    headers.get('sec-fetch-site') === 'cross-site' &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    !hasSessionCookie(headers)
  )
}

/** The token of `Authorization: Bearer` (RFC 6750, section 2.1). */
function readBearer(headers: Pick<Headers, 'get'>): string | undefined {
  const [, token] = /^bearer(?: +(.*))?$/i.exec(headers.get('authorization') ?? '') ?? []
  return token?.trim()
}

async function hasKey(
  { headers }: Pick<Request, 'headers'>,
  { DB }: InboxEnv,
  given: string,
  key: string,
  now: Date,
): Promise<boolean> {
  if (await isSameText(given, key)) return true
  if (DB !== undefined) await countFailure(DB, headers, 'Bearer', now)
  return false
}

async function hasSession(
  { headers }: Pick<Request, 'headers'>,
  { DB }: InboxEnv,
  { url }: Pick<Context, 'url'>,
  key: string,
  now: Date,
): Promise<boolean> {
  const id = await readSessionId(headers, key, url, now)
  if (id === undefined || DB === undefined) return false
  return withSchema(DB, () => isKept(DB, id, now))
}
