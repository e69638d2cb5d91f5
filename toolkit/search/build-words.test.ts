import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { cutText, openWords, readWords, SCALE } from './build-words.ts'
import { tokenize } from './tokenize.ts'

/** What is kept of each word, as it is read again. */
function readAll(text: string, language: string): { words: unknown[]; count: number } {
  const cut = cutText(text, language)
  const forms = cut.forms.split('\n')
  const words: unknown[] = []
  const count = readWords(openWords(cut), (form, position, weight) =>
    words.push([forms[form], position, weight / SCALE]),
  )
  return { words, count }
}

describe('words that were kept', () => {
  test('are those of the text, with their positions and weights', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom('getUserName', 'C++', 'Zürich', '3.11.2', 'l’homme', '東京都', '--all'),
        )
        .map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'de', 'ja'), (text, language) => {
        const tokens = tokenize(text, language)
        assert.deepEqual(readAll(text, language), {
          words: tokens.map(({ text: form, position, weight }) => [form, position, weight]),
          count: tokens.filter(({ part }) => !part).length,
        })
      }),
    )
  })
})
