/** What the parameters of an address select, and what is said of wrong ones. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { parseSelection } from './selection.ts'
import type { Selection } from './views.ts'

describe('parameters select', () => {
  const cases: readonly (readonly [params: string, selection: Selection])[] = [
    ['', { folder: 'inbox' }],
    ['form=&folder=&q=', { folder: 'inbox' }],
    ['q=%20%20', { folder: 'inbox' }],
    ['folder=unread', { folder: 'unread' }],
    ['folder=spam&form=contact-us2', { folder: 'spam', form: 'contact-us2' }],
    ['folder=archive&q=+two+words+', { folder: 'archive', query: 'two words' }],
    ['after=x&limit=3', { folder: 'inbox' }],
  ]
  for (const [params, selection] of cases)
    test(`"${params}"`, () => {
      assert.deepEqual(parseSelection(new URLSearchParams(params)), selection)
    })
})

describe('what is wrong is said of', () => {
  const cases: readonly (readonly [params: string, mistake: string])[] = [
    ['folder=trash', 'expected one of inbox, unread, spam, archive in "folder", got "trash"'],
    [
      'folder=constructor',
      'expected one of inbox, unread, spam, archive in "folder", got "constructor"',
    ],
    ['folder=spam&folder=inbox', 'expected "folder" once, got it 2 times'],
    [
      'form=A%22',
      String.raw`expected a form's name of lower-case letters, digits and hyphens in "form", got "A\""`,
    ],
    [
      `form=${'A'.repeat(101)}`,
      `expected a form's name of lower-case letters, digits and hyphens in "form", got "${'A'.repeat(60)}…"`,
    ],
    [`q=${'a'.repeat(201)}`, 'expected at most 200 characters in "q", got 201'],
  ]
  for (const [params, mistake] of cases)
    test(`"${params.slice(0, 40)}"`, () => {
      assert.equal(parseSelection(new URLSearchParams(params)), mistake)
    })
})
