import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { STEMS as ALL } from './build-stems.ts'
import { stemCode, stemFor } from './stem.ts'

/** Forms of one word, then those that must have another stem. */
const STEMS: readonly (readonly [language: string, forms: string, others: string])[] = [
  ['ar', 'مدرسه المدرسه مدرسات', 'كتاب'],
  ['bg', 'език езика езикът езици', 'езеро'],
  ['de', 'haus hauses hausern', 'hausieren'],
  ['es', 'configuracion configuraciones', 'confianza'],
  ['fr', 'mange mangee mangees', 'manche'],
  ['pt', 'nacao nacoes', 'nata'],
  ['ro', 'student studenți studenții studentul', 'studiu'],
  ['ru', 'страница страницы страницу', 'страна'],
  ['tr', 'kiz kizlar kizin', 'kizak'],
  ['uk', 'можливість можливості', 'можна'],
]

const WORDS = STEMS.flatMap(([, forms, others]) => `${forms} ${others}`.split(' '))

describe('a stem', async () => {
  for (const [language, forms, others] of STEMS) {
    const stem = stemFor(ALL, language)
    test(`is one for the forms of a word in ${language}`, () => {
      const [first = '', ...rest] = forms.split(' ')
      for (const form of rest) assert.equal(stem(form), stem(first), form)
      for (const other of others.split(' ')) assert.notEqual(stem(other), stem(first), other)
    })
  }

  test('is of whole words alone, and never empty', async () => {
    for (const language of Object.keys(ALL)) {
      const stem = stemFor(ALL, language)
      for (const name of ['python3', 'node:fs', '--all', 'c++', 'is'])
        assert.equal(stem(name), name)
      for (const word of WORDS) assert.notEqual(stem(word), '')
    }
    assert.equal(stemFor({ de: () => '' }, 'de')('haus'), 'haus')
  })

  test('does not depend on the words before', async () => {
    for (const language of Object.keys(ALL)) {
      const stem = stemFor(ALL, language)
      const once = WORDS.map(stem)
      assert.deepEqual(WORDS.toReversed().map(stem).toReversed(), once, language)
    }
  })

  test('is found by the tag of a language or of one that inflects alike', () => {
    const stems = { de: () => 'german', no: () => 'norwegian' }
    assert.equal(stemFor(stems, 'de-AT')('haus'), 'german')
    assert.equal(stemFor(stems, 'nb-NO')('haus'), 'norwegian')
    assert.equal(stemFor(stems, 'en')('haus'), 'haus')
    assert.equal(stemCode('HR'), 'sr')
  })
})
