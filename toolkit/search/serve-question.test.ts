/** What a request asks of search, as its address says it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { findLanguage, listLanguages, type Languages } from './serve-languages.ts'
import { isAsked, readCount, readQuestion, type Question } from './serve-question.ts'

const INDEX = {
  version: 2,
  pages: 0,
  sections: 0,
  shards: { bounds: [], hashes: '' },
  reversed: { bounds: [], hashes: '' },
  places: { bounds: [], hashes: '' },
  packs: { counts: [], hashes: '' },
  codes: '',
  bytes: 0,
  synonyms: {},
  pins: {},
  filters: [],
  sorts: [],
} as const
const MORE = ['a', 'b', 'c', 'd', 'e', 'f']
const column = (name: string) => ({ name, hash: '0123456789' })
const EN = {
  ...INDEX,
  name: 'en',
  language: 'en',
  private: false,
  filters: ['kind', 'topic', ...MORE].map(column),
  sorts: [column('date')],
}
const EN_PRIVATE = {
  ...INDEX,
  name: 'en-private',
  language: 'en',
  private: true,
  filters: [column('team')],
}
const DE = { ...INDEX, name: 'de', language: 'de', private: false }
const PT = { ...INDEX, name: 'pt-br', language: 'pt-BR', private: false }
const LANGUAGES: Languages = listLanguages([EN, DE, PT, EN_PRIVATE])

function read(search: string): Question {
  const question = readQuestion(new URLSearchParams(search), LANGUAGES)
  assert.ok(!(question instanceof Response))
  return question
}

describe('the languages of a site', () => {
  test('are those of its indexes, each with what only some may find', () => {
    assert.deepEqual(
      LANGUAGES.map(({ tag, open, hidden }) => [tag, open?.name, hidden?.name]),
      [
        ['en', 'en', 'en-private'],
        ['de', 'de', undefined],
        ['pt-BR', 'pt-br', undefined],
      ],
    )
  })

  test('are one where nothing is searched', () => {
    assert.deepEqual(
      listLanguages([]).map(({ tag, open }) => [tag, open]),
      [['en', undefined]],
    )
  })

  const tags: readonly (readonly [tag: string, name: string | undefined])[] = [
    ['', 'en'],
    ['de', 'de'],
    ['DE', 'de'],
    ['de-AT', 'de'],
    ['pt-BR', 'pt-br'],
    ['pt', 'pt-br'],
    ['fr', undefined],
    ['en-private', 'en'],
    ['__proto__', undefined],
  ]
  for (const [tag, name] of tags)
    test(`answer the tag "${tag}" in ${name ?? 'none'}`, () => {
      assert.equal(findLanguage(LANGUAGES, tag)?.name, name)
    })
})

describe('a question', () => {
  test('is read from the parameters', () => {
    const question = read(
      '?q=%20fees+&filter.topic=a&filter.kind=b&filter.topic=c&filter.topic=a&sort=-date&lang=&page=&x=y',
    )
    assert.deepEqual(
      { ...question, language: question.language.name },
      {
        query: 'fees ',
        filters: { topic: ['a', 'c'], kind: ['b'] },
        sort: '-date',
        language: 'en',
      },
    )
  })

  test('is read in the time that its length takes', { timeout: 10_000 }, async () => {
    const long = readQuestion(new URLSearchParams({ q: `a${' '.repeat(200_000)}b` }), LANGUAGES)
    assert.ok(long instanceof Response)
    assert.match(await long.text(), /at most 200 characters/)
  })

  test('asks for words, or for pages with some property', () => {
    assert.equal(isAsked(read('?q=+&filter.topic=&sort=date')), false)
    assert.equal(isAsked(read('?q=a')), true)
    assert.equal(isAsked(read('?filter.topic=a')), true)
  })

  test('may use the filters of private pages, whose names no message has', async () => {
    assert.deepEqual(read('?filter.team=a').filters, { team: ['a'] })
    const refused = readQuestion(new URLSearchParams('?filter.nobody=a'), LANGUAGES)
    assert.ok(refused instanceof Response)
    assert.doesNotMatch(await refused.text(), /team/)
  })

  const refused: readonly (readonly [search: string, says: RegExp])[] = [
    ['q=a&q=b', /q once.*2/],
    ['q=a&page=1&page=2', /page once.*2/],
    ['q=a&sort=date&sort=date', /sort once.*2/],
    [`q=${'a'.repeat(201)}`, /q.*200 characters.*201/],
    ['q=a&lang=fr', /lang.*en, de, pt-BR.*fr/],
    ['q=a&filter.nothing=b', /kind, topic, a.*filter\.nothing/],
    ['q=a&filter.=b', /kind, topic/],
    ['q=a&filter.__proto__=b', /kind, topic/],
    [
      'filter.kind=1&' + [...MORE, 'topic'].map((name) => `filter.${name}=1`).join('&'),
      /at most 5.*8/,
    ],
    ['q=a&lang=de&filter.topic=b', /there are none.*filter\.topic/],
    ['q=a&sort=size', /date, -date.*size/],
    ['q=a&sort=--date', /date, -date.*--date/],
    ['q=a&sort=-', /date, -date/],
    [`q=a&filter.topic=${'b'.repeat(201)}`, /200 characters.*201/],
    [Array.from({ length: 51 }, (_, at) => `filter.topic=${at}`).join('&'), /at most 50.*51/],
  ]
  for (const [search, says] of refused)
    test(`is refused with what was expected: ${search.slice(0, 40)}`, async () => {
      const response = readQuestion(new URLSearchParams(search), LANGUAGES)
      assert.ok(response instanceof Response)
      assert.equal(response.status, 400)
      const { detail } = await response.json()
      assert.match(detail, says)
    })

  test('is understood or refused, whatever the address is', () => {
    const name = fc.constantFrom('q', 'sort', 'lang', 'filter.topic', 'filter.', 'page')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'binary' }))), (pairs) => {
        const question = readQuestion(new URLSearchParams(pairs), LANGUAGES)
        if (question instanceof Response) return question.status === 400
        return question.query.isWellFormed() && question.query.length <= 200
      }),
    )
  })
})

describe('a number in an address', () => {
  const rule = { name: 'limit', least: 1, most: 20, otherwise: 10 }
  const cases: readonly (readonly [text: string, value: number | undefined])[] = [
    ['', 10],
    ['limit=', 10],
    ['limit=1', 1],
    ['limit=20', 20],
    ['limit=0', undefined],
    ['limit=21', undefined],
    ['limit=-1', undefined],
    ['limit=1.5', undefined],
    ['limit=1e1', undefined],
    ['limit=0x5', undefined],
    ['limit=%D9%A1', undefined],
    ['limit=9999999999', undefined],
    ['limit=many', undefined],
  ]
  for (const [text, value] of cases)
    test(`"${text}" is ${value ?? 'refused'}`, () => {
      const count = readCount(new URLSearchParams(text), rule)
      assert.equal(count instanceof Response ? undefined : count, value)
    })
})
