/** An inbox without a key, and the guesses at one. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { createKey } from '../../toolkit/inbox/key.ts'
import {
  at,
  countRows,
  DAY,
  enter,
  freshCookie,
  KEY,
  messageOf,
  nameOf,
  signIn,
  site,
  useSite,
  type Fields,
} from './sign-in-scene.ts'
import type { SiteResponse } from './site.ts'

useSite()

describe('an inbox that nobody can enter', () => {
  const cases: readonly (readonly [what: string, env: Fields, says: RegExp])[] = [
    ['has no key', { INBOX_KEY: '' }, /no key\. Make a key with "npx leanto key"/],
    ['has a weak key', { INBOX_KEY: 'changeme' }, /INBOX_KEY has fewer than 32 characters/],
    [
      'has half of Access',
      { INBOX_KEY: '', ACCESS_TEAM: 'myteam' },
      /ACCESS_TEAM is set without ACCESS_AUDIENCE/,
    ],
    [
      'has a team that is none',
      { INBOX_KEY: '', ACCESS_TEAM: 'https://evil.example/', ACCESS_AUDIENCE: 'a' },
      /Expected ACCESS_TEAM .*got "https:\/\/evil\.example\/"/,
    ],
  ]
  for (const [what, env, says] of cases)
    test(`${what}, and says so`, async () => {
      const headers = { 'x-env': JSON.stringify(env) }
      const given = env['INBOX_KEY'] ?? ''
      const answer = await signIn(given || KEY, headers)
      assert.equal(answer.status, 503)
      const message = await messageOf(answer)
      assert.match(message, says)
      assert.ok(given === '' || !message.includes(given))
      for (const own of [
        { authorization: `Bearer ${given || KEY}` },
        { cookie: await freshCookie() },
      ])
        assert.deepEqual(await (await enter({ ...headers, ...own })).json(), {
          open: false,
          closed: message,
        })
    })

  test('is open with a key, or with Access', async () => {
    const access = JSON.stringify({ INBOX_KEY: '', ACCESS_TEAM: 'myteam', ACCESS_AUDIENCE: 'a' })
    for (const headers of [{}, { 'x-env': access }])
      assert.match(await (await enter(headers)).text(), /"open":true/)
  })
})

describe('guessing', () => {
  const guess = (sender: Fields, seconds: number): Promise<SiteResponse> =>
    signIn(createKey(), { ...sender, ...at(seconds) })
  const ADA = { 'cf-connecting-ip': '2001:db8:0:7::1' }
  const NEIGHBOUR = { 'cf-connecting-ip': '2001:db8:0:7::2' }
  const STRANGER = { 'cf-connecting-ip': '2001:db8:0:8::1' }
  // A day of its own, so that no other test's tries count.
  const START = 10 * DAY

  test('is slow for one sender, never for the right key, and over after a while', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1)
      statuses.push((await guess(count % 2 === 0 ? ADA : NEIGHBOUR, START + count)).status)
    assert.deepEqual(statuses, [...Array<number>(10).fill(401), 429, 429])
    const answer = await guess(ADA, START + 60)
    assert.equal(answer.headers.get('retry-after'), String(15 * 60 - 60))
    assert.match(await messageOf(answer), /14 minutes/)
    assert.equal((await guess(STRANGER, START + 60)).status, 401)
    assert.equal((await signIn(KEY, { ...ADA, ...at(START + 60) })).status, 303)
    const authorization = `Bearer ${KEY}`
    assert.equal(await nameOf({ authorization, ...ADA, ...at(START + 60) }), 'owner')
    assert.equal((await guess(ADA, START + 15 * 60 + 1)).status, 401)
  })

  test('leaves no trace of address or key, and none at all after an hour', async () => {
    await guess({ 'cf-connecting-ip': '198.51.100.77' }, START)
    const rows = JSON.stringify(await site.query('SELECT * FROM leanto_sign_ins'))
    assert.doesNotMatch(rows, /198\.51\.100\.77|2001:db8|leanto_/)
    const audit = JSON.stringify(await site.query('SELECT * FROM leanto_audit'))
    assert.doesNotMatch(audit, /198\.51\.100\.77|2001:db8|leanto_/)
    await guess(STRANGER, START + 2 * 3600)
    assert.equal(await countRows('leanto_sign_ins'), 1)
  })

  test('across midnight is counted on', async () => {
    const midnight = 20 * DAY + 12 * 3600
    for (let count = 0; count < 10; count += 1) await guess(ADA, midnight - 60 + count)
    assert.equal((await guess(ADA, midnight + 10)).status, 429)
  })

  test('by a crowd does not fill the database', async () => {
    const start = 30 * DAY
    const statuses: number[] = []
    for (let count = 0; count < 102; count += 1)
      statuses.push((await guess({ 'cf-connecting-ip': `203.0.113.${count}` }, start)).status)
    assert.deepEqual(statuses.slice(98), [401, 401, 429, 429])
    assert.equal(await countRows('leanto_sign_ins'), 100)
    assert.equal((await signIn(KEY, at(start))).status, 303)
    assert.equal((await guess(ADA, start + 3601)).status, 401)
  })
})
