import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { withDirective } from './view-directive.ts'

/** `a [fee] of` → the text, with what stands in brackets marked. */
function marked(text: string): { text: string; marks: [number, number][] } {
  const marks: [number, number][] = []
  let plain = ''
  for (const [at, piece] of text.split(/[[\]]/).entries()) {
    if (at % 2 === 1) marks.push([plain.length, plain.length + piece.length])
    plain += piece
  }
  return { text: plain, marks }
}

describe('a link that marks what was searched for', () => {
  const cases: readonly (readonly [what: string, excerpt: string, directive: string])[] = [
    ['between the words beside it', 'pay the [fee] of course', 'text=the-,fee,-of'],
    ['at the start of a text', '[Fees] are low', 'text=Fees,-are'],
    ['at the end of one', 'low [fees]', 'text=low-,fees'],
    ['alone', '[fees]', 'text=fees'],
    ['with what hangs on it', 'see the "[fee]", today', 'text=the-,%22fee%22%2C,-today'],
    [
      'with neighbours as one text',
      'a [content] [security] policy',
      'text=a-,content%20security,-policy',
    ],
    ['but not across other words', '[one] two [three]', 'text=one,-two&text=two-,three'],
    ['once for each text', '[fee] and [Fee] and [fee]', 'text=fee,-and'],
    ['three times at most', '[a] 1 [b] 2 [c] 3 [d]', 'text=a,-1&text=1-,b,-2&text=2-,c,-3'],
    ['without ellipses', '… [fee] …', 'text=fee'],
    ['encoding the signs of a directive', 'x-y a&b,[c-d] e,f', 'text=x%2Dy-,a%26b%2Cc%2Dd,-e%2Cf'],
    ['in a piece of a name', 'call get[User]Name now', 'text=call-,getUserName,-now'],
    [
      'in text without blanks',
      `${'漢'.repeat(50)}[検索]${'字'.repeat(50)}`,
      'text=%E6%A4%9C%E7%B4%A2',
    ],
  ]
  for (const [what, excerpt, directive] of cases)
    test(`names it ${what}`, () => {
      assert.equal(withDirective('/a/', marked(excerpt)), `/a/#:~:${directive}`)
      assert.equal(withDirective('/a/#b', marked(excerpt)), `/a/#b:~:${directive}`)
    })

  test('stays as it is where nothing is marked', () => {
    assert.equal(withDirective('/a/#b', { text: 'what the page says', marks: [] }), '/a/#b')
  })

  test('holds nothing but words and the signs of directives, whatever the text is', () => {
    const excerpts = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).chain((text) =>
      fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => ({
        text,
        marks: a === b ? [] : [[Math.min(a, b), Math.max(a, b)] as const],
      })),
    )
    fc.assert(
      fc.property(excerpts, (excerpt) => {
        const url = withDirective('/a/', excerpt)
        if (excerpt.marks.length === 0) return url === '/a/'
        const word = String.raw`(?:[\w.!~*'()]|%[0-9A-F]{2})*`
        return new RegExp(`^/a/#:~:text=(${word}-,)?${word}(,-${word})?$`).test(url)
      }),
    )
  })
})
