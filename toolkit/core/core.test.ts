import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { fold } from './fold.ts'
import { fnv1a } from './hash.ts'
import { toScriptJson } from './html.ts'
import { decodePathPart, prefersJson } from './http.ts'

describe('fold', () => {
  const cases: readonly (readonly [text: string, folded: string])[] = [
    ['Plain', 'plain'],
    ['Zürich', 'zurich'],
    ['ZU\u0308RICH', 'zurich'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['İstanbul', 'istanbul'],
    ['Ελλάδα', 'ελλαδα'],
    ['Ёлка', 'елка'],
    ['が', 'が'],
    ['ชาวโลก', 'ชาวโลก'.normalize('NFKC')],
    ['한국어', '한국어'],
    ['ﬁn', 'fin'],
  ]
  for (const [text, folded] of cases)
    test(`folds ${text} to ${folded}`, () => {
      assert.equal(fold(text), folded)
    })
})

describe('fnv1a', () => {
  // Test vectors of draft-eastlake-fnv, appendix C.
  const vectors: readonly (readonly [text: string, hash: number])[] = [
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ]
  for (const [text, hash] of vectors)
    test(`hashes "${text}" as published`, () => {
      assert.equal(fnv1a(text), hash)
    })
})

describe('prefersJson', () => {
  const cases: readonly (readonly [accept: string | null, isJson: boolean])[] = [
    [null, false],
    ['*/*', false],
    ['application/json', true],
    ['application/problem+json', true],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
    ['application/json, text/html;q=0.5', true],
    ['application/json;q=0.4, text/html', false],
    ['application/json;q=x', false],
    ['application/json;q=0', false],
  ]
  for (const [accept, isJson] of cases)
    test(`is ${String(isJson)} for Accept: ${String(accept)}`, () => {
      assert.equal(prefersJson(accept), isJson)
    })
})

test('decodePathPart gives undefined for what is no UTF-8', () => {
  assert.equal(decodePathPart('S%C3%A3o'), 'São')
  assert.equal(decodePathPart('%zz'), undefined)
  assert.equal(decodePathPart('%ff'), undefined)
})

test('toScriptJson cannot end its script, and is still the same value', () => {
  const value = { a: '</script><!--' }
  assert.equal(toScriptJson(value).includes('<'), false)
  assert.deepEqual(JSON.parse(toScriptJson(value)), value)
})
