import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { SIGNS } from '../forms/spam.ts'
import { listUrl, mailUrl, pageUrl, submissionUrl, webUrl } from './page-urls.ts'
import { doneWords, shortTimeWords, signWords, sizeWords, timeWords } from './page-words.ts'

describe('addresses', () => {
  const pages: readonly (readonly [page: string, url: string | undefined])[] = [
    ['/contact/', '/contact/'],
    ['/a?b#c', '/a?b#c'],
    ['//evil.example/', undefined],
    ['/\\evil.example/', undefined],
    ['/\t/evil.example/', undefined],
    ['javascript:alert(1)', undefined],
    ['https://evil.example/', undefined],
    ['', undefined],
  ]
  for (const [page, url] of pages)
    test(`a page ${JSON.stringify(page)} is linked to as ${String(url)}`, () => {
      assert.equal(pageUrl(page), url)
    })

  test('of the first page of the inbox has no parameters', () => {
    assert.equal(listUrl({ folder: 'inbox' }), '/inbox')
    assert.equal(submissionUrl('0123'), '/inbox/0123')
  })

  test('of the web and of mail are only what they say', () => {
    assert.equal(webUrl('HTTPS://example.org'), 'HTTPS://example.org')
    assert.equal(webUrl('https://exa\u202emple.org'), undefined)
    assert.equal(webUrl('https://'), undefined)
    assert.equal(mailUrl('a@example.org?subject=x'), undefined)
  })
})

describe('words', () => {
  test('there are for every sign of spam, and others are shown as they are called', () => {
    for (const sign of Object.keys(SIGNS)) assert.match(signWords(sign), /^[A-Z].*\.$/, sign)
    assert.equal(signWords('toString'), 'toString')
  })

  test('say what was done once, and nothing that is unknown', () => {
    assert.equal(doneWords('archive.1'), '1 submission archived.')
    assert.equal(doneWords('archive.12'), '12 submissions archived.')
    assert.equal(doneWords('archive.0'), 'Nothing was changed.')
    for (const did of [null, '', 'archive', 'archive.x', 'constructor.1', 'evil.1', 'archive.1 '])
      assert.equal(doneWords(did), undefined, String(did))
  })

  const sizes: readonly (readonly [bytes: number, words: string])[] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [12_345, '12 kB'],
    [999_600, '1.0 MB'],
    [25_000_000, '25 MB'],
    [3_000_000_000_000, '3000 GB'],
  ]
  for (const [bytes, words] of sizes)
    test(`${bytes} bytes are ${words}`, () => {
      assert.equal(sizeWords(bytes), words)
    })

  test('of times are short in lists', () => {
    assert.equal(timeWords('2026-10-12T14:05:09.123Z'), '2026-10-12 14:05 UTC')
    assert.equal(
      shortTimeWords('2026-10-12T14:05:09.123Z', new Date('2026-10-12T18:00:00.000Z')),
      '14:05 UTC',
    )
    assert.equal(
      shortTimeWords('2026-10-11T14:05:09.123Z', new Date('2026-10-12T18:00:00.000Z')),
      '2026-10-11',
    )
    assert.equal(timeWords('soon'), 'at a time unknown')
  })
})
