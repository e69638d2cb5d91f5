/** Owners whom Cloudflare Access let through: by what the runtime says of them, or by the token that Access signed. */
import { createRemoteJWKSet, customFetch } from 'jose/jwks/remote'
import { jwtVerify } from 'jose/jwt/verify'

import { UnavailableError } from '../core/errors.ts'
import type { Access, Context } from '../site/context.ts'
import type { Owner } from './owner.ts'
import type { InboxEnv } from './serve-env.ts'
import { readCookie } from './serve-session.ts'

/** What is written into the log for whoever has no e-mail address and no name. */
const NAMELESS = 'access'

const TEAM = /^(?:https:\/\/)?([a-z\d-]+)(?:\.cloudflareaccess\.com)?\/?$/i
const ALGORITHMS = ['RS256', 'ES256']

const TIMEOUT_MS = 3000
// Access keeps its last key for a week after it has changed it.
const KEYS_AGE_MS = 3_600_000

type AccessEnv = Pick<InboxEnv, 'ACCESS_TEAM' | 'ACCESS_AUDIENCE'>
type KeySet = ReturnType<typeof createRemoteJWKSet>

interface Application {
  /** Who signs: `https://myteam.cloudflareaccess.com`. */
  readonly issuer: string
  readonly audience: string
}

// Each isolate fetches the keys of the team once an hour.
const keySets = new Map<string, KeySet>()

/**
 * Finds who came through Cloudflare Access, whom its policy thereby made an owner.
 * @throws {UnavailableError} when the keys of Access do not come
 */
export async function findAccessOwner(
  { headers }: Pick<Request, 'headers'>,
  env: AccessEnv,
  { access }: Pick<Context, 'access'>,
  now: Date,
): Promise<Owner | undefined> {
  if (isOwnAccess(access, env)) return { name: await readName(access), via: 'access' }
  const application = readApplication(env)
  const token = headers.get('cf-access-jwt-assertion') ?? readCookie(headers, 'CF_Authorization')
  if (application === undefined || token === undefined) return undefined
  const name = await checkToken(token, application, now)
  return name === undefined ? undefined : { name, via: 'access' }
}

/** Whether Access can let anybody in. */
export function isAccessOpen(env: AccessEnv, { access }: Pick<Context, 'access'>): boolean {
  return isOwnAccess(access, env) || readApplication(env) !== undefined
}

/** What is wrong with the configuration of Access, as a sentence; `undefined` where it is right or there is none. */
export function findAccessFault(env: AccessEnv, access?: Access): string | undefined {
  const { ACCESS_TEAM: team = '', ACCESS_AUDIENCE: audience = '' } = env
  if (access !== undefined && audience === '')
    return `Cloudflare Access let you through to "${access.aud}": set ACCESS_AUDIENCE to that, if whom it lets through is an owner.`
  if (team === '' || readApplication(env) !== undefined) return undefined
  if (audience === '')
    return 'ACCESS_TEAM is set without ACCESS_AUDIENCE, the audience tag of the application.'
  return `Expected ACCESS_TEAM to be like "myteam" or "myteam.cloudflareaccess.com", got "${team}".`
}

/**
 * The runtime has checked the token. Access may stand before the site for others than its owners, as before a preview:
 * only the application that the owner names makes one.
 */
function isOwnAccess(
  access: Access | undefined,
  { ACCESS_AUDIENCE = '' }: AccessEnv,
): access is Access {
  return access !== undefined && ACCESS_AUDIENCE !== '' && ACCESS_AUDIENCE === access.aud
}

async function readName(access: Access): Promise<string> {
  try {
    return toName((await access.getIdentity())?.email)
  } catch (cause) {
    // Who it is, Access could not say; that it let them in is known.
    console.error('Cloudflare Access did not say who this is', cause)
    return NAMELESS
  }
}

function readApplication(env: AccessEnv): Application | undefined {
  const { ACCESS_TEAM = '', ACCESS_AUDIENCE: audience = '' } = env
  const [, team] = TEAM.exec(ACCESS_TEAM) ?? []
  if (team === undefined || audience === '') return undefined
  return { issuer: `https://${team.toLowerCase()}.cloudflareaccess.com`, audience }
}

/** The name in a token that Access signed for the application (RFC 7519); `undefined` for any other text. */
async function checkToken(
  token: string,
  { issuer, audience }: Application,
  now: Date,
): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, keysOf(issuer), {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
      currentDate: now,
    })
    return toName(payload['email'], payload['common_name'])
  } catch (cause) {
    if (cause instanceof UnavailableError) throw cause
    console.warn(`a token of Cloudflare Access was refused: ${String(cause)}`)
    return undefined
  }
}

/** A person has an e-mail address, a service token the name that the owner gave it. */
function toName(...claims: readonly unknown[]): string {
  const isName = (claim: unknown): claim is string => typeof claim === 'string' && claim !== ''
  return claims.find(isName) ?? NAMELESS
}

function keysOf(issuer: string): KeySet {
  const known = keySets.get(issuer)
  if (known !== undefined) return known
  const keys = createRemoteJWKSet(new URL('/cdn-cgi/access/certs', issuer), {
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: KEYS_AGE_MS,
    [customFetch]: fetchKeys,
  })
  keySets.set(issuer, keys)
  return keys
}

async function fetchKeys(
  url: string,
  { headers, signal }: { readonly headers: Headers; readonly signal: AbortSignal },
): Promise<Response> {
  const response = await fetch(url, { headers, signal, redirect: 'manual' }).catch(
    (cause: unknown) => {
      throw new UnavailableError('the keys of Cloudflare Access did not come', { cause })
    },
  )
  if (response.status === 200) return response
  throw new UnavailableError(
    `the keys of Cloudflare Access: expected status 200 from ${url}, got ${response.status}`,
  )
}
