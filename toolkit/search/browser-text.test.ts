import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { array, assert as check, asyncProperty, constantFrom, oneof, string } from 'fast-check'

import * as all from './browser-text-all.ts'
import { fold, isUnspaced, tokenize, withText } from './browser-text.ts'

const language = constantFrom(undefined, 'en', 'en-GB', 'de', 'tr', 'ja')
const joined = (...pieces: readonly string[]) =>
  array(constantFrom(...pieces), { maxLength: 16 }).map((parts) => parts.join(''))
const text = oneof(
  // What is asked for mostly.
  joined(
    'form',
    'What',
    'X',
    'ABC',
    'getUser',
    '3',
    ' ',
    ' ',
    ' ',
    '.',
    ',',
    '?',
    ':',
    '-',
    '_',
    "'",
    '#',
  ),
  joined(
    'a',
    'E',
    'é',
    'Å',
    'ß',
    'ø',
    'ŉ',
    'ℏ',
    '’',
    '“',
    '…',
    '\u00a0',
    '´',
    '½',
    '™',
    '→',
    ' ',
    '\u0301',
  ),
  joined('漢', '字', 'ひ', 'ไ', '한', 'й', 'a', ' ', '1', '👍🏽', '\u02ea'),
  string({ unit: 'binary', maxLength: 90 }),
)

describe('what the browser folds and cuts by itself', () => {
  test('is what the whole rules give', async () => {
    await check(
      asyncProperty(text, language, async (value, tag) => {
        const own = await withText(async () => [
          fold(value, tag),
          tokenize(value, tag),
          isUnspaced(value),
        ])
        assert.deepEqual(own, [
          all.fold(value, tag),
          all.tokenize(value, tag),
          all.isUnspaced(value),
        ])
      }),
      { numRuns: 2000 },
    )
  })

  test('cuts a word that is too long for one token as the whole rules do', async () => {
    for (const length of [63, 64, 65, 130]) {
      const word = `W${'o'.repeat(length - 1)} next`
      assert.deepEqual(await withText(async () => tokenize(word, 'en')), all.tokenize(word, 'en'))
    }
  })

  test('lets other errors through', async () => {
    await assert.rejects(
      withText(() => Promise.reject(new TypeError('no file'))),
      TypeError,
    )
  })
})
