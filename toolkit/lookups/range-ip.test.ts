import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { it } from 'node:test'

import fc from 'fast-check'

import {
  assertRefused,
  assertUnderstood,
  isAccepted,
  textOf,
  valueOf,
} from '../../tests/lookup-ranges.ts'

const ipv4 = fc.ipV4()
const ipv6 = fc.oneof(fc.ipV6(), fc.bigInt(0n, (1n << 128n) - 1n).map(toGroups))

function toGroups(value: bigint): string {
  const digits = value.toString(16).padStart(32, '0')
  return (digits.match(/.{4}/g) ?? []).join(':')
}

/** As a browser writes it: the URL Standard shortens as RFC 5952 does. */
function browserForm(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}

it('writes an address in its shortest form', () => {
  assertUnderstood('ip', {
    ' 192.0.2.1 ': '192.0.2.1',
    '0.0.0.0': '0.0.0.0',
    '255.255.255.255': '255.255.255.255',
    '::': '::',
    '::1': '::1',
    '1::': '1::',
    '2001:0DB8:0000:0000:0000:ff00:0042:8329': '2001:db8::ff00:42:8329',
    '2001:db8:0:1:1:1:1:1': '2001:db8:0:1:1:1:1:1',
    '2001:db8::0:1': '2001:db8::1',
    '2001:0:0:1:0:0:0:1': '2001:0:0:1::1',
    '2001:db8:0:0:1:0:0:1': '2001:db8::1:0:0:1',
    '1:2:3:4:5:6:7::': '1:2:3:4:5:6:7:0',
    '::2:3:4:5:6:7:8': '0:2:3:4:5:6:7:8',
    '64:ff9b::192.0.2.33': '64:ff9b::c000:221',
    '::ffff:192.0.2.1': '192.0.2.1',
    '::FFFF:c000:0201': '192.0.2.1',
    '0:0:0:0:0:ffff:0:0': '0.0.0.0',
    '::192.0.2.1': '::c000:201',
  })
})

it('refuses an address that is not whole, or of a form that programs read differently', () => {
  assertRefused('ip', '|1|16777216|1.2.3|1.2.3.4.5|1.2.3.256|1.2.3.-1|1.2.3.|.1.2.3|1..2.3')
  assertRefused('ip', '01.2.3.4|1.2.3.04|0x1.2.3.4|1.2.3.4 5|1.2.3.4/24|1.2.3.4:80|1.2.3.+4')
  assertRefused('ip', ':|:::|1:2:3:4:5:6:7|1:2:3:4:5:6:7:8:9|1::2::3|1:2:3:4:5:6:7:8::|:1::2')
  assertRefused('ip', '::1:|12345::|g::|fe80::1%eth0|fe80::1%1|[::1]|::1/128|1.2.3.4::|::1::')
  assertRefused('ip', '::1.2.3|::01.2.3.4|::1.2.3.4:5|1:2:3:4:5:6:7:1.2.3.4|１.2.3.4|::१|٣::')
  assertRefused('ip', `${'0'.repeat(400)}::1|${'1'.repeat(600)}|\uD800|::\u0000`)
})

it('accepts what Node accepts, and writes it as browsers do', () => {
  const unit = fc.constantFrom(...Array.from('0123456789abf:::..'), '')
  const near = fc
    .tuple(fc.oneof(ipv4, ipv6), fc.nat(40), fc.nat(3), unit)
    .map(([address, at, length, text]) => address.slice(0, at) + text + address.slice(at + length))
  fc.assert(
    fc.property(fc.oneof(ipv4, ipv6, near), (typed) => {
      assert.equal(isAccepted('ip', typed), isIP(typed) > 0, typed)
      if (isIP(typed) !== 6) return
      const [value, form] = [valueOf('ip', typed), browserForm(typed)]
      assert.equal(isIP(value) === 4 ? browserForm(`::ffff:${value}`) : value, form)
      assert.equal(valueOf('ip', value), value)
    }),
    { numRuns: 2000 },
  )
})

it('sorts addresses as their numbers, IPv4 before IPv6', () => {
  assert.ok(textOf('ip', '255.255.255.255') < textOf('ip', '::'))
  const numbers = fc.bigInt(0n, (1n << 128n) - 1n)
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      assert.equal(textOf('ip', toGroups(a)) < textOf('ip', toGroups(b)), a < b)
    }),
  )
})
