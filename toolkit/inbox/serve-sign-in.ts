/** Signing in with the key or a signed link, and out again. */
import { sha256 } from '../core/digest.ts'
import { problem } from '../core/problem.ts'
import type { Context } from '../site/context.ts'
import { toBackPath } from './back.ts'
import { isSameText } from './key.ts'
import { auditStatement } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import { chunksOf } from './serve-chunks.ts'
import type { InboxEnv } from './serve-env.ts'
import { describeClosed, KEY_OWNER, readKey } from './serve-owner.ts'
import { withSchema } from './serve-schema.ts'
import * as session from './serve-session.ts'
import { countFailure } from './serve-throttle.ts'
import { checkLink } from './sign-in-link.ts'

/** A key and the path to go on at fit into so many bytes. */
const MAX_BODY = 8192

const URLENCODED = 'application/x-www-form-urlencoded'

const NO_DATABASE = 'Nobody can sign in: this site has no database.'

const USED = 'This link was used before. Make a new one, or enter the key.'

/** The names of the own machine, where the link that `leanto start` prints may be opened again. */
const OWN_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Where Access ends its own session, on every host that it stands before. */
const ACCESS_LOGOUT = '/cdn-cgi/access/logout'

/** Why somebody was not let in. */
export interface Refusal {
  /** 401 for a wrong key or link, 429 for too many of them, 503 where there is no key or no database. */
  readonly status: 401 | 429 | 503
  /** A sentence for whoever tried. */
  readonly message: string
  /** Where to go on after the next try. */
  readonly back: string
}

/** Shows the page to sign in at, with a refusal. */
export type ShowRefusal = (refusal: Refusal) => Response | Promise<Response>

/** What came: the text that was given, what it was, and where to go on. */
interface Try {
  readonly way: 'key' | 'link'
  readonly given: string
  readonly back: string
}

/**
 * Answers POST `/inbox/sign-in` (URL-encoded, `key` and perhaps `back`) and GET `/inbox/sign-in?link=…`. Whoever is let
 * in gets a cookie and goes on to `back`, where that is a path of the inbox. A link lets in once.
 * @throws what D1 throws
 */
export async function answerSignIn(
  request: Request,
  env: InboxEnv,
  context: Pick<Context, 'url'>,
  now: Date,
  show: ShowRefusal,
): Promise<Response> {
  const tried = await readTry(request, context.url)
  if (tried instanceof Response) return tried
  const { back, way } = tried
  const key = readKey(env)
  const { DB: db } = env
  if (key === undefined) return refuse(show, { status: 503, message: describeClosed(env), back })
  if (db === undefined) return refuse(show, { status: 503, message: NO_DATABASE, back })
  const fault = await findFault(tried, key, now)
  if (fault === undefined) {
    const answer = await letIn(tried, db, key, context.url, now)
    return answer ?? refuse(show, { status: 401, message: USED, back })
  }
  const { message, counts } = fault
  const wait = counts ? await countFailure(db, request.headers, way, now) : undefined
  return wait === undefined
    ? refuse(show, { status: 401, message, back })
    : refuse(show, { status: 429, message: describeWait(wait), back }, wait)
}

/**
 * Answers POST `/inbox/sign-out`: ends the session of the cookie, or with a field `everywhere` all that there are.
 * @throws what D1 throws
 */
export async function answerSignOut({
  request,
  env,
  context,
  owner,
  now,
}: Call): Promise<Response> {
  const text = await readText(request)
  if (text === undefined) return tooLarge()
  const isEverywhere = (new URLSearchParams(text).get('everywhere') ?? '') !== ''
  const key = readKey(env)
  const id =
    key === undefined
      ? undefined
      : await session.readSessionId(request.headers, key, context.url, now)
  const ended = isEverywhere ? [session.endAllStatement(env.DB)] : endOne(env.DB, id)
  const action = isEverywhere ? 'signed out everywhere' : 'signed out'
  await withSchema(env.DB, () =>
    env.DB.batch([
      ...ended,
      auditStatement(env.DB, { owner, now }, action, isEverywhere ? 'changed' : 1),
    ]),
  )
  const to = owner.via === 'access' ? ACCESS_LOGOUT : toBackPath(undefined)
  return goOn(to, session.clearCookie(context.url))
}

function endOne(db: D1Database, id: string | undefined): readonly D1PreparedStatement[] {
  return id === undefined ? [] : [session.endStatement(db, id)]
}

async function readTry(request: Request, { searchParams }: URL): Promise<Try | Response> {
  if (request.method !== 'POST') {
    const given = searchParams.get('link') ?? ''
    return { way: 'link', given, back: toBackPath(searchParams.get('back')) }
  }
  const type = request.headers.get('content-type') ?? 'no Content-Type'
  if (type.split(';')[0]?.trim().toLowerCase() !== URLENCODED)
    return problem(415, `Expected ${URLENCODED}, got ${type}.`)
  const text = await readText(request)
  if (text === undefined) return tooLarge()
  const fields = new URLSearchParams(text)
  const back = toBackPath(fields.get('back') ?? searchParams.get('back'))
  return { way: 'key', given: fields.get('key')?.trim() ?? '', back }
}

/** A body of at most 8 KB as text; `undefined` for a larger one, of which the rest is not read. */
async function readText({ body }: Request): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of chunksOf(body)) {
    size += chunk.byteLength
    if (size > MAX_BODY) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function tooLarge(): Response {
  return problem(413, `Expected at most ${MAX_BODY} bytes, got more.`)
}

interface Fault {
  readonly message: string
  /** Whether it was a guess. */
  readonly counts: boolean
}

async function findFault({ way, given }: Try, key: string, now: Date): Promise<Fault | undefined> {
  if (given === '') return { message: 'Expected the key of this inbox, got none.', counts: false }
  if (way === 'key') {
    if (await isSameText(given, key)) return undefined
    return { message: 'This is not the key of this inbox.', counts: true }
  }
  const state = await checkLink(key, given, now)
  if (state === 'valid') return undefined
  return state === 'expired'
    ? { message: 'This link has expired. Make a new one, or enter the key.', counts: false }
    : { message: 'This link does not sign you in here. Enter the key.', counts: true }
}

/** @returns `undefined` for a link that was used before */
async function letIn(
  { way, given, back }: Try,
  db: D1Database,
  key: string,
  url: URL,
  now: Date,
): Promise<Response | undefined> {
  const fresh = session.createSession(now)
  const stored = await session.storeStatement(db, fresh, now)
  const caller = { owner: KEY_OWNER, now }
  const spend = way === 'link' && !isOwnMachine(url) ? [await spendStatement(db, given)] : []
  const audit = auditStatement(db, caller, 'signed in', 1, `by ${way}`)
  try {
    await withSchema(db, () => db.batch([...spend, stored, audit]))
  } catch (error) {
    if (error instanceof Error && error.message.includes('leanto_challenges.id')) return undefined
    throw error
  }
  return goOn(back, await session.formatCookie(fresh, key, url, now))
}

function isOwnMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && OWN_HOSTS.has(hostname)
}

/** Fails the second time, and with it the batch: what is kept until the link expires is its hash. */
async function spendStatement(db: D1Database, link: string): Promise<D1PreparedStatement> {
  return db
    .prepare('INSERT INTO leanto_challenges (id, expires_at) VALUES (?, ?)')
    .bind((await sha256(link)).toHex(), new Date(Number.parseInt(link, 10) * 1000).toISOString())
}

function goOn(location: string, cookie: string): Response {
  return new Response(undefined, {
    status: 303,
    headers: { location, 'set-cookie': cookie, 'cache-control': 'no-store' },
  })
}

async function refuse(show: ShowRefusal, refusal: Refusal, wait?: number): Promise<Response> {
  const page = await show(refusal)
  const answer = new Response(page.body, page)
  answer.headers.set('cache-control', 'no-store')
  // A 401 names a scheme (RFC 9110, section 15.5.2): programs send the key in a header.
  if (refusal.status === 401) answer.headers.set('www-authenticate', 'Bearer')
  if (wait !== undefined) answer.headers.set('retry-after', String(wait))
  return answer
}

function describeWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return `Too many tries failed. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}; the right key is let in at any time.`
}
