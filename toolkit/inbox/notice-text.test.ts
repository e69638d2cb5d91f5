/** What a person reads of submissions. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { fit, toNoticeText } from './notice-text.ts'
import type { Notice } from './target.ts'

const NOTICE: Notice = {
  id: 'a',
  form: 'contact',
  page: 'https://example.org/contact/',
  url: 'https://example.org/inbox/a',
  receivedAt: new Date('2026-11-26T19:17:42Z'),
  language: 'en',
  fields: [
    ['name', ['Ada']],
    ['message', ['One\r\nPage: https://evil.example']],
    ['color', ['red', 'green']],
    ['empty', ['', ' ']],
    ['none', []],
  ],
  files: [
    { field: 'file', name: 'a\u202egpj.exe', type: 'image/png', size: 2048 },
    { field: 'file', name: 'b', type: '', size: 5 },
    { field: 'file', name: 'c', type: 'text/plain', size: 5_000_000 },
  ],
  replyTo: 'ada@example.org',
}

describe('the text of a submission', () => {
  test('has every field, with lines of a visitor set in, and every file', () => {
    const { title, body, link } = toNoticeText({ notices: [NOTICE] })
    assert.equal(title, 'contact: new submission')
    assert.equal(link, 'https://example.org/inbox/a')
    assert.deepEqual(body.split('\n'), [
      'name: Ada',
      'message:',
      '  One',
      '  Page: https://evil.example',
      'color: red',
      'color: green',
      '',
      'File: agpj.exe (image/png, 2.0 KiB)',
      'File: b (unknown type, 5 B)',
      'File: c (text/plain, 4.8 MiB)',
      'Page: https://example.org/contact/',
      'Received: 2026-11-26 19:17 UTC',
    ])
  })

  test('has none of what cannot be seen or turns the text around', () => {
    const fields = [['na\nme', ['\u0000a\u001b[31m\u202eb\u2066c\ufeff\ud800']]] as const
    const { body } = toNoticeText({ notices: [{ ...NOTICE, fields }] })
    assert.equal(body.split('\n')[0], 'na me: a[31mbc\ufffd')
  })

  test('says of several how many they are, each with its address, and where the inbox is', () => {
    const long: Notice = { ...NOTICE, fields: [['message', ['x'.repeat(5000)]]] }
    const { title, body, link } = toNoticeText({ notices: [NOTICE, long] })
    assert.equal(title, '2 new submissions')
    assert.equal(link, 'https://example.org/inbox')
    assert.equal(body.split('https://example.org/inbox/a').length, 3)
    assert.match(body, /\nmessage: x{499}…\n/)
  })

  test('gives paths where the site has no address', () => {
    const notice = { ...NOTICE, url: '/inbox/a' }
    assert.equal(toNoticeText({ notices: [notice] }).link, '/inbox/a')
    assert.equal(toNoticeText({ notices: [notice, notice] }).link, '/inbox')
  })
})

describe('a text that must fit', () => {
  const double = (character: string): string => (character === '*' ? String.raw`\*` : character)
  const cases: readonly (readonly [text: string, length: number, expected: string])[] = [
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a*c', 4, String.raw`a\*c`],
    ['a*c', 3, 'a…'],
    ['****', 4, String.raw`\*…`],
    ['a😀b', 4, 'a😀b'],
    ['a😀b', 3, 'a…'],
    ['', 3, ''],
    ['abc', 1, '…'],
    ['abc', 0, ''],
    ['abc', -5, ''],
  ]
  for (const [text, length, expected] of cases)
    test(`is ${JSON.stringify(expected)} for ${JSON.stringify(text)} in ${length}`, () => {
      assert.equal(fit(text, length, double), expected)
    })

  test('is cut between two characters where nothing is escaped', () => {
    assert.equal(fit('a😀b', 3), 'a…')
    assert.equal(fit('abc', 3), 'abc')
  })
})
