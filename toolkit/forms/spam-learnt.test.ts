import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import {
  createCounts,
  decodeCounts,
  encodeCounts,
  judge,
  learn,
  toBuckets,
  type Counts,
  type Mark,
} from './spam-learnt.ts'

/** Counts that learnt each text so many times. */
function taught(lessons: readonly (readonly [mark: Mark, text: string, times: number])[]): Counts {
  const counts = createCounts()
  for (const [mark, text, times] of lessons) {
    for (let time = 0; time < times; time += 1) learn(counts, toBuckets([text]), mark, 1)
  }
  return counts
}

const OFFER = 'We rank your site on the first page, cheap backlinks and a free audit'
const QUESTION = 'When does the workshop on Saturday begin, and may I bring my daughter?'

describe('a text is cut into', () => {
  const same: readonly (readonly [what: string, one: string, other: string])[] = [
    ['words, whatever their case and accents', 'Zürich CAFÉ', 'zurich café'],
    ['words, each once', 'buy buy now', 'now buy'],
    ['words without what stands between them', '“free” — audit!!!', 'free audit'],
    ['pairs of characters, where words have no spaces', '東京都', '東京 京都'],
    ['no single letters', 'a b free', 'free'],
    ['the same, in as many fields as may be', 'free\naudit', 'free audit'],
  ]
  for (const [what, one, other] of same) {
    test(what, () => {
      assert.deepEqual(toBuckets([one]).toSorted(), toBuckets([other]).toSorted())
    })
  }

  test('the host of a link and the domain of an address, beside their words', () => {
    const plain = new Set(toBuckets(['https shop example ann']))
    const link = toBuckets(['https://shop.example/ann'])
    const mail = toBuckets(['ann@shop.example'])
    assert.equal(link.filter((bucket) => !plain.has(bucket)).length, 1)
    assert.equal(mail.filter((bucket) => !plain.has(bucket)).length, 1)
  })

  test('300 words at most, of 8,000 characters at most', () => {
    const words = Array.from({ length: 5000 }, (_, at) => `word${at}`).join(' ')
    assert.equal(toBuckets([words.slice(0, 2000), words.slice(2000, 4000)]).length, 300)
    const beyond = [...Array.from({ length: 4 }, () => ' '.repeat(2000)), 'word']
    assert.deepEqual([...toBuckets(beyond)], [])
    assert.deepEqual([...toBuckets([`${' '.repeat(2000)}word`])], [])
  })
})

describe('what was learnt', () => {
  const lessons = fc.array(
    fc.record({
      text: fc.lorem({ maxCount: 20 }),
      mark: fc.constantFrom<Mark>('spam', 'ham'),
    }),
    { maxLength: 20 },
  )

  test('is taken back exactly, in any order', () => {
    fc.assert(
      fc.property(lessons, lessons, (kept, taken) => {
        const counts = createCounts()
        for (const { text, mark } of [...kept, ...taken]) {
          learn(counts, toBuckets([text]), mark, 1)
        }
        for (const { text, mark } of taken.toReversed()) learn(counts, toBuckets([text]), mark, -1)
        const expected = taught(kept.map(({ mark, text }) => [mark, text, 1]))
        assert.deepEqual(counts.numbers, expected.numbers)
      }),
      { numRuns: 50 },
    )
  })

  test('is read as it was written', () => {
    fc.assert(
      fc.property(lessons, (learnt) => {
        const counts = taught(learnt.map(({ mark, text }) => [mark, text, 1]))
        assert.deepEqual(decodeCounts(encodeCounts(counts)).numbers, counts.numbers)
      }),
      { numRuns: 50 },
    )
  })

  test('is written as version 1 has it', () => {
    const counts = createCounts()
    learn(counts, Uint16Array.of(0, 8191), 'spam', 1)
    learn(counts, Uint16Array.of(8191), 'ham', 1)
    learn(counts, Uint16Array.of(1), 'ham', 1)
    const bytes = encodeCounts(counts)
    assert.equal(bytes.length, 32_776)
    const hex = Buffer.from(bytes).toString('hex')
    assert.equal(hex.slice(0, 32), '4c534301010002000100000000000100')
    assert.equal(hex.slice(-8), '01000100')
  })

  test('has a word where version 1 has it', () => {
    // A change here makes what was learnt before of no use: it needs another version.
    assert.deepEqual(
      [...toBuckets(['Prüfung 東京 https://a.example/ ann@b.example'])],
      [7547, 8090, 5136, 410, 7703, 304, 1366],
    )
  })

  const good = encodeCounts(taught([['spam', OFFER, 3]]))
  const damaged: readonly (readonly [what: string, bytes: Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['another version', good.with(3, 2)],
    ['another format', good.with(0, 0x50)],
    ['half of it', good.slice(0, 9000)],
    ['more of it', Uint8Array.of(...good, 0)],
    ['more submissions with a word than there are', good.with(9000, 4)],
  ]
  for (const [what, bytes] of damaged) {
    test(`is forgotten where its bytes are of ${what}`, () => {
      assert.deepEqual(decodeCounts(bytes).numbers, createCounts().numbers)
    })
  }

  test('never falls below nothing, nor rises beyond what can be written', () => {
    const counts = createCounts()
    const buckets = toBuckets([OFFER])
    learn(counts, buckets, 'spam', -1)
    assert.deepEqual(counts.numbers, createCounts().numbers)
    for (let time = 0; time < 66_000; time += 1) learn(counts, buckets, 'spam', 1)
    assert.equal(Math.max(...counts.numbers), 65_535)
    assert.deepEqual(decodeCounts(encodeCounts(counts)).numbers, counts.numbers)
  })
})

describe('a judgement', () => {
  const few: readonly (readonly [spam: number, ham: number])[] = [
    [0, 0],
    [19, 0],
    [10, 9],
    [40, 4],
    [4, 40],
  ]
  for (const [spam, ham] of few) {
    test(`is not made of ${spam} marks for spam and ${ham} against it`, () => {
      const counts = taught([
        ['spam', OFFER, spam],
        ['ham', QUESTION, ham],
      ])
      assert.equal(judge(counts, toBuckets([OFFER])), undefined)
    })
  }

  const counts = taught([
    ['spam', OFFER, 10],
    ['ham', QUESTION, 10],
  ])
  const judgeText = (text: string): number => judge(counts, toBuckets([text])) ?? Number.NaN

  test('knows again what was marked', () => {
    assert.ok(judgeText(OFFER) > 0.99, String(judgeText(OFFER)))
    assert.ok(judgeText(QUESTION) < 0.01, String(judgeText(QUESTION)))
  })

  test('is undecided on words that were never met, and on none', () => {
    assert.equal(judgeText('Lorem ipsum dolor sit amet'), 0.5)
    assert.equal(judgeText(''), 0.5)
  })

  test('is undecided on as many words of one kind as of the other', () => {
    const mixed = judgeText('backlinks audit workshop daughter')
    assert.ok(Math.abs(mixed - 0.5) < 0.01, String(mixed))
  })

  test('takes more than one word to be sure', () => {
    assert.ok(judgeText('Do you know what backlinks are?') < 0.99)
    assert.ok(judgeText('backlinks') > 0.5)
  })

  test('goes by shares: ten times the spam makes no word worse', () => {
    const uneven = taught([
      ['spam', OFFER, 100],
      ['spam', 'hello', 100],
      ['ham', 'hello', 10],
      ['ham', QUESTION, 10],
    ])
    const hello = judge(uneven, toBuckets(['hello']))
    assert.equal(hello, 0.5)
  })
})

// Each would take minutes if any expression were quadratic; most take some milliseconds.
const HOSTILE = 'a|a.|@|@a.|www.|http://|http://www.| |\n|字|字 |e\u0301|😀|ß'
for (const part of HOSTILE.split('|')) {
  test(`a hundred texts of 100,000 characters of ${JSON.stringify(part)} are cut at once`, () => {
    const text = part.repeat(Math.ceil(100_000 / part.length))
    const started = performance.now()
    toBuckets(Array.from({ length: 100 }, () => text))
    assert.ok(performance.now() - started < 1000)
  })
}
