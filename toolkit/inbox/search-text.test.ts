/** What is searched and what is found, by the full-text index of a real SQLite. */
import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { before, describe, test } from 'node:test'

import fc from 'fast-check'

import { STEPS } from './schema.ts'
import { MAX_SEARCH_TEXT, toMatch, toSearchText } from './search-text.ts'

const TABLE = STEPS.flat().find((statement) => statement.includes('VIRTUAL TABLE leanto_search'))

const TEXTS: readonly string[] = [
  'The roof of our garden house is leaking. Call Ann O’Neill, ann@example.com',
  'Die Straße zum Dach ist gesperrt: Grüße aus Zürich',
  '東京タワーの屋根についてお問い合わせします',
  '屋根タワー',
  '안녕하세요 지붕에서 물이 샙니다',
  'หลังคารั่ว',
  'say "quoted" NOT AND OR NEAR(x) text : col*',
]

function createIndex(): DatabaseSync {
  const db = new DatabaseSync(':memory:')
  db.exec(TABLE ?? '')
  return db
}

function insert(db: DatabaseSync, rowid: number, facets: string, text: string): void {
  db.prepare('INSERT INTO leanto_search (rowid, facets, text) VALUES (?, ?, ?)').run(
    rowid,
    facets,
    text,
  )
}

/** The numbers of the texts that a query finds. */
function find(db: DatabaseSync, match: string | undefined): number[] {
  if (match === undefined) return []
  const rows = db
    .prepare('SELECT rowid FROM leanto_search WHERE leanto_search MATCH ? ORDER BY rowid')
    .all(match)
  return rows.map(({ rowid }) => Number(rowid))
}

describe('a query finds', () => {
  let db: DatabaseSync
  before(() => {
    db = createIndex()
    for (const [index, text] of TEXTS.entries()) {
      insert(db, index, 'fcontactßus saccepted', toSearchText([['message', [text]]], [], []))
    }
  })

  const cases: readonly (readonly [query: string, found: readonly number[]])[] = [
    ['roof', [0]],
    ['ROOF garden', [0]],
    ['roof missing', []],
    ['gar', [0]],
    ['gar roof', []],
    ['roof gar', [0]],
    ['gar ', [0]],
    ['"gar"', []],
    ['"garden house"', [0]],
    ['"house garden"', []],
    ['"garden house', [0]],
    ['ann@example.com', [0]],
    ['ann@exam', [0]],
    ["o'neill", [0]],
    ['strasse', [1]],
    ['STRAẞE', [1]],
    ['zurich', [1]],
    ['Zürich', [1]],
    ['東京', [2]],
    ['京東', []],
    ['タワー', [2, 3]],
    ['屋根 タワー', [2, 3]],
    ['屋根タワー', [3]],
    ['屋根 -東京', [3]],
    ['ﾀﾜｰ', [2, 3]],
    ['지붕', [4]],
    ['รั่ว', [5]],
    ['-roof', [1, 2, 3, 4, 5, 6]],
    ['-roof -東京 -屋根', [1, 4, 5, 6]],
    ['-"garden house"', [1, 2, 3, 4, 5, 6]],
    ['NOT', [6]],
    ['say OR roof', []],
    ['facets', []],
    ['saccepted', []],
    ['?! "" - -- *', []],
    ['', []],
  ]
  for (const [query, found] of cases)
    test(`${JSON.stringify(query)}: ${found.length === 0 ? 'nothing' : found.join(', ')}`, () => {
      assert.deepEqual(find(db, toMatch(query, { state: 'accepted' })), found)
    })

  test('what has its form and its state', () => {
    assert.deepEqual(find(db, toMatch('roof', { form: 'contact-us', state: 'accepted' })), [0])
    assert.deepEqual(find(db, toMatch('roof', { form: 'contact' })), [])
    assert.deepEqual(find(db, toMatch('roof', { form: 'us' })), [])
    assert.deepEqual(find(db, toMatch('roof', { state: 'archived' })), [])
    assert.deepEqual(find(db, toMatch('roof')), [0])
    assert.equal(toMatch('-roof'), undefined)
  })
})

describe('every query is valid', () => {
  const hostile: readonly string[] = [
    '"',
    '""',
    '"""',
    '"a" "',
    "'; DROP TABLE leanto_search; --",
    'text : (',
    '{facets} : x',
    'a* b* *',
    '^a',
    'NEAR("a" "b", 3)',
    'a AND',
    'OR',
    'NOT NOT',
    '-',
    '-"',
    'a\0b',
    '\0',
    '\uD800',
    'a+b+c',
    '((((((',
    '\u0301\u0301',
    '🏠',
    '\uFFFF',
    '-a '.repeat(100),
    '"a" '.repeat(300),
    'a'.repeat(10_000),
  ]
  for (const query of hostile)
    test(JSON.stringify(query).slice(0, 40), () => {
      const db = createIndex()
      insert(db, 1, 'fa saccepted', 'a b')
      find(db, toMatch(query, { form: 'a', state: 'accepted' }))
      find(db, toMatch(query))
      find(db, toMatch('a', { form: query, state: query }))
    })

  test('any text', () => {
    const db = createIndex()
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '-', '*', ':', '(', ')', ' ', 'AND', 'NOT', 'NEAR', '^', '\0', '東京'),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        find(db, toMatch(pieces.join(''), { form: 'a', state: 'accepted' }))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the text of a submission', () => {
  test('is found by every part of it as a phrase, whatever it holds', () => {
    const word = fc.stringMatching(/^[a-zA-Zßüéøñçżłабвгдж東京都屋根をのタワ가나다กขค0-9]{1,12}$/)
    const words = fc.array(word, { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(words, fc.nat(7), fc.constantFrom(' ', ', ', '-', '\n', '@'), (all, from, by) => {
        const db = createIndex()
        insert(db, 1, 'fa saccepted', toSearchText([['m', ['before', all.join(by)]]], [], []))
        const part = all.slice(from % all.length).join(by)
        assert.deepEqual(find(db, toMatch(`"${part}"`)), [1], part)
      }),
    )
  })

  test('is what was sent, what came beside it, and the names of files', () => {
    const text = toSearchText([['field', ['one', 'two']]], [['beside', 'three']], ['four.pdf'])
    assert.deepEqual(text.split(/\s+/), ['one', 'two', 'three', 'four.pdf'])
  })

  test('is bounded, well-formed, and made without delay of whatever is sent', () => {
    for (const unit of ['a', '東', '\u0301', '\uFF9E', '\uFDFA', '😀', 'e\u0301']) {
      const start = performance.now()
      const text = toSearchText([['m', [`a${unit.repeat(1_000_000)}`]]], [], [])
      assert.ok(text.length <= MAX_SEARCH_TEXT)
      assert.ok(text.isWellFormed())
      assert.ok(performance.now() - start < 1000, JSON.stringify(unit))
    }
  })
})
