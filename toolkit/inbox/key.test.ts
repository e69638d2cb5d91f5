import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { createKey, findKeyFault, isKey, isSameText, signText, toBase64Url } from './key.ts'

const HEX = '0123456789abcdef0123456789abcdef'

describe('a made key', () => {
  test('is 32 bytes of base64url behind a prefix that scanners of secrets can look for', () => {
    assert.equal(createKey(new Uint8Array(32).fill(255)), `leanto_${'_'.repeat(42)}8`)
    assert.match(createKey(), /^leanto_[\w-]{43}$/)
  })

  test('is another each time, and always a key', () => {
    const keys = Array.from({ length: 200 }, () => createKey())
    assert.equal(new Set(keys).size, 200)
    assert.ok(keys.every(isKey))
  })
})

describe('a key of the owner', () => {
  for (const good of [HEX, `${HEX}!~`, 'correct-horse-battery-staple-quartz', HEX.repeat(8)])
    test(`may be ${good.slice(0, 40)}`, () => {
      assert.equal(findKeyFault(good), undefined)
    })

  const faults: readonly (readonly [text: string, fault: RegExp])[] = [
    ['', /is empty/],
    ['changeme', /fewer than 32/],
    [HEX.slice(1), /fewer than 32/],
    ['ab'.repeat(32), /repeats/],
    [`${HEX.slice(1)} `, /visible/],
    [`${HEX}\n`, /visible/],
    [`${HEX}é`, /visible/],
    [`${HEX.repeat(8)}x`, /more than 256/],
    [createKey().slice(0, -1), /not copied whole/],
    [`${createKey()}x`, /not copied whole/],
  ]
  for (const [text, fault] of faults)
    test(`may not be ${JSON.stringify(text.slice(0, 50))}`, () => {
      assert.match(findKeyFault(text) ?? '', fault)
      assert.equal(isKey(text), false)
    })
})

describe('comparing', () => {
  const cases: readonly (readonly [left: string, right: string, same: boolean])[] = [
    ['', '', true],
    [HEX, HEX, true],
    [HEX, `${HEX} `, false],
    [HEX, HEX.slice(1), false],
    [HEX, HEX.toUpperCase(), false],
    [HEX, '', false],
    ['\ud800', '\ufffd', true],
  ]
  for (const [left, right, same] of cases)
    test(`${JSON.stringify(left)} and ${JSON.stringify(right)}`, async () => {
      assert.equal(await isSameText(left, right), same)
    })
})

describe('a signature', () => {
  test('is HMAC-SHA-256 by a key of HKDF, in base64url', async () => {
    const { hkdfSync, createHmac } = await import('node:crypto')
    const derived = new Uint8Array(hkdfSync('sha256', HEX, '', 'leanto session', 32))
    const expected = createHmac('sha256', derived).update('text').digest('base64url')
    assert.equal(await signText(HEX, 'session', 'text'), expected)
  })

  test('is another for another key, purpose or text', async () => {
    const signatures = await Promise.all([
      signText(HEX, 'a', 'b'),
      signText(HEX, 'a', 'c'),
      signText(HEX, 'ab', ''),
      signText(`${HEX}0`, 'a', 'b'),
    ])
    assert.equal(new Set(signatures).size, 4)
  })

  test('has no character that a cookie or an address escapes', () => {
    assert.equal(toBase64Url(new Uint8Array([251, 255, 254, 0])), '-__-AA')
  })
})
