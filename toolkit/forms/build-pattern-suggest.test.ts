import assert from 'node:assert/strict'
import { test } from 'node:test'

import { suggestPattern } from './build-pattern-suggest.ts'

const S = String.raw

// A pattern that browsers ignore, and what is offered instead.
const OFFERED: readonly (readonly [source: string, offered: string])[] = [
  [S`[0-9 ()-]+`, S`[0-9 \(\)\-]+`],
  [S`[a-z-]`, S`[a-z\-]`],
  [S`[\w.-]+`, S`[\w.\-]+`],
  [S`[\w-.]+@x`, S`[\w\-.]+@x`],
  [S`\d{3}\-\d{4}`, S`\d{3}-\d{4}`],
  [S`[^\s@]+\@[^\s@]+`, S`[^\s@]+@[^\s@]+`],
  [S`\_a[\ \_]`, S`_a[ _]`],
  [S`https?://[^/]+/.*`, S`https?://[^\/]+/.*`],
  ['{', S`\{`],
  ['a}b]', S`a\}b\]`],
  ['a{,5}', S`a\{,5\}`],
  ['[&&]', S`[&\&]`],
  ['[!!!]', S`[!\!\!]`],
  ['[--/]', S`[\--\/]`],
  [S`[\d-x]`, S`[\d\-x]`],
  [S`[\p{L} '-]+`, S`[\p{L} '\-]+`],
  [S`\u{61}[-]`, S`\u{61}[\-]`],
  ['(?<n>a)[(]', S`(?<n>a)[\(]`],
  ['[a-zÀ-ÿ😀-]{2,}', S`[a-zÀ-ÿ😀\-]{2,}`],
  [S`[!@#$%^&*()_+\-=\[\]{};':"\\|,.<>\/?]+`, S`[!@#$%^&*\(\)_+\-=\[\]\{\};':"\\\|,.<>\/?]+`],
  [S`[+]?[(]?[0-9]{3}[)]?[-\s.]?[0-9]{4,6}`, S`[+]?[\(]?[0-9]{3}[\)]?[\-\s.]?[0-9]{4,6}`],
]

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))

for (const [source, offered] of OFFERED) {
  test(`for /${source}/ it offers /${offered}/, which is valid and means the same`, () => {
    assert.throws(() => new RegExp(source, 'v'))
    assert.equal(suggestPattern(source), offered)
    const meant = new RegExp(`^(?:${source})$`, toFlags(source))
    const means = new RegExp(`^(?:${offered})$`, 'v')
    const letters = [...new Set(`${source}a0`)].slice(0, 12)
    const pairs = letters.flatMap((first) => letters.map((second) => first + second))
    const long = letters.map((letter) => `123${letter}4567`)
    for (const text of ['', ...ASCII, ...pairs, ...long])
      assert.equal(means.test(text), meant.test(text), JSON.stringify(text))
  })
}

/** The flags that browsers once used, or none where these do not do. */
function toFlags(source: string): string {
  try {
    RegExp(source, 'u')
    return 'u'
  } catch {
    return ''
  }
}

for (const source of [
  '(',
  '+49',
  '[a',
  S`[\w&&[^_]`,
  '[a-z&&[^aeiou]]',
  S`\p{L}\-`,
  S`(\w+)[-]\1`,
]) {
  test(`for /${source}/ it offers nothing, as it does not know what is meant`, () => {
    assert.equal(suggestPattern(source), undefined)
  })
}
