import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { createExcerpts, cutBeginning, type WantedForms } from './excerpt.ts'

const FILLER = 'Nothing of interest is said in this sentence at all. '.repeat(12)

/** Forms of as many words, each worth 1 unless told otherwise. */
function wantedOf(forms: readonly string[], worths: readonly number[] = []): WantedForms {
  return new Map(forms.map((form, word) => [form, { word, worth: worths[word] ?? 1 }]))
}

function marked(text: string, ...forms: string[]): string[] {
  const { excerpt } = createExcerpts(wantedOf(forms))(text)
  return excerpt.marks.map(([start, end]) => excerpt.text.slice(start, end))
}

describe('createExcerpts', () => {
  test('shows the part that holds what was asked for, between words', () => {
    const { excerpt } = createExcerpts(wantedOf(['house']))(
      `${FILLER}The lean-to stands against the house. ${FILLER}`,
    )
    assert.match(excerpt.text, /^… \w.*against the house\. .*\w\.? …$/)
    assert.ok(excerpt.text.length < 220)
  })

  test('prefers the part with most of the words', () => {
    const text = `A house. ${FILLER}A house with a garden. ${FILLER}`
    assert.deepEqual(marked(text, 'house', 'garden'), ['house', 'garden'])
  })

  test('marks the words as they are written', () => {
    assert.deepEqual(marked('Die Straße nach Zürich', 'strasse', 'zurich'), ['Straße', 'Zürich'])
  })

  test('marks words of scripts without spaces, overlapping pairs as one', () => {
    assert.deepEqual(marked('トマトは日光を', 'トマ', 'マト', '日光'), ['トマト', '日光'])
  })

  test('marks symbols and whole words only', () => {
    assert.deepEqual(marked('C++, cc++ and scatter cat', 'c++', 'cat'), ['C++', 'cat'])
  })

  test('marks a piece of an identifier', () => {
    assert.deepEqual(marked('call getUserName now', 'user'), ['User'])
  })

  test('marks a word and its pieces once', () => {
    assert.deepEqual(marked('call getUserName now', 'getusername', 'user'), ['getUserName'])
  })

  test('does not mark what is far less worth than the rest', () => {
    const wanted = wantedOf(['the', 'house'], [0.1, 5])
    const { excerpt } = createExcerpts(wanted)('the house')
    assert.deepEqual(excerpt.marks, [[4, 9]])
  })

  test('gives the beginning of a text that holds none of it', () => {
    const { share, excerpt } = createExcerpts(wantedOf(['house']))(FILLER)
    assert.equal(share, 0)
    assert.ok(excerpt.text.startsWith('Nothing of interest'))
    assert.deepEqual(excerpt.marks, [])
  })

  const SHARES: readonly (readonly [text: string, share: number])[] = [
    ['a garden house', 1],
    ['the house of garden', 0.625],
    ['a house', 0.5],
    [`a house. ${FILLER} a garden`, 0.5],
    ['house, house and house', 0.5],
    ['nothing', 0],
  ]
  for (const [text, share] of SHARES) {
    test(`tells that ${share} of the words stand together in ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.equal(createExcerpts(wantedOf(['house', 'garden']))(text).share, share)
    })
  }

  test('cuts the beginning of a text between words', () => {
    assert.equal(cutBeginning('Short.').text, 'Short.')
    assert.match(cutBeginning(FILLER).text, /^Nothing .*\w \u2026$/)
    assert.ok(cutBeginning(FILLER).text.length <= 202)
  })

  test('keeps marks in order and within the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (noise) => {
        const text = `${noise} house ${noise} garden`.toWellFormed()
        const { excerpt } = createExcerpts(wantedOf(['house', 'garden']))(text)
        let last = 0
        assert.ok(excerpt.text.isWellFormed())
        for (const [start, end] of excerpt.marks) {
          assert.ok(start >= last && end > start && end <= excerpt.text.length)
          last = end
        }
      }),
    )
  })
})
