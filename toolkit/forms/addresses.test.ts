import assert from 'node:assert/strict'
import { test } from 'node:test'

import { isEmail, isUrl } from './addresses.ts'

const EMAILS: readonly (readonly [string, boolean])[] = [
  ['a@b', true],
  ['.a@b.c', true],
  ['a..b@c.d', true],
  [`${'x'.repeat(200)}@example.org`, true],
  ["!#$%&'*+/=?^_`{|}~-@example.org", true],
  ['a@ü.de', true],
  ['a@bücher.example', true],
  [`a@${'x'.repeat(63)}.de`, true],
  [`a@${'x'.repeat(64)}.de`, false],
  ['ü@b.de', false],
  ['a@-b.de', false],
  ['a@b-.de', false],
  ['a@b..de', false],
  ['a@b.de.', false],
  ['a b@c.de', false],
  ['a@b c.de', false],
  ['a@b@c.de', false],
  ['@b.de', false],
  ['a@', false],
  ['a', false],
  ['a@b/c', false],
  ['a@ü/c', false],
  ['a@ü:80', false],
  ['a@ü?x', false],
  ['"a b"@c.de', false],
  ['a@[127.0.0.1]', false],
]

for (const [text, expected] of EMAILS) {
  test(`"${text.slice(0, 40)}" is ${expected ? 'an' : 'no'} e-mail address`, () => {
    assert.equal(isEmail(text), expected)
  })
}

const URLS: readonly (readonly [string, boolean])[] = [
  ['https://example.org', true],
  ['http://a b', true],
  ['http://xn--', true],
  ['javascript:1', true],
  ['x:', true],
  ['mailto:a@b', true],
  ['http://example.org:99999', false],
  ['http://', false],
  ['http:// ', false],
  ['example.org', false],
  ['/path', false],
  ['//example.org', false],
  ['ht tp://x', false],
]

for (const [text, expected] of URLS) {
  test(`"${text}" is ${expected ? 'a' : 'no'} URL`, () => {
    assert.equal(isUrl(text), expected)
  })
}

test('a long address is judged in linear time', () => {
  assert.equal(isEmail(`${'a'.repeat(100_000)}@${'b.'.repeat(100_000)}`), false)
  assert.equal(isEmail(`a@${'a-'.repeat(100_000)}`), false)
})
