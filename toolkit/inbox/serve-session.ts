/** The session of an owner who signed in with the key: a row in the database, and the cookie that names it. */
import { sha256 } from '../core/digest.ts'
import { isSameText, signText, toBase64Url } from './key.ts'

const PURPOSE = 'session'
const TOKEN_BYTES = 32

/** How long a session lasts, in milliseconds. */
const LIFETIME = 30 * 86_400_000

/** Browsers take the first name only over HTTPS, for the whole host, and from no other (RFC 6265bis, 4.1.3.2). */
const SECURE_NAME = '__Host-leanto'
const LOCAL_NAME = 'leanto'

const VALUE = /^([\w-]{43})\.(\d{1,12})\.([\w-]{43})$/

export interface Session {
  /** Only the cookie has it: 32 random bytes in base64url. */
  readonly token: string
  /** Whole seconds. */
  readonly expires: Date
}

/** Begins a session; it counts once its row is stored. */
export function createSession(now: Date): Session {
  const token = toBase64Url(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)))
  const seconds = Math.floor((now.getTime() + LIFETIME) / 1000)
  return { token, expires: new Date(seconds * 1000) }
}

/** The statement that stores a session, by the hash of its token: the database alone lets nobody in. */
export async function storeStatement(
  db: D1Database,
  { token, expires }: Session,
  now: Date,
): Promise<D1PreparedStatement> {
  return db
    .prepare('INSERT INTO leanto_sessions (id, created_at, expires_at) VALUES (?, ?, ?)')
    .bind(await hashToken(token), now.toISOString(), expires.toISOString())
}

/**
 * The `Set-Cookie` of a session: `<token>.<expiry in seconds>.<signature>`.
 * @param url - of the request
 */
export async function formatCookie(
  { token, expires }: Session,
  key: string,
  url: URL,
  now: Date,
): Promise<string> {
  const signed = `${token}.${expires.getTime() / 1000}`
  const value = `${signed}.${await signText(key, PURPOSE, signed)}`
  return toSetCookie(url, value, Math.floor((expires.getTime() - now.getTime()) / 1000))
}

/** The `Set-Cookie` that ends the session in the browser. */
export function clearCookie(url: URL): string {
  return toSetCookie(url, '', 0)
}

/** Whether a request brings the cookie of a session, a right one or not. */
export function hasSessionCookie(headers: Pick<Headers, 'get'>): boolean {
  return [SECURE_NAME, LOCAL_NAME].some((name) => readCookie(headers, name) !== undefined)
}

/**
 * The id of the session whose cookie was signed with the key and has not expired. Whether it was ended, only its row can
 * tell.
 */
export async function readSessionId(
  headers: Pick<Headers, 'get'>,
  key: string,
  url: URL,
  now: Date,
): Promise<string | undefined> {
  const value = readCookie(headers, cookieName(url))
  const [, token, seconds, signature] = VALUE.exec(value ?? '') ?? []
  if (token === undefined || seconds === undefined || signature === undefined) return undefined
  if (Number(seconds) * 1000 <= now.getTime()) return undefined
  const expected = await signText(key, PURPOSE, `${token}.${seconds}`)
  return (await isSameText(signature, expected)) ? hashToken(token) : undefined
}

/** Whether a session was stored, and was not ended since. */
export async function isKept(db: D1Database, id: string, now: Date): Promise<boolean> {
  const found = await db
    .prepare('SELECT 1 AS found FROM leanto_sessions WHERE id = ? AND expires_at > ?')
    .bind(id, now.toISOString())
    .first<number>('found')
  return found !== null
}

/** The statement that ends a session. */
export function endStatement(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare('DELETE FROM leanto_sessions WHERE id = ?').bind(id)
}

/** The statement that ends all sessions. */
export function endAllStatement(db: D1Database): D1PreparedStatement {
  return db.prepare('DELETE FROM leanto_sessions')
}

/** The value of a request's first cookie of a name (RFC 6265, section 4.2). */
export function readCookie(headers: Pick<Headers, 'get'>, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

function cookieName({ protocol }: URL): string {
  return protocol === 'https:' ? SECURE_NAME : LOCAL_NAME
}

function toSetCookie(url: URL, value: string, seconds: number): string {
  const secure = url.protocol === 'https:' ? '; Secure' : ''
  return `${cookieName(url)}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Strict${secure}`
}

async function hashToken(token: string): Promise<string> {
  return (await sha256(token)).toHex()
}
