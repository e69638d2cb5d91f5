import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import {
  findAddresses,
  hasAddress,
  isAddress,
  isOneAddress,
  normalizeAddress,
} from './addresses.ts'

describe('addresses are compared', () => {
  const cases: readonly (readonly [text: string, normalized: string])[] = [
    [' Ann@X.ORG\n', 'ann@x.org'],
    ['a.n.n+news@x.org', 'a.n.n+news@x.org'],
    ['rene\u0301@x.org', 'ren\u00e9@x.org'],
    ['ann@BÜCHER.example', 'ann@xn--bcher-kva.example'],
    ['no address', 'no address'],
    ['@', '@'],
  ]
  for (const [text, normalized] of cases)
    test(`${JSON.stringify(text)} as ${normalized}`, () => {
      assert.equal(normalizeAddress(text), normalized)
    })
})

describe('one address', () => {
  const yes = ['ann@x.org', ' jörg@example.org\n', '用户@例え.jp', 'a@b', `${'a'.repeat(70)}@x.org`]
  const no = ['', 'ann', '@x.org', 'ann@', 'a b@x.org', 'a@b@c', `${'a'.repeat(2000)}@x.org`]
  for (const text of yes)
    test(`is ${JSON.stringify(text)}`, () => {
      assert.ok(isOneAddress(text))
    })
  for (const text of no)
    test(`is not ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.equal(isOneAddress(text), false)
    })
})

describe('ann@x.org', () => {
  const texts = [
    'ann@x.org',
    'ANN@X.org',
    'Write to ann@x.org.',
    'Ann <ann@x.org>, Bob',
    '"ann@x.org"',
    "'ann@x.org'",
    '_ann@x.org_ and **ann@x.org**',
    'mailto:ann@x.org?subject=x',
    'email=ann@x.org&name=Ann',
    'https://x.org/ann@x.org/',
    'joann@x.org;ann@x.org',
    'メールはann@x.orgです。',
    '邮箱ann@x.org谢谢',
    '제 주소는 ann@x.org입니다',
    '- ann@x.org\n- bob@x.org',
    '-ann@x.org',
    `${'x'.repeat(100_000)} ann@x.org`,
  ]
  for (const text of texts)
    test(`stands in ${JSON.stringify(text.slice(-60))}`, () => {
      assert.ok(hasAddress(text, 'Ann@x.org'))
    })

  const others = [
    'joann@x.org',
    'jo.ann@x.org',
    'jo+ann@x.org',
    'jo-ann@x.org',
    "o'ann@x.org",
    'élann@x.org',
    'ann@x.org.uk',
    'ann@x.organic',
    'ann@x.org-a.de',
    'ann@mail.x.org',
    'ann@@x.org',
    'ann @x.org',
    `${'x'.repeat(200)}ann@x.org`,
    '',
  ]
  for (const text of others)
    test(`does not stand in ${JSON.stringify(text.slice(-40))}`, () => {
      assert.equal(hasAddress(text, 'ann@x.org'), false)
    })

  test('is a value only where there is nothing else', () => {
    assert.ok(isAddress(' Ann@x.org ', 'ann@X.org'))
    assert.equal(isAddress('Ann <ann@x.org>', 'ann@x.org'), false)
  })
})

test('an international host is found in each of its forms', () => {
  for (const host of ['bücher.example', 'bu\u0308cher.example', 'XN--BCHER-KVA.example'])
    assert.deepEqual(findAddresses(`to ann@${host}, soon`), ['ann@xn--bcher-kva.example'])
})

test('what is found in any text is found in it again, and takes time by its length alone', () => {
  const unit = fc.constantFrom('a', 'ü', '.', '@', '-', "'", ' ', '<', 'ー', '\u0301', '=', 'X')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      for (const address of findAddresses(text)) assert.ok(hasAddress(text, address), address)
    }),
  )
  for (const sign of ['a', '@', '.', 'a@', '.-', 'ー'])
    assert.ok(findAddresses(sign.repeat(500_000)).length < 100)
})
