import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { tokenize } from './tokenize.ts'

/** A piece has a `*`, what counts half a `½`, and a word that does not follow the one before it its position. */
function show(text: string, language: string | undefined): string {
  return tokenize(text, language)
    .map((token) => `${token.text}${token.part ? '*' : ''}${token.weight < 1 ? '½' : ''}`)
    .join(' ')
}

const TABLE: readonly (readonly [text: string, tokens: string, language?: string])[] = [
  ['Hello, World!', 'hello world'],
  ['end. Next', 'end next'],
  ['\u0000 … !? --', ''],

  // Apostrophes, hyphens, and what cannot be seen.
  ['l’homme, aujourd’hui', 'homme lhomme*½ aujourd aujourdhui*½ hui'],
  ["the owner's house", 'the owner owners*½ house'],
  ['O‘Reilly O’Reilly O＇Reilly', 'reilly oreilly*½ reilly oreilly*½ reilly oreilly*½'],
  ["rock'n'roll 'quoted'", 'rock rocknroll*½ roll quoted'],
  ["a'b", 'a ab*½ b'],
  ["м'яч об’єкт", 'мяч обєкт', 'uk'],
  ["Hawaiʻi Hawai'i", 'hawaii hawai hawaii*½', 'haw'],
  ['a well-known e-mail', 'a wellknown well* known* email mail*'],
  ['soft\u00adhyphen word\u2060joiner', 'softhyphen wordjoiner'],
  ['col·lecció', 'colleccio', 'ca'],

  // Code and identifiers, whole and in pieces.
  ['C++, C# and F#', 'c++ c# and f#'],
  ['C++11 notepad++', 'c++11 notepad++ notepad*'],
  ['on .NET 8, Node.js', 'on .net net* 8 node.js node* js*'],
  ['--dry-run and -l', '--dry-run dryrun* dry* run* and -l'],
  ['node:fs and std::vec', 'node:fs node* fs* and std::vec std* vec*'],
  ['fs.readFile', 'fs.readfile fs* read*½ file*½'],
  ['getUserName', 'getusername get*½ user*½ name*½'],
  ['XMLHttpRequest', 'xmlhttprequest xml*½ http*½ request*½'],
  ['max_connections', 'maxconnections max* connections*'],
  ['MAX_SIZE', 'maxsize max* size*'],
  ['__init__', 'init'],
  ['@scope/pkg', '@scope scope* pkg'],
  ['$variable #hashtag', '$variable variable* #hashtag hashtag*'],
  ['issue #12 (foo)', 'issue 12 foo'],
  ['/etc/passwd file.tar.gz', 'etc passwd file.tar.gz file* tar* gz*'],
  ['me@example.com', 'me example.com example* com*'],
  ['https://example.com/a?b=c', 'https example.com example* com* a b c'],

  // Numbers.
  ['version 3.11.2 at 12:30', 'version 3.11.2 3.11*½ at 12:30'],
  ['192.168.1.10', '192.168.1.10 192.168*½'],
  ['2024-05-17', '20240517 2024* 05* 17*'],
  ['1,000.5 and 1,2', '1000.5 000* and 1 2'],

  // Signs.
  ['I ❤️ 👍🏽 👨‍👩‍👧 🇩🇪', 'i ❤ 👍 👨‍👩‍👧 🇩🇪'],
  ['x ≤ 5 €, a → b', 'x ≤ 5 € a → b'],
  ['├── src', 'src'],

  // Letters of a language, and how else they are typed.
  ['Straße in ZÜRICH', 'strasse in zurich'],
  ['Straße in ZÜRICH', 'strasse in zurich zuerich*½', 'de'],
  ['Zuerich', 'zuerich', 'de'],
  ['Zu\u0308rich', 'zurich zuerich*½', 'de'],
  ['Åre och Örebro', 'åre are*½ och örebro orebro*½', 'sv'],
  ['Ærø, Århus', 'ærø aero*½ aeroe*½ århus arhus*½ aarhus*½', 'da-DK'],
  ['El Niño comió', 'el niño nino*½ comio', 'es'],
  ['İSTANBUL IŞIK ışık', 'istanbul işik isik*½ işik isik*½', 'tr'],
  ['Tiếng Việt', 'tiếng tieng*½ việt viet*½', 'vi'],
  ['ştiinţă știință', 'știință stiinta*½ știință stiinta*½', 'ro'],
  ['ﬁn ＡＢＣ１２', 'fin abc12', 'en'],
  ['ΟΔΟΣ Οδός', 'οδοσ οδοσ', 'el'],
  ['Ёлка, мой, за́мок', 'елка мой замок', 'ru'],
  ['أحمد مُدَرِّسَة كـتاب ٢٠٢٤', 'احمد مدرسه كتاب 2024', 'ar'],
  ['می‌خواهم کتاب', 'ميخواهم مي* خواهم* كتاب', 'fa'],
  ['שָׁלוֹם צה"ל ג׳ירפה', 'שלום צהל גירפה', 'he'],
  ['क़लम १२', 'कलम 12', 'hi'],

  // Scripts without spaces.
  ['段', '段'],
  ['是一段简单', '是一 一段 段简 简单'],
  ['React.jsの使い方', 'react.js react* js* の使 使い い方', 'ja'],
  ['ｶﾞｷﾞ ガギ', 'ガギ ガギ', 'ja'],
  ['サーバー', 'サー ーバ バー', 'ja'],
  ['한국어 검색', '한국 국어 검색', 'ko'],
  ['한국'.normalize('NFD'), '한국', 'ko'],
  ['ชาวโลก ๒๕๖๗', 'ชา าว วโ โล ลก 2567', 'th'],
  ['ສະບາຍດີ', 'ສະ ະບ ບາ າຍ ຍດີ', 'lo'],
]

describe('tokenize', () => {
  for (const [text, tokens, language] of TABLE) {
    const where = language === undefined ? '' : ` in ${language}`
    test(`cuts ${JSON.stringify(text)} into its words${where}`, () => {
      assert.equal(show(text, language), tokens)
    })
  }

  test('counts the words of a text: a whole and its first piece share a place, a sign has that of the next word', () => {
    const positions = (text: string, language?: string) =>
      tokenize(text, language).map((token) => `${token.text}@${token.position}`)
    assert.deepEqual(positions('max_connections is'), [
      'maxconnections@0',
      'max@0',
      'connections@1',
      'is@2',
    ])
    assert.deepEqual(positions('a → b'), ['a@0', '→@1', 'b@1'])
    assert.deepEqual(positions('Åre är', 'sv'), ['åre@0', 'are@0', 'är@1', 'ar@1'])
    assert.deepEqual(positions('the owner’s house'), ['the@0', 'owner@1', 'owners@1', 'house@2'])
    assert.deepEqual(positions('段落です'), ['段落@0', '落で@1', 'です@2'])
  })

  test('points at the words in the text that was cut', () => {
    const text = 'Über «getName» 段落です l’eau'
    assert.deepEqual(
      tokenize(text).map(({ start, end }) => text.slice(start, end)),
      ['Über', 'getName', 'get', 'Name', '段落', '落で', 'です', 'l’eau', 'l’eau'],
    )
  })

  test('cuts what is too long to be a word into lengths that are found', () => {
    const hash = `${'a'.repeat(64)}${'b'.repeat(64)}c`
    assert.deepEqual(
      tokenize(hash).map(({ text, position }) => [text, position]),
      [
        ['a'.repeat(64), 0],
        ['b'.repeat(64), 1],
        ['c', 2],
      ],
    )
    const wide = tokenize(`x${'𐐷'.repeat(40)}`, 'en')
    assert.ok(wide.length === 2 && wide.every(({ text }) => text.isWellFormed()))
  })

  test('takes long texts in the time that their length takes', { timeout: 10_000 }, () => {
    const many = 200_000
    assert.equal(tokenize(`ab'`.repeat(many)).length, many)
    const marks = '\u0301'.repeat(many)
    for (const text of [`A_${marks}`, `x.a${marks}`, `\u0435${marks}`])
      for (const language of [undefined, 'en', 'ru', 'sv'])
        assert.ok(tokenize(text, language).length > 0)
  })

  test('cuts plain text alike whatever else is in the text', () => {
    const plain = fc.string({ unit: unitOf('aB1 .:-_,\'"+#@$/') })
    for (const text of [fc.string({ unit: 'grapheme-ascii' }), plain]) {
      fc.assert(
        fc.property(text, (some) => {
          const [before, after] = [tokenize(`${some} e`, 'en'), tokenize(`${some} é`, 'en')]
          assert.deepEqual(before.slice(0, -1), after.slice(0, -1))
        }),
        { numRuns: 1000 },
      )
    }
  })

  test('takes any text, and its tokens lie within it in order', () => {
    fc.assert(
      fc.property(anyText, anyLanguage, (text, language) => {
        let start = 0
        let isFirst = true
        for (const token of tokenize(text, language)) {
          assert.ok(token.text !== '' && token.text.length <= 64)
          assert.ok(token.start >= start && token.start < token.end && token.end <= text.length)
          assert.ok(!isFirst || !token.part)
          start = token.start
          isFirst = false
        }
      }),
    )
  })

  test('loses no letter and no digit', () => {
    fc.assert(
      fc.property(anyText, anyLanguage, (text, language) => {
        const tokens = tokenize(text, language)
        for (const { index } of text.matchAll(/(?!\u0640|[\u02b9-\u02bc])[\p{L}\p{N}]/gu)) {
          const isIn = tokens.some(({ start, end }) => start <= index && index < end)
          assert.ok(isIn, `${text.slice(index, index + 2)} at ${index}`)
        }
      }),
      { numRuns: 500 },
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

const unitOf = (characters: string) => fc.constantFrom(...Array.from(characters))
const anyLanguage = fc.constantFrom('en', 'de', 'sv', 'tr', 'uk', 'ja', 'vi', undefined)
const letters = 'aBß1²½ñÅ段のｶﾞ한ไก่йЇ\u0301ʻאَبح٣ि\u200c\u200d\u00adﷺ🇩❤\u{1d7d9}'
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: unitOf(`${letters} '’"._-:,+#@$·/`), maxLength: 200 }),
)
