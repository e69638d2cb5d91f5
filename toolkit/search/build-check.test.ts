import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { buildIndex } from '../../tests/search-index.ts'
import { makeQuestions } from './build-check-questions.ts'
import { addTypo } from './build-check-typo.ts'
import { checkSearch, shareWithin } from './build-check.ts'
import { editDistance } from './distance.ts'

describe('a mistake', () => {
  const word = fc.stringMatching(/^[a-zA-Zäöüßéя]{5,12}$/)

  test('changes a word by one letter, and is the same each time', () => {
    fc.assert(
      fc.property(word, fc.nat(), (text, seed) => {
        const wrong = addTypo(text, seed) ?? ''
        assert.equal(wrong, addTypo(text, seed))
        assert.equal(editDistance(text, wrong, 2), 1, `${text} and ${wrong}`)
      }),
    )
  })

  test('is made in the longest word, and leaves the rest', () => {
    const wrong = addTypo('the "longest" of five words') ?? ''
    assert.match(wrong, /^the ".{6,8}" of five words$/)
    assert.doesNotMatch(wrong, /longest/)
  })

  test('keeps the case of its word', () => {
    for (let seed = 0; seed < 50; seed++) assert.match(addTypo('VACUUM', seed) ?? '', /^[A-Z]+$/)
  })

  for (const text of ['', 'a cat sat', '12345 67890', '日本語日本語']) {
    test(`is not made in "${text}", where it would be another word`, () => {
      assert.equal(addTypo(text), undefined)
    })
  }
})

describe('the questions of a check', () => {
  const pages = [
    { url: '/a', title: 'Growing “pears”', headings: ['Further reading', 'Soil'] },
    { url: '/b', title: 'growing pears', headings: ['Further reading', 'Growing pears', '—'] },
    { url: '/c', title: '-Plums', headings: [] },
  ]

  test('are the titles and headings, each with the pages that have it', () => {
    const { questions, sharedHeadings, sharedTitles } = makeQuestions(pages)
    const asked = questions.filter(({ hasTypo }) => !hasTypo)
    assert.deepEqual(
      asked.map(({ kind, query, pages: found }) => [kind, query, found]),
      [
        ['title', 'Growing pears', ['/a', '/b']],
        ['title', 'Plums', ['/c']],
        ['heading', 'Soil', ['/a']],
      ],
    )
    assert.equal(sharedHeadings, 1)
    assert.deepEqual([...sharedTitles.values()], [['/a', '/b']])
  })

  test('are asked again with a mistake, where a word is long enough', () => {
    const wrong = makeQuestions(pages).questions.filter(({ hasTypo }) => hasTypo)
    assert.deepEqual(
      wrong.map(({ name }) => name),
      ['Growing “pears”', '-Plums'],
    )
    for (const { query, name } of wrong) assert.notEqual(query, name)
  })

  test('are a thousand of a kind at most, from the whole site', () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({
      url: `/${at}`,
      title: `n${at}`,
      headings: [],
    }))
    const { questions } = makeQuestions(many)
    assert.equal(questions.length, 1000)
    assert.deepEqual(questions.at(-1)?.pages, ['/4995'])
  })
})

describe('a check', () => {
  test('finds every title of a small site first', async () => {
    const title = (name: string): string => `<title>${name}</title><h1>${name}</h1><p>Fruit.</p>`
    const { engine, files } = await buildIndex({
      'pears.html': title('Pears'),
      'plums.html': title('Plums'),
    })
    const read = async (path: string): Promise<Uint8Array> => files.get(path) ?? new Uint8Array()
    const { answers } = await checkSearch(engine, read)
    assert.equal(answers.length, 4)
    assert.equal(shareWithin(answers, 1), 1)
    const lost = answers.map((answer, at) => ({ ...answer, place: at === 0 ? 3 : -1 }))
    assert.deepEqual([shareWithin(lost, 3), shareWithin(lost, 10)], [0, 0.25])
  })
})
