import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import fc from 'fast-check'

import { createMemoryOutput } from '../../tests/memory-output.ts'
import { FormatError } from '../core/errors.ts'
import { readDisposable, writeDisposable } from './build-disposable.ts'
import { BLOCKS, blockOf, domainHashes, encodeDisposable, hasDisposable } from './disposable.ts'

const output = createMemoryOutput()
let blocks: readonly Uint8Array[]
before(async () => {
  const paths = await writeDisposable(output)
  blocks = await Promise.all(paths.map(output.read))
})

const ADDRESSES: readonly (readonly [email: string, isListed: boolean])[] = [
  ['a@mailinator.com', true],
  ['a@MAILINATOR.COM', true],
  ['a@yopmail.com', true],
  ['a@trash-mail.com', true],
  ['a@33mail.com', true],
  ['a@me.33mail.com', true],
  ['a@one.me.33mail.com', true],
  ['a@deep.inside.nuo.co.kr', true],
  ['a@gmaıl.net', true],
  ['a@gmail.com', false],
  ['a@not-me.trash-mail.com', false],
  // The list has `edu.pl` itself, under which the universities of a country are.
  ['a@uw.edu.pl', false],
  ['a@co.kr', false],
  ['a@com', false],
  ['mailinator.com', false],
  ['', false],
  ['a@', false],
]

for (const [email, expected] of ADDRESSES) {
  test(`"${email}" is ${expected ? 'a throw-away' : 'no throw-away'} address`, () => {
    assert.equal(isListed(email), expected)
  })
}

test('every domain of the list is found, and below each tree whatever one makes up', async () => {
  const missing = (await readDisposable())
    .map((name) => `a@${name.replace('*', 'made-up')}`)
    .filter((email) => !isListed(email))
  assert.deepEqual(missing, [])
})

test('hardly any of 10,000 other domains is taken for one of the list', () => {
  const domains = fc.sample(fc.domain(), { numRuns: 10_000, seed: 1 })
  const found = domains.filter((domain) => isListed(`a@${domain}`))
  assert.ok(found.length < 5, found.join(' '))
})

test('no large provider is taken for one of the list', () => {
  const providers =
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.jp ymail.com aol.com ' +
    'icloud.com me.com mac.com proton.me protonmail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de ' +
    'posteo.de mailbox.org orange.fr free.fr laposte.net sfr.fr wanadoo.fr libero.it virgilio.it tiscali.it ' +
    'hotmail.es telefonica.net sapo.pt uol.com.br bol.com.br terra.com.br ziggo.nl kpnmail.nl xs4all.nl wp.pl o2.pl ' +
    'onet.pl interia.pl mail.ru yandex.ru rambler.ru qq.com 163.com 126.com sina.com naver.com daum.net ' +
    'docomo.ne.jp ezweb.ne.jp softbank.ne.jp rediffmail.com bigpond.com shaw.ca comcast.net verizon.net fastmail.com ' +
    'zoho.com hey.com tutanota.com tuta.com example.com'
  assert.deepEqual(
    providers.split(' ').filter((domain) => isListed(`a@${domain}`)),
    [],
  )
})

test('there are 32 small files, and the same list gives the same ones', async () => {
  assert.equal(blocks.length, BLOCKS)
  assert.ok(blocks.every(({ byteLength }) => byteLength < 20_000))
  assert.deepEqual(await writeDisposable(createMemoryOutput()), [...output.files.keys()])
})

test('no text has more than 3 hashes, and each of them costs a block at most', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string()), (email) => {
      assert.ok(domainHashes(email).length <= 3)
    }),
  )
})

test('a block holds exactly what was encoded', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.domain(), { maxLength: 40 }), fc.domain(), (names, other) => {
      const encoded = encodeDisposable(names)
      const isFound = (email: string): boolean =>
        domainHashes(email).some((hash) => hasDisposable(encoded[blockOf(hash)] ?? empty, hash))
      assert.ok(names.every((name) => isFound(`a@${name}`)))
      assert.equal(isFound(`a@${other}`), names.includes(other.toLowerCase()))
    }),
  )
})

test('a block of another version is refused', () => {
  const other = new TextEncoder().encode('leanto-disposable 2\nabcd')
  assert.throws(() => hasDisposable(other, 1), FormatError)
})

const empty = new Uint8Array()

function isListed(email: string): boolean {
  return domainHashes(email).some((hash) => hasDisposable(blocks[blockOf(hash)] ?? empty, hash))
}
