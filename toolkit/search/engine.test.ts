import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { buildIndex, type MemoryIndex } from '../../tests/search-index.ts'
import type { SearchResult } from './engine.ts'

const page = (title: string, body = '', language = 'en'): string =>
  `<!doctype html><html lang="${language}"><title>${title} | The Garden</title><main><h1>${title}</h1>${body}</main>`

const GARDEN = {
  'index.html': page('The Garden', '<p>Notes on growing vegetables, fruit and flowers.</p>'),
  'tomatoes/index.html': page(
    'Tomatoes',
    `<p>Tomatoes need sun and warmth.</p>
     <h2 id="sowing">Sowing indoors</h2><p>Sow eight weeks before the last frost, on a windowsill.</p>
     <h2 id="pruning">Pruning</h2><p>Pinch out the side shoots of vines every week.</p>`,
  ),
  'compost.html': page(
    'Compost',
    `<p>Kitchen scraps, leaves and grass turn into soil. Tomatoes and other heavy feeders love it.</p>
     <h2 id="turning">Turning the heap</h2><p>Turn it once a month.</p>`,
  ),
  'cities.html': page('Gardens in the city', '<p>Balconies in Zürich and the Straße nearby.</p>'),
  'tools.html': page(
    'Software for gardeners',
    `<p>Written in C++ and C#, it runs on .NET. Call <code>getWeatherReport()</code> or <code>plan.nextFrost</code>.</p>
     <p>Start it with <code>--dry-run</code>, and mind <code>max_beds</code>.</p>`,
  ),
  'ja.html': page('庭の手入れ', '<p>トマトは日光を必要とします。剪定は毎週行います。</p>'),
  'frost.html': page('Frost', '<p>A cold night.</p>'),
  'frost-tables.html': page(
    'Tables of the last frost',
    '<p>Frost, frost and again frost: the last frost by region, frost dates, and what frost does.</p>',
  ),
}

let garden: MemoryIndex
const search = async (query: string): Promise<SearchResult> => garden.engine.search(query)
const urls = async (query: string): Promise<string[]> =>
  (await search(query)).results.map(({ url }) => url)

describe('an engine', async () => {
  garden = await buildIndex(GARDEN)

  const FIRST: readonly (readonly [behaviour: string, query: string, url: string])[] = [
    ['puts a title above a mention', 'tomatoes', '/tomatoes/'],
    ['puts the page that is called so above one that says it more often', 'frost', '/frost'],
    ['finds other forms of a word', 'tomato', '/tomatoes/'],
    ['finds what an unfinished last word begins', 'compo', '/compost'],
    ['finds accented words without the accents', 'zurich', '/cities'],
    ['finds plain letters by accented ones', 'tömätoes', '/tomatoes/'],
    ['finds spelled-out letters', 'STRASSE', '/cities'],
    ['finds words in a script without spaces', '剪定', '/ja'],
    ['finds part of a longer word in such a script', 'トマト', '/ja'],
    ['finds a single character of such a script', '庭', '/ja'],
    ['finds what such a character begins', '日', '/ja'],
    ['finds names of languages', 'c++', '/tools'],
    ['finds names that begin with a dot', '.net', '/tools'],
    ['finds identifiers', 'getWeatherReport', '/tools'],
    ['finds identifiers whatever their case', 'getweatherreport', '/tools'],
    ['finds a piece of an identifier', 'weather', '/tools'],
    ['finds identifiers written with other separators', 'max-beds', '/tools'],
    ['finds flags', '--dry-run', '/tools'],
    ['wants all of a few words', 'last frost windowsill', '/tomatoes/'],
    ['corrects a mistake late in a word', 'tomatose', '/tomatoes/'],
    ['corrects a mistake early in a word', 'ocmpost', '/compost'],
    ['answers a question', 'how often should I turn my heap?', '/compost'],
  ]
  for (const [behaviour, query, url] of FIRST) {
    test(`${behaviour}: ${query}`, async () => {
      assert.equal((await urls(query))[0], url)
    })
  }

  const NONE = ['', ' ', 'zzyzx', '42', '!!! ???', '\u0000', '\ud800', '++ -- ..', '木']
  for (const query of NONE) {
    test(`finds nothing for ${JSON.stringify(query)}`, async () => {
      const { total, results, corrected, suggestion } = await search(query)
      assert.deepEqual(
        { total, results, corrected, suggestion },
        { total: 0, results: [], corrected: undefined, suggestion: undefined },
      )
    })
  }

  test('shows the sections that hold the words, each with its own address', async () => {
    const [first] = (await search('pruning')).results
    assert.equal(first?.url, '/tomatoes/')
    assert.deepEqual(
      first.sections.map(({ url, title }) => [url, title]),
      [['/tomatoes/#pruning', 'Pruning']],
    )
  })

  test('marks what was found as it is written in the text', async () => {
    const [first] = (await search('sowing')).results
    const excerpt = first?.sections[0]?.excerpt
    assert.equal(excerpt?.text, 'Sow eight weeks before the last frost, on a windowsill.')
    assert.deepEqual(excerpt.marks, [[0, 3]])
  })

  test('says what it searched for in place of a mistyped word', async () => {
    assert.equal((await search('frsot dates')).corrected, 'frost dates')
    assert.equal((await search('frost dates')).corrected, undefined)
  })

  test('does not take an unfinished word for the beginning of quite another', async () => {
    const { engine } = await buildIndex({ 'a.html': page('Settings', '<p>notfoundhandling</p>') })
    assert.equal((await engine.search('xyzzyplugh')).corrected, undefined)
    assert.equal((await engine.search('notfuondhan')).corrected, 'notfoundhandling')
  })

  test('finds the section whose heading is exactly what was asked for', async () => {
    const others = Array.from({ length: 12 }, (_, at) => [
      `p${at}.html`,
      page(
        `Pooling ${at}`,
        `<h2 id="a">Connection pool ${at}</h2><p>A connection, connection and connection.</p>`,
      ),
    ])
    const glossary = page(
      'Glossary',
      `<h2 id="c">Connection</h2><p>${'What lasts. '.repeat(90)}</p>`,
    )
    const { engine } = await buildIndex({
      ...Object.fromEntries(others),
      'glossary.html': glossary,
    })
    const [first] = (await engine.search('connection')).results
    assert.deepEqual([first?.url, first?.sections[0]?.title], ['/glossary', 'Connection'])
  })

  test('does not complete a word that a blank has ended', async () => {
    assert.deepEqual(await urls('compo '), [])
  })

  test('gives the pages after the first ones, without repeating any', async () => {
    const all = await garden.engine.search('frost')
    const first = await garden.engine.search('frost', { limit: 2 })
    const rest = await garden.engine.search('frost', { limit: 20, offset: 2 })
    assert.equal(first.total, all.total)
    assert.deepEqual([...first.results, ...rest.results], all.results)
    assert.deepEqual((await garden.engine.search('frost', { offset: 900 })).results, [])
  })

  test('gives the same answer whether it has read the files before or not', async () => {
    for (const [, query] of FIRST) {
      assert.deepEqual(await garden.open().search(query), await search(query))
    }
  })

  test('answers any text', async () => {
    const hostile = [
      'a'.repeat(10_000),
      'tomato '.repeat(2000),
      '庭'.repeat(5000),
      '__proto__ constructor',
      '"tomato" '.repeat(2000),
      '-tomato '.repeat(2000),
      `"${'tomato '.repeat(40)}"`,
      '\u202etomato\u202c "\ud83d\u0000\udc00" -\u05d0\u05d1',
      'a'.repeat(100_000),
    ]
    for (const query of hostile) assert.ok((await search(query)).query.length <= 200)
    const pieces = ['"', '-', ' ', '”', 'tomato', 'frost', '庭の', 'é', '\ud800', '_', 'a']
    const query = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const { total, results } = await search(text)
        assert.ok(results.length <= total)
      }),
    )
  })

  test('rejects when a file is gone', async () => {
    const { createEngine } = await import('./engine.ts')
    const engine = createEngine(
      garden.index,
      () => Promise.reject(new Error('gone')),
      (word) => word,
    )
    await assert.rejects(engine.search('frost'), /gone/)
    assert.deepEqual((await engine.search('')).results, [])
  })

  test('answers from an index of no pages', async () => {
    const { engine, index } = await buildIndex({})
    assert.equal(index.pages, 0)
    assert.deepEqual((await engine.search('frost')).results, [])
  })

  test('stems in the language of its pages', async () => {
    const german = await buildIndex({
      'a.html': page('Häuser', '<p>Alte Bäume.</p>', 'de'),
      'b.html': page('Garten', '<p>Neue Wege.</p>', 'de'),
      'c.html': page('Garden', '<p>New ways.</p>', 'en'),
    })
    assert.equal(german.index.language, 'de')
    assert.equal((await german.engine.search('haus')).results[0]?.url, '/a')
  })
})

describe('an engine over a large site', async () => {
  const site = await buildIndex(manyPages(3000))

  test('finds every page by its title and every section by its heading', async () => {
    for (let number = 0; number < 3000; number += 173) {
      const byTitle = await site.engine.search(`Article ${name(number)}`)
      assert.equal(byTitle.results[0]?.url, `/article-${number}`)
      const byHeading = await site.engine.search(`Chapter ${name(number + 7)}`)
      const found = byHeading.results.slice(0, 3).flatMap(({ sections }) => sections)
      assert.ok(found.some(({ url }) => url === `/article-${number}#chapter`))
    }
  })

  for (const query of [
    'garden',
    'the common words of every page',
    'article xbedaca',
    name(1234),
    'c',
  ]) {
    test(`reads a bounded number of files for ${JSON.stringify(query)}`, async () => {
      site.reads.length = 0
      await site.open().search(query)
      const bytes = site.reads.reduce((sum, path) => sum + (site.files.get(path)?.length ?? 0), 0)
      assert.ok(site.reads.length <= 20, `${site.reads.length} reads`)
      assert.ok(bytes <= 300_000, `${bytes} bytes`)
      assert.equal(new Set(site.reads).size, site.reads.length)
    })
  }

  test('stays far below the reads that a request may make, even for a page of hostile words', async () => {
    const words = Array.from({ length: 31 }, (_, at) => name(at * 97 + 5))
    const queries = [
      words.join(' '),
      words.map((word) => `${word}q`).join(' '),
      `"${words.slice(0, 6).join(' ')}" ${words.slice(6).join(' ')}`,
      words.map((word) => `-${word}`).join(' '),
    ]
    for (const query of queries) {
      site.reads.length = 0
      await site.open().search(query.slice(0, 200), { limit: 20, offset: 5, facets: true })
      assert.ok(site.reads.length <= 45, `${site.reads.length} reads for ${query}`)
    }
  })
})

/** A word of its own for each number. */
function name(number: number): string {
  return `x${String(number)
    .split('')
    .map((digit) => 'abcdefghij'[Number(digit)])
    .join('')}en`
}

function manyPages(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, number) => [
      `article-${number}.html`,
      page(
        `Article ${name(number)}`,
        `<p>The common words of every page in a garden, and number ${number % 50} of fifty.</p>
         <h2 id="chapter">Chapter ${name(number + 7)}</h2><p>See also article ${name((number * 31) % count)}.</p>`,
      ),
    ]),
  )
}

describe('an engine over a word that every page has', async () => {
  const PAGES = 5000
  const RARE = 1250
  // The longer a page, the less it is about the word; the rare ones are among the longest.
  const files = Array.from({ length: PAGES }, (_, n): [string, string] => {
    const isRare = n % RARE === RARE - 1
    const filter = isRare ? '<i data-pagefind-filter="kind">rare</i>' : ''
    const filler = 'filler '.repeat(isRare ? 60 : n % 40)
    return [
      `p${n}.html`,
      page(
        `Page ${n}`,
        `<p>common ${n % 2 === 1 ? 'half ' : ''}${filler}${isRare ? 'end' : ''}</p>${filter}`,
      ),
    ]
  })
  const { engine } = await buildIndex(Object.fromEntries(files))

  test('looks at some 2,000 of the best, so that no word can use up a request', async () => {
    const { total, results } = await engine.search('common', { limit: 10 })
    assert.ok(total >= 2000 && total <= 3000, `looked at ${total} of ${PAGES}`)
    assert.equal(results.length, 10)
  })

  test('reads on where a filter leaves few', async () => {
    const { total } = await engine.search('half', { filters: { kind: ['rare'] } })
    assert.equal(total, PAGES / RARE)
  })

  test('leaves out all pages with the word, also those that its list lacks', async () => {
    assert.equal((await engine.search('-common')).total, 0)
    assert.equal((await engine.search('-end')).total, PAGES - PAGES / RARE)
  })

  test('finds a phrase with it', async () => {
    assert.equal((await engine.search('"filler end"')).total, PAGES / RARE)
    assert.equal((await engine.search('"end filler"')).total, 0)
    assert.equal((await engine.search('"page 4321 common"')).total, 0)
    // Most places of `filler` are not kept.
    assert.equal((await engine.search('"half filler"')).total, PAGES / 2)
  })
})
