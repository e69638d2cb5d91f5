import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { buildIndex } from '../../tests/search-index.ts'
import type { SearchEngine } from './engine.ts'

interface Plant {
  readonly title: string
  readonly body: string
  readonly kinds?: readonly string[]
  readonly seasons?: readonly string[]
  /** Days until it is ripe. */
  readonly days?: number
}

const PLANTS: Readonly<Record<string, Plant>> = {
  apple: {
    title: 'Apple',
    body: 'A crisp red fruit of autumn. Store it in a cool place. The apple tree needs max_light and pruning.',
    kinds: ['fruit', 'tree'],
    seasons: ['autumn'],
    days: 150,
  },
  pear: {
    title: 'Pear',
    body: 'A soft green fruit. Its tree is pruned in winter, and a cool, dry place keeps the fruit.',
    kinds: ['fruit', 'tree'],
    seasons: ['autumn', 'winter'],
    days: 140,
  },
  kale: {
    title: 'Kale',
    body: 'A leaf for winter. Frost makes it sweet. Red kale is red, and needs max light.',
    kinds: ['leaf'],
    seasons: ['winter'],
    days: 60,
  },
  lettuce: {
    title: 'Lettuce',
    body: 'A crisp leaf for spring; it fruits never. Cool nights help. A red kind exists. Light is needed, at max.',
    kinds: ['leaf'],
    seasons: ['spring'],
    days: 45,
  },
  gardenhose: { title: 'Watering', body: 'A gardenhose or a water can. Kubernetes is no plant.' },
  tokyo: { title: 'Plants of the east', body: '東京都の公園と京都の庭園。' },
  kyoto: { title: 'More of the east', body: '京都の東にある都の東京。' },
}

function toHtml({ title, body, kinds = [], seasons = [], days }: Plant): string {
  const filters = [
    ...kinds.map((kind) => `<span data-pagefind-filter="kind">${kind}</span>`),
    ...seasons.map((season) => `<span data-pagefind-filter="season">${season}</span>`),
  ]
  const sort = days === undefined ? '' : `<span data-pagefind-sort="days">${days}</span>`
  return `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1><p>${body}</p>${filters.join(' ')}${sort}</main>`
}

const { engine, open } = await buildIndex(
  Object.fromEntries(
    Object.entries(PLANTS).map(([name, plant]) => [`${name}.html`, toHtml(plant)]),
  ),
  {
    owner: {
      synonyms: [
        ['k8s', 'kubernetes'],
        ['cold', 'cool'],
        ['hosepipe', 'water can'],
      ],
      pins: [{ query: 'red', pages: ['/lettuce', '/tokyo'] }],
    },
  },
)

async function names(query: string, on: SearchEngine = engine): Promise<string[]> {
  return (await on.search(query, { limit: 20 })).results.map(({ url }) => url.slice(1))
}

async function sorted(query: string): Promise<string> {
  return (await names(query)).toSorted().join(' ')
}

describe('the query language', () => {
  const FOUND: readonly (readonly [behaviour: string, query: string, pages: string])[] = [
    ['finds a phrase where its words stand next to each other', '"cool place"', 'apple'],
    ['does not find them in another order', '"place cool"', ''],
    ['takes a word in quotes as it is written', '"fruits"', 'lettuce'],
    ['wants every phrase', '"red fruit" "cool place"', 'apple'],
    ['wants a phrase beside other words', 'tree "cool place"', 'apple'],
    ['knows the quotes that telephones write', '“cool place”', 'apple'],
    ['finds an identifier by its words', '"max light"', 'apple kale'],
    ['finds the words of an identifier', '"needs max_light"', 'apple kale'],
    ['does not find a phrase across the end of a title', '"apple a crisp"', ''],
    ['leaves out pages with a word', 'fruit -green', 'apple lettuce'],
    ['leaves out other forms of the word', 'winter -pruning', 'kale'],
    ['leaves out pages with a phrase', 'cool -"cool place"', 'lettuce pear'],
    ['gives all other pages for a minus alone', '-tree -leaf', 'gardenhose kyoto tokyo'],
    [
      'takes a minus within a word for a hyphen',
      'gardenhose-cool',
      'apple gardenhose lettuce pear',
    ],
    [
      'reads an open quote as if it were not there',
      '"cool pla',
      'apple gardenhose lettuce pear tokyo',
    ],
    ['finds a phrase in a script without spaces', '"東京都"', 'tokyo'],
    ['leaves out words of such a script', '京都 -東京都', 'kyoto'],
    ['finds a synonym', 'k8s', 'gardenhose'],
    ['finds a synonym of an unfinished word', 'cold', 'apple lettuce pear'],
    ['finds a synonym of several words', 'hosepipe', 'gardenhose'],
    ['finds a word for several', 'water can', 'gardenhose'],
    ['takes nothing but the word itself in quotes', '"k8s"', ''],
  ]
  for (const [behaviour, query, pages] of FOUND) {
    test(`${behaviour}: ${query}`, async () => {
      assert.equal(await sorted(query), pages)
    })
  }

  test('puts the characters in a row above the same ones apart', async () => {
    assert.equal((await names('東京都'))[0], 'tokyo')
  })

  const CORRECTED: readonly (readonly [behaviour: string, query: string, corrected: string])[] = [
    ['a letter too many', 'letttuce ', 'lettuce'],
    ['the first letter', 'mubernetes ', 'kubernetes'],
    ['swapped letters', 'platns ', 'plants'],
    ['two mistakes in a long word', 'kuberneets', 'kubernetes'],
    ['swapped letters in the middle of a short word', 'kael ', 'kale'],
    ['a word that is not finished', 'kubrnet', 'kubernetes'],
    ['two words for one', 'garden hose ', 'gardenhose'],
    ['one word for two', 'redkale ', 'red kale'],
    ['a piece of an identifier', 'max_ligth ', 'max_light'],
  ]
  for (const [mistake, query, corrected] of CORRECTED) {
    test(`corrects ${mistake}: ${query}`, async () => {
      const answer = await engine.search(query)
      assert.equal(answer.corrected?.trim(), corrected)
      assert.deepEqual(answer.unknown, [])
      assert.ok(answer.total > 0)
    })
  }

  test('ranks a corrected query like the one that was meant', async () => {
    assert.equal((await names('lettuec '))[0], 'lettuce')
  })

  test('says which words are on no page, and answers the others', async () => {
    const answer = await engine.search('zzyzx kale 1234')
    assert.deepEqual(answer.unknown, ['zzyzx', '1234'])
    assert.equal(answer.results[0]?.url, '/kale')
    assert.deepEqual((await engine.search('zzyzx')).results, [])
  })

  test('offers the words without their quotes where the phrase is nowhere', async () => {
    const { total, suggestion } = await engine.search('"place cool"')
    assert.deepEqual([total, suggestion], [0, 'place cool'])
    assert.equal((await engine.search('"cool place"')).suggestion, undefined)
  })

  test('takes the sign in an abbreviation of Hebrew for no quotation mark', async () => {
    const html =
      '<!doctype html><html lang="he"><title>צבא</title><main><p>חיילי צה"ל בירושלים</p></main>'
    const hebrew = await buildIndex({ 'a.html': html })
    for (const query of ['צה"ל', '"צה"ל בירושלים"', '"חיילי צה"ל"']) {
      assert.equal((await hebrew.engine.search(query)).total, 1, query)
    }
    assert.equal((await hebrew.engine.search('"צה"ל חיילי"')).suggestion, 'צה"ל חיילי')
    assert.equal((await hebrew.engine.search('חיילי -צה"ל')).total, 0)
  })

  test('puts pinned pages first, marked and once', async () => {
    const { results, total } = await engine.search('RED')
    assert.deepEqual(results.map(({ url, pinned }) => [url, pinned]).slice(0, 2), [
      ['/lettuce', true],
      ['/tokyo', true],
    ])
    assert.equal(new Set(results.map(({ url }) => url)).size, total)
    assert.ok(results.slice(2).every(({ pinned }) => !pinned))
    assert.ok((await engine.search('red kale')).results.every(({ pinned }) => !pinned))
  })

  test('gives the same results whatever part of them is asked for', async () => {
    const all = await engine.search('a red fruit of winter', { limit: 20 })
    for (let offset = 0; offset < all.total; offset++) {
      const part = await open().search('a red fruit of winter', { offset, limit: 2 })
      assert.deepEqual(part.results, all.results.slice(offset, offset + 2))
    }
  })

  test('gives scores that fall', async () => {
    const { results } = await engine.search('crisp leaf for winter', { limit: 20 })
    const scores = results.map(({ score }) => score)
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    )
  })
})

describe('filters and orders', () => {
  const FILTERED: readonly (readonly [
    behaviour: string,
    query: string,
    filters: Readonly<Record<string, readonly string[]>>,
    pages: string,
  ])[] = [
    ['one value', 'cool', { kind: ['leaf'] }, 'lettuce'],
    ['any of several values', 'winter', { season: ['spring', 'winter'] }, 'kale pear'],
    ['several names', 'fruit', { kind: ['tree'], season: ['winter'] }, 'pear'],
    ['a value that no page has', 'fruit', { kind: ['stone'] }, ''],
    ['a name that the site does not have', 'kale', { shape: ['round'] }, 'kale'],
    ['a phrase', '"cool place"', { kind: ['leaf'] }, ''],
    ['no words', '', { kind: ['leaf'] }, 'kale lettuce'],
    ['a property of every object', 'kale', { constructor: ['x'] }, 'kale'],
  ]
  for (const [behaviour, query, filters, pages] of FILTERED) {
    test(`filters by ${behaviour}`, async () => {
      const { results, total } = await engine.search(query, { filters, limit: 20 })
      const found = results.map(({ url }) => url.slice(1)).toSorted()
      assert.equal(found.join(' '), pages)
      assert.equal(total, found.length)
    })
  }

  test('counts the pages of each value, each name without its own filter', async () => {
    const { facets } = await engine.search('cool', { facets: true, filters: { kind: ['leaf'] } })
    assert.deepEqual(facets, [
      {
        name: 'kind',
        values: [
          { value: 'fruit', count: 2, selected: false },
          { value: 'tree', count: 2, selected: false },
          { value: 'leaf', count: 1, selected: true },
        ],
      },
      { name: 'season', values: [{ value: 'spring', count: 1, selected: false }] },
    ])
  })

  test('counts all pages before anything is asked', async () => {
    const { facets, total } = await engine.search('', { facets: true })
    assert.equal(total, 0)
    assert.deepEqual(facets[1]?.values[0], { value: 'autumn', count: 2, selected: false })
  })

  test('sorts by a key, in either order, pages without it last', async () => {
    const order = async (query: string, descending: boolean): Promise<string> =>
      (await engine.search(query, { sort: { by: 'days', descending } })).results
        .map(({ url }) => url.slice(1))
        .join(' ')
    assert.equal(await order('a', false), 'lettuce kale pear apple gardenhose')
    assert.equal(await order('a', true), 'apple pear kale lettuce gardenhose')
    // Pages with one of the words alone would come before those that were meant.
    assert.equal(await order('red fruit', false), 'lettuce apple')
  })

  test('counts, where they are sorted, the pages of each value that it would show', async () => {
    const { engine: site } = await buildIndex({
      'a.html': toHtml({ title: 'A', body: '<p data-leanto-filter="kind:x">wooden barrow</p>' }),
      'b.html': toHtml({ title: 'B', body: '<p data-leanto-filter="kind:y">wooden barrow</p>' }),
      'c.html': toHtml({ title: 'C', body: '<p data-leanto-filter="kind:y">wooden fence</p>' }),
      'd.html': toHtml({ title: 'D', body: '<p data-leanto-sort="days:1">fence</p>' }),
    })
    const sort = { by: 'days', descending: false }
    for (const kind of ['x', 'none']) {
      const filters = { kind: [kind] }
      const { facets } = await site.search('wooden barrow ', { filters, sort, facets: true })
      assert.equal(facets[0]?.values.find(({ value }) => value === 'y')?.count, 1)
    }
  })

  test('lets any stand in place of a phrase that there are too few reads for', async () => {
    const query = '-missing -absent "cool place"'
    const { total } = await engine.find(query)
    assert.ok(total > 0)
    assert.ok((await engine.find(query, { reads: 8 })).total >= total)
  })
})

describe('the order of results', async () => {
  const FAR = 'nothing of interest is said '.repeat(12)
  const { open: openSite } = await buildIndex({
    'a.html': toHtml({ title: 'One', body: `A wooden fence. ${FAR} The barrow stands.` }),
    'b.html': toHtml({ title: 'Two', body: `A wooden barrow. ${FAR} The fence stands.` }),
    'coffee.html': toHtml({ title: 'Coffee', body: `${FAR} java` }),
    'script.html': toHtml({ title: 'Javascript', body: 'Javascript, javascript and javascript.' }),
  })

  test('puts words that stand together above the same ones apart', async () => {
    assert.deepEqual(await names('wooden barrow ', openSite()), ['b', 'a'])
    assert.deepEqual(await names('wooden fence ', openSite()), ['a', 'b'])
    const { results } = await openSite().search('wooden barrow ', { offset: 1, limit: 1 })
    assert.equal(results[0]?.url, '/a')
  })

  test('puts a word that is complete above those that it begins, however often they are said', async () => {
    assert.deepEqual(await names('jav', openSite()), ['script', 'coffee'])
    assert.deepEqual(await names('java', openSite()), ['coffee', 'script'])
    assert.deepEqual(await names('javascr', openSite()), ['script'])
  })
})
