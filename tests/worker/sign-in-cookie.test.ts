/** The cookie of a session: what it is good for, and that no other does. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'

import { createKey, signText } from '../../toolkit/inbox/key.ts'
import {
  DAY,
  enter,
  freshCookie,
  KEY,
  at,
  nameOf,
  NOW,
  signIn,
  site,
  toCookie,
  useSite,
} from './sign-in-scene.ts'

useSite()

describe('the cookie', () => {
  test('is for this host over HTTPS alone, and for no script and no other site', async () => {
    const answer = await signIn(KEY, { 'x-https': 'yes' })
    const value = String.raw`[\w-]{43}\.\d{10}\.[\w-]{43}`
    assert.match(
      answer.headers.get('set-cookie') ?? '',
      RegExp(
        `^__Host-leanto=${value}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict; Secure$`,
      ),
    )
    const cookie = toCookie(answer)
    assert.equal(await nameOf({ cookie: `a=b; ${cookie}; c`, 'x-https': 'yes' }), 'owner')
    const local = cookie.replace('__Host-', '')
    assert.equal(await nameOf({ cookie: local, 'x-https': 'yes' }), undefined)
  })

  test('has another name without HTTPS, where browsers refuse the first', async () => {
    const set = (await signIn(KEY)).headers.get('set-cookie') ?? ''
    assert.match(set, /^leanto=\S+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test('holds for thirty days, and not longer', async () => {
    const cookie = await freshCookie()
    assert.equal(await nameOf({ cookie, ...at(30 * DAY - 1) }), 'owner')
    assert.equal(await nameOf({ cookie, ...at(30 * DAY) }), undefined)
  })

  test('has what the database has not: nobody gets in with a row of it', async () => {
    const [row] = await site.query('SELECT id FROM leanto_sessions LIMIT 1')
    const cookie = await freshCookie()
    const [token = ''] = cookie.split('=').slice(1).join('=').split('.')
    const rows = await site.query('SELECT * FROM leanto_sessions')
    assert.doesNotMatch(JSON.stringify(rows), RegExp(token))
    assert.match(String(row?.['id']), /^[\da-f]{64}$/)
    assert.equal(await nameOf({ cookie: `leanto=${String(row?.['id'])}` }), undefined)
  })

  type Parts = readonly [token: string, seconds: string, signature: string]
  const altered: readonly (readonly [
    what: string,
    change: (parts: Parts) => string | Promise<string>,
  ])[] = [
    ['nothing', () => ''],
    ['garbage', () => 'garbage'],
    ['two points', () => '..'],
    ['another token', ([, seconds, signature]) => `${'A'.repeat(43)}.${seconds}.${signature}`],
    ['a later end', ([token, seconds, signature]) => `${token}.${+seconds + 1}.${signature}`],
    ['a zero before its end', ([token, seconds, signature]) => `${token}.0${seconds}.${signature}`],
    ['an end without end', ([token, , signature]) => `${token}.1e99.${signature}`],
    ['a negative end', ([token, seconds, signature]) => `${token}.-${seconds}.${signature}`],
    ['no signature', ([token, seconds]) => `${token}.${seconds}`],
    ['an empty signature', ([token, seconds]) => `${token}.${seconds}.`],
    ['a signature of nothing', ([token, seconds]) => `${token}.${seconds}.${'A'.repeat(43)}`],
    ['a part more', (parts) => [...parts, 'A'].join('.')],
    ['its parts in another order', ([token, ...rest]) => [...rest, token].join('.')],
    ['quotes about it', (parts) => `"${parts.join('.')}"`],
    [
      'a last character that decodes alike',
      ([token, seconds, signature]) =>
        `${token}.${seconds}.${signature.slice(0, -1)}${nextLetter(signature.at(-1) ?? '')}`,
    ],
    [
      'a signature by another key',
      async ([token, seconds]) =>
        `${token}.${seconds}.${await signText(createKey(), 'session', `${token}.${seconds}`)}`,
    ],
    [
      'a signature for another purpose',
      async ([token, seconds]) =>
        `${token}.${seconds}.${await signText(KEY, 'sign-in link', `${token}.${seconds}`)}`,
    ],
    [
      'a signature by the key itself',
      ([token, seconds]) =>
        `${token}.${seconds}.${createHmac('sha256', KEY).update(`${token}.${seconds}`).digest('base64url')}`,
    ],
    [
      'a right signature of a session that was never stored',
      async ([, seconds]) => {
        const signed = `${'A'.repeat(43)}.${seconds}`
        return `${signed}.${await signText(KEY, 'session', signed)}`
      },
    ],
    [
      'a right signature of a stored session, past its end',
      async ([token]) => {
        const signed = `${token}.${NOW.getTime() / 1000}`
        return `${signed}.${await signText(KEY, 'session', signed)}`
      },
    ],
  ]
  for (const [what, change] of altered)
    test(`with ${what} lets nobody in`, async () => {
      const cookie = await freshCookie()
      const [token = '', seconds = '', signature = ''] = cookie.replace('leanto=', '').split('.')
      assert.equal(await nameOf({ cookie }), 'owner')
      const value = await change([token, seconds, signature])
      assert.equal(await nameOf({ cookie: `leanto=${value}` }), undefined)
    })

  test('is of no use after the key was changed', async () => {
    const cookie = await freshCookie()
    const env = { 'x-env': JSON.stringify({ INBOX_KEY: createKey() }) }
    assert.equal(await nameOf({ cookie, ...env }), undefined)
    assert.equal(await nameOf({ cookie }), 'owner')
  })

  test('that is forged is not looked up', async () => {
    const env = { 'x-env': JSON.stringify({ DB: 'a look would fail' }) }
    const cookie = await freshCookie()
    assert.equal((await enter({ cookie, ...env })).status, 500)
    assert.equal(await nameOf({ cookie: `${cookie.slice(0, -2)}__`, ...env }), undefined)
  })
})

/** The character that differs from one in the two bits that 32 bytes leave over. */
function nextLetter(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return letters[letters.indexOf(letter) + 1] ?? ''
}
