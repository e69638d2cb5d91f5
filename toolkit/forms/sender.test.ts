import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'

import fc from 'fast-check'

import { hashSender, toAddressPrefix } from './sender.ts'

const PREFIXES: readonly (readonly [address: string, prefix: string])[] = [
  ['203.0.113.7', '203.0.113.7'],
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
  ['2001:0DB8:0000:0007:0000:0000:0000:0001', '2001:db8:0:7::/64'],
  ['2001:db8:0:7::203.0.113.7', '2001:db8:0:7::/64'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4::/64'],
  ['0:0:0:1::', '0:0:0:1::/64'],
  ['::1', '::/64'],
  ['::', '::/64'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
  ['', 'unknown'],
  ['203.0.113', 'unknown'],
  ['203.0.113.256', 'unknown'],
  ['203.0.113.07', 'unknown'],
  ['3405803783', 'unknown'],
  ['0xcb.0.113.7', 'unknown'],
  ['203.0.113.7:80', 'unknown'],
  [' 203.0.113.7', 'unknown'],
  ['fe80::1%eth0', 'unknown'],
  ['[::1]', 'unknown'],
  [':::', 'unknown'],
  ['1:2:3:4:5:6:7', 'unknown'],
  ['1:2:3:4:5:6:7:8:9', 'unknown'],
  ['2001:db8::1, 203.0.113.7', 'unknown'],
  ['localhost', 'unknown'],
  ['dead.beef', 'unknown'],
]

for (const [address, prefix] of PREFIXES) {
  test(`"${address}" has the prefix "${prefix}"`, () => {
    assert.equal(toAddressPrefix(address), prefix)
  })
}

test('a limit holds all addresses of a /64 and of no other, in whatever notation', () => {
  const half = fc.array(fc.nat(0xffff), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(half, half, half, fc.boolean(), (network, one, other, isUpper) => {
      const first = toAddressPrefix(write([...network, ...one], isUpper))
      // What belongs to IPv4 has no /64.
      fc.pre(first.includes(':'))
      assert.equal(toAddressPrefix(writeShort([...network, ...other])), first)
      const neighbour = [...network.slice(0, 3), (network[3] ?? 0) ^ 1]
      assert.notEqual(toAddressPrefix(write([...neighbour, ...one], isUpper)), first)
    }),
    { numRuns: 2000 },
  )
})

test('each address of IPv4 stands for itself, alone or mapped into IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      assert.equal(toAddressPrefix(address), address)
      assert.equal(toAddressPrefix(`::ffff:${address}`), address)
    }),
  )
})

test('any text has a prefix', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0123456789abcdefx:.%[]/ '.split('')) }),
      (text) => {
        assert.match(toAddressPrefix(text), /^([\d.]+|[\da-f:]+\/64|unknown)$/)
      },
    ),
  )
})

test('the name of a sender is the first half of an HMAC-SHA-256 of its prefix', async () => {
  const key = crypto.getRandomValues(new Uint8Array(32))
  const mac = createHmac('sha256', key).update('2001:db8::/64').digest('hex')
  assert.equal(await hashSender(key, '2001:db8::/64'), mac.slice(0, 32))
})

test('another key gives another name', async () => {
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
  assert.notEqual(await hashSender(one, 'unknown'), await hashSender(other, 'unknown'))
})

function write(groups: readonly number[], isUpper: boolean): string {
  const text = groups.map((group) => group.toString(16).padStart(4, '0')).join(':')
  return isUpper ? text.toUpperCase() : text
}

/** With the first zeros left out, wherever they are. */
function writeShort(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':')
  return text.replace(/(?:^|:)0(?::0)*(?::|$)/, '::')
}
