/** Whom Cloudflare Access lets into the inbox, and whom nobody let in. */
import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'

import {
  base64url,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  type JWTPayload,
  type CryptoKey,
} from 'jose'

import { enter, KEY, nameOf, NOW, useSite, type Fields } from './sign-in-scene.ts'

useSite()

describe('Cloudflare Access in the runtime', () => {
  const AUDIENCE = { 'x-env': JSON.stringify({ ACCESS_AUDIENCE: 'tag' }) }
  const cases: readonly (readonly [what: string, headers: Fields, name: string | undefined])[] = [
    ['a person by the e-mail address', { 'x-access-email': 'ada@example.org' }, 'ada@example.org'],
    ['whoever has none', {}, 'access'],
    ['whom it cannot name', { 'x-access-email': 'throws' }, 'access'],
  ]
  for (const [what, headers, name] of cases)
    test(`lets in ${what}`, async () => {
      assert.equal(await nameOf({ 'x-access': 'tag', ...AUDIENCE, ...headers }), name)
    })

  test('lets nobody in whom it let into an application that the owner does not name', async () => {
    assert.equal(await nameOf({ 'x-access': 'tag' }), undefined)
  })

  test('does not let in whom it let into another application', async () => {
    assert.equal(await nameOf({ 'x-access': 'other', ...AUDIENCE }), undefined)
  })

  test('lets in without a key of the inbox', async () => {
    const env = { 'x-env': JSON.stringify({ INBOX_KEY: '', ACCESS_AUDIENCE: 'tag' }) }
    assert.equal(await nameOf({ 'x-access': 'tag', ...env }), 'access')
  })
})

/** `undefined` leaves a claim out. */
type Claims = Readonly<Record<string, unknown>>

describe('a token of Cloudflare Access', () => {
  const ISSUER = 'https://myteam.cloudflareaccess.com'
  const AUDIENCE = 'a'.repeat(64)
  const CLAIMS: JWTPayload = {
    iss: ISSUER,
    aud: [AUDIENCE],
    email: 'ada@example.org',
    type: 'app',
    sub: '7335d417-61da-459d-899c-0a01c76a2f94',
    iat: NOW.getTime() / 1000 - 60,
    nbf: NOW.getTime() / 1000 - 60,
    exp: NOW.getTime() / 1000 + 3600,
  }
  const real = globalThis.fetch
  let asked: string[] = []
  let keys: Readonly<Record<'rs' | 'es' | 'other', { privateKey: CryptoKey; publicKey: CryptoKey }>>

  before(async () => {
    const make = (algorithm: string) => generateKeyPair(algorithm, { extractable: true })
    keys = { rs: await make('RS256'), es: await make('ES256'), other: await make('RS256') }
    const jwks = {
      keys: [
        { ...(await exportJWK(keys.rs.publicKey)), kid: 'rs', alg: 'RS256', use: 'sig' },
        { ...(await exportJWK(keys.es.publicKey)), kid: 'es', alg: 'ES256', use: 'sig' },
      ],
    }
    // The Worker's own requests go through this.
    globalThis.fetch = async (input, init) => {
      const { hostname, href } = new URL(input instanceof Request ? input.url : input)
      if (!hostname.endsWith('.cloudflareaccess.com')) return real(input, init)
      asked.push(href)
      if (hostname.startsWith('myteam.')) return Response.json(jwks)
      if (hostname.startsWith('broken.')) return new Response('<html>', { status: 502 })
      throw new Error('no network')
    }
  })
  afterEach(() => {
    asked = []
  })
  after(() => {
    globalThis.fetch = real
  })

  const sign = (
    claims: Claims = {},
    header: { readonly alg?: string; readonly kid?: string } = {},
    key: CryptoKey = keys.rs.privateKey,
  ): Promise<string> =>
    new SignJWT({ ...CLAIMS, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'rs', ...header })
      .sign(key)

  const access = (token: string, env: Fields = {}): Fields => ({
    'cf-access-jwt-assertion': token,
    'x-env': JSON.stringify({ ACCESS_TEAM: 'myteam', ACCESS_AUDIENCE: AUDIENCE, ...env }),
  })

  for (const team of [
    'myteam',
    'MyTeam',
    'myteam.cloudflareaccess.com',
    'https://myteam.cloudflareaccess.com',
    'https://myteam.cloudflareaccess.com/',
  ])
    test(`lets in for the team ${team}`, async () => {
      const env = { ACCESS_TEAM: team }
      assert.equal(await nameOf(access(await sign(), env)), 'ada@example.org')
    })

  test('needs its keys once, for any number of requests', async () => {
    for (let count = 0; count < 3; count += 1) await nameOf(access(await sign()))
    assert.deepEqual(asked, [])
  })

  test('may come in the cookie of Access', async () => {
    const { 'cf-access-jwt-assertion': token = '', ...env } = access(await sign())
    const headers = { ...env, cookie: `a=b; CF_Authorization=${token}` }
    assert.equal(await nameOf(headers), 'ada@example.org')
  })

  test('may be signed with ES256', async () => {
    const token = await sign({}, { alg: 'ES256', kid: 'es' }, keys.es.privateKey)
    assert.equal(await nameOf(access(token)), 'ada@example.org')
  })

  test('may be of a service, by the name that the owner gave it', async () => {
    const token = await sign({ email: undefined, sub: '', common_name: 'backup.access' })
    assert.equal(await nameOf(access(token)), 'backup.access')
  })

  test('lets nobody in where Access is not configured', async () => {
    const token = await sign()
    for (const env of [{ ACCESS_TEAM: '' }, { ACCESS_AUDIENCE: '' }])
      assert.equal(await nameOf(access(token, env)), undefined)
  })

  const encode = (value: unknown): string => base64url.encode(JSON.stringify(value))
  const resign = async (change: (parts: string[]) => string[]): Promise<string> =>
    change((await sign()).split('.')).join('.')

  const bad: readonly (readonly [what: string, make: () => string | Promise<string>])[] = [
    ['nothing', () => ''],
    ['garbage', () => 'garbage'],
    ['two points alone', () => '..'],
    ['a payload that is none', () => resign(([head = '', , mark = '']) => [head, '%', mark])],
    ['no algorithm', () => `${encode({ alg: 'none' })}.${encode(CLAIMS)}.`],
    [
      'no algorithm, in other letters, with a key',
      () => resign(([, body = '', mark = '']) => [encode({ alg: 'nOnE', kid: 'rs' }), body, mark]),
    ],
    [
      'HS256 by the public key',
      async () =>
        new SignJWT(CLAIMS)
          .setProtectedHeader({ alg: 'HS256', kid: 'rs' })
          .sign(createSecretKey(Buffer.from(await exportSPKI(keys.rs.publicKey)))),
    ],
    ['no signature', () => resign(([head = '', body = '']) => [head, body])],
    ['an empty signature', () => resign(([head = '', body = '']) => [head, body, ''])],
    [
      'an altered payload',
      () =>
        resign(([head = '', , mark = '']) => [
          head,
          encode({ ...CLAIMS, email: 'eve@example.org' }),
          mark,
        ]),
    ],
    [
      'an altered signature',
      () => resign(([a = '', b = '', c = '']) => [a, b, `AAAA${c.slice(4)}`]),
    ],
    ['a part more', () => resign((parts) => [...parts, 'A'])],
    ['another audience', () => sign({ aud: ['b'.repeat(64)] })],
    ['no audience', () => sign({ aud: undefined })],
    ['another issuer', () => sign({ iss: 'https://evil.cloudflareaccess.com' })],
    ['the issuer with a slash', () => sign({ iss: `${ISSUER}/` })],
    ['no issuer', () => sign({ iss: undefined })],
    ['an end that has passed', () => sign({ exp: NOW.getTime() / 1000 - 1 })],
    ['an end that is now', () => sign({ exp: NOW.getTime() / 1000 })],
    ['no end', () => sign({ exp: undefined })],
    ['a beginning that is to come', () => sign({ nbf: NOW.getTime() / 1000 + 60 })],
    ['a name of no key', () => sign({}, { kid: 'nobody' })],
    ['a name of another key', () => sign({}, { alg: 'ES256', kid: 'rs' }, keys.es.privateKey)],
    ['another key', () => sign({}, {}, keys.other.privateKey)],
    [
      'a key that it brings itself',
      async () =>
        new SignJWT(CLAIMS)
          .setProtectedHeader({
            alg: 'RS256',
            kid: 'rs',
            jwk: await exportJWK(keys.other.publicKey),
          })
          .sign(keys.other.privateKey),
    ],
  ]
  for (const [what, make] of bad)
    test(`with ${what} lets nobody in`, async () => {
      assert.equal(await nameOf(access(await make())), undefined)
      assert.equal(await nameOf(access(await sign())), 'ada@example.org')
    })

  test('that is wrong does not keep out who has the key', async () => {
    const headers = { ...access('garbage'), authorization: `Bearer ${KEY}` }
    assert.equal(await nameOf(headers), 'owner')
  })

  for (const team of ['broken', 'away'])
    test(`waits while the keys of ${team} do not come`, async () => {
      const answer = await enter(access(await sign(), { ACCESS_TEAM: team }))
      assert.equal(answer.status, 503)
      assert.equal(answer.headers.get('retry-after'), '10')
      assert.deepEqual(asked, [`https://${team}.cloudflareaccess.com/cdn-cgi/access/certs`])
    })
})
