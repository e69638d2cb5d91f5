import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { tokenize } from './tokenize.ts'

const TABLE: readonly (readonly [text: string, tokens: string])[] = [
  ['Hello, World!', 'hello world'],
  ['Straße in ZÜRICH', 'strasse in zurich'],
  ['l’homme and the owner’s house', 'homme and the owner house'],
  ['C++, C# and F#', 'c++ c# and f#'],
  ['notepad++', 'notepad++ notepad'],
  ['on .NET 8', 'on .net net 8'],
  ['--dry-run and -l', '--dry-run dryrun dry run and -l'],
  ['a well-known e-mail', 'a wellknown well known email mail'],
  ['node:fs and std::vec', 'node:fs node fs and std::vec std vec'],
  ['fs.readFile', 'fs.readfile fs read file'],
  ['getUserName', 'getusername get user name'],
  ['XMLHttpRequest', 'xmlhttprequest xml http request'],
  ['max_connections', 'maxconnections max connections'],
  ['__init__', 'init'],
  ['version 1.2.3 at 12:30', 'version 1.2.3 at 12:30'],
  ['issue #12 (foo)', 'issue 12 foo'],
  ['end. Next', 'end next'],
  ['soft\u00adhyphen', 'softhyphen'],
  ['段', '段'],
  ['是一段简单', '是一 一段 段简 简单'],
  ['Reactの使い方', 'react の使 使い い方'],
  ['ｶﾞｷﾞ ガギ', 'ガギ ガギ'],
  ['한국어 검색', '한국 국어 검색'],
  ['\u0000 … !? --', ''],
]

describe('tokenize', () => {
  for (const [text, tokens] of TABLE) {
    test(`cuts ${JSON.stringify(text)} into its words`, () => {
      assert.equal(
        tokenize(text)
          .map((token) => token.text)
          .join(' '),
        tokens,
      )
    })
  }

  test('tells a whole from its pieces, and counts those that only capitals set apart as half', () => {
    assert.deepEqual(
      tokenize('myIndex full-text').map(({ text, part, weight }) => [text, part, weight]),
      [
        ['myindex', false, 1],
        ['my', true, 0.5],
        ['index', true, 0.5],
        ['fulltext', false, 1],
        ['full', true, 1],
        ['text', true, 1],
      ],
    )
  })

  test('points at the words in the text that was cut', () => {
    const text = 'Über «getName» 段落です'
    assert.deepEqual(
      tokenize(text).map(({ start, end }) => text.slice(start, end)),
      ['Über', 'getName', 'get', 'Name', '段落', '落で', 'です'],
    )
  })

  test('leaves out what is too long to be a word', () => {
    assert.deepEqual(tokenize('a'.repeat(65)), [])
    assert.equal(tokenize('a'.repeat(64)).length, 1)
  })

  test('cuts plain text alike whatever else is in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        assert.deepEqual(tokenize(`${text} é`).slice(0, -1), tokenize(`${text} e`).slice(0, -1))
      }),
    )
  })

  test('takes any text, and its tokens lie within it in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let last = 0
        for (const { text: token, start, end } of tokenize(text)) {
          assert.ok(token !== '' && token.length <= 64)
          assert.ok(start >= 0 && start < end && end <= text.length)
          assert.ok(start >= last)
          last = start
        }
      }),
    )
  })

  test('finds the same words whatever surrounds them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,12}$/), (word) => {
        const found = tokenize(`(${word.toUpperCase()}), “${word}”`).map(({ text }) => text)
        assert.deepEqual(found, [word, word])
      }),
    )
  })
})
