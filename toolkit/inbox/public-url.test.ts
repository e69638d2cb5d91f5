/** Which addresses may be sent to. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { checkPublicUrl } from './public-url.ts'

const PUBLIC = [
  'https://example.com/hook',
  'https://example.com:8443/hook?a=1#b',
  'https://EXAMPLE.com./',
  'https://bücher.example.com/',
  'https://notlocalhost.com/',
  'https://internal.example.com/',
  'https://local.net/',
  'https://mytest.com/',
  'https://home.example.com/',
  'https://1.1.1.1/',
  'https://9.255.255.255/',
  'https://11.0.0.0/',
  'https://100.63.255.255/',
  'https://100.128.0.0/',
  'https://128.0.0.1/',
  'https://172.15.255.255/',
  'https://172.32.0.0/',
  'https://192.167.255.255/',
  'https://192.169.0.0/',
  'https://198.17.255.255/',
  'https://198.20.0.0/',
  'https://223.255.255.255/',
  'https://[2606:4700::1111]/',
  'https://[2001:4860:4860::8888]/',
  'https://[2a00:1450:4001::1]:8443/',
  'https://[3fff:1000::1]/',
]

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'no address': ['', 'hook', '/hook', 'https://', 'https://[::1', 'https://256.256.256.256/'],
  'another scheme': [
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'data:,a',
    'javascript:alert(1)',
    'wss://example.com/',
  ],
  credentials: [
    'https://user@example.com/',
    'https://user:pass@example.com/',
    'https://:p@example.com/',
  ],
  'local names': [
    'https://localhost/',
    'https://LOCALHOST:8443/',
    'https://localhost./',
    'https://localhost../',
    'https://127.0.0.1../',
    'https://127.1../',
    'https://.../',
    'https://a.internal../',
    'https://a.localdomain/',
    'https://a.home/',
    'https://a.corp/',
    'https://a.intranet/',
    'https://a.test/',
    'https://a.invalid/',
    'https://a.example/',
    'https://a.onion/',
    'https://router.lan/',
    'https://kubernetes.default.svc/',
    'https://a.localhost/',
    'https://printer.local/',
    'https://printer.LOCAL./',
    'https://metadata.google.internal/',
    'https://router.home.arpa/',
    'https://intranet/',
    'https://intranet./',
    'https://ｌｏｃａｌｈｏｓｔ/',
  ],
  'reserved IPv4': [
    'https://0.0.0.0/',
    'https://10.0.0.1/',
    'https://10.255.255.255/',
    'https://100.64.0.1/',
    'https://100.127.255.255/',
    'https://127.0.0.1/',
    'https://127.255.255.254:444/',
    'https://169.254.169.254/latest/meta-data',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.0.0.8/',
    'https://192.0.2.1/',
    'https://192.88.99.1/',
    'https://192.168.1.1/',
    'https://198.18.0.1/',
    'https://198.19.255.255/',
    'https://198.51.100.7/',
    'https://203.0.113.7/',
    'https://224.0.0.1/',
    'https://240.0.0.1/',
    'https://255.255.255.255/',
  ],
  'other spellings of IPv4': [
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://127.1/',
    'https://127.0.1/',
    'https://0/',
    'https://10.1./',
    'https://0xa9fea9fe/',
    'https://2852039166/',
    'https://0300.0250.1.1/',
    'https://１２７.0.0.1/',
    'https://127。0。0。1/',
    'https://%31%32%37.0.0.1/',
  ],
  'reserved IPv6': [
    'https://[::]/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::1]/',
    'https://[100::1]/',
    'https://[2001::1]/',
    'https://[2001:0:4136:e378::1]/',
    'https://[2001:20::1]/',
    'https://[2001:db8::1]/',
    'https://[2002:7f00:1::]/',
    'https://[2002:808:808::]/',
    'https://[3fff::1]/',
    'https://[3fff:fff::1]/',
    'https://[4000::1]/',
    'https://[5f00::1]/',
    'https://[fc00::1]/',
    'https://[fd12:3456::1]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
  ],
}

describe('an address of the public internet', () => {
  for (const url of PUBLIC)
    test(`is ${url}`, () => {
      assert.equal(checkPublicUrl(url), undefined)
    })

  for (const [kind, urls] of Object.entries(REFUSED))
    for (const url of urls)
      test(`is not ${url === '' ? 'nothing' : url} (${kind})`, () => {
        assert.match(checkPublicUrl(url) ?? '', /^expected /)
      })
})

test('what is said of an address does not repeat its path or its password', () => {
  for (const url of [
    'https://localhost/secret',
    'http://a.example.com/secret',
    'https://u:secret@a.example.com/',
  ]) {
    assert.doesNotMatch(checkPublicUrl(url) ?? 'secret', /secret/)
  }
})
