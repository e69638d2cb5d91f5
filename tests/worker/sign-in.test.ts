/** Who gets into the inbox by the key or a signed link, and out again. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { createKey } from '../../toolkit/inbox/key.ts'
import { createLink } from '../../toolkit/inbox/sign-in-link.ts'
import {
  at,
  countRows,
  freshCookie,
  KEY,
  lastAudit,
  later,
  messageOf,
  nameOf,
  post,
  signIn,
  site,
  toCookie,
  useSite,
  type Fields,
} from './sign-in-scene.ts'
import type { SiteRequest, SiteResponse } from './site.ts'

useSite()

describe('the key', () => {
  test('signs in, and goes on to the inbox with a cookie', async () => {
    const answer = await signIn(KEY)
    assert.equal(answer.status, 303)
    assert.equal(answer.headers.get('location'), '/inbox')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.equal(await nameOf({ cookie: toCookie(answer) }), 'owner')
    assert.deepEqual(await lastAudit(), ['owner', 'signed in', 'by key'])
  })

  test('may have spaces and line feeds about it, as copying leaves them', async () => {
    assert.equal((await signIn(` ${KEY}\r\n`)).status, 303)
  })

  test('is the secret without the line feed that a pipe leaves behind it', async () => {
    const env = { 'x-env': JSON.stringify({ INBOX_KEY: `${KEY}\n` }) }
    assert.equal((await signIn(KEY, env)).status, 303)
  })

  test('goes on to where the owner wanted to be', async () => {
    const back = '/inbox?form=contact&folder=spam'
    const answer = await site.fetch('/inbox/sign-in', post({ key: KEY, back }))
    assert.equal(answer.headers.get('location'), back)
    const other = await site.fetch('/inbox/sign-in?back=%2Finbox%2Fdata', post({ key: KEY }))
    assert.equal(other.headers.get('location'), '/inbox/data')
  })

  test('that is wrong does not forget it', async () => {
    const back = '/inbox/data?a=b'
    const sender = { 'cf-connecting-ip': '192.0.2.99' }
    const answer = await site.fetch('/inbox/sign-in', post({ key: createKey(), back }, sender))
    const message = 'This is not the key of this inbox.'
    assert.deepEqual(await answer.json(), { message, back })
  })

  for (const back of ['//evil.example', '/\\evil.example', '/inbox/..//evil.example', '/search'])
    test(`does not go on to ${back}`, async () => {
      const answer = await site.fetch('/inbox/sign-in', post({ key: KEY, back }))
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/inbox'])
    })

  const wrong: readonly (readonly [what: string, key: string])[] = [
    ['another key', createKey()],
    ['its beginning', KEY.slice(0, -1)],
    ['more than it', `${KEY}A`],
    ['other letters', KEY.toUpperCase()],
    ['a placeholder of SQL', '?1'],
    ['a word', 'password'],
  ]
  for (const [index, [what, key]] of wrong.entries())
    test(`is not ${what}`, async () => {
      const sessions = await countRows('leanto_sessions')
      const answer = await signIn(key, { 'cf-connecting-ip': `192.0.2.${index}` })
      assert.equal(answer.status, 401)
      assert.equal(answer.headers.get('set-cookie'), null)
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer')
      assert.match(await messageOf(answer), /not the key/)
      assert.deepEqual(await lastAudit(), ['unknown', 'sign-in refused', 'key'])
      assert.equal(await countRows('leanto_sessions'), sessions)
    })

  const bad: readonly (readonly [
    what: string,
    request: SiteRequest,
    status: number,
    says: RegExp,
  ])[] = [
    ['an empty key', post({ key: ' ' }), 401, /got none/],
    ['no key', post({}), 401, /got none/],
    ['a huge body', post({ key: 'x'.repeat(1_000_000) }), 413, /at most 8192 bytes/],
    ['a right key in a huge body', post({ key: KEY, x: 'x'.repeat(8192) }), 413, /8192/],
    ['JSON', post({ key: KEY }, { 'content-type': 'application/json' }), 415, /x-www-form/],
    ['a body without a type', post({ key: KEY }, { 'content-type': '' }), 415, /x-www-form/],
  ]
  for (const [what, request, status, says] of bad)
    test(`does not come in ${what}`, async () => {
      const tries = await countRows('leanto_sign_ins')
      const answer = await site.fetch('/inbox/sign-in', request)
      assert.equal(answer.status, status)
      assert.match(await messageOf(answer), says)
      assert.equal(answer.headers.get('set-cookie'), null)
      assert.equal(await countRows('leanto_sign_ins'), tries)
    })
})

describe('a signed link', () => {
  const open = async (link: string, headers: Fields = {}): Promise<SiteResponse> =>
    site.fetch(`/inbox/sign-in?link=${link}`, { headers: { ...at(0), ...headers } })

  test('signs in', async () => {
    const answer = await open(await createLink(KEY, later(600)))
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/inbox'])
    assert.equal(await nameOf({ cookie: toCookie(answer) }), 'owner')
    assert.deepEqual(await lastAudit(), ['owner', 'signed in', 'by link'])
  })

  test('signs in once', async () => {
    const secure = { 'x-https': 'yes' }
    const link = await createLink(KEY, later(601))
    assert.equal((await open(link, secure)).status, 303)
    const [sessions, tries] = [
      await countRows('leanto_sessions'),
      await countRows('leanto_sign_ins'),
    ]
    const again = await open(link, secure)
    assert.deepEqual([again.status, again.headers.get('set-cookie')], [401, null])
    assert.match(await messageOf(again), /^This link was used before\. /)
    assert.equal(await countRows('leanto_sessions'), sessions)
    assert.equal(await countRows('leanto_sign_ins'), tries)
    assert.equal((await open(await createLink(KEY, later(602)), secure)).status, 303)
    const spent = await site.query('SELECT id, expires_at FROM leanto_challenges')
    assert.ok(spent.some((row) => row['expires_at'] === later(601).toISOString()))
    assert.ok(!JSON.stringify(spent).includes(link))
  })

  test('signs in at the same moment once', async () => {
    const link = await createLink(KEY, later(603))
    const answers = await Promise.all([1, 2, 3].map(() => open(link, { 'x-https': 'yes' })))
    assert.deepEqual(answers.map(({ status }) => String(status)).toSorted(), ['303', '401', '401'])
  })

  test('signs in again on the machine of the owner', async () => {
    const link = await createLink(KEY, later(604))
    assert.equal((await open(link)).status, 303)
    assert.equal((await open(link)).status, 303)
  })

  test('that is too old does not, and is no guess', async () => {
    const tries = await countRows('leanto_sign_ins')
    const answer = await open(await createLink(KEY, later(600)), at(600))
    assert.equal(answer.status, 401)
    assert.match(await messageOf(answer), /expired/)
    assert.equal(await countRows('leanto_sign_ins'), tries)
  })

  test('of another key does not, and is a guess', async () => {
    const tries = await countRows('leanto_sign_ins')
    const answer = await open(await createLink(createKey(), later(600)))
    assert.deepEqual([answer.status, answer.headers.get('set-cookie')], [401, null])
    assert.equal(await countRows('leanto_sign_ins'), tries + 1)
  })

  test('that is not there does not', async () => {
    assert.equal((await site.fetch('/inbox/sign-in')).status, 401)
  })
})

describe('signing out', () => {
  const signOut = (cookie: string, fields: Fields = {}): Promise<SiteResponse> =>
    site.fetch('/inbox/sign-out', post(fields, { cookie }))

  test('ends the session, and no other', async () => {
    const [cookie, other] = [await freshCookie(), await freshCookie()]
    const answer = await signOut(cookie)
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/inbox'])
    assert.match(answer.headers.get('set-cookie') ?? '', /^leanto=; Max-Age=0; Path=\//)
    assert.equal(await nameOf({ cookie }), undefined)
    assert.equal(await nameOf({ cookie: other }), 'owner')
    assert.deepEqual(await lastAudit(), ['owner', 'signed out', ''])
  })

  test('everywhere ends all of them', async () => {
    const [cookie, other] = [await freshCookie(), await freshCookie()]
    assert.equal((await signOut(cookie, { everywhere: 'yes' })).status, 303)
    assert.equal(await nameOf({ cookie }), undefined)
    assert.equal(await nameOf({ cookie: other }), undefined)
    assert.equal(await countRows('leanto_sessions'), 0)
    assert.deepEqual(await lastAudit(), ['owner', 'signed out everywhere', ''])
  })

  test('of Access goes on to where Access ends its own session', async () => {
    const audience = { 'x-env': JSON.stringify({ ACCESS_AUDIENCE: 'tag' }) }
    const access = post({}, { 'x-access': 'tag', ...audience })
    const answer = await site.fetch('/inbox/sign-out', access)
    assert.equal(answer.headers.get('location'), '/cdn-cgi/access/logout')
  })

  test('takes no huge body', async () => {
    const answer = await signOut(await freshCookie(), { everywhere: 'x'.repeat(9000) })
    assert.equal(answer.status, 413)
  })
})

describe('the key in a header', () => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER '])
    test(`lets a program in behind "${scheme}"`, async () => {
      assert.equal(await nameOf({ authorization: `${scheme} ${KEY}` }), 'owner')
    })

  test('lets nobody in when it is wrong, whatever the cookie, and is a guess', async () => {
    const tries = await countRows('leanto_sign_ins')
    const authorization = `Bearer ${createKey()}`
    assert.equal(await nameOf({ authorization, cookie: await freshCookie() }), undefined)
    assert.equal(await countRows('leanto_sign_ins'), tries + 1)
    assert.deepEqual(await lastAudit(), ['unknown', 'sign-in refused', 'Bearer'])
  })

  test('of another scheme is none of the inbox', async () => {
    const authorization = `Basic ${btoa(`owner:${KEY}`)}`
    assert.equal(await nameOf({ authorization }), undefined)
    assert.equal(await nameOf({ authorization, cookie: await freshCookie() }), 'owner')
  })
})

describe('a link on another site', () => {
  const FOLLOWED = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
  const cases: readonly (readonly [
    what: string,
    request: { readonly method: string; readonly headers: Fields },
    needed: boolean,
  ])[] = [
    ['without a cookie', { method: 'GET', headers: FOLLOWED }, true],
    ['with cookies of others', { method: 'GET', headers: { ...FOLLOWED, cookie: 'a=b' } }, true],
    [
      'with a cookie of ours',
      { method: 'GET', headers: { ...FOLLOWED, cookie: 'a=b; __Host-leanto=c' } },
      false,
    ],
    ['as a form', { method: 'POST', headers: FOLLOWED }, false],
    [
      'as an image',
      { method: 'GET', headers: { ...FOLLOWED, 'sec-fetch-mode': 'no-cors' } },
      false,
    ],
    [
      'on this site',
      { method: 'GET', headers: { ...FOLLOWED, 'sec-fetch-site': 'same-origin' } },
      false,
    ],
    ['typed', { method: 'GET', headers: { ...FOLLOWED, 'sec-fetch-site': 'none' } }, false],
    ['by a program', { method: 'GET', headers: {} }, false],
  ]
  for (const [what, request, needed] of cases)
    test(`${what} ${needed ? 'needs' : 'needs no'} second try`, async () => {
      const answer = await site.fetch('/second-try', {
        method: 'POST',
        body: JSON.stringify(request),
      })
      assert.equal(await answer.json(), needed)
    })
})
