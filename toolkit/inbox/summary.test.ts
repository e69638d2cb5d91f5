/** Who sent a submission, and how it begins, whatever the owner calls the fields. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { MAX_SUMMARY_LENGTH, summarize } from './summary.ts'

type Fields = readonly (readonly [string, readonly string[]])[]

describe('the author', () => {
  const cases: readonly (readonly [author: string, fields: Fields])[] = [
    ['Ann', [['name', ['Ann']]]],
    ['Ann', [['Your Name', ['  Ann ']]]],
    ['Ann', [['your-name', ['', 'Ann']]]],
    [
      'Jürgen',
      [
        ['e-mail', ['j@example.com']],
        ['Name', ['Jürgen']],
      ],
    ],
    [
      'Ann Lee',
      [
        ['last_name', ['Lee']],
        ['firstName', ['Ann']],
      ],
    ],
    [
      'Zoé Dubois',
      [
        ['nom', ['Dubois']],
        ['prénom', ['Zoé']],
      ],
    ],
    ['Lee', [['surname', ['Lee']]]],
    ['Ana', [['Nombre', ['Ana']]]],
    ['Jan', [['naam', ['Jan']]]],
    ['山田', [['お名前', ['山田']]]],
    [
      'a@example.com',
      [
        ['topic', ['Roof']],
        ['contact', ['a@example.com']],
      ],
    ],
    [
      'a@example.com',
      [
        ['name', [' ']],
        ['email', ['a@example.com']],
      ],
    ],
    ['', [['topic', ['Roof']]]],
    ['', []],
    ['A B', [['name', ['A\r\n\0B']]]],
    ['A gpj', [['name', ['A \u202Egpj']]]],
  ]
  for (const [author, fields] of cases)
    test(`of ${JSON.stringify(fields)} is ${JSON.stringify(author)}`, () => {
      assert.equal(summarize(fields).author, author)
    })
})

describe('the address for an answer', () => {
  const cases: readonly (readonly [replyTo: string | undefined, fields: Fields])[] = [
    ['a@example.com', [['email', [' a@example.com ']]]],
    [
      'b@example.com',
      [
        ['friend', ['a@example.com']],
        ['E-Mail', ['b@example.com']],
      ],
    ],
    [
      'a@example.com',
      [
        ['email', ['none']],
        ['other', ['a@example.com']],
      ],
    ],
    ['a@example.com', [['Correo electrónico', ['a@example.com']]]],
    [undefined, [['email', ['Ann <a@example.com>']]]],
    [undefined, [['email', ['a@example.com,b@example.com']]]],
    [undefined, [['email', ['a@example.com\r\nBcc: b@example.com']]]],
    [undefined, [['message', ['write to a@example.com']]]],
    [undefined, [['email', [`${'a'.repeat(300)}@example.com`]]]],
  ]
  for (const [replyTo, fields] of cases)
    test(`of ${JSON.stringify(fields).slice(0, 80)} is ${replyTo}`, () => {
      assert.equal(summarize(fields).replyTo, replyTo)
    })
})

describe('the excerpt', () => {
  const long = 'This is a text of more than thirty units.'

  test('is the message, also behind another long text', () => {
    const { excerpt } = summarize([
      ['address', [long]],
      ['message', ['Hello\n\n  there,\tyou']],
    ])
    assert.equal(excerpt, 'Hello there, you')
  })

  test('is the first long text where nothing is called a message', () => {
    const fields: Fields = [
      ['topic', ['Roof']],
      ['email', ['somebody.with.a.long.address@example.com']],
      ['what', [long]],
    ]
    assert.equal(summarize(fields).excerpt, long)
    assert.equal(summarize(fields.slice(0, 2)).excerpt, '')
  })

  test('ends before a character that does not fit', () => {
    const { excerpt } = summarize([['message', [`${'a'.repeat(MAX_SUMMARY_LENGTH - 1)}😀b`]]])
    assert.equal(excerpt, 'a'.repeat(MAX_SUMMARY_LENGTH - 1))
  })

  test('of any text is one well-formed line of at most 160 units', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.array(fc.string({ unit: 'binary', maxLength: 400 })))),
        (fields) => {
          const { author, excerpt } = summarize(fields)
          for (const text of [author, excerpt]) {
            assert.ok(text.length <= MAX_SUMMARY_LENGTH)
            assert.ok(text.isWellFormed())
            assert.doesNotMatch(text, /[\p{Cc}\p{Zl}\p{Zp}]/u)
          }
        },
      ),
    )
  })
})
