import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { createKey, signText } from './key.ts'
import { checkLink, createLink, toLinkAddress } from './sign-in-link.ts'

const KEY = createKey()
const NOW = new Date('2026-11-01T12:00:00.500Z')
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)

describe('a link to sign in', () => {
  test('holds until its time, and not longer', async () => {
    const link = await createLink(KEY, at(600))
    assert.equal(await checkLink(KEY, link, NOW), 'valid')
    assert.equal(await checkLink(KEY, link, at(599)), 'valid')
    assert.equal(await checkLink(KEY, link, at(600)), 'expired')
    assert.equal(await checkLink(KEY, link, at(86_400)), 'expired')
  })

  test('stands in an address as it is', async () => {
    const address = toLinkAddress('https://example.org', await createLink(KEY, at(600)))
    assert.match(address, /^https:\/\/example\.org\/inbox\/sign-in\?link=\d+\.[\w-]{43}$/)
    const link = new URL(address).searchParams.get('link') ?? ''
    assert.equal(await checkLink(KEY, link, NOW), 'valid')
  })

  test('of another key is wrong', async () => {
    assert.equal(await checkLink(KEY, await createLink(createKey(), at(600)), NOW), 'wrong')
  })

  test('is no signature of another purpose', async () => {
    const seconds = String(Math.floor(at(600).getTime() / 1000))
    const link = `${seconds}.${await signText(KEY, 'session', seconds)}`
    assert.equal(await checkLink(KEY, link, NOW), 'wrong')
  })

  const changes: readonly (readonly [what: string, change: (link: string) => string])[] = [
    ['a later time', (link) => link.replace(/^\d/, '9')],
    ['a zero before its time', (link) => `0${link}`],
    ['a time that is none', (link) => link.replace(/^\d+/, 'Infinity')],
    ['a negative time', (link) => `-${link}`],
    ['no time', (link) => link.slice(link.indexOf('.'))],
    ['no signature', (link) => link.slice(0, link.indexOf('.') + 1)],
    ['another last character', (link) => link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A')],
    ['a shorter signature', (link) => link.slice(0, -1)],
    ['a longer signature', (link) => `${link}A`],
    ['a part more', (link) => `${link}.A`],
    ['a space behind it', (link) => `${link} `],
    ['a line feed behind it', (link) => `${link}\n`],
    ['nothing at all', () => ''],
  ]
  for (const [what, change] of changes)
    test(`with ${what} is wrong`, async () => {
      assert.equal(await checkLink(KEY, change(await createLink(KEY, at(600))), NOW), 'wrong')
    })
})
