import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { hasRevision, toConsent } from './consent.ts'
import type { Control } from './format.ts'

const CONTROLS: readonly Control[] = [
  { type: 'text', name: 'name' },
  { type: 'checkbox', name: 'terms', consent: { aaa: 'I agree', bbb: 'Ich stimme zu' } },
  { type: 'checkbox', name: 'news', value: '', consent: { aaa: 'Write to me', bbb: '' } },
]

describe('the consents of a submission', () => {
  const cases: readonly (readonly [
    what: string,
    bound: readonly (readonly string[])[],
    revision: string | undefined,
    consents: readonly (readonly [name: string, text: string])[],
  ])[] = [
    ['are none where no box was ticked', [['Ann'], [], []], 'aaa', []],
    ['are what was ticked', [['Ann'], ['on'], []], 'aaa', [['terms', 'I agree']]],
    [
      'are in the words of the page that was sent',
      [['Ann'], ['on'], []],
      'bbb',
      [['terms', 'Ich stimme zu']],
    ],
    [
      'are all of them, in tree order',
      [['Ann'], ['on'], ['']],
      'aaa',
      [
        ['terms', 'I agree'],
        ['news', 'Write to me'],
      ],
    ],
    [
      'are in the words of the page of today where no page says its revision',
      [['Ann'], ['on'], []],
      undefined,
      [['terms', 'Ich stimme zu']],
    ],
    ['have no words where nobody remembers them', [[], ['on'], []], 'ccc', [['terms', '']]],
    ['have no words of what is no revision', [[], ['on'], []], 'constructor', [['terms', '']]],
  ]
  for (const [what, bound, revision, consents] of cases) {
    test(what, () => {
      assert.deepEqual(
        toConsent(CONTROLS, bound, { revision: 'bbb' }, revision),
        consents.map(([name, text]) => ({ name, text })),
      )
    })
  }

  test('have no words where neither the page nor the submission says a revision', () => {
    assert.deepEqual(toConsent(CONTROLS, [[], ['on'], []], {}), [{ name: 'terms', text: '' }])
  })
})

test('a revision is that of the form, or of one of its pages', () => {
  const contract = { revision: 'all', controls: CONTROLS }
  for (const [revision, has] of [
    ['all', true],
    ['aaa', true],
    ['bbb', true],
    ['ccc', false],
    ['toString', false],
    ['', false],
  ] as const) {
    assert.equal(hasRevision(contract, revision), has, revision)
  }
})
